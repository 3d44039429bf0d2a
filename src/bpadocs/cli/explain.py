"""`bpa explain`"""

import argparse

from bpadocs.cli.terminal import say, say_lines
from bpadocs.problems import BrokenInputError, Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("check", metavar="CHECK", help="the name of a check; `bpa checks` lists them")


def run(options: argparse.Namespace) -> int:
    from bpadocs.lint.check import documentation
    from bpadocs.lint.registry import all_checks
    from bpadocs.reading.report import nearest

    checks = {check.name: check for check in all_checks()}
    check = checks.get(options.check)
    if check is None:
        message = f"no such check{nearest(options.check, checks)}; `bpa checks` lists them"
        raise BrokenInputError([Problem(options.check, 1, 1, message)])
    say(f"{check.name} ({check.severity}{'' if check.default else ', off by default'})")
    say("")
    say_lines(documentation(check))
    if check.options:
        say_lines(f"\nSettings, in [tool.bpadocs.lint.options.{check.name}]:\n\n")
        for name, value in check.options.items():
            say(f"    {name} = {value}")
    return 0
