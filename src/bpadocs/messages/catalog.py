"""Rules and labels as one neutral catalog a language: what every message format is written from."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bpadocs.cldr import plural_categories
from bpadocs.furniture import CATEGORIES, COMPLIANT, SEVERITIES
from bpadocs.labels import Labels
from bpadocs.model import SOURCE_LANGUAGE, UI_FIELDS, Plural, Rule, Text
from bpadocs.provenance import is_from
from bpadocs.settings import Settings

TEXTS = ("title", *UI_FIELDS)
FIELDS = (*TEXTS, "severity", "category", "help")
"""Every field of a message, in the order in which it is written."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SOFT_BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)(?![-*+•]\s|\d+[.)]\s)")


class Entry(NamedTuple):
    """One rule's message, with the fields that this language has."""

    rule: str
    fields: Mapping[str, Text]
    stale: tuple[str, ...]
    """Fields whose English has changed since they were translated."""


class Catalog(NamedTuple):
    """All messages of one language."""

    language: str
    entries: tuple[Entry, ...]
    """One a rule, in the order of their ids."""


def catalogs(rules: Iterable[Rule], labels: Mapping[str, Labels], settings: Settings) -> dict[str, Catalog]:
    """A catalog for each language of the project."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    return {
        language: Catalog(language, tuple(entry(rule, labels[language], settings) for rule in ordered))
        for language in settings.languages
    }


def merged(entry: Entry, english: Entry) -> tuple[Mapping[str, Text], tuple[str, ...]]:
    """Every field of a message, and which of them are English for want of a translation.

    For formats whose readers take one file as a whole. Gettext's and .NET's fall back by themselves.
    """
    if entry.fields.keys() == english.fields.keys():
        return entry.fields, ()
    missing = tuple(name for name in english.fields if name not in entry.fields)
    everything = {**english.fields, **entry.fields}
    return {name: everything[name] for name in FIELDS if name in everything}, missing


def entry(rule: Rule, labels: Labels, settings: Settings) -> Entry:
    """One rule's message in the language of the labels."""
    language = labels.language
    fields: dict[str, Text] = {}
    translation = rule.text.get(language)
    if translation:
        for name in TEXTS:
            text = translation.fields.get(name)
            if text is not None and (text := _clean(text, rule.english.get(name), language)):
                fields[name] = text
    if "compliant" not in rule.english and labels.has("checker", COMPLIANT):
        fields["compliant"] = labels.word("checker", COMPLIANT)
    for name, word in (("severity", SEVERITIES[rule.severity]), ("category", CATEGORIES[rule.category])):
        if labels.has(name, word):
            fields[name] = labels.word(name, word)
    fields["help"] = _help(rule, settings.locales[language], settings.help)
    return Entry(rule.id, fields, _stale(rule, language, fields))


def _help(rule: Rule, locale: str, link: str) -> str:
    return link.replace("{locale}", locale).replace("{product}", rule.product.id).replace("{page}", rule.page)


def _stale(rule: Rule, language: str, fields: Mapping[str, Text]) -> tuple[str, ...]:
    translation = rule.text.get(language)
    if language == SOURCE_LANGUAGE or translation is None:
        return ()
    return tuple(
        name
        for name in TEXTS
        if name in fields and name in translation.stamps and name in rule.english
        if not is_from(translation.stamps[name], rule.english[name])
    )


def _clean(text: Text, english: Text | None, language: str) -> Text:
    if isinstance(text, str):
        text = _clean_form(text)
        if not isinstance(english, Plural) or not text:
            return text
        text = Plural(english.count, {"other": text})  # so that a field has one shape in all languages
    forms = {name: _clean_form(form) for name, form in text.forms.items()}
    return Plural(text.count, {name: forms.get(name, forms["other"]) for name in plural_categories(language)})


def _clean_form(text: str) -> str:
    """Wrapped lines joined, as Markdown does it on the page, and nothing in it that a terminal or XML cannot take."""
    if not text.isprintable():  # first: a form feed counts as a blank, what it is replaced by does not
        text = _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip()
    return _SOFT_BREAK.sub(" ", text) if "\n" in text else text
