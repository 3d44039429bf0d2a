"""What checks look at: texts and their English, wherever they were read.

Rule files and published pages both become these objects. A check does not know which of the two it
looks at. What is called `english` here is the text that a translation is compared with; in a
project that is written in another language, it is in that one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as default
from functools import cached_property
from html import unescape
from itertools import chain
from typing import Final, NamedTuple

from bpadocs.formats.markdown import (
    Block,
    Document,
    Inline,
    OffsetMap,
    parse,
    parse_plain,
)
from bpadocs.formats.pairing import Traits, likeness, paired, stretches, traits
from bpadocs.pages.sorted_lists import in_english_order
from bpadocs.rule.model import (
    FIELDS,
    PLURAL_CATEGORIES,
    SOURCE_LANGUAGE,
    UI_FIELDS,
    ArgumentType,
    Rule,
)
from bpadocs.rule.provenance import FITTING, State, states

_MARK: Final = re.compile(r"[^\w\s]|[\d_]")


@dataclass(frozen=True, eq=False)
class Passage:
    """One text, and its place in its file."""

    text: str
    markup: bool
    """Markdown, else plain UI text with {arguments}."""
    file: str
    locate: Callable[[int], tuple[int, int]]
    """Offset in the text to line and column of the file, both from 1."""
    written: str | None = None
    """The text as the file has it, where it has blanks here for what is not to be looked at."""

    @cached_property
    def tree(self) -> Document:
        """The text as a tree, made when the first check asks for it."""
        if self.markup:
            return parse(self.text)
        return parse_plain(self.text)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Every character of the text but letters and blanks.

        Those too that Markdown writes as `&quot;` or the like.
        """
        found = _MARK.findall(self.text)
        if self.markup and "&" in found:
            found += _MARK.findall(unescape(self.text))
        return frozenset(found)


class ArgumentLabel(NamedTuple):
    """What the pages call an argument, in English and in the language looked at."""

    english: str
    translated: str
    type: ArgumentType = ArgumentType.TEXT


class Segment(NamedTuple):
    """Blocks at the same place of both texts.

    Their `plain` is what readers see; `plain_span()` leads back to the text.
    """

    english: Block
    translation: Block


@dataclass(frozen=True, eq=False)
class Unit:
    """One field of one rule in one language, and its English."""

    rule: str
    language: str
    locale: str
    field: str
    """A field of the rule file (a plural form as `impact.one`); on pages also the furniture: see
    FURNITURE.
    """
    english: Passage
    translation: Passage
    arguments: Mapping[str, ArgumentLabel] = default(default_factory=dict)
    expected: tuple[str, ...] = ()
    """On pages, the wordings that locales/ allows for this piece of furniture; empty where the text
    is free.
    """

    @property
    def markup(self) -> bool:
        """Whether it is Markdown."""
        return self.translation.markup

    @cached_property
    def marks(self) -> frozenset[str]:
        """Every character of the two texts but letters and blanks."""
        return self.english.marks | self.translation.marks

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The two texts block by block: paragraphs, headings and cells that belong together.

        Where the trees differ, blocks are paired by what a translation keeps of them. What has no
        partner between two pairs is one pair: nobody can know which of it belongs together.
        """
        english = self.english.tree.prose
        translation = self.in_english_order
        if len(english) == len(translation) == 1 and _shape(english[0]) == _shape(
            translation[0]
        ):
            return (Segment(english[0], translation[0]),)
        if _shapes(english) == _shapes(translation):
            return tuple(_paired(english, translation))
        found = []
        pairs = paired(_traits(english), _traits(translation), likeness)
        for own, other in stretches(pairs):
            left = join([english[number] for number in own])
            right = join([translation[number] for number in other])
            found.append(Segment(left, right))
        return tuple(found)

    @cached_property
    def in_english_order(self) -> Sequence[Block]:
        """The paragraphs, headings and cells of the translation, each list that is sorted by the
        texts of its links in the order of the English.

        In a text of a rule its writer has put them in order, whatever they are called.
        """
        theirs, ours = self.english.tree.prose, self.translation.tree.prose
        if self.field in FIELDS:
            return ours
        return in_english_order(theirs, ours, self.language)

    def around(self, offset: int) -> Segment | None:
        """Return the blocks that this place of the translation is in: prose, code or HTML."""
        theirs, ours = self.english.tree.verbatim, self.translation.tree.verbatim
        verbatim = zip(theirs, ours, strict=False)
        for english, translation in chain(self.segments, verbatim):
            end = max(translation.end, translation.start + 1)
            if translation.start <= offset < end:
                return Segment(english, translation)
        return None

    def beside(self, offset: int) -> tuple[int, int]:
        """Return the span of the translation that belongs to this place of the English.

        What the translation lacks of the English would be there. If no block belongs to the place,
        it is the first line.
        """
        starts, segments = self._written
        last = bisect_right(starts, offset) - 1
        if last >= 0:
            # Of several segments that begin at one place, such as empty cells, the first is meant.
            first = bisect_left(starts, starts[last])
            for english, translation in segments[first : last + 1]:
                if offset < max(english.end, english.start + 1):
                    return translation.start, translation.end
        first_line, _, _ = self.translation.text.partition("\n")
        return 0, len(first_line)

    # `beside` is asked for each thing that is missing, and a text may lack very many.
    @cached_property
    def _written(self) -> tuple[Sequence[int], Sequence[Segment]]:
        """The segments whose translation is not empty, and where the English of each begins."""
        written = []
        for one in self.segments:
            # what the English has no block for begins nowhere in it
            if one.english.end and one.translation.start < one.translation.end:
                written.append(one)
        written.sort(key=lambda one: one.english.start)
        return [one.english.start for one in written], written


def _paired(english: Sequence[Block], translation: Sequence[Block]) -> list[Segment]:
    return [Segment(*pair) for pair in zip(english, translation, strict=True)]


_TABLE_ROWS = ("property", "operating_system", "product", "severity", "category")

FURNITURE = (
    "applies_to",
    "intro",
    "note",
    *(f"label.{row}" for row in _TABLE_ROWS),
    *(f"value.{row}" for row in _TABLE_ROWS),
    "section.issue",
    "section.impact",
    "section.resolution",
    "section.see_also",
)
"""Fields that only a page has: their words come from locales/.

`value.property` is the head “Details” of the table.
"""

FRONT_MATTER = "front_matter."


def field_of(name: str) -> str:
    """Return the field that a plural form such as `impact.one` belongs to."""
    return name.partition(".")[0]


class SubjectText(NamedTuple):
    """One text of a rule or a page, and which one it is."""

    language: str
    field: str
    passage: Passage

    @property
    def markup(self) -> bool:
        """Whether it is Markdown."""
        return self.passage.markup

    @property
    def marks(self) -> frozenset[str]:
        """Every character of the text but letters and blanks."""
        return self.passage.marks


class FallenBackText(NamedTuple):
    """A text of a published page that is in the language of the source, and says so."""

    language: str
    field: str
    word: str
    """What it says, where it is a word that pages share; empty for a text of the page alone."""
    passage: Passage


@dataclass(frozen=True, eq=False)
class Subject:
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
    """The page's name if a published page was read; None for a rule file."""
    has_furniture: bool = True
    """Whether it is a rule page or a rule file, not a published page of another kind."""
    is_index: bool = False
    """Whether it is the list of all rules that a build writes."""
    rule: Rule | None = None
    """The rule as it was read; None for a published page."""
    locales: Mapping[str, str] = default(default_factory=dict)
    """Every language this rule is meant to have, with its page locale; the source first."""
    source_language: str = SOURCE_LANGUAGE
    """The language that the texts are translated from."""
    fallen_back: Sequence[FallenBackText] = ()
    """What a published page has in that language for want of a translation, and marks so."""
    anchor: Callable[[str, str | None], Passage] | None = None
    """An empty passage at the place of a field that has no text, or at the nearest place above it.
    """

    @cached_property
    def states(self) -> Mapping[str, Mapping[str, State]]:
        """The states of the rule's fields by language.

        A published page has none, because it keeps no stamps.
        """
        if self.rule is None:
            return {}
        translations = [
            language for language in self.locales if language != self.source_language
        ]
        return {language: states(self.rule, language) for language in translations}

    @property
    def is_of_rules(self) -> bool:
        """Whether the words of rule pages hold."""
        return self.has_furniture or self.is_index

    @property
    def comparable(self) -> "Subject":
        """The rule without its stale translations.

        All that is wrong with those is that they differ from the current English.
        """
        return self._without_stale or self

    @cached_property
    def _without_stale(self) -> "Subject | None":
        """Another subject where there are stale translations; what kept itself would never go."""
        kept = {}
        for (language, name), unit in self.units.items():
            state = self.states.get(language, {}).get(field_of(name))
            if state is not State.STALE:
                kept[language, name] = unit
        if len(kept) == len(self.units):
            return None
        return replace(self, units=kept)

    @property
    def partly_stale(self) -> bool:
        """Whether there are stale translations, which checks that compare do not see."""
        return self.comparable is not self

    def still_fits(self, language: str, name: str) -> bool:
        """Tell whether somebody gave a reason why this translation fits the current English.

        It was made from other words, and has not changed since.
        """
        if self.rule:
            translation = self.rule.text.get(language)
        else:
            translation = None
        if translation:
            stamp = translation.stamps.get(field_of(name))
        else:
            stamp = None
        if stamp is None or stamp.reason is None:
            return False
        return self.states[language][field_of(name)] in FITTING

    def of(self, language: str) -> Iterator[Unit]:
        """Yield the units of one language, in the order of the fields."""
        for (own, _), unit in self.units.items():
            if own == language:
                yield unit

    @cached_property
    def passages(self) -> Sequence[SubjectText]:
        """Every text, the source first."""
        texts = []
        for name, passage in self.english.items():
            texts.append(SubjectText(self.source_language, name, passage))
        for (language, name), unit in self.units.items():
            texts.append(SubjectText(language, name, unit.translation))
        return tuple(texts)

    def passage(self, language: str, name: str | None) -> Passage:
        """Return the text of a field (`front_matter.ms.date` too).

        If there is none, return an empty one at the nearest place.
        """
        found = self._text(language, name) if name else None
        if found is not None:
            return found
        if self.anchor:
            return self.anchor(language, name)
        return Passage(
            text="",
            markup=False,
            file=self.file,
            locate=lambda _: (1, 1),
        )

    def _text(self, language: str, name: str) -> Passage | None:
        if name.startswith(FRONT_MATTER):
            keys = self.front_matter.get(language, {})
            return keys.get(name.removeprefix(FRONT_MATTER))
        if language == self.source_language:
            return self.english.get(name)
        unit = self.units.get((language, name))
        if unit:
            return unit.translation
        for one in self.fallen_back:
            if (one.language, one.field) == (language, name):
                return one.passage
        return None


def names_of(language: str, field: str | None) -> frozenset[str]:
    """Return what a suppression may call a field.

    That is its name or a part that the name begins with, alone or after its language: `impact.one`
    of French is impact.one, impact, fr.impact.one and fr.impact. What is about no field is fr.
    """
    if field is None:
        return frozenset({language})
    names = set()
    parts = field.split(".")
    for length in range(1, len(parts) + 1):
        name = ".".join(parts[:length])
        names.add(name)
        names.add(f"{language}.{name}")
    return frozenset(names)


def known_fields(subject: Subject) -> frozenset[str]:
    """Return every name that a suppression in this rule may call a field."""
    fields = {*_EVERY_FIELD}
    for keys in subject.front_matter.values():
        fields.update(FRONT_MATTER + key for key in (*keys, "title", "description"))
    fields.update(f"arguments.{name}.label" for name in subject.arguments)
    suppressions = subject.rule.suppressions if subject.rule else ()
    fields.update(f"suppress.{index}" for index in range(len(suppressions)))
    found = set(subject.locales)
    for language in subject.locales:
        for field in fields:
            found |= names_of(language, field)
    return frozenset(found)


def _fields_of_every_rule() -> Iterator[str]:
    yield from FIELDS
    yield from FURNITURE
    yield from ("page", "severity", "category", "check", "intro", "note")
    for field in UI_FIELDS:
        for form in PLURAL_CATEGORIES:
            yield f"{field}.{form}"
    for field in FIELDS:
        yield f"synced.{field}"


_EVERY_FIELD = frozenset(_fields_of_every_rule())


def join(blocks: Sequence[Block]) -> Block:
    """Return several blocks as one, with an empty line between their texts."""
    blocks = sorted(blocks, key=lambda block: block.start)
    if len(blocks) == 1:
        return blocks[0]
    pieces: list[str] = []
    inlines: list[Inline] = []
    length = 0
    # Where runs of the joined text begin, and where each is in the passage.
    starts: list[int] = []
    sources: list[int] = []
    for block in blocks:
        inlines += block.inlines
        if length:
            # The empty line is in no text: it counts as the end of what is before it.
            starts.append(length)
            sources.append(sources[-1] if sources else blocks[0].start)
            pieces.append("\n\n")
            length += 2
        own_starts, own_sources = block.plain_map
        starts.extend(length + start for start in own_starts)
        sources.extend(own_sources)
        pieces.append(block.plain)
        length += len(block.plain)
    return Block(
        kind="paragraph",
        start=blocks[0].start if blocks else 0,
        end=blocks[-1].end if blocks else 0,
        inlines=tuple(inlines),
        plain="".join(pieces),
        plain_map=OffsetMap(tuple(starts), tuple(sources)),
    )


def _shapes(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    return [_shape(block) for block in blocks]


def _shape(block: Block) -> tuple[str, int]:
    return block.kind, block.depth


def _traits(blocks: Sequence[Block]) -> list[Traits]:
    """Return what tells each block, whatever the language."""
    found = []
    for block in blocks:
        kept = [
            inline.target or inline.text for inline in block.walk() if _is_kept(inline)
        ]
        shape = (block.kind, block.depth)
        found.append(traits(shape, block.plain, kept))
    return found


def _is_kept(inline: Inline) -> bool:
    return inline.kind in ("code", "link", "image")
