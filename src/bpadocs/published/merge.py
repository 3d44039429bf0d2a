"""Merge a page into the rule that the project has already.

What the rule lacks is added; what it has is kept.
"""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.errors import Problem
from bpadocs.formats.yaml.edit import EditError, Path, Value, edit
from bpadocs.project.places import position
from bpadocs.published.rule_data import TranslationData
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import FIELDS, Rule, Translation, general_form
from bpadocs.rule.provenance import fingerprint

_KEYS = (
    "severity",
    "category",
    "operating_systems",
    "applies_to",
    "intro",
    "note",
    "front_matter",
)
"""What a page says of its rule outside of the texts."""


def merge(
    existing: Rule, imported: Rule, texts: Mapping[str, TranslationData]
) -> tuple[str, list[Problem]]:
    """Return the text of the rule file with all that it lacked, and what the page has otherwise.

    `texts` are those of the imported rule by language.
    """
    kept = list(_differences(existing, imported))
    source = existing.source
    additions = _additions(existing, texts)
    if not additions:
        return source.text, kept
    try:
        return edit(source.text, additions, key_order), kept
    except EditError as error:
        kept.append(Problem(source.path, 1, 1, f"nothing added: {error}"))
        return source.text, kept


def _additions(
    existing: Rule, texts: Mapping[str, TranslationData]
) -> dict[Path, Value | None]:
    """Return the languages and fields that the rule lacks, by their path in its file."""
    additions: dict[Path, Value | None] = {}
    for language, translation in texts.items():
        own = existing.text.get(language)
        if own is None or not own.fields:
            additions["text", language] = translation.as_data()
            continue
        for name in _missing(existing, own, translation):
            additions["text", language, name] = translation.fields[name]
            if name in translation.synced:
                additions["text", language, "synced", name] = translation.synced[name]
    return additions


def _missing(
    existing: Rule, own: Translation, translation: TranslationData
) -> Iterator[str]:
    """Yield the fields that only the page has; not those that the rule lacks in English."""
    for name in FIELDS:
        is_new = name in translation.fields and name not in own.fields
        if is_new and name in existing.english:
            yield name


def _differences(existing: Rule, imported: Rule) -> Iterator[Problem]:
    """Yield a problem for each value of the rule that the page has otherwise."""
    for key in _KEYS:
        if getattr(existing, key) != getattr(imported, key):
            yield _kept(existing, [key], key)
    for language, translation in imported.text.items():
        own = existing.text.get(language)
        if own is None:
            continue
        for name, text in translation.fields.items():
            other = own.fields.get(name)
            if other is not None and fingerprint(general_form(other)) != fingerprint(
                text
            ):
                yield _kept(
                    existing, ["text", language, name], f"text.{language}.{name}"
                )


def _kept(rule: Rule, keys: Sequence[str], name: str) -> Problem:
    line, column = position(rule.source, keys)
    message = f"the page has another {name}; the project keeps its own"
    return Problem(rule.source.path, line, column, message)
