"""Bring existing pages over into a project: read them, make the rules, and write them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.pages.pair import Locale
from bpadocs.project.settings import Settings, read_settings
from bpadocs.project.settings_file import FILES, has_settings, setting_place
from bpadocs.published import importer
from bpadocs.published.folder import languages_of, read_folders
from bpadocs.published.importer import ImportedPages
from bpadocs.published.messages_as_rules import rules_of_messages
from bpadocs.published.shipped import ShippedMessages
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system import saving
from bpadocs.system.files import SOURCES
from bpadocs.words.cldr import fallbacks, name_in_english
from bpadocs.words.labels import read_labels
from bpadocs.words.of_source import is_english


def locales_of(root: Path, folders: Mapping[str, Path]) -> tuple[Locale, ...]:
    """Return each locale of these folders with its language, as the project calls it."""
    named: dict[str, str] = {}
    if has_settings(root):
        for language, locale in read_settings(root).locales.items():
            named[locale] = language
    return languages_of(folders, named)


def check_languages(root: Path, others: Sequence[Locale]) -> None:
    """Raise BrokenInputError where the settings of the project lack a language of the pages."""
    if not has_settings(root):
        return
    known = read_settings(root).languages
    missing = []
    for locale in others:
        if locale.language not in known:
            missing.append(f'{locale.language} = "{locale.locale}"')
    if missing:
        file, line, column = setting_place(root, "locales")
        message = f"add to {file.table('locales')}: {', '.join(missing)}"
        raise BrokenInputError([Problem(file.name, line, column, message)])


def import_into(
    root: Path,
    source: Locale,
    others: Sequence[Locale],
    product: str,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[ImportedPages, Sequence[Problem]]:
    """Import the pages, and return what came of them and what is to know of the written files.

    The files in `beside` are written with them, where there is anything to write.
    Where somebody writes in a file meanwhile, it is kept as it is.
    """
    before = saving.snapshot(root, *SOURCES, *FILES)
    languages = [source.language, *(locale.language for locale in others)]
    if has_settings(root):
        languages += _lenders(languages, read_settings(root))
    labels = read_labels(root, tuple(languages), source.language)
    pages, translated = read_folders(source, others, labels)
    made = importer.import_pages(pages, translated, labels, root, product)
    made.files |= beside
    return _saved(root, before, made)


def _lenders(languages: Sequence[str], settings: Settings) -> list[str]:
    """Return what languages of a project these fall back to, whose words their pages have too."""
    found: dict[str, None] = {}
    for language in languages:
        near = fallbacks(language, settings.languages, settings.source_language)
        found |= dict.fromkeys(near)
    return [language for language in found if language not in languages]


def import_messages(
    root: Path, shipped: ShippedMessages, product: str
) -> tuple[ImportedPages, Sequence[Problem]]:
    """Make rules of what a checker ships, and return the same as for pages."""
    _check_is_english(root)
    before = saving.snapshot(root, *SOURCES, *FILES)
    cultures = [one for one in shipped.texts if one.split("-")[0] != SOURCE_LANGUAGE]
    others = languages_of(dict.fromkeys(cultures, root))
    check_languages(root, others)
    return _saved(root, before, rules_of_messages(shipped, others, root, product))


def _check_is_english(root: Path) -> None:
    """Raise BrokenInputError where the project is in another language than what checkers ship."""
    source = read_settings(root).source_language if has_settings(root) else "en"
    if not is_english(source):
        file, line, column = setting_place(root, "source")
        message = (
            "source: what checkers ship is in English, and this project is written in "
            f"{name_in_english(source)}; import it into a project of its own"
        )
        raise BrokenInputError([Problem(file.name, line, column, message)])


def _saved(
    root: Path, before: Mapping[str, bytes], made: ImportedPages
) -> tuple[ImportedPages, Sequence[Problem]]:
    """Write what was made, and return it without what somebody else has written meanwhile."""
    if not made.rules:
        return made, ()
    saved = saving.save(root, saving.since(before, made.files))
    kept = {problem.path for problem in saved.refused}
    made.kept += saved.refused
    made.rules = [rule for rule in made.rules if rule.source.path not in kept]
    return made, saved.notes
