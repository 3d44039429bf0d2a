"""What checks look at: texts beside their English, wherever they were read.

Rule files and existing pages both become these objects; a check does not know which it looks at.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as default
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bpadocs.markdown import Block, Document, parse, parse_plain
from bpadocs.model import FIELDS, PLURAL_CATEGORIES, SOURCE_LANGUAGE, UI_FIELDS, ArgumentType, Rule
from bpadocs.provenance import State, states


@dataclass(frozen=True, eq=False)
class Passage:
    """One text, and where it stands in its file."""

    text: str
    markup: bool
    """Markdown, else plain UI text with {arguments}."""
    file: str
    locate: Callable[[int], tuple[int, int]]
    """Offset in the text to line and column of the file, both from 1."""

    @cached_property
    def tree(self) -> Document:
        return parse(self.text) if self.markup else parse_plain(self.text)


class ArgumentLabel(NamedTuple):
    """How the pages call an argument, in English and in the language looked at."""

    english: str
    translated: str
    type: ArgumentType = ArgumentType.TEXT


class Segment(NamedTuple):
    """Blocks at the same place of both texts. `.plain` is what readers see, `.plain_span()` leads back to the text."""

    english: Block
    translation: Block


@dataclass(frozen=True, eq=False)
class Unit:
    """One field of one rule in one language, beside its English."""

    rule: str
    language: str
    locale: str
    field: str
    """A field of the rule file (a plural form as `impact.one`); on pages also the furniture: see FURNITURE."""
    english: Passage
    translation: Passage
    arguments: Mapping[str, ArgumentLabel] = default(default_factory=dict)
    expected: tuple[str, ...] = ()
    """On pages, the wordings that locales/ allows for this piece of furniture; empty where the text is free."""

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The two texts block by block: paragraphs, headings and cells that stand at the same place.

        Where the trees differ, what is alike at the beginning and the end is paired, and all between is one pair.
        """
        english, translation = self.english.tree.prose, self.translation.tree.prose
        left, right = _alike(english, translation)
        middle_english = english[left : len(english) - right]
        middle_translation = translation[left : len(translation) - right]
        pairs = [Segment(*pair) for pair in zip(english[:left], translation[:left], strict=True)]
        if middle_english or middle_translation:
            pairs.append(Segment(join(middle_english), join(middle_translation)))
        if right:
            pairs.extend(Segment(*pair) for pair in zip(english[-right:], translation[-right:], strict=True))
        return tuple(pairs)

    def beside(self, offset: int) -> tuple[int, int]:
        """The span of the translation that stands beside this place of the English: where something missing belongs."""
        starts, segments = self._written
        at = bisect_right(starts, offset) - 1
        # of segments at one place, such as empty cells, the first is meant
        for segment in segments[bisect_left(starts, starts[at]) : at + 1] if at >= 0 else ():
            english, translation = segment
            if offset < max(english.end, english.start + 1):
                return translation.start, translation.end
        return 0, len(self.translation.text.partition("\n")[0])

    @cached_property
    def _written(self) -> tuple[Sequence[int], Sequence[Segment]]:
        """The segments whose translation is not empty, and where the English of each begins."""
        written = [one for one in self.segments if one.translation.start < one.translation.end]
        written.sort(key=lambda one: one.english.start)
        return [one.english.start for one in written], written


FURNITURE = (
    "applies_to",
    "intro",
    "note",
    *(
        f"{part}.{row}"
        for part in ("label", "value")
        for row in ("property", "operating_system", "product", "severity", "category")
    ),
    "section.issue",
    "section.impact",
    "section.resolution",
    "section.see_also",
)
"""Fields that only a page has: its words come from locales/. `value.property` is the table's head “Details”."""

FRONT_MATTER = "front_matter."


def field_of(name: str) -> str:
    """The field that a plural form such as `impact.one` belongs to."""
    return name.partition(".")[0]


@dataclass(frozen=True, eq=False)
class LintRule:
    """One rule or one page, in all its languages."""

    id: str
    file: str
    """The rule file, or the English page."""
    english: Mapping[str, Passage]
    units: Mapping[tuple[str, str], Unit]
    """By language and field; only where both texts exist."""
    arguments: Mapping[str, ArgumentLabel] = default(default_factory=dict)
    front_matter: Mapping[str, Mapping[str, Passage]] = default(default_factory=dict)
    """By language and key; English too."""
    page: str | None = None
    """The page's name where an existing page was read; None for a rule file."""
    rule: Rule | None = None
    """The rule as it was read; None for an existing page."""
    locales: Mapping[str, str] = default(default_factory=dict)
    """Every language this rule is meant to have, with its page locale; English first."""
    anchor: Callable[[str, str | None], Passage] | None = None
    """An empty passage at the place of a field that has no text, or at the nearest place above it."""

    @cached_property
    def states(self) -> Mapping[str, Mapping[str, State]]:
        """The states of the rule's fields by language; none for an existing page, which keeps no stamps."""
        if self.rule is None:
            return {}
        return {language: states(self.rule, language) for language in self.locales if language != SOURCE_LANGUAGE}

    @cached_property
    def comparable(self) -> "LintRule":
        """The rule without its stale translations: that they differ from the English of now is all that is wrong."""
        kept = {
            (language, name): unit
            for (language, name), unit in self.units.items()
            if self.states.get(language, {}).get(field_of(name)) is not State.STALE
        }
        return self if len(kept) == len(self.units) else replace(self, units=kept)

    @property
    def partly_stale(self) -> bool:
        """Whether there is a translation that checks which compare do not see."""
        return self.comparable is not self

    def still_fits(self, language: str, name: str) -> bool:
        """Whether somebody has given a reason why this very translation, of other words, fits the English of now."""
        translation = self.rule.text.get(language) if self.rule else None
        stamp = translation.stamps.get(field_of(name)) if translation else None
        if stamp is None or stamp.reason is None:
            return False
        return self.states[language][field_of(name)] is State.CURRENT

    def of(self, language: str) -> Iterator[Unit]:
        """The units of one language, in the order of the fields."""
        return (unit for (own, _), unit in self.units.items() if own == language)

    def passages(self) -> Iterator[tuple[str, str, Passage]]:
        """Language, field and text of everything, English first."""
        english = ((SOURCE_LANGUAGE, name, passage) for name, passage in self.english.items())
        others = ((language, name, unit.translation) for (language, name), unit in self.units.items())
        return chain(english, others)

    def passage(self, language: str, name: str | None) -> Passage:
        """The text of a field (`front_matter.ms.date` too); where there is none, an empty one at the nearest place."""
        found = None
        if name and name.startswith(FRONT_MATTER):
            found = self.front_matter.get(language, {}).get(name.removeprefix(FRONT_MATTER))
        elif name and language == SOURCE_LANGUAGE:
            found = self.english.get(name)
        elif name:
            unit = self.units.get((language, name))
            found = unit.translation if unit else None
        if found is None:
            found = self.anchor(language, name) if self.anchor else Passage("", False, self.file, lambda _: (1, 1))
        return found


def names_of(language: str, field: str | None) -> frozenset[str]:
    """Return what a suppression may call a field: its name or a part it begins with, alone or behind its language.

    `impact.one` of French is any of impact.one, impact, fr.impact.one, fr.impact; what is about no field is fr.
    """
    if field is None:
        return frozenset({language})
    parts = field.split(".")
    fields = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return frozenset(fields | {f"{language}.{one}" for one in fields})


def known_fields(rule: LintRule) -> frozenset[str]:
    """Return every name of a field that a finding on this rule may have, as suppressions may call it."""
    fields = {*FIELDS, *FURNITURE, "page", "severity", "category", "check", "intro", "note"}
    fields |= {f"{field}.{form}" for field in UI_FIELDS for form in PLURAL_CATEGORIES}
    fields |= {f"synced.{field}" for field in FIELDS}
    fields |= {FRONT_MATTER + key for keys in rule.front_matter.values() for key in (*keys, "title", "description")}
    fields |= {f"arguments.{name}.label" for name in rule.arguments}
    own = rule.rule
    fields |= {f"suppress.{index}" for index in range(len(own.suppressions) if own else 0)}
    found = set(rule.locales)
    for language in rule.locales:
        for field in fields:
            found |= names_of(language, field)
    return frozenset(found)


def join(blocks: Sequence[Block]) -> Block:
    """Several blocks as one, an empty line between their texts."""
    if len(blocks) == 1:
        return blocks[0]
    pieces: list[str] = []
    length = 0
    starts: list[int] = []
    sources: list[int] = []
    for block in blocks:
        if length:
            starts.append(length)
            sources.append(blocks[0].start if not sources else sources[-1])
            pieces.append("\n\n")
            length += 2
        own_starts, own_sources = block._plain_map
        starts.extend(length + start for start in own_starts)
        sources.extend(own_sources)
        pieces.append(block.plain)
        length += len(block.plain)
    inlines = tuple(inline for block in blocks for inline in block.inlines)
    start, end = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
    return Block(
        "paragraph", start, end, inlines=inlines, plain="".join(pieces), _plain_map=(tuple(starts), tuple(sources))
    )


def _alike(english: Sequence[Block], translation: Sequence[Block]) -> tuple[int, int]:
    """How many blocks at the beginning and at the end have the same kind and depth."""
    shapes = [[(block.kind, block.depth) for block in blocks] for blocks in (english, translation)]
    if shapes[0] == shapes[1]:
        return len(shapes[0]), 0
    shorter = min(map(len, shapes))
    left = next((n for n in range(shorter) if shapes[0][n] != shapes[1][n]), shorter)
    rest = shorter - left
    right = next((n for n in range(rest) if shapes[0][-1 - n] != shapes[1][-1 - n]), rest)
    return left, right
