"""What every message format is written from: texts of rules, and what CLDR knows of languages."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bpadocs.project.settings import Settings
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    SOURCE_LANGUAGE,
    UI_FIELDS,
    Argument,
    Plural,
    Product,
    Rule,
    Severity,
    Text,
    general_form,
)
from bpadocs.rule.placeholders import argument_order
from bpadocs.rule.provenance import is_from
from bpadocs.words import cldr
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    ALL_PRODUCTS,
    COMPLIANT,
    category_word,
    category_words,
    severity_word,
    severity_words,
)

TEXTS = ("title", *UI_FIELDS)
FIELDS = (*TEXTS, "severity", "category", "help")
"""Every field of a message, in the order in which it is written."""

# What a terminal obeys and XML cannot hold, tabs and line ends left out.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A line end inside a paragraph, but for one before an item of a list.
_SOFT_BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)(?![-*+•]\s|\d+[.)]\s)")


Fields = Mapping[str, Text]
"""Texts of a message by the names of their fields."""


class MessageFacts(NamedTuple):
    """What a program needs to know of a rule, the same in every language."""

    model: str
    """Of the rule's product."""
    help_id: str
    severity: str
    level: Severity
    """The usual severity that it is, or is like."""
    category: str
    page: str
    arguments: tuple[Argument, ...]
    """In the order of their numbers."""
    aliases: tuple[str, ...] = ()
    """What it was called before."""


class Entry(NamedTuple):
    """One rule's message, with the fields that this language has."""

    rule: str
    language: str
    fields: Fields
    stale: tuple[str, ...]
    """Fields whose source has changed since they were translated."""
    facts: MessageFacts
    details: Mapping[str, str]
    """The Markdown that goes with the texts, in this language."""
    argument_labels: Mapping[str, str]
    """What stands for each argument where no value is known."""
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """The words for what a checker passes in, by argument and value."""
    source_language: str = SOURCE_LANGUAGE
    """The language that the rule is written in."""


class Catalog(NamedTuple):
    """All messages of one language."""

    language: str
    entries: tuple[Entry, ...]
    """One a rule, in the order of their ids."""


class LanguageFacts(NamedTuple):
    """One language's CLDR data, as the formats write it down."""

    language: str
    data: Mapping[str, str]
    """Plural rules, list patterns and number symbols (see runtime.py)."""
    gettext_plural: str
    parents: str
    """Which locale falls back to which; in the source's catalog only."""
    cldr: str
    """The version of CLDR that says so."""
    source_language: str = SOURCE_LANGUAGE
    """The language that rules are written in, which the others fall back to."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language that rules are written in."""
        return self.language == self.source_language


class CatalogHead(NamedTuple):
    """What a catalog says before its first rule, and what it is named by."""

    language: LanguageFacts
    locale: str
    """Of the pages: `fr-fr`."""
    version: str
    """Of the rules; empty where nobody counts."""
    words: Mapping[str, str]
    """The words for severities and categories, by keys such as `Severity_Error`."""
    title: str
    """What all the rules are called."""
    products: Mapping[str, Product]
    """By their ids."""


class Piece(NamedTuple):
    """One rule's part of a catalog."""

    rule: str
    help_id: str
    content: bytes
    aliases: tuple[str, ...] = ()
    """What the rule was called before."""


def aliases(pieces: Iterable[Piece]) -> dict[str, str]:
    """Return what each name of before is called now."""
    found: dict[str, str] = {}
    for piece in pieces:
        found |= dict.fromkeys(piece.aliases, piece.rule)
    return found


class FileNames(NamedTuple):
    """What the files of a language are named by."""

    language: str
    locale: str
    models: tuple[str, ...]
    """Of the products that have rules."""
    help_ids: tuple[str, ...]
    source_language: str = SOURCE_LANGUAGE


def head(
    language: LanguageFacts,
    labels: Labels,
    settings: Settings,
    products: Iterable[Product],
) -> CatalogHead:
    """Return what the catalogs of a language say before their rules."""
    words: dict[str, str] = {}
    for severity, english in severity_words(settings.severities).items():
        words[f"Severity_{severity.capitalize()}"] = labels.word("severity", english)
    for category, english in category_words(settings.categories).items():
        words[f"Category_{category.capitalize()}"] = labels.word("category", english)
    return CatalogHead(
        language=language,
        locale=settings.locales[language.language],
        version=settings.version,
        words=words,
        title=labels.word("page", ALL_PRODUCTS),
        products={product.id: product for product in products},
    )


def facts(
    language: str,
    languages: Iterable[str] = (),
    source_language: str = SOURCE_LANGUAGE,
) -> LanguageFacts:
    """Ask CLDR, through Babel, for the facts of a language.

    The languages are all that a project has: the source's catalog says how they fall back.
    """
    fallbacks: list[str] = []
    if language == source_language:
        for locale, parent in cldr.parents(languages).items():
            fallbacks.append(f"{locale} {parent}")
    return LanguageFacts(
        language=language,
        data=cldr.language_data(language),
        gettext_plural=cldr.gettext_plural(language),
        parents="\n".join(fallbacks),
        cldr=cldr.version(),
        source_language=source_language,
    )


def catalogs(
    rules: Iterable[Rule], labels: Mapping[str, Labels], settings: Settings
) -> dict[str, Catalog]:
    """Return a catalog for each language of the project."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    found: dict[str, Catalog] = {}
    for language in settings.languages:
        own_labels = labels[language]
        entries = [entry(rule, own_labels, settings) for rule in ordered]
        found[language] = Catalog(language, tuple(entries))
    return found


class MergedFields(NamedTuple):
    """Every field of a message, and the names of those that are English."""

    fields: Fields
    fallback: tuple[str, ...]


def merged(entry: Entry, english: Entry) -> MergedFields:
    """Return the fields of a message, with the English ones where it has none.

    For formats whose readers take one file as a whole. Gettext's and .NET's fall back by
    themselves.
    """
    if entry.fields.keys() == english.fields.keys():
        return MergedFields(entry.fields, ())
    fields: dict[str, Text] = {}
    fallback: list[str] = []
    for name in FIELDS:
        if name in entry.fields:
            fields[name] = entry.fields[name]
        elif name in english.fields:
            fields[name] = english.fields[name]
            fallback.append(name)
    return MergedFields(fields, tuple(fallback))


def entry(rule: Rule, labels: Labels, settings: Settings) -> Entry:
    """Return one rule's message in the language of the labels.

    What that borrows is left out: readers fall back by themselves.
    """
    language = labels.language
    fields = _texts(rule, language)
    if "compliant" not in rule.english and labels.has_own("checker", COMPLIANT):
        fields["compliant"] = labels.word("checker", COMPLIANT)
    severity = severity_word(rule.severity, rule.product)
    if labels.has_own("severity", severity):
        fields["severity"] = labels.word("severity", severity)
    category = category_word(rule.category, rule.product)
    if labels.has_own("category", category):
        fields["category"] = labels.word("category", category)
    locale = settings.locales[language]
    fields["help"] = _help(rule, locale, settings.help)
    argument_labels: dict[str, str] = {}
    for name, argument in rule.arguments.items():
        argument_labels[name] = labels.word("argument", argument.label)
    return Entry(
        rule=rule.id,
        language=language,
        fields=fields,
        stale=_stale(rule, language, fields),
        facts=message_facts(rule),
        details=_details(rule, language),
        argument_labels=argument_labels,
        values=_values(rule, labels),
        source_language=rule.source_language,
    )


def message_facts(rule: Rule) -> MessageFacts:
    """Return what programs need to know of a rule."""
    order = argument_order(rule)
    return MessageFacts(
        model=rule.product.model,
        help_id=rule.help_id,
        severity=rule.severity,
        level=rule.level,
        category=rule.category,
        page=rule.page,
        arguments=tuple(rule.arguments[name] for name in order),
        aliases=rule.aliases,
    )


def _details(rule: Rule, language: str) -> dict[str, str]:
    """Return the Markdown of a rule in this language, in the source where it has none."""
    found: dict[str, str] = {}
    for name in DETAIL_FIELDS:
        text = rule.field(language, name) or rule.english.get(name)
        if text:
            found[name] = general_form(text)
    return found


def _values(rule: Rule, labels: Labels) -> Mapping[str, Mapping[str, str]]:
    """Return the language's words for the values of each choice."""
    values: dict[str, Mapping[str, str]] = {}
    for argument in rule.arguments.values():
        words: dict[str, str] = {}
        for value, english in argument.values.items():
            words[value] = labels.word("value", english)
        if words:
            values[argument.name] = words
    return values


def _texts(rule: Rule, language: str) -> dict[str, Text]:
    """Return the rule's own texts in this language, without those that are empty."""
    translation = rule.text.get(language)
    if translation is None:
        return {}
    fields: dict[str, Text] = {}
    for name in TEXTS:
        text = translation.fields.get(name)
        if text is None:
            continue
        clean = _clean(text, rule.english.get(name), language)
        if clean:
            fields[name] = clean
    return fields


def _help(rule: Rule, locale: str, link: str) -> str:
    """Return the address of the rule's page."""
    link = link.replace("{locale}", locale)
    link = link.replace("{product}", rule.product.id)
    return link.replace("{page}", rule.page)


def _stale(rule: Rule, language: str, fields: Fields) -> tuple[str, ...]:
    """Return the fields whose stamp is of another English text than that of now."""
    translation = rule.text.get(language)
    if language == rule.source_language or translation is None:
        return ()
    found: list[str] = []
    for name in TEXTS:
        stamp = translation.stamps.get(name)
        english = rule.english.get(name)
        if name not in fields or stamp is None or english is None:
            continue
        if not is_from(stamp, english):
            found.append(name)
    return tuple(found)


def _clean(text: Text, english: Text | None, language: str) -> Text:
    """Return a text with clean forms, in the shape that the English has."""
    if isinstance(text, Plural):
        forms: dict[str, str] = {}
        for category, form in text.forms.items():
            forms[category] = _clean_form(form)
        return _plural(text.count, forms, language)
    clean = _clean_form(text)
    if isinstance(english, Plural) and clean:
        # A field has one shape in all languages: readers ask for a number wherever English counts.
        return _plural(english.count, {"other": clean}, language)
    return clean


def _plural(count: str, forms: Mapping[str, str], language: str) -> Plural:
    """Return a text with a form for every category of the language."""
    other = forms["other"]
    every: dict[str, str] = {}
    for category in cldr.plural_categories(language):
        every[category] = forms.get(category, other)
    return Plural(count, every)


def _clean_form(text: str) -> str:
    """Join wrapped lines, as Markdown does it on the page, and replace what cannot be printed.

    Neither a terminal nor XML can take control characters and halves of surrogate pairs.
    """
    # First of all: strip() takes a form feed for a blank, what it is replaced by does not.
    if not text.isprintable():
        unix = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _UNPRINTABLE.sub("\ufffd", unix)
    text = text.strip()
    if "\n" in text:
        return _SOFT_BREAK.sub(" ", text)
    return text
