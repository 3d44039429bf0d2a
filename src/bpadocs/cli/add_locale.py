"""`bpa add-locale`"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

if TYPE_CHECKING:
    from bpadocs.project.settings import Settings
    from bpadocs.translators.add_locale import AddedLocale

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the language, the locale of its pages, and the project."""
    parser.add_argument(
        "language", metavar="LANG", help="the language, such as de, zh-Hans or sr-Latn"
    )
    parser.add_argument(
        "--page-locale",
        metavar="LOCALE",
        help="the folder of its pages (default: such as de-de)",
    )
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    """Add the language, and print what there is to do next."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _add(root, options)


def _add(root: Path, options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bpadocs.project.own_languages import read_languages
    from bpadocs.project.settings_file import FILES
    from bpadocs.project.tree import read_project
    from bpadocs.system import saving
    from bpadocs.translators.add_locale import add_locale
    from bpadocs.words.labels import LOCALES

    before = saving.snapshot(root, LOCALES, *FILES)
    now = datetime.now(UTC)
    project = read_project(root)
    added = add_locale(project, options.language, options.page_locale, now)
    saved = saving.save(root, saving.since(before, added.files))
    for name in saved.written:
        verb = "changed" if name in before else "wrote"
        say(f"{verb} {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    _say_what_is_next(added, _until_then(project.settings, added.language))
    if not read_languages(root).read(added.language).known:
        say(
            f"lint knows little of {added.language} itself: languages/{added.language}.yaml can "
            "tell it more (“bpa schema language”)"
        )
    return 0


def _until_then(settings: "Settings", language: str) -> str:
    """Return what the pages of a language are in until they are translated."""
    from bpadocs.words.cldr import fallbacks, name_in_english

    source = settings.source_language
    english = f"in {name_in_english(source)}"
    near = fallbacks(language, settings.languages, source)
    if not near:
        return english
    return f"with what {' and '.join(near)} has, else {english},"


def _say_what_is_next(added: "AddedLocale", until_then: str) -> None:
    language = added.language
    catalog = next(iter(added.files))  # the first of them; the settings come after it
    say(
        f"{language} is a language now; its pages are in {added.locale}, {until_then} until they "
        "are translated"
    )
    say(f"next: the words that all pages share, in {catalog}")
    say(
        f"      the texts of the rules: bpa po export --locale {language} -o {language}.po"
    )
