"""Turn pages that are no rule pages into the objects that lint looks at, heading by heading."""

from collections.abc import Iterator, Mapping

from bpadocs.lint.subject import Passage, Subject, Unit
from bpadocs.pages.published import Page, RulePage, Span
from bpadocs.pages.sections import Part, PartPair, paired_parts, parts_of
from bpadocs.published.passages import front_matter_passages, passage
from bpadocs.published.profiles import profile_of
from bpadocs.published.subjects import subject_of_rule_page
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.labels import Labels

HEAD_FIELDS = ("title", "description", "sidebar_label", "linkTitle")
"""Keys of the front matter that readers see."""


def subject_of_page(
    english: Page,
    translations: Mapping[str, Page],
    labels: Mapping[str, Labels],
    locales: Mapping[str, str],
) -> Subject:
    """Return one page in all its languages.

    `locales` is every language it is meant to have, English first.
    """
    if isinstance(english, RulePage):
        of_rules = {}
        for language, page in translations.items():
            if isinstance(page, RulePage):
                of_rules[language] = page
        return subject_of_rule_page(english, of_rules, labels, locales)
    return _subject(english, translations, locales)


def _subject(
    english: Page, translations: Mapping[str, Page], locales: Mapping[str, str]
) -> Subject:
    identifier = english.name.removesuffix(".md")
    own: dict[str, Passage] = dict(_head(english))
    names = _names(english)
    title = _title(english)
    for part in parts_of(english):
        own.update(_texts(english, part, names[part.name], is_title=part.name == title))
    units = {}
    for language, page in translations.items():
        for field, text in _translated(english, page, names):
            if field in own:
                units[language, field] = Unit(
                    rule=identifier,
                    language=language,
                    locale=locales[language],
                    field=field,
                    english=own[field],
                    translation=text,
                )
    pages = {SOURCE_LANGUAGE: english, **translations}
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
        locales=locales,
        anchor=anchor,
    )


def _names(english: Page) -> Mapping[str, str]:
    """Return what findings call each part: the name of its profile where it is of one."""
    profile = profile_of(heading.words for heading in english.headings)
    names: dict[str, str] = {}
    for part in parts_of(english):
        known = None
        if profile and part.heading:
            known = profile.headings.get(part.heading.words.casefold())
        taken = known is None or known in names.values()
        names[part.name] = part.name if taken or known is None else known
    return names


def _translated(
    english: Page, page: Page, names: Mapping[str, str]
) -> Iterator[tuple[str, Passage]]:
    """Yield each text of a translation by the field of the English text that it belongs to."""
    yield from _head(page)
    title = _title(english)
    for pair in paired_parts(english, page):
        yield from _pair_texts(page, pair, names, title)


def _pair_texts(
    page: Page, pair: PartPair, names: Mapping[str, str], title: str | None
) -> Iterator[tuple[str, Passage]]:
    if pair.english and pair.translation:
        name = names[pair.english.name]
        yield from _texts(
            page, pair.translation, name, is_title=pair.english.name == title
        )


def _head(page: Page) -> Iterator[tuple[str, Passage]]:
    for key in HEAD_FIELDS:
        entry = page.entry(key)
        if entry is not None and entry.simple and entry.value_span:
            yield key, passage(page, entry.value_span, markup=False)


def _title(english: Page) -> str | None:
    """Return the name of the part that has the title of the page: the first of one #."""
    for part in parts_of(english):
        if part.heading and part.heading.level == 1:
            return part.name
    return None


def _texts(
    page: Page, part: Part, name: str, *, is_title: bool
) -> Iterator[tuple[str, Passage]]:
    """Yield the heading of a part and the text below it, by their fields."""
    if part.heading:
        field = "heading" if is_title else f"section.{name}"
        yield field, passage(page, part.heading.span)
    if part.body:
        yield name, passage(page, part.body)
