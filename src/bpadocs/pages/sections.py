"""The sections of a page that is no rule page, and which of two pages belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.formats.pairing import PairedIndexes, Traits, likeness, paired, traits
from bpadocs.pages.markup import slug
from bpadocs.pages.published import Heading, Page, Span, trimmed
from bpadocs.pages.sorted_lists import ListItem, english_order

INTRODUCTION: Final = "introduction"
"""The name of what is above the first heading below the title."""

# What is the same in every language: where links lead, and code.
_ADDRESSES: Final = re.compile(r"\]\(\s*<?([^)\s>]+)|`([^`\n]+)`")
# Each line is an item that begins with a link.
_LIST_OF_LINKS: Final = re.compile(r"(?>(?:[-*+] ++\[.*+(?:\n\s*+|\Z))+)")
_SAME_NAME: Final = 3.0
"""What an anchor of one name is worth: more than all that two texts can share."""
_OTHER_LEVEL: Final = 0.6
"""What it costs that one heading is deeper than the other."""
_MOST_OF_A_SECTION: Final = 20_000
"""How much of a section tells what it is: enough, and a long table is not read twice."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of a page with the text below it, down to the next heading."""

    name: str
    """The anchor of its heading; English pages have one for each."""
    heading: Heading | None
    """None for what is above the first heading."""
    body: Span
    """From the first line of text to the last, or nothing where there is none."""


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of the English page and of its translation; one of them may be missing."""

    english: Part | None
    translation: Part | None


def parts_of(page: Page) -> tuple[Part, ...]:
    """Return the parts of a page in their order. A title is a part of its own."""
    starts = [page.body, *(heading.line.start for heading in page.headings)]
    ends = [*starts[1:], len(page.text)]
    names: set[str] = set()
    parts = []
    for heading, start, end in zip([None, *page.headings], starts, ends, strict=True):
        if heading is None:
            first = start
        else:
            first = min(heading.line.end + 1, end)
        body = trimmed(page.text, first, end)
        if heading is None and not body:
            continue
        name = INTRODUCTION if heading is None else _name(heading)
        name = unused(name, names)
        names.add(name)
        parts.append(Part(name, heading, body))
    return tuple(parts)


def paired_parts(english: Page, translation: Page) -> tuple[PartPair, ...]:
    """Return the parts of two pages that belong together, in the order of both.

    Sections that are lists of links, as in an index, may be sorted by their headings in each
    language. They are in the order of the English.
    """
    own, other = parts_of(english), parts_of(translation)
    order = english_order(
        _lists_of_links(english, own),
        _lists_of_links(translation, other),
        (english.language, translation.language),
    )
    other = tuple(other[number] for number in order)
    pairs = []
    for left, right in _indexes(english, own, translation, other):
        pair = PartPair(
            english=None if left is None else own[left],
            translation=None if right is None else other[right],
        )
        pairs.append(pair)
    return tuple(pairs)


def _lists_of_links(page: Page, parts: Sequence[Part]) -> list[ListItem | None]:
    """Return which sections are nothing but lists of links."""
    items: list[ListItem | None] = []
    for part in parts:
        body = page.slice(part.body)
        item = None
        if part.heading and _LIST_OF_LINKS.fullmatch(body):
            item = ListItem(part.heading.level, part.heading.words, _addresses(body))
        items.append(item)
    return items


def _indexes(
    english: Page, own: Sequence[Part], translation: Page, other: Sequence[Part]
) -> Sequence[PairedIndexes]:
    if [_level(part) for part in own] == [_level(part) for part in other]:
        return [(number, number) for number in range(len(own))]
    return paired(_looks(english, own), _looks(translation, other), _likeness)


@dataclass(frozen=True, slots=True)
class _PartTraits:
    """What tells a part in any language."""

    level: int
    names: frozenset[str]
    """What links may call it: an anchor that was given to it, and in English one of its words."""
    traits: Traits


def _looks(page: Page, parts: Sequence[Part]) -> list[_PartTraits]:
    looks = []
    for part in parts:
        body = page.slice(part.body)[:_MOST_OF_A_SECTION]
        heading = part.heading
        words = heading.words if heading else ""
        addresses = _addresses(body)
        names = {part.name}
        if heading and heading.anchor:
            names.add(heading.anchor.lower())
        look = _PartTraits(
            level=_level(part),
            names=frozenset(names),
            traits=traits((), f"{words}\n{body}", addresses),
        )
        looks.append(look)
    return looks


def _addresses(body: str) -> list[str]:
    return [one or other for one, other in _ADDRESSES.findall(body)]


def _likeness(english: _PartTraits, translation: _PartTraits) -> float:
    """Return how much two parts look like one another."""
    if english.names & translation.names:
        return _SAME_NAME
    worth = likeness(english.traits, translation.traits)
    if english.level != translation.level:
        return worth - _OTHER_LEVEL
    return worth


def _level(part: Part) -> int:
    if part.heading:
        return part.heading.level
    return 0


def _name(heading: Heading) -> str:
    return (heading.anchor or slug(heading.words)).lower() or "heading"


def unused(name: str, taken: set[str]) -> str:
    """Return the name, or the name with the first number that makes it another one."""
    number = 0
    found = name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
