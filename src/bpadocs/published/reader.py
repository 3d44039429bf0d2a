"""Take the bytes of a published page apart into its parts.

Machine translation bends words and spares structure, so parts are found by structure first: the
anchors that the publishing pipeline adds to translated headings, then the words of the language,
then the order of the headings.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from bpadocs.formats.fences import Fences
from bpadocs.pages.front_matter import page_hash
from bpadocs.pages.published import Heading, PageSection, RulePage, Span, Table, trimmed
from bpadocs.published.front_matter import read_front_matter
from bpadocs.published.table import read_table
from bpadocs.published.unreadable import NoRulePageError, UnreadableError
from bpadocs.published.wording import Hints
from bpadocs.rule.model import SECTIONS

MAX_BYTES: Final = 1_000_000
SECTION_NAMES: Final = (*SECTIONS, "see_also")

_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)")
_CLOSING = re.compile(r"[ \t]#+$")
_ANCHOR = re.compile(
    r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*</a>"""
    r"""|<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*/>"""
)
# {#id}, or {/*id*/} as MDX needs it
_OWN_ANCHOR = re.compile(r"(?<!\s)\s*\{(?:#|/\*)\s*([\w.:-]+)\s*(?:\*/)?\}$")
_NO_HINTS: Final = Hints()


def read_page(
    data: bytes, file: str, name: str, language: str, hints: Hints = _NO_HINTS
) -> RulePage:
    """Return the rule page in these bytes. Raises UnreadableError where they are none.

    The hints count where anchors do not tell what a heading is: words first, then its place among
    the English headings.
    """
    return read_text(decode(data, file), file, name, language, hints)


def read_text(
    original: str, file: str, name: str, language: str, hints: Hints
) -> RulePage:
    """Return the rule page with this text. Raises UnreadableError where it is none."""
    reader = _PageReader(
        original=original,
        file=file,
        name=name,
        language=language,
        hints=hints,
    )
    return reader.page()


def decode(data: bytes, file: str) -> str:
    """Return the text of a page. Raises UnreadableError where it has none."""
    if len(data) > MAX_BYTES:
        megabytes = len(data) / 1_000_000
        message = f"the file has {megabytes:.1f} MB; a page has at most 1 MB"
        raise UnreadableError(
            file=file,
            line=1,
            column=1,
            message=message,
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError(
            file=file,
            line=1,
            column=1,
            message="the file is UTF-16, not UTF-8; save it as UTF-8",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8")) + 1
        if line == 1 and before.startswith(b"\xef\xbb\xbf"):
            # editors do not count a byte-order mark
            column -= 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the page as UTF-8"
        raise UnreadableError(
            file=file,
            line=line,
            column=column,
            message=message,
        ) from None


def hashes_of_text(original: str, text: str) -> frozenset[str]:
    """Return the hashes that the pipeline may have of a page.

    It hashes the file as git has it, with LF; a byte-order mark counts where the file has one.
    """
    return frozenset(page_hash(one) for one in {original, text, "\ufeff" + text})


class _Furniture(NamedTuple):
    """What is between the title and the first section."""

    applies_to: Span | None
    intro: tuple[Span, ...]
    table: Table | None
    note: tuple[Span, ...]


class _PageReader:
    def __init__(
        self, original: str, file: str, name: str, language: str, hints: Hints
    ) -> None:
        self.original = original
        self.text = original.removeprefix("\ufeff").replace("\r\n", "\n")
        self.file = file
        self.name = name
        self.language = language
        self.hints = hints

    def page(self) -> RulePage:
        """Return the page. Raises UnreadableError where it is no rule page."""
        entries, body = read_front_matter(self.text, self.file)
        lines = lines_of(self.text, body)
        headings = headings_of(self.text, lines)
        if not headings:
            raise self._no_rule_page(body, "it has no headings")
        title = next((heading for heading in headings if heading.level == 1), None)
        if title is None:
            start = headings[0].line.start
            raise self._no_rule_page(start, "it has no title (a heading of one #)")
        below = [
            heading for heading in headings if heading.line.start > title.line.start
        ]
        sections = self._sections(below)
        if not sections:
            message = "no heading says Issue, Impact or Resolution"
            raise self._no_rule_page(title.line.start, message)
        first = sections[0].heading.line.start
        between = [line for line in lines if title.line.end < line.start < first]
        furniture = self._furniture(between)
        return RulePage(
            name=self.name,
            file=self.file,
            language=self.language,
            text=self.text,
            original=self.original,
            hashes=hashes_of_text(self.original, self.text),
            front_matter=entries,
            body=body,
            heading=title,
            headings=(title, *below),
            applies_to=furniture.applies_to,
            intro=furniture.intro,
            table=furniture.table,
            note=furniture.note,
            sections=sections,
        )

    def _no_rule_page(self, offset: int, reason: str) -> UnreadableError:
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        message = f"not a rule page: {reason}"
        return NoRulePageError(
            file=self.file,
            line=line,
            column=column,
            message=message,
        )

    # Sections

    def _sections(self, headings: Sequence[Heading]) -> tuple[PageSection, ...]:
        """Return the sections in their order on the page."""
        named = self._named(headings)
        opened = sorted(named.items(), key=lambda item: item[1].line.start)
        starts = [heading.line.start for _, heading in opened]
        ends = [*starts[1:], len(self.text)]
        sections = []
        for (name, heading), end in zip(opened, ends, strict=False):
            body = trimmed(self.text, min(heading.line.end + 1, end), end)
            sections.append(PageSection(name, heading, body))
        return tuple(sections)

    def _named(self, headings: Sequence[Heading]) -> dict[str, Heading]:
        """Return which heading opens which section: what is surer goes first."""
        named: dict[str, Heading] = {}
        _name_by_anchors(headings, named)
        self._name_by_words(headings, named)
        if all(name in named for name in SECTION_NAMES[:3]):
            return named
        if self.hints.english is not None:
            _name_by_english(headings, self.hints.english, named)
        if not named:
            _name_by_number(headings, named)
        return named

    def _name_by_words(
        self, headings: Sequence[Heading], named: dict[str, Heading]
    ) -> None:
        for heading in headings:
            name = self.hints.meaning(heading.words)
            if name in SECTION_NAMES and heading not in named.values():
                named.setdefault(name, heading)

    # What is between the title and the first section

    def _furniture(self, lines: Sequence[Span]) -> _Furniture:
        applies_to: Span | None = None
        table: Table | None = None
        intro: list[Span] = []
        note: list[Span] = []
        for block in self._blocks(lines):
            if table is not None:
                note.append(block)
                continue
            is_first = applies_to is None and not intro
            if is_first and self._is_applies_to(block):
                applies_to = block
                continue
            table = read_table(self.text, block, self.hints)
            if table is None:
                intro.append(block)
        return _Furniture(
            applies_to=applies_to,
            intro=tuple(intro),
            table=table,
            note=tuple(note),
        )

    def _is_applies_to(self, block: Span) -> bool:
        """Return whether a block is a quote; one such as `> [!NOTE]` is an alert."""
        text = self.text[block.start : block.end]
        return text.startswith(">") and "[!" not in text[:6]

    def _blocks(self, lines: Sequence[Span]) -> list[Span]:
        """Return the runs of lines of one kind: paragraphs, quotes, Markdown and HTML tables."""
        blocks: list[Span] = []
        kind = ""
        for line in lines:
            text = self.text[line.start : line.end]
            if not text.strip() and kind != "html":
                kind = ""
                continue
            before, kind = kind, _kind_after(text, kind)
            start = line.start + len(text) - len(text.lstrip())
            end = line.start + len(text.rstrip())
            if before == "html" or (before and before == kind):
                last = blocks[-1]
                blocks[-1] = Span(last.start, max(end, last.end))
            else:
                blocks.append(Span(start, end))
        return blocks


# Lines and headings


def lines_of(text: str, start: int) -> list[Span]:
    """Return the lines of a text from here on, without their line ends."""
    lines = []
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end == -1 else end
        lines.append(Span(position, end))
        position = end + 1
    return lines


def headings_of(text: str, lines: Sequence[Span]) -> list[Heading]:
    """Return the headings among these lines of a text, those in code left out."""
    headings = []
    fences = Fences()
    for line in lines:
        words = text[line.start : line.end]
        is_code = fences.has(words)
        # most lines have no # at all, and need no regular expression to say so
        if not is_code and "#" in words[:4]:
            found = _HEADING.match(words)
            if found and _is_heading(found, words):
                headings.append(_heading(text, line, found))
    return headings


def _heading(text: str, line: Span, found: re.Match[str]) -> Heading:
    """Return the heading of a line, in which its marks were found."""
    offset = line.start + found.end()
    content = text[offset : line.end].rstrip()
    if content.endswith("#"):
        content = _CLOSING.sub("", content)
    anchor = None
    start, end = 0, len(content)
    if own := _OWN_ANCHOR.search(content):
        anchor = own[1]
        end = own.start()
    # anchors may be before and after the words
    while mark := _ANCHOR.search(content, start, end):
        anchor = anchor or mark[1]
        if not content[start : mark.start()].strip(" *_"):
            start = mark.end()
        else:
            end = mark.start()
    words = content[start:end]
    first = offset + start
    blanks = len(words) - len(words.lstrip())
    return Heading(
        level=len(found[1]),
        anchor=anchor,
        words=words.strip().strip("*_").strip(),
        span=Span(first + blanks, first + len(words.rstrip())),
        line=line,
    )


def _is_heading(marks: re.Match[str], line: str) -> bool:
    """Return whether a line that begins with # is a heading.

    `##Issue` is none in CommonMark, but it was meant as one; `#1` may well be meant as it is.
    """
    following = line[marks.end() : marks.end() + 1]
    return not following.strip() or len(marks[1]) > 1


def _name_by_anchors(headings: Sequence[Heading], named: dict[str, Heading]) -> None:
    for heading in headings:
        if heading.anchor:
            # the second anchor of a name has a number: issue-1
            name = re.sub(r"-\d+$", "", heading.anchor.lower()).replace("-", "_")
            if name in SECTION_NAMES:
                named.setdefault(name, heading)


def _name_by_english(
    headings: Sequence[Heading], english: RulePage, named: dict[str, Heading]
) -> None:
    """Name headings by their place, if there are as many of their levels as in English."""
    own = [section for section in english.sections if section.name != "see_also"]
    levels = {section.heading.level for section in own}
    alike = [heading for heading in headings if heading.level in levels]
    if len(alike) != len(own):
        return
    for section, heading in zip(own, alike, strict=True):
        if heading not in named.values():
            named.setdefault(section.name, heading)


def _name_by_number(headings: Sequence[Heading], named: dict[str, Heading]) -> None:
    """Name the headings of the highest level, if there are three."""
    level = min((heading.level for heading in headings), default=0)
    top = [heading for heading in headings if heading.level == level]
    if len(top) == 3:
        named.update(zip(SECTION_NAMES, top, strict=False))


def _kind_after(line: str, kind: str) -> str:
    """Return the kind of the block that goes on after this line; empty where an HTML table ends."""
    text = line.lower()
    if kind == "html" or "<table" in text:
        if "</table>" in text:
            return ""
        return "html"
    first = line.strip()[0]
    if first in "|>":
        return first
    return "text"
