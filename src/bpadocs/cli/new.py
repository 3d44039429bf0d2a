"""`bpa new`"""

import argparse
from pathlib import Path

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project and the id of the rule."""
    shared.add_project(parser)
    parser.add_argument(
        "rule",
        help="product/rule in lower case with hyphens, such as hyper-v/some-rule",
    )


def run(options: argparse.Namespace) -> int:
    """Write the files of the new rule, and print which they are."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _add(root, options)


def _add(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.project.add_rule import add_rule

    saved, project = add_rule(root, options.rule)
    for name in saved.written:
        say(f"wrote {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    say("fill it in, then: bpa build")
    return shared.ended(options, 0, project)
