"""`bpa labels`"""

import argparse
from pathlib import Path

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project."""
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    """Update the catalogs, and print which changed and how much is to translate in them."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _update(root)


def _update(root: Path) -> int:
    from bpadocs.project.shared_words import words_of
    from bpadocs.project.update_catalogs import update_catalogs

    saved, project = update_catalogs(root)
    shared.tell([*saved.refused, *saved.notes])
    for name in saved.written:
        say(f"updated {name}")
    for language, own in words_of(project).items():
        if own.to_do:
            say(f"{language}: {shared.count(len(own.to_do), 'word')} to translate")
    if saved.refused:
        return LEFT
    if not saved.written:
        say("the catalogs in locales/ are up to date")
    return 0
