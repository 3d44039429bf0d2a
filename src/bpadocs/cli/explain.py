"""`bpa explain`"""

import argparse

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
    print(f"{check.name} ({check.severity}{'' if check.default else ', off by default'})\n")
    print(documentation(check))
    if check.options:
        print(f"\nSettings, in [tool.bpadocs.lint.options.{check.name}]:\n")
        for name, value in check.options.items():
            print(f"    {name} = {value}")
    return 0
