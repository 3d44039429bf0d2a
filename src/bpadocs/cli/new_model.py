"""`bpa new-model`"""

import argparse
from pathlib import Path

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project and the product that becomes a model."""
    shared.add_project(parser)
    parser.add_argument(
        "product",
        help="the folder of the product in rules/, such as hyper-v. The model is "
        "models/MODEL/MODEL.sch and .ps1. product.yaml gets the order of the rules, because "
        "those who localize a model find a text by its position: a new rule goes to the end",
    )


def run(options: argparse.Namespace) -> int:
    """Write the files of the model, and print which they are."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _add(root, options)


def _add(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.messages.new_model import add_model
    from bpadocs.project.tree import read_project

    saved = add_model(read_project(root), options.product)
    for name in saved.written:
        say(f"wrote {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    say("fill in the tests and the script; the texts come from bpa build")
    return 0
