"""`bpa labels`"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say
from bpadocs.labels import catalog_path

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    root = shared.project_root(options)
    with shared.alone(root):
        return _update(root)


def _update(root: Path) -> int:
    from bpadocs import catalogs, saving
    from bpadocs.labels import LOCALES
    from bpadocs.project import read_project
    from bpadocs.shared_words import words_of
    from bpadocs.vocabulary import words

    project = read_project(root)

    def updated(languages: Iterable[str]) -> dict[str, bytes]:
        return catalogs.updated(words(project.products, project.rules), root, languages)

    def again(name: str, _: bytes) -> bytes:
        """A catalog in which somebody wrote meanwhile."""
        return updated(language for language in project.settings.translations if catalog_path(language) == name)[name]

    before = saving.snapshot(root, LOCALES)
    files = updated(project.settings.translations)
    saved = saving.save(root, saving.since(before, files), again)
    shared.tell([*saved.refused, *saved.notes])
    for name in saved.written:
        say(f"updated {name}")
    for language, own in words_of(project).items():
        if own.to_do:
            say(f"{language}: {shared.count(len(own.to_do), 'word')} to translate")
    if not saved.written and not saved.refused:
        say("the catalogs in locales/ are up to date")
    return LEFT if saved.refused else 0
