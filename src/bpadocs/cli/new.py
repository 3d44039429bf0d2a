"""`bpa new`"""

import argparse
from pathlib import Path

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, the id of the rule, and what may be said of it at once."""
    shared.add_project(parser)
    parser.add_argument(
        "rule",
        help="product/rule in lower case with hyphens, such as hyper-v/some-rule",
    )
    parser.add_argument(
        "--title",
        metavar="TEXT",
        help=(
            "what the rule wants, in a few words; its page is called so too (default: the words "
            "of its name)"
        ),
    )
    parser.add_argument(
        "--severity",
        metavar="WORD",
        help=(
            "error, warning, information, or one of the settings of the project (default: warning)"
        ),
    )


def run(options: argparse.Namespace) -> int:
    """Write the files of the new rule, and print which they are."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _add(root, options)


def _add(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.project.add_rule import add_rule

    saved, project = add_rule(root, options.rule, options.title, options.severity)
    for name in saved.written:
        say(f"wrote {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    say("fill it in, then: bpa build")
    return shared.ended(options, 0, project)
