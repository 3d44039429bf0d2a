"""`bpa checks`"""

import argparse

from bpadocs.cli.terminal import say


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
        say(f"{check.name:{width}}  {check.severity:7}  {summary(check)}{off}")
    return 0
