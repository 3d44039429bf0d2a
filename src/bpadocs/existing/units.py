"""Pages as the objects that lint looks at, every text with its place in its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bpadocs.existing.page import Page, Span
from bpadocs.existing.words import (
    DETAILS,
    TABLE_WORDS,
    applies_to,
    applies_to_systems,
    category_of,
    severity_of,
)
from bpadocs.furniture import APPLIES_TO, CATEGORIES, HEADINGS, SEVERITIES
from bpadocs.labels import Labels
from bpadocs.lint.unit import ArgumentLabel, LintRule, Passage, Unit
from bpadocs.model import SOURCE_LANGUAGE, ArgumentType

PLACEHOLDER = re.compile(r"\\<((?:[^<>\n\\]++|\\(?!>))++|\\)\s*\\?>")
"""An argument as the pages show it: `\\<list of virtual machines>`; blanks at the end of its label may come along."""

_MARKED = re.compile(r"(\*\*|__)(.+?)\1$", re.DOTALL)


def lint_rule(
    english: Page, translations: Mapping[str, Page], labels: Mapping[str, Labels], locales: Mapping[str, str]
) -> LintRule:
    """One page in all its languages. `locales` is every language it is meant to have, English first."""
    own = dict(_passages(english))
    found = tuple(dict.fromkeys(label for match in PLACEHOLDER.finditer(english.text) if (label := match[1].strip())))
    units: dict[tuple[str, str], Unit] = {}
    for language, page in translations.items():
        arguments = _arguments(found, labels[language])
        for name, passage in _passages(page):
            if name in own:
                expected = _expected(name, english, own[name].text, labels[language])
                locale = locales[language]
                units[language, name] = Unit(
                    english.name.removesuffix(".md"), language, locale, name, own[name], passage, arguments, expected
                )
    pages = {SOURCE_LANGUAGE: english, **translations}
    return LintRule(
        id=english.name.removesuffix(".md"),
        file=english.file,
        english=own,
        units=units,
        arguments=_arguments(found, labels[SOURCE_LANGUAGE]),
        front_matter={language: _front_matter(page) for language, page in pages.items()},
        page=english.name,
        locales=locales,
        anchor=lambda language, name: _anchor(pages, language, name),
    )


def _arguments(found: Sequence[str], labels: Labels) -> Mapping[str, ArgumentLabel]:
    """Arguments by a name made of their English label. A label without a translation stays English."""
    return MappingProxyType(
        {argument_name(label): ArgumentLabel(label, labels.word("argument", label), type_of(label)) for label in found}
    )


def argument_name(label: str) -> str:
    """`list of virtual machine names` is the argument virtual_machine_names."""
    words = re.sub(r"^(?:the |a )?(?:list|number|names?) of (?:the |all )?", "", label.lower())
    name = re.sub(r"[^a-z0-9]+", "_", words).strip("_")
    return name if name[:1].isalpha() else f"argument_{name}".rstrip("_")


def type_of(label: str) -> ArgumentType:
    words = label.lower()
    if re.search(r"\blist\b", words):
        return ArgumentType.LIST
    if re.search(r"\b(?:number|count|amount|percentage|size)\b", words):
        return ArgumentType.NUMBER
    return ArgumentType.TEXT


def _passages(page: Page) -> Iterator[tuple[str, Passage]]:
    for key in ("title", "description"):
        entry = page.entry(key)
        if entry is not None and entry.value_span:
            yield key, passage(page, entry.value_span, markup=False)
    yield "heading", passage(page, page.heading.span)
    if page.applies_to:
        marks = re.match(r"[>\s]*", page.slice(page.applies_to))
        start = page.applies_to.start + (marks.end() if marks else 0)
        yield "applies_to", passage(page, Span(start, page.applies_to.end))
    if page.intro:
        yield "intro", passage(page, Span(page.intro[0].start, page.intro[-1].end))
    if page.table:
        if page.table.header:
            yield "label.property", passage(page, page.table.header.label)
            yield "value.property", passage(page, page.table.header.value)
        for row in page.table.rows:
            if row.property:
                yield f"label.{row.property}", passage(page, row.label)
                yield f"value.{row.property}", passage(page, row.value)
    if page.note:
        yield "note", passage(page, Span(page.note[0].start, page.note[-1].end))
    for section in page.sections:
        yield f"section.{section.name}", passage(page, section.heading.span)
        if section.body:
            yield section.name, passage(page, section.body)


def passage(page: Page, span: Span, *, markup: bool = True) -> Passage:
    return Passage(page.slice(span), markup, page.file, lambda offset: page.locate(span.start + offset))


def _front_matter(page: Page) -> Mapping[str, Passage]:
    return {entry.key: passage(page, entry.value_span, markup=False) for entry in page.front_matter}


def _anchor(pages: Mapping[str, Page], language: str, name: str | None) -> Passage:
    page = pages.get(language, pages[SOURCE_LANGUAGE])
    offset = 0
    if name and (section := page.section(name)):
        offset = section.heading.span.start
    elif name and not name.startswith("front_matter"):
        offset = page.heading.span.start
    return passage(page, Span(offset, offset))


# What the furniture must say in a language


def _expected(name: str, page: Page, english: str, labels: Labels) -> tuple[str, ...]:
    words = _words(name, page, english, labels)
    marks = _MARKED.match(english)
    return (f"{marks[1]}{words}{marks[1]}",) if words and marks and "." in name else (words,) if words else ()


def _words(name: str, page: Page, english: str, labels: Labels) -> str | None:
    part, _, row = name.partition(".")
    if part == "applies_to":
        systems = applies_to_systems(english)
        return applies_to(labels, systems) if systems is not None and labels.has("page", APPLIES_TO) else None
    if part == "intro":
        return _own(labels, "intro", english)
    if part == "note":
        return _own(labels, "note", english)
    if part == "section":
        heading = HEADINGS.get(row)
        return _own(labels, "heading", heading) if heading else None
    if part == "label":
        return _own(labels, "table", TABLE_WORDS[row])
    if part == "value":
        return _value(row, page, english, labels)
    return None


def _value(row: str, page: Page, english: str, labels: Labels) -> str | None:
    if row == "property":
        return _own(labels, "table", DETAILS)
    if row == "severity" and (severity := severity_of(english)):
        return _own(labels, "severity", SEVERITIES[severity])
    if row == "category" and (category := category_of(english)):
        return _own(labels, "category", CATEGORIES[category])
    if row in ("severity", "category"):
        # The English may have the two mixed up; what each language must say is plain all the same.
        mixed = {row.property: page.slice(row.value) for row in page.table.rows} if page.table else {}
        severity, category = severity_of(mixed.get("category", "")), category_of(mixed.get("severity", ""))
        if not severity or not category:
            return None
        severity_word = _own(labels, "severity", SEVERITIES[severity])
        return severity_word if row == "severity" else _own(labels, "category", CATEGORIES[category])
    return english


def _own(labels: Labels, context: str, english: str) -> str | None:
    """Return the word in this language; nothing where it has none, for what is not known is not judged."""
    return labels.word(context, english) if labels.has(context, english) else None
