"""`bpa explain`"""

import argparse
from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli.terminal import room, say, say_lines
from bpadocs.errors import UsageError

if TYPE_CHECKING:
    from bpadocs.lint.check import Check


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the name of the check."""
    parser.add_argument(
        "check", metavar="CHECK", help="the name of a check; `bpa checks` lists them"
    )


def run(options: argparse.Namespace) -> int:
    """Print the documentation of the check, and its settings."""
    from bpadocs.lint.check import documentation
    from bpadocs.lint.mqm import SEVERITIES
    from bpadocs.lint.precision import told
    from bpadocs.lint.registry import CHECKS

    check = _check(options.check)
    off = "" if check.default else ", off by default"
    say(f"{check.name} ({check.severity}{off})")
    if check.mqm:
        say(f"MQM: {check.mqm}, {SEVERITIES[check.severity]}")
    say("")
    say_lines(_fitted(documentation(check)))
    if check in CHECKS:
        say_lines(
            "\nHow often it was right, on translations by people and by machine:\n\n"
        )
        for line in told(check.name):
            say(f"    {line}")
    if check.options:
        say_lines(f"\nSettings, in [lint.options.{check.name}] of bpadocs.toml:\n\n")
        for name, value in check.options.items():
            say(f"    {name} = {value}")
    return 0


def _fitted(text: str) -> str:
    """Return the text in lines that a terminal has room for; examples stay as they are."""
    columns = room()
    if columns is None:
        return text
    paragraphs = []
    for paragraph in text.split("\n\n"):
        indented = any(line.startswith(" ") for line in paragraph.split("\n"))
        paragraphs.append(paragraph if indented else fill(paragraph, columns))
    return "\n\n".join(paragraphs)


def _check(name: str) -> "Check":
    from bpadocs.lint.registry import all_checks

    checks = {check.name: check for check in all_checks()}
    if name not in checks:
        raise UsageError(_unknown(name, checks))
    return checks[name]


def _unknown(name: str, checks: Iterable[str]) -> str:
    """Return what to say of a check that there is not."""
    from bpadocs.manual.topics import find, topics
    from bpadocs.project.mistakes import nearest

    topic = find(name, topics())
    if topic:
        return f"“{topic.name}” is a page of the manual: bpa help {topic.name}"
    hint = nearest(name, checks) or "."
    return f"{shown.name(name)}: no such check{hint} `bpa checks` lists them"
