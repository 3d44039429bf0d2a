"""`bpa add-locale`"""

import argparse
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", help="the language, such as de, zh-Hans or sr-Latn")
    parser.add_argument("--page-locale", metavar="LOCALE", help="the folder of its pages (default: such as de-de)")
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    root = shared.project_root(options)
    with shared.alone(root):
        return _add(root, options)


def _add(root: Path, options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bpadocs import saving
    from bpadocs.exchange.add_locale import add_locale
    from bpadocs.labels import LOCALES
    from bpadocs.project import read_project
    from bpadocs.settings import FILE

    before = saving.snapshot(root, LOCALES, FILE)
    added = add_locale(read_project(root), options.language, options.page_locale, datetime.now(UTC))
    saved = saving.save(root, saving.since(before, added.files))
    for name in saved.written:
        say(f"{'changed' if name in before else 'wrote'} {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    catalog = next(iter(added.files))
    say(f"{added.language} is a language now; its pages are in {added.locale}, in English until they are translated")
    say(f"next: the words that all pages share, in {catalog}")
    say(f"      the texts of the rules: bpa po export --locale {added.language} -o {added.language}.po")
    return 0
