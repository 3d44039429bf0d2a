"""A published rule page, taken apart: every part knows its place in the text."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bpadocs.words.of_pages import PROPERTY_LABELS

PROPERTIES: Final = tuple(PROPERTY_LABELS)
"""The rows of the property table, in the order of every page."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page's text."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.start < self.end


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the stretch without the blank lines around it.

    Blanks at the end of its last line stay out, those at the beginning of its first one do not.
    """
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end == -1 else line_end
        if text[start:line_end].strip():
            break
        start = min(line_end + 1, end)
    body = text[start:end].rstrip()
    return Span(start, start + len(body))


@dataclass(frozen=True, slots=True)
class FrontMatterEntry:
    """One line of the front matter."""

    key: str
    value: str
    key_span: Span
    value_span: Span
    """The value without its quotation marks."""
    whole: Span
    """Key and value with all the lines they take, the last line end left out."""
    simple: bool
    """The value is one text, not a list or a mapping."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page."""

    level: int
    anchor: str | None
    words: str
    """What people read, without marks and blanks around it."""
    span: Span
    """Where that stands, marks such as `**` included."""
    line: Span
    """The whole line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the property table: its label and its value, marks included."""

    property: str | None
    label: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Table:
    """The property table, in Markdown or HTML."""

    whole: Span
    header: Row | None
    rows: tuple[Row, ...]
    html: bool


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section of the page, with its heading."""

    name: str
    """`issue`, `impact`, `resolution` or `see_also`."""
    heading: Heading
    body: Span
    """From the first line of text to the last, or nothing where the section is empty."""


@dataclass(frozen=True, slots=True)
class FallenBack:
    """A text that a page has in the language of the source, for want of a translation."""

    field: str
    """What findings call it: `title`, `resolution_details`, `label.severity`."""
    span: Span
    """Where it stands, with the mark before it."""
    word: str = ""
    """What it says, where it is a word that pages share; empty for a text of the page alone."""
    is_told: bool = True
    """Whether a finding is to tell of it; not where the text stands a second time."""


@dataclass(frozen=True)
class Page:
    """A page of any kind: its front matter, its text and its headings."""

    name: str
    """The path below its folder, with forward slashes: pages of one name belong together."""
    file: str
    """The path as it was given, for messages."""
    language: str
    text: str
    """Without a byte-order mark, with LF line ends; with blanks where it has fallen back."""
    original: str
    """As it is in the file."""
    hashes: frozenset[str]
    """What ms.openlocfilehash may be in a translation made from this page."""
    front_matter: tuple[FrontMatterEntry, ...]
    body: int
    """Where the text below the front matter begins."""
    headings: tuple[Heading, ...]
    """All of them, in their order; on a rule page from the title on."""
    fallen_back: tuple[FallenBack, ...] = field(default=(), kw_only=True)
    """What stands on a translation in the language of the source, and says so."""

    @cached_property
    def written(self) -> str:
        """The text with what has fallen back as it stands in the file."""
        if not self.fallen_back:
            return self.text
        return self.original.removeprefix("\ufeff").replace("\r\n", "\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]

    @cached_property
    def entries(self) -> Mapping[str, FrontMatterEntry]:
        """The front matter by its keys."""
        return {entry.key: entry for entry in self.front_matter}

    def entry(self, key: str) -> FrontMatterEntry | None:
        """Return the entry of this key, however it is cased: `Title` is `title`."""
        found = self.entries.get(key)
        if found is not None:
            return found
        for entry in self.front_matter:
            if entry.key.lower() == key:
                return entry
        return None


@dataclass(frozen=True)
class RulePage(Page):
    """The page of a rule, with the furniture that every such page has."""

    heading: Heading
    """The title."""
    applies_to: Span | None
    """The whole line or lines, from the first mark."""
    intro: tuple[Span, ...]
    table: Table | None
    note: tuple[Span, ...]
    sections: tuple[PageSection, ...]

    def section(self, name: str) -> PageSection | None:
        """Return the section of this name."""
        for section in self.sections:
            if section.name == name:
                return section
        return None
