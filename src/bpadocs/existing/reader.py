"""The bytes of a published page into its parts.

Machine translation bends words and spares structure, so parts are found by structure first: the anchors that the
publishing pipeline adds to translated headings, then the words of the language, then the order of the headings.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from frontmatter.default_handlers import YAMLHandler

from bpadocs.existing.page import PROPERTIES, Entry, Heading, Page, Row, Section, Span, Table
from bpadocs.problems import Problem
from bpadocs.yamltext.nodes import MapNode, ScalarNode, YamlError, compose

MAX_BYTES: Final = 1_000_000
MAX_TABLE: Final = 20_000

SECTION_NAMES: Final = ("issue", "impact", "resolution", "see_also")
ENGLISH_WORDS: Final[Mapping[str, str]] = {
    "issue": "issue",
    "impact": "impact",
    "resolution": "resolution",
    "see also": "see_also",
    "operating system": "operating_system",
    "operating systems": "operating_system",
    "product/feature": "product",
    "product": "product",
    "severity": "severity",
    "category": "category",
}

_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)")
_CLOSING = re.compile(r"[ \t]#+$")
_ANCHOR = re.compile(
    r"""<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*>\s*</a>|<a\s+(?:name|id)=["']?([^"'>\s]*)["']?\s*/>"""
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DELIMITER_ROW = re.compile(r"\s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+(?:\|\s*+)?$")
_CELL = re.compile(r"(?:\\.|[^|\\])*")
_ROW, _CELLS = ("tr",), ("td", "th")
_TAG = re.compile(r"<[^<>]*>")
_FIRST_TAGS = re.compile(r"(?:\s|<[^<>]*>)*+")


class UnreadableError(Exception):
    """A file that cannot be read as a rule page; the problem says why."""

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(file, line, column, message)


def bare(text: str) -> str:
    """The words of a label without emphasis, tags, colon and case: what two spellings of one label share."""
    text = _TAG.sub(" ", text).replace("*", " ").replace("_", " ").replace("\u00a0", " ").replace("’", "'")
    return " ".join(text.split()).rstrip(" :\uff1a").casefold()


def read_page(
    data: bytes,
    file: str,
    name: str,
    language: str,
    words: Mapping[str, str] = ENGLISH_WORDS,
    english: Page | None = None,
) -> Page:
    """The page in these bytes, or UnreadableError. `words` are bare labels of the language and what they stand for.

    Where neither anchors nor words tell what a heading of a translation is, its place among the English headings does.
    """
    if len(data) > MAX_BYTES:
        megabytes = len(data) / 1_000_000
        raise UnreadableError(file, 1, 1, f"the file has {megabytes:.1f} MB; a rule page has at most 1 MB")
    original = _decode(data, file)
    return _Reader(original, file, name, language, words, english).page()


def _decode(data: bytes, file: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError(file, 1, 1, "the file is UTF-16, not UTF-8; save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        if line == 1 and before.startswith(b"\xef\xbb\xbf"):
            column -= 1
        raise UnreadableError(
            file, line, column, f"byte 0x{data[error.start]:02X} is not UTF-8; save the page as UTF-8"
        ) from None


def _hashes(original: str, text: str) -> frozenset[str]:
    """The pipeline hashes the file as git has it, with LF; a byte-order mark counts where the file has one."""
    texts = {original, text, "\ufeff" + text}
    return frozenset(hashlib.sha1(one.encode("utf-8"), usedforsecurity=False).hexdigest() for one in texts)


def _inside(cell: str, offset: int) -> Span:
    """The words of an HTML cell, without the tags around them."""
    first = _FIRST_TAGS.match(cell)
    start = first.end() if first else 0
    end = len(cell)
    while True:
        end = start + len(cell[start:end].rstrip())
        opening = cell.rfind("<", start, end) if cell[start:end].endswith(">") else -1
        if opening < 0 or ">" in cell[opening : end - 1]:
            return Span(offset + start, offset + end)
        end = opening


def _elements(text: str, names: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """Each HTML element of these names, the whole and what stands inside; what is never closed is none."""
    last = text.rfind(">") + 1
    position = 0
    while names and (tag := _opening(names).search(text, position, last)):
        end = re.compile(f"</{tag[1]}>", re.IGNORECASE).search(text, tag.end())
        if end is None:
            # none after this one is closed either: to look for its end each time would take long
            names = [name for name in names if name != tag[1].lower()]
            position = tag.start() + 1
        else:
            yield Span(tag.start(), end.end()), Span(tag.end(), end.start())
            position = end.end()


def _opening(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names)})\b[^>]*+>", re.IGNORECASE)


class _Reader:
    def __init__(
        self, original: str, file: str, name: str, language: str, words: Mapping[str, str], english: Page | None
    ) -> None:
        self.original = original
        self.text = original.removeprefix("\ufeff").replace("\r\n", "\n")
        self.file = file
        self.name = name
        self.language = language
        self.words = words
        self.english = english

    def page(self) -> Page:
        entries, body = self._front_matter()
        lines = self._lines(body)
        headings = self._headings(lines)
        if not headings:
            raise UnreadableError(self.file, *self._place(body), "not a rule page: it has no headings")
        title = next((heading for heading in headings if heading.level == 1), None)
        if title is None:
            place = self._place(headings[0].line.start)
            raise UnreadableError(self.file, *place, "not a rule page: it has no title (a heading of one #)")
        below = [heading for heading in headings if heading.line.start > title.line.start]
        sections = self._sections(below)
        if not sections:
            place = self._place(title.line.start)
            message = "not a rule page: no heading says Issue, Impact or Resolution"
            raise UnreadableError(self.file, *place, message)
        first = sections[0].heading.line.start
        applies_to, intro, table, note = self._furniture(
            [line for line in lines if title.line.end < line.start < first]
        )
        return Page(
            name=self.name,
            file=self.file,
            language=self.language,
            text=self.text,
            original=self.original,
            hashes=_hashes(self.original, self.text),
            front_matter=entries,
            body=body,
            heading=title,
            headings=(title, *below),
            applies_to=applies_to,
            intro=intro,
            table=table,
            note=note,
            sections=sections,
        )

    def _place(self, offset: int) -> tuple[int, int]:
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1

    # The front matter

    def _front_matter(self) -> tuple[tuple[Entry, ...], int]:
        boundaries = [match.start() for match in islice(YAMLHandler.FM_BOUNDARY.finditer(self.text), 2)]
        if boundaries[:1] != [0]:
            raise UnreadableError(self.file, 1, 1, "no front matter: the first line of a page is ---")
        if len(boundaries) < 2:
            raise UnreadableError(self.file, 1, 1, "the front matter has no end: no second line ---")
        start = self.text.index("\n") + 1
        head = self.text[start : boundaries[1]]
        end = self.text.find("\n", boundaries[1])
        body = len(self.text) if end == -1 else end + 1
        if not head.strip():
            raise UnreadableError(self.file, 1, 1, "the front matter is empty")
        try:
            root = compose(head, self.file)
        except YamlError as error:
            problem = error.problem
            message = f"the front matter is not YAML: {problem.message}"
            raise UnreadableError(self.file, problem.line + 1, problem.column, message) from None
        if not isinstance(root, MapNode):
            raise UnreadableError(self.file, 2, 1, "the front matter has no keys")
        if root.duplicates:
            twice = root.duplicates[0]
            message = f"the front matter states “{twice.value}” twice; keep one"
            raise UnreadableError(self.file, twice.line + 1, twice.column, message)
        return tuple(self._entry(key, value, start) for key, value in root.items.values()), body

    def _entry(self, key: ScalarNode, value: object, start: int) -> Entry:
        key_span = Span(start + key.start, start + key.end)
        if isinstance(value, ScalarNode):
            quotes = 1 if value.style in ("'", '"') else 0
            # An empty value is placed by libyaml where the next token stands; it belongs to its own line.
            value_start, value_end = value.start, value.end
            if value.style == "" and value.value == "":
                value_start = value_end = key.end + 1
            span = Span(start + value_start + quotes, start + value_end - quotes)
            end = start + value_end
            return Entry(
                key.value, value.value, key_span, span, Span(key_span.start, end), value.style in ("", "'", '"')
            )
        node_start, node_end = getattr(value, "start", key.end), getattr(value, "end", key.end)
        raw = self.text[start + node_start : start + node_end].rstrip()
        span = Span(start + node_start, start + node_start + len(raw))
        return Entry(key.value, raw, key_span, span, Span(key_span.start, span.end), False)

    # Lines and headings

    def _lines(self, body: int) -> list[Span]:
        lines = []
        position = body
        while position < len(self.text):
            end = self.text.find("\n", position)
            end = len(self.text) if end == -1 else end
            lines.append(Span(position, end))
            position = end + 1
        return lines

    def _headings(self, lines: Sequence[Span]) -> list[Heading]:
        headings = []
        fence = ""
        for line in lines:
            text = self.text[line.start : line.end]
            if mark := _FENCE.match(text):
                ticks = mark[1]
                if not fence:
                    fence = ticks
                elif ticks[0] == fence[0] and len(ticks) >= len(fence) and not text[mark.end() :].strip():
                    fence = ""
                continue
            # `##Issue` is no heading in CommonMark, but it was meant as one; `#1` may well be meant as it stands.
            if (
                not fence
                and "#" in text[:4]
                and (found := _HEADING.match(text))
                and (text[found.end() : found.end() + 1].strip() == "" or len(found[1]) > 1)
            ):
                headings.append(self._heading(line, found))
        return headings

    def _heading(self, line: Span, found: re.Match[str]) -> Heading:
        content, offset = self.text[line.start + found.end() : line.end].rstrip(), line.start + found.end()
        if content.endswith("#"):
            content = _CLOSING.sub("", content)
        anchor = None
        start, end = 0, len(content)
        while mark := _ANCHOR.search(content, start, end):
            anchor = anchor or mark[1]
            if not content[start : mark.start()].strip(" *_"):
                start = mark.end()
            else:
                end = mark.start()
        content, offset = content[start:end], offset + start
        blanks = len(content) - len(content.lstrip())
        span = Span(offset + blanks, offset + len(content.rstrip()))
        words = content.strip().strip("*_").strip()
        return Heading(len(found[1]), anchor, words, span, line)

    def _sections(self, headings: Sequence[Heading]) -> tuple[Section, ...]:
        named = self._named(headings)
        sections = []
        starts = sorted(heading.line.start for heading in named.values())
        for name in SECTION_NAMES:
            if (heading := named.get(name)) is None:
                continue
            end = next((start for start in starts if start > heading.line.start), len(self.text))
            sections.append(Section(name, heading, self._trim(min(heading.line.end + 1, end), end)))
        return tuple(sorted(sections, key=lambda section: section.heading.line.start))

    def _named(self, headings: Sequence[Heading]) -> dict[str, Heading]:
        """Which heading opens which section."""
        named: dict[str, Heading] = {}
        for heading in headings:
            if heading.anchor:
                name = re.sub(r"-\d+$", "", heading.anchor.lower()).replace("-", "_")
                if name in SECTION_NAMES:
                    named.setdefault(name, heading)
        for heading in headings:
            word = self.words.get(bare(heading.words)) or ENGLISH_WORDS.get(bare(heading.words))
            if word in SECTION_NAMES and heading not in named.values():
                named.setdefault(word, heading)
        if all(name in named for name in SECTION_NAMES[:3]):
            return named
        if self.english is not None:
            self._name_by_english(headings, named)
        if not named:
            level = min((heading.level for heading in headings), default=0)
            top = [heading for heading in headings if heading.level == level]
            if len(top) == 3:
                named.update(zip(SECTION_NAMES, top, strict=False))
        return named

    def _name_by_english(self, headings: Sequence[Heading], named: dict[str, Heading]) -> None:
        assert self.english is not None
        levels = {section.heading.level for section in self.english.sections if section.name != "see_also"}
        own = [section for section in self.english.sections if section.name != "see_also"]
        unnamed = [heading for heading in headings if heading.level in levels]
        if len(unnamed) == len(own):
            for section, heading in zip(own, unnamed, strict=True):
                if heading not in named.values():
                    named.setdefault(section.name, heading)

    def _trim(self, start: int, end: int) -> Span:
        """The stretch without the blank lines around it; blanks at the end of its last line stay out."""
        while start < end:
            line_end = self.text.find("\n", start, end)
            if self.text[start : end if line_end == -1 else line_end].strip():
                break
            start = end if line_end == -1 else line_end + 1
        return Span(start, start + len(self.text[start:end].rstrip()))

    # What stands between the title and the first section

    def _furniture(self, lines: Sequence[Span]) -> tuple[Span | None, tuple[Span, ...], Table | None, tuple[Span, ...]]:
        applies_to: Span | None = None
        table: Table | None = None
        before: list[Span] = []
        after: list[Span] = []
        for block in self._blocks(lines):
            text = self.text[block.start : block.end]
            if table is None and applies_to is None and not before and text.startswith(">") and "[!" not in text[:6]:
                applies_to = block
            elif table is None and (found := self._table(block)):
                table = found
            else:
                (before if table is None else after).append(block)
        return applies_to, tuple(before), table, tuple(after)

    def _blocks(self, lines: Sequence[Span]) -> list[Span]:
        """Runs of lines of one kind: paragraphs, quotes, Markdown tables, HTML tables."""
        blocks: list[Span] = []
        kind = ""
        for line in lines:
            text = self.text[line.start : line.end]
            content = text.strip()
            before = kind
            if kind == "html":
                kind = "" if "</table>" in text.lower() else "html"
            elif not content:
                kind = ""
                continue
            elif "<table" in text.lower():
                before, kind = "", "" if "</table>" in text.lower() else "html"
            else:
                kind = content[0] if content[0] in "|>" else "text"
            end = line.start + len(text.rstrip())
            if before and (before == kind or before == "html"):
                blocks[-1] = Span(blocks[-1].start, max(end, blocks[-1].end))
            else:
                blocks.append(Span(line.start + len(text) - len(text.lstrip()), end))
        return blocks

    def _table(self, block: Span) -> Table | None:
        text = self.text[block.start : block.end]
        if "<table" in text.lower():
            return self._html_table(block, text) if len(text) <= MAX_TABLE else None
        lines = text.split("\n")
        if len(lines) < 2 or not _DELIMITER_ROW.match(lines[1]) or "|" not in lines[0]:
            return None
        rows = []
        position = block.start
        for number, line in enumerate(lines):
            if number != 1:
                rows.append(self._cells(position, line))
            position += len(line) + 1
        return self._named_table(block, rows, header=True, html=False)

    def _cells(self, offset: int, line: str) -> list[Span]:
        start = len(line) - len(line.lstrip())
        if line[start : start + 1] == "|":
            start += 1
        cells = []
        while start <= len(line):
            found = _CELL.match(line, start)
            end = found.end() if found else len(line)
            if end >= len(line) and not line[start:end].strip():
                break
            cell = line[start:end]
            blanks = len(cell) - len(cell.lstrip())
            cells.append(Span(offset + start + blanks, offset + start + max(blanks, len(cell.rstrip()))))
            if end >= len(line):
                break
            start = end + 1
        return cells

    def _html_table(self, block: Span, text: str) -> Table | None:
        rows: list[list[Span]] = []
        header = False
        found = [(whole.start, text[whole.start : whole.end]) for whole, _ in _elements(text, _ROW)]
        for start, row in found:
            cells = [
                _inside(row[inner.start : inner.end], block.start + start + inner.start)
                for _, inner in _elements(row, _CELLS)
            ]
            if not rows:
                header = "<th" in row.lower() and bool(cells) and len(found) > len(PROPERTIES)
            rows.append(cells)
        return self._named_table(block, rows, header=header, html=True)

    def _named_table(self, block: Span, rows: Sequence[Sequence[Span]], *, header: bool, html: bool) -> Table | None:
        pairs = [
            (cells[0], cells[1] if len(cells) > 1 else Span(cells[0].end, cells[0].end)) for cells in rows if cells
        ]
        if not pairs:
            return None
        top = Row(None, *pairs[0]) if header else None
        named = self._properties(pairs[1:] if header else pairs)
        return Table(block, top, tuple(named), html)

    def _properties(self, pairs: Sequence[tuple[Span, Span]]) -> list[Row]:
        rows = []
        for label, value in pairs:
            word = bare(self.text[label.start : label.end])
            name = self.words.get(word) or ENGLISH_WORDS.get(word)
            if name is None and len(pairs) != len(PROPERTIES):
                name = self.words.get(f"= {bare(self.text[value.start : value.end])}")
            rows.append(Row(name if name in PROPERTIES else None, label, value))
        order = self._order(len(rows))
        if order is not None:
            taken = [row.property for row in rows]
            # Words may mislead (two rows of one word); the order of the rows never does where their number is right.
            if len(set(taken) - {None}) + taken.count(None) != len(rows) or None in taken:
                rows = [Row(name, row.label, row.value) for name, row in zip(order, rows, strict=True)]
        return rows

    def _order(self, count: int) -> Sequence[str | None] | None:
        table = self.english.table if self.english else None
        if table is not None and len(table.rows) == count:
            return [row.property for row in table.rows]
        return PROPERTIES if count == len(PROPERTIES) else None
