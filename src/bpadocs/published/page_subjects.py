"""Turn pages that are no rule pages into the objects that lint looks at, heading by heading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.lint.subject import FallenBackText, Passage, Subject, Unit
from bpadocs.pages.index import is_index
from bpadocs.pages.published import Page, RulePage, Span
from bpadocs.pages.sections import Part, paired_parts, parts_of, unused
from bpadocs.published.fallen_back import as_written, english_beside
from bpadocs.published.passages import (
    fallen_back_texts,
    front_matter_passages,
    has_fallen_back,
    passage,
)
from bpadocs.published.profiles import profile_of
from bpadocs.published.subjects import subject_of_rule_page
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.labels import Labels

HEAD_FIELDS = ("title", "description", "sidebar_label", "linkTitle")
"""Keys of the front matter that readers see."""

_TITLE = "heading"
"""The field of the title in the text, as on a rule page."""


def subject_of_page(
    english: Page,
    translations: Mapping[str, Page],
    labels: Mapping[str, Labels],
    locales: Mapping[str, str],
) -> Subject:
    """Return one page in all its languages.

    `locales` is every language it is meant to have, the source first.
    """
    if isinstance(english, RulePage):
        of_rules = {}
        beside = {}
        for language, page in translations.items():
            if isinstance(page, RulePage):
                of_rules[language] = page
                beside[language] = english_beside(english, page)
        return subject_of_rule_page(english, of_rules, labels, locales, beside)
    return _subject(english, translations, locales)


def _subject(
    english: Page, translations: Mapping[str, Page], locales: Mapping[str, str]
) -> Subject:
    identifier = english.name.removesuffix(".md")
    own: dict[str, Passage] = dict(_head(english))
    parts = parts_of(english)
    fields = _fields(english, parts, taken=own.keys())
    for part in parts:
        own.update(_texts(english, part, fields[part.name]))
    units = {}
    fallen_back: list[FallenBackText] = []
    for language, page in translations.items():
        fallen_back += fallen_back_texts(page, language)
        theirs = _texts_beside(own, english, page, fields)
        for field, text in _translated(english, page, fields):
            if field in own and not has_fallen_back(page, field, text):
                units[language, field] = Unit(
                    rule=identifier,
                    language=language,
                    locale=locales[language],
                    field=field,
                    english=theirs[field],
                    translation=text,
                )
    source_language = next(iter(locales), SOURCE_LANGUAGE)
    pages = {source_language: english, **translations}
    front_matter = {}
    for language, page in pages.items():
        front_matter[language] = front_matter_passages(page)

    def anchor(language: str, name: str | None) -> Passage:
        """Return the place of what a page lacks: the top of its text."""
        page = pages.get(language, english)
        start = 0 if name and name.startswith("front_matter") else page.body
        return passage(page, Span(start, start))

    return Subject(
        id=identifier,
        file=english.file,
        english=own,
        units=units,
        front_matter=front_matter,
        page=english.name,
        has_furniture=False,
        is_index=is_index(english),
        locales=locales,
        source_language=source_language,
        fallen_back=fallen_back,
        anchor=anchor,
    )


def _texts_beside(
    own: Mapping[str, Passage],
    english: Page,
    page: Page,
    fields: Mapping[str, "_PartFields"],
) -> Mapping[str, Passage]:
    """Return the English texts as one translation is compared with them."""
    beside = english_beside(english, page)
    if beside is english:
        return own
    texts = dict(own)
    for part in parts_of(english):
        texts.update(_texts(beside, part, fields[part.name]))
    return texts


class _PartFields(NamedTuple):
    """What findings call the two texts of a part."""

    heading: str
    body: str


def _fields(
    english: Page, parts: Sequence[Part], taken: Iterable[str]
) -> Mapping[str, _PartFields]:
    """Return the fields of each part: the names of its profile where the page is of one.

    A heading “Description” is another text than the description in the front matter.
    """
    profile = profile_of(heading.words for heading in english.headings)
    names = {*taken, _TITLE}
    has_title = False
    fields = {}
    for part in parts:
        name = part.name
        if profile and part.heading:
            name = profile.headings.get(part.heading.words.casefold(), name)
        name = unused(name, names)
        names.add(name)
        is_title = part.heading is not None and part.heading.level == 1
        heading = f"section.{name}"
        if is_title and not has_title:
            heading = _TITLE
            has_title = True
        fields[part.name] = _PartFields(heading, name)
    return fields


def _translated(
    english: Page, page: Page, fields: Mapping[str, _PartFields]
) -> Iterator[tuple[str, Passage]]:
    """Yield each text of a translation by the field of the English text that it belongs to."""
    yield from _head(page)
    # Paired is what stands there: where all of a list has fallen back, its links tell what it is.
    for pair in paired_parts(english, as_written(page)):
        if pair.english and pair.translation:
            yield from _texts(page, pair.translation, fields[pair.english.name])


def _head(page: Page) -> Iterator[tuple[str, Passage]]:
    for key in HEAD_FIELDS:
        entry = page.entry(key)
        if entry is not None and entry.simple and entry.value_span:
            yield key, passage(page, entry.value_span, markup=False)


def _texts(
    page: Page, part: Part, fields: _PartFields
) -> Iterator[tuple[str, Passage]]:
    """Yield the heading of a part and the text below it, by their fields."""
    if part.heading:
        yield fields.heading, passage(page, part.heading.span)
    if part.body:
        yield fields.body, passage(page, part.body)
