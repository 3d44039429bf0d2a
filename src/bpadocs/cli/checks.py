"""`bpa checks`"""

import argparse
from textwrap import wrap

from bpadocs.cli.terminal import room, say

NARROWEST = 20
"""Columns of a summary, however narrow the terminal is."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: there is nothing to choose."""


def run(options: argparse.Namespace) -> int:
    """Print each check with its severity and what it is for."""
    from bpadocs.lint.check import summary
    from bpadocs.lint.registry import all_checks

    checks = all_checks()
    width = max(len(check.name) for check in checks)
    for check in checks:
        off = "" if check.default else " (off by default)"
        head = f"{check.name:{width}}  {check.severity:7}  "
        text = f"{summary(check)}{off}"
        columns = room()
        lines = [text]
        if columns:
            lines = wrap(text, max(columns - len(head), NARROWEST))
        say(f"{head}{lines[0]}")
        for line in lines[1:]:
            say(f"{' ' * len(head)}{line}")
    return 0
