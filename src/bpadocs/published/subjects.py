"""Turn rule pages into the objects that lint looks at, every text with its place in its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bpadocs.lint.subject import (
    ArgumentLabel,
    FallenBackText,
    Passage,
    Subject,
    Unit,
)
from bpadocs.pages.published import RulePage, Span, Table
from bpadocs.published.passages import (
    fallen_back_texts,
    front_matter_passages,
    has_fallen_back,
    passage,
)
from bpadocs.published.words import (
    KNOWN_LIST,
    applies_to,
    applies_to_systems,
    category_of,
    severity_of,
)
from bpadocs.rule.model import SOURCE_LANGUAGE, ArgumentType
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import APPLIES_TO, CATEGORIES, HEADINGS, SEVERITIES, TABLE

PLACEHOLDER = re.compile(r"\\<((?>(?:[^<>\n\\]++|\\(?!>))+)|\\)\s*\\?>")
"""An argument as the pages show it: `\\<list of virtual machines>`; blanks at the end of its label
may come along.
"""

_MARKED = re.compile(r"(\*\*|__)(.+?)\1$", re.DOTALL)


def subject_of_rule_page(
    english: RulePage,
    translations: Mapping[str, RulePage],
    labels: Mapping[str, Labels],
    locales: Mapping[str, str],
    beside: Mapping[str, RulePage],
) -> Subject:
    """Return one rule page in all its languages.

    `locales` is every language it is meant to have, the source first. `beside` has by language the
    English as that translation is compared with it: without what has fallen back there.
    """
    source_language = next(iter(locales), SOURCE_LANGUAGE)
    source = labels[source_language]
    own = dict(_passages(english))
    found = _argument_labels(english.text)
    units: dict[tuple[str, str], Unit] = {}
    fallen_back: list[FallenBackText] = []
    for language, page in translations.items():
        fallen_back += fallen_back_texts(page, language)
        theirs = _passages_beside(own, english, beside[language])
        known = labels[language]
        arguments = _arguments(found, known, source)
        for name, text in _passages(page):
            if name in own and not has_fallen_back(page, name, text):
                units[language, name] = Unit(
                    rule=english.name.removesuffix(".md"),
                    language=language,
                    locale=locales[language],
                    field=name,
                    english=theirs[name],
                    translation=text,
                    arguments=arguments,
                    expected=_expected(name, english, own[name].text, known, source),
                )
    pages = {source_language: english, **translations}
    return Subject(
        id=english.name.removesuffix(".md"),
        file=english.file,
        english=own,
        units=units,
        arguments=_arguments(found, source, source),
        front_matter={
            language: front_matter_passages(page) for language, page in pages.items()
        },
        page=english.name,
        locales=locales,
        source_language=source_language,
        fallen_back=fallen_back,
        anchor=lambda language, name: _anchor(pages.get(language, english), name),
    )


# Arguments


def _argument_labels(text: str) -> tuple[str, ...]:
    """Return the labels of all placeholders of a page, each once."""
    labels = [match[1].strip() for match in PLACEHOLDER.finditer(text)]
    return tuple(dict.fromkeys(label for label in labels if label))


def _arguments(
    found: Sequence[str], labels: Labels, source: Labels
) -> Mapping[str, ArgumentLabel]:
    """Return arguments by a name made of their label on the page of the source.

    A label without a translation stays as it is there.
    """
    arguments = {}
    for label in found:
        translation = labels.word("argument", label)
        arguments[argument_name(label)] = ArgumentLabel(
            label, translation, type_of(label, source)
        )
    return MappingProxyType(arguments)


def argument_name(label: str) -> str:
    """Return the name of an argument: `list of virtual machine names` is virtual_machine_names."""
    words = re.sub(
        r"^(?:the |a )?(?:list|number|names?) of (?:the |all )?", "", label.lower()
    )
    name = re.sub(r"[^a-z0-9]+", "_", words).strip("_")
    if name[:1].isalpha():
        return name
    return f"argument_{name}".rstrip("_")


def type_of(label: str, labels: Labels) -> ArgumentType:
    """Return the type of an argument, as far as its label tells in the language of the source."""
    words = label.lower()
    # how the language calls a list: “liste”; in Korean it is called so at the end
    first, *_ = labels.word(*KNOWN_LIST).lower().split()
    if re.search(r"\blist\b", words) or (first.isascii() and words.startswith(first)):
        return ArgumentType.LIST
    if re.search(r"\b(?:number|count|amount|percentage|size)\b", words):
        return ArgumentType.NUMBER
    return ArgumentType.TEXT


# Passages


def _passages_beside(
    own: Mapping[str, Passage], english: RulePage, beside: RulePage
) -> Mapping[str, Passage]:
    """Return the English texts as one translation is compared with them."""
    if beside is english:
        return own
    found = {}
    for name, text in _passages(beside):
        # A passage keeps its tree: most texts are the same ones.
        found[name] = own[name] if own[name].text == text.text else text
    return found


def _passages(page: RulePage) -> Iterator[tuple[str, Passage]]:
    """Yield every text of a page by the name that findings have for it, from top to bottom."""
    for key in ("title", "description"):
        entry = page.entry(key)
        if entry is not None and entry.value_span:
            yield key, passage(page, entry.value_span, markup=False)
    for name, span in furniture(page):
        yield name, passage(page, span)
    for section in page.sections:
        yield f"section.{section.name}", passage(page, section.heading.span)
        if section.body:
            yield section.name, passage(page, section.body)


def furniture(page: RulePage) -> Iterator[tuple[str, Span]]:
    """Yield what is between the front matter and the first section."""
    yield "heading", page.heading.span
    if page.applies_to:
        marks = re.match(r"[>\s]*", page.slice(page.applies_to))
        start = page.applies_to.start + (marks.end() if marks else 0)
        yield "applies_to", Span(start, page.applies_to.end)
    if page.intro:
        yield "intro", _whole(page.intro)
    if page.table:
        yield from _table(page.table)
    if page.note:
        yield "note", _whole(page.note)


def _whole(blocks: Sequence[Span]) -> Span:
    return Span(blocks[0].start, blocks[-1].end)


def _table(table: Table) -> Iterator[tuple[str, Span]]:
    if table.header:
        yield "label.property", table.header.label
        yield "value.property", table.header.value
    for row in table.rows:
        if row.property:
            yield f"label.{row.property}", row.label
            yield f"value.{row.property}", row.value


def _anchor(page: RulePage, name: str | None) -> Passage:
    """Return where a finding about a missing text points to: its heading, or the page's."""
    section = page.section(name) if name else None
    offset = 0
    if section:
        offset = section.heading.span.start
    elif name and not name.startswith("front_matter"):
        offset = page.heading.span.start
    return passage(page, Span(offset, offset))


# What the furniture must say in a language


def _expected(
    name: str, page: RulePage, english: str, labels: Labels, source: Labels
) -> tuple[str, ...]:
    """Return what a text must be; nothing where several may be right or none is known."""
    words = _words(name, page, english, labels, source)
    if not words:
        return ()
    # a row of the table or a heading has the emphasis of the English
    marks = _MARKED.match(english) if "." in name else None
    return (f"{marks[1]}{words}{marks[1]}" if marks else words,)


def _words(
    name: str, page: RulePage, english: str, labels: Labels, source: Labels
) -> str | None:
    part, _, row = name.partition(".")
    if part == "applies_to":
        return _applies_to(english, labels, source)
    if part in ("intro", "note"):
        return _own(labels, part, english)
    if part == "section":
        heading = HEADINGS.get(row)
        if heading:
            return _own(labels, "heading", heading)
        return None
    if part == "label":
        return _own(labels, "table", TABLE[row])
    if part == "value":
        return _value(row, page, english, labels, source)
    return None


def _applies_to(english: str, labels: Labels, source: Labels) -> str | None:
    systems = applies_to_systems(english, source)
    if systems is None or not labels.has("page", APPLIES_TO):
        return None
    return applies_to(labels, systems)


def _value(
    row: str, page: RulePage, english: str, labels: Labels, source: Labels
) -> str | None:
    """Return what the value of a row must be; names of products are the same everywhere.

    A name of several words may be that of a feature, which Windows shows in each language.
    """
    if row == "property":
        return _own(labels, "table", TABLE["details"])
    if row == "product" and len(english.split()) > 1:
        return None
    if row not in ("severity", "category"):
        return english
    word = _severity_or_category(row, english, source)
    if word is None:
        # The English may have the two mixed up; what each language must say is plain all the same.
        word = _mixed_up(row, page, source)
    if word:
        return _own(labels, row, word)
    return None


def _severity_or_category(row: str, written: str, source: Labels) -> str | None:
    """Return the usual English word for a severity or a category; nothing where it is neither."""
    if row == "severity":
        severity = severity_of(written, source)
        if severity:
            return SEVERITIES[severity]
        return None
    category = category_of(written, source)
    if category:
        return CATEGORIES[category]
    return None


def _mixed_up(row: str, page: RulePage, source: Labels) -> str | None:
    """Return what a row of the English page should say, if it and the other one are mixed up."""
    rows = page.table.rows if page.table else ()
    values = {one.property: page.slice(one.value) for one in rows}
    words = {
        "severity": _severity_or_category(
            "severity", values.get("category", ""), source
        ),
        "category": _severity_or_category(
            "category", values.get("severity", ""), source
        ),
    }
    if all(words.values()):
        return words[row]
    return None


def _own(labels: Labels, context: str, english: str) -> str | None:
    """Return the word in this language; nothing where it has none.

    What is not known is not judged.
    """
    if labels.has(context, english):
        return labels.word(context, english)
    return None
