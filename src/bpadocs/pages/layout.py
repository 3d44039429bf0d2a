"""Differences of layout that mean nothing, kept so that a page comes out byte for byte as it was.

A page is first rendered in its tidy form; `apply` then gives it the layout of the original, as
published/found_layout.py has found it from the two. A layout is a flat mapping of short texts:

    trailing: 2            blanks at the end of every line below “Applies To”, blank lines included
    headings: bold         `## **Issue**`
    under_headings: 1      blank lines between a section heading and its text
    quoted: description    front matter values in double quotes that could do without; English only
    order: title author    the keys of the front matter, where their order or their case differs
    empty: ms.reviewer     keys of the front matter that have no value
    swapped: severity category   two table rows, each with the other's value; English only
    end: 2 2 0 0           a line by its name: the blanks at its end, then those of each blank line
                           that follows
    raw.impact: "### Impact"     another spelling of one line, used as long as its words are those
                           of the tidy line; raw.table may be a whole HTML table, which keeps its
                           tags and takes over the words
    line_ends: crlf        or byte_order_mark: yes

Lines are named by what they are: title, applies_to, intro, table, table.rule, operating_system,
product, severity, category, note, issue (the heading), issue.1 (the first line below it) and so on;
the last line of a page is `end`. In the front matter it is the key, as in `front.title`. A dash at
the end of the numbers says that the file ends there, without a line end.

The names are read from the text, not handed over by the template: the original pages that a layout
is found from have to be read the same way.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bpadocs.formats.fences import Fences
from bpadocs.pages.published import PROPERTIES
from bpadocs.rule.model import SECTIONS

Layout = Mapping[str, str]
"""What a page has of layout, by the names of styles and lines."""

STYLES: Final = (
    "byte_order_mark",
    "line_ends",
    "empty",
    "order",
    "quoted",
    "swapped",
    "trailing",
    "headings",
    "under_headings",
)
SOURCE_ONLY: Final = ("byte_order_mark", "line_ends", "quoted", "swapped")
"""What a translation's page does not take over from the English page."""

ROWS: Final = ("table", "table.rule", *PROPERTIES)
NONE: Final = "none"
"""Takes back what the product's layout says."""

_SECTION_HEADING = re.compile(r"## (?:<a name=\"([^\"]*)\"></a>)?")
_SEE_ALSO = re.compile(r'#{2,6} (?:<a name="see-also"></a>|See Also$)', re.IGNORECASE)
_KEY = re.compile(r"(.*?):(?=\s|$)")
TAG = re.compile(r"<[^<>]*>")
# What two spellings of a line may differ in.
_MARKS = re.compile(r"[ \t\n*_#|>\-:：\"'\\]+")
_TAGS_KEPT = re.compile(r"(<[^<>]*>)")
_TABLE_END = re.compile("</table>", re.IGNORECASE)


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """A line of text, the blanks at its end, and the blank lines that follow it.

    Changed in place: thousands of pages are laid out in a build, each of dozens of lines.
    """

    name: str
    content: str
    own: str
    """The blanks at its end."""
    gap: tuple[str, ...]
    """The blank lines that follow, each with the blanks that are in it."""
    ended: bool = True
    """A line end stands after all of it."""

    def copied(self) -> "Line":
        """Return another line that is the same; a page has many, and `replace` takes its time."""
        return Line(
            name=self.name,
            content=self.content,
            own=self.own,
            gap=self.gap,
            ended=self.ended,
        )

    def __str__(self) -> str:
        text = self.content + self.own
        if self.gap:
            text = "\n".join((text, *self.gap))
        if self.ended:
            return text + "\n"
        return text


LinesByName = Mapping[str, Line]


def for_translation(english: Layout, own: Layout) -> Layout:
    """Return the layout of a translated page.

    It is the English one without what only makes sense there, and its own on top. Another spelling
    of a line comes along: it is passed over where the words are others.
    """
    if not english:
        return own
    shared = {key: value for key, value in english.items() if key not in SOURCE_ONLY}
    if own:
        return {**shared, **own}
    return shared


def apply(text: str, layout: Layout) -> str:
    """Return the tidy page in this layout. An entry that no longer fits the page is passed over."""
    if not layout:
        return text
    lines = with_styles(lines_of(text), layout)
    by_name = {line.name: line for line in lines}
    for key, value in layout.items():
        if key.startswith("raw."):
            lines = _with_raw(lines, by_name, key.removeprefix("raw."), value)
    _set_spacing(lines, by_name, layout)
    whole = "".join(map(str, lines))
    if layout.get("line_ends") == "crlf":
        whole = whole.replace("\n", "\r\n")
    if layout.get("byte_order_mark") == "yes":
        return "\ufeff" + whole
    return whole


def _set_spacing(lines: Sequence[Line], by_name: LinesByName, layout: Layout) -> None:
    for key, value in layout.items():
        if key in STYLES:
            continue
        line = lines[-1] if key == "end" else by_name.get(key)
        spacing = _spacing(value)
        if line is not None and spacing is not None:
            line.own, line.gap, line.ended = spacing


# A page into its lines


def lines_of(text: str, *, joined_table: bool = False) -> list[Line]:
    """Take a page into its lines, named. An HTML table can be joined to one line."""
    texts = text.split("\n")
    ended = texts[-1] == ""
    if ended:
        texts.pop()
    lines = _LineReader(joined_table=joined_table).read(texts)
    if lines:
        lines[-1].ended = ended
    names = _names([line.content for line in lines])
    for line, name in zip(lines, names, strict=True):
        line.name = name
    return lines


class _LineReader:
    """Reads lines one after the other, and tells which belong to the line before."""

    def __init__(self, *, joined_table: bool) -> None:
        self._lines: list[Line] = []
        # Of the last line, until it is known to be complete: a page may have very many blank lines
        # in a row, or a table of very many.
        self._pieces: list[str] = []
        self._gap: list[str] = []
        self._in_front = False
        self._in_table = False
        self._joined_table = joined_table
        """Whether a table may still come: it is above the first section."""

    def read(self, texts: Sequence[str]) -> list[Line]:
        """Return the lines of a page, which have no names yet."""
        self._in_front = texts[:1] == ["---"]
        for number, text in enumerate(texts):
            content = text.rstrip(" \t")
            if number and content == "---":
                self._in_front = False
            if self._continues(number, content):
                self._append(text, content)
            elif content or not self._lines:
                self._open(text, content)
            else:
                self._gap.append(text)
        self._complete()
        return self._lines

    def _continues(self, number: int, content: str) -> bool:
        """Tell whether a line goes on with what the line before has begun."""
        if self._in_front and number > 1 and content:
            # A value of several lines is one line of the front matter as far as layout goes.
            return content[0] in " \t-#"
        return self._in_table

    def _append(self, text: str, content: str) -> None:
        last = self._lines[-1]
        below = "\n".join([*self._gap, content])
        self._pieces.append(f"{last.own}\n{below}")
        self._gap.clear()
        last.own = text[len(content) :]
        if self._in_table:
            self._in_table = not _TABLE_END.search(content)

    def _open(self, text: str, content: str) -> None:
        self._complete()
        blanks = text[len(content) :]
        line = Line(
            name="",
            content=content,
            own=blanks,
            gap=(),
        )
        self._lines.append(line)
        if content.startswith("## "):
            self._joined_table = False
        if self._joined_table and not self._in_front and opens_table(content):
            self._in_table = not _TABLE_END.search(content)

    def _complete(self) -> None:
        """Give the last line what has followed it."""
        if self._pieces:
            last = self._lines[-1]
            last.content += "".join(self._pieces)
            self._pieces.clear()
        if self._gap:
            last = self._lines[-1]
            last.gap = tuple(self._gap)
            self._gap.clear()


def opens_table(line: str) -> bool:
    """Whether an HTML table begins here; one that is spoken of in a sentence is none."""
    return line.lstrip().lower().startswith("<table")


def join_table(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with the rows of a Markdown table as one, to compare it with an HTML one."""
    rows: list[int] = []
    for number, line in enumerate(lines):
        if line.name in ROWS or line.name.startswith("table."):
            rows.append(number)
    if not rows:
        return list(lines)
    first, last = rows[0], rows[-1]
    content = "\n".join(line.content for line in lines[first : last + 1])
    joined = replace(lines[last], name="table", content=content)
    return [*lines[:first], joined, *lines[last + 1 :]]


# The names of lines


def _names(contents: Sequence[str]) -> list[str]:
    end = 0
    for number, line in enumerate(contents):
        if number and line == "---":
            end = number
            break
    names: list[str] = []
    for number, line in enumerate(contents[: end + 1]):
        if number == 0:
            names.append("front")
        elif number == end:
            names.append("front.end")
        else:
            key, _ = key_and_value(line)
            names.append(f"front.{key}")
    body = _BodyNames()
    for line in contents[end + 1 :]:
        names.append(body.name(line))
    return names


class _BodyNames:
    """Names the lines below the front matter, one after the other."""

    def __init__(self) -> None:
        self._part = ""
        self._count = 0
        """Lines of the part so far."""
        self._sections = 0
        """Sections so far; see_also comes after three."""
        self._fences = Fences()

    def name(self, line: str) -> str:
        """Return the name of the next line."""
        if not self._fences.has(line) and self._opens_section(line):
            self._count = 0
            return self._part
        if self._sections:
            self._count += 1
            return f"{self._part}.{self._count}"
        part = _furniture_part(self._part, line)
        if part != self._part:
            self._part = part
            self._count = 0
        self._count += 1
        return _furniture_name(part, self._count)

    def _opens_section(self, line: str) -> bool:
        if not line.startswith("#"):
            return False
        if self._sections < len(SECTIONS):
            if not _is_section_heading(line):
                return False
            self._part = SECTIONS[self._sections]
            self._sections += 1
            return True
        if not _SEE_ALSO.match(line):
            return False
        self._part = "see_also"
        return True


def _is_section_heading(line: str) -> bool:
    found = _SECTION_HEADING.match(line)
    if found is None:
        return False
    anchor = found[1]
    return anchor is None or anchor in SECTIONS


def _furniture_part(part: str, line: str) -> str:
    """Return the part of a line above the sections, from the part of the line before."""
    if not part:
        return "title"
    if part == "title" and line.startswith(">"):
        return "applies_to"
    above_table = part in ("title", "applies_to", "intro")
    if above_table and line.startswith(("|", "<table")):
        return "table"
    if part in ("title", "applies_to") and not line.startswith(">"):
        return "intro"
    if part == "table" and not line.startswith("|"):
        return "note"
    return part


def _furniture_name(part: str, count: int) -> str:
    if part == "table" and count <= len(ROWS):
        return ROWS[count - 1]
    if count == 1:
        return part
    return f"{part}.{count}"


def key_and_value(line: str) -> tuple[str, str]:
    """Return key and value of a line of front matter, the value with the blank before it."""
    found = _KEY.match(line)
    if found is None:
        return line, ""
    return found[1], line[found.end(1) + 1 :]


# Styles


def with_styles(lines: list[Line], layout: Layout) -> list[Line]:
    """Give the lines what a layout says of many of them at once.

    The order matters: keys are added before they are put in order, and quoted by the names that
    they have then.
    """
    lines = _with_empty_keys(lines, _words(layout, "empty"))
    order = _words(layout, "order")
    if order:
        lines = _ordered(lines, order)
    quoted = {f"front.{key}" for key in _words(layout, "quoted")}
    swapped = _words(layout, "swapped")
    for line in lines:
        if line.name in quoted:
            line.content = in_quotes(line.content)
    swap_values([line for line in lines if line.name in swapped])
    _style_headings(lines, layout)
    trailing = _number(layout.get("trailing", "0"))
    if trailing:
        _fill(lines, " " * trailing)
    return lines


def _words(layout: Layout, style: str) -> list[str]:
    """Return the words of a style; none where it is taken back."""
    value = layout.get(style, NONE)
    if value == NONE:
        return []
    return value.split()


def _with_empty_keys(lines: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    end = 0
    for number, line in enumerate(lines):
        if line.name == "front.end":
            end = number
            break
    added: list[Line] = []
    for key in keys:
        key_line = Line(
            name=f"front.{key}",
            content=f"{key}:",
            own="",
            gap=(),
        )
        added.append(key_line)
    return [*lines[:end], *added, *lines[end:]]


def _ordered(lines: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    """Return the lines with these keys first in the front matter, in the case that they have."""
    front = {line.name.lower(): line for line in lines if is_front(line)}
    moved: list[Line] = []
    for key in keys:
        line = front.pop(f"front.{key.lower()}", None)
        if line is not None:
            line.name = f"front.{key}"
            line.content = key + line.content[len(key) :]
            moved.append(line)
    others = [line for line in lines if not is_front(line)]
    return [*others[:1], *moved, *front.values(), *others[1:]]


def is_front(line: Line) -> bool:
    """Whether a line is one of the front matter's keys."""
    return line.name.startswith("front.") and line.name != "front.end"


def in_quotes(line: str) -> str:
    """Return a line of front matter with its value in double quotes."""
    key, _, value = line.partition(": ")
    if not value or value[0] in "\"'":
        return line
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'


def swap_values(rows: Sequence[Line]) -> None:
    """Give each of two table rows the other's value."""
    if len(rows) != 2:
        return
    first, second = [row.content.split("|") for row in rows]
    if len(first) == len(second) == 4:
        first[2], second[2] = second[2], first[2]
        rows[0].content = "|".join(first)
        rows[1].content = "|".join(second)


def _style_headings(lines: Iterable[Line], layout: Layout) -> None:
    bold = layout.get("headings") == "bold"
    under = _number(layout.get("under_headings", "0"))
    for line in lines:
        if line.name not in SECTIONS:
            continue
        if bold:
            line.content = in_bold(line.content)
        if under:
            line.gap = ("",) * under


def in_bold(heading: str) -> str:
    """Return the heading of a section with its words in bold."""
    found = _SECTION_HEADING.match(heading)
    if found is None:
        return heading
    words = heading[found.end() :]
    return f"{found[0]}**{words}**"


def _fill(lines: Iterable[Line], blanks: str) -> None:
    """Put blanks at the end of every line below “Applies To” that has none."""
    begun = False
    for line in lines:
        begun = begun or not line.name.startswith(("front", "title", "applies_to"))
        if begun:
            line.own = line.own or blanks
            line.gap = tuple([blank or blanks for blank in line.gap])


# Other spellings of a line


def _with_raw(
    lines: list[Line], by_name: LinesByName, name: str, raw: str
) -> list[Line]:
    if name == "table" and "\n" in raw:
        return _with_raw_table(lines, by_name, raw)
    line = by_name.get(name)
    if line is not None and same_words(line, raw):
        line.content = raw
    return lines


def _with_raw_table(lines: list[Line], by_name: LinesByName, raw: str) -> list[Line]:
    joined = join_table(lines)
    table = next((line for line in joined if line.name == "table"), None)
    if table is None:
        return lines
    framed = in_frame(raw, table.content)
    if framed is None:
        return lines
    # From here on the first row is the whole table, so that its name still finds it.
    first = by_name["table"]
    first.content = framed
    first.own = table.own
    first.gap = table.gap
    first.ended = table.ended
    return [first if line is table else line for line in joined]


def in_frame(frame: str, rows: str) -> str | None:
    """Return an HTML table with the words of a Markdown one.

    None where it has another number of cells.
    """
    import html

    lines = rows.split("\n")
    cells: list[str] = []
    for row in (lines[0], *lines[2:]):  # the second is the rule below the heading
        cells += [cell.strip(" *") for cell in row.strip("|").split("|")]
    pieces = _TAGS_KEPT.split(frame)
    # Every second piece is a tag.
    places = [number for number in range(0, len(pieces), 2) if pieces[number].strip()]
    if len(places) == len(cells) - 2:
        cells = cells[2:]
    elif len(places) != len(cells):
        return None
    for place, cell in zip(places, cells, strict=True):
        words = pieces[place].strip()
        if html.unescape(words) != cell:
            escaped = html.escape(cell, quote=False)
            pieces[place] = pieces[place].replace(words, escaped)
    return "".join(pieces)


def same_words(line: Line, raw: str) -> bool:
    """Whether a spelling is one of this line.

    A table's heading may be empty, and a comment says nothing.
    """
    if line.name.startswith("front"):
        said = [text for text in raw.split("\n") if not text.startswith("#")]
        raw = "\n".join(said)
    ours, theirs = words_of(line.content), words_of(raw)
    return ours == theirs or (line.name == "table" and not theirs)


def words_of(line: str) -> str:
    """Return a line without marks, blanks and case: what two spellings of it share."""
    import html  # which reads a large table first; few pages ask for it

    text = html.unescape(TAG.sub("", line))
    return _MARKS.sub("", text).casefold()


# Numbers


def _spacing(value: str) -> tuple[str, tuple[str, ...], bool] | None:
    """Return the blanks of a line, those of the blank lines below, and whether a line end follows.

    None where the value says nothing of the kind.
    """
    words = value.split()
    ended = words[-1:] != ["-"]
    if not ended:
        words.pop()
    blanks: list[str] = []
    for word in words:
        blank = _blanks(word)
        if blank is None:
            return None
        blanks.append(blank)
    if not blanks:
        return None
    return blanks[0], tuple(blanks[1:]), ended


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return None


def _blanks(word: str) -> str | None:
    number = _number(word)
    if number is not None:
        return " " * number
    # A tab at the end of a line is rare enough to be spelt out: `t`, or `st` for blank and tab.
    if not word or word.strip("st"):
        return None
    return word.replace("s", " ").replace("t", "\t")
