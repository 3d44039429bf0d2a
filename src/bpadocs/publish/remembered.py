"""What takes long to find out and depends on little: settings, labels, and what CLDR knows of the languages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bpadocs.labels import Labels, catalog_files, read_labels
from bpadocs.output import read_file
from bpadocs.processes import beside
from bpadocs.publish.store import Store, digest
from bpadocs.settings import FILE, Settings, read_settings

_TEMPLATE = "template"

Facts = Mapping[str, Sequence[Any]]
"""What each language's messages.facts.Facts are made of, as plain data."""


def remembered_settings(root: Path, store: Store) -> tuple[Settings, dict[str, Any]]:
    """The settings but for those of lint, from the store where their file is the same; and what to remember."""
    key = f"settings {digest(read_file(root / FILE) or b'')}"
    known = store.memory.get(key)
    if known is None:
        settings = read_settings(root)
        known = [dict(settings.locales), settings.help]
    locales, link = known
    return Settings(MappingProxyType(locales), link, MappingProxyType({})), {key: known}


def remembered_labels(root: Path, languages: tuple[str, ...], store: Store) -> tuple[dict[str, Labels], dict[str, Any]]:
    """The labels in the same way."""
    contents = [path.read_bytes() for path in catalog_files(root, languages)]
    key = f"labels {digest(repr(languages).encode(), *contents)}"
    known = store.memory.get(key)
    if known is None:
        labels = read_labels(root, languages)
        known = {language: [[*pair, word] for pair, word in found.words.items()] for language, found in labels.items()}
    else:
        labels = {
            language: Labels(language, {(context, english): word for context, english, word in known[language]})
            for language in languages
        }
    return labels, {key: known}


def remembered_facts(
    languages: tuple[str, ...], store: Store, jobs: int | None = None
) -> Callable[[], tuple[Facts, dict[str, Any]]]:
    """The same of the facts. Babel takes its time over them, so call the result when they are needed, last of all."""
    key = f"facts {' '.join(languages)}"
    known = store.memory.get(key)
    found = beside(partial(_facts, languages), jobs) if known is None else lambda: known

    def both() -> tuple[Facts, dict[str, Any]]:
        facts = found()
        return facts, {key: facts}

    return both


def remembered_template(store: Store, *, needed: bool) -> tuple[bytes, dict[str, Any]]:
    """The template of a page compiled, in the same way; nothing where it is neither known nor needed.

    A store that was written with another template is not read at all.
    """
    known = store.memory.get(_TEMPLATE)
    if known is None and needed:
        from bpadocs.pages.page import compile_template

        known = compile_template()
    return known or b"", {_TEMPLATE: known} if known else {}


def _facts(languages: tuple[str, ...]) -> Facts:
    from bpadocs.messages.facts import facts

    found = (facts(language, languages) for language in languages)
    return {one.language: [dict(one.data), one.gettext_plural, one.parents] for one in found}
