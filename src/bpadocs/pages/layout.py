"""Differences of layout that mean nothing, kept so that a page comes out byte for byte as it was.

A page is first rendered in its tidy form; `apply` then gives it the layout of the original, as existing/found_layout.py
has found it from the two. A layout is a flat mapping of short texts:

    trailing: 2            blanks at the end of every line below “Applies To”, blank lines included
    headings: bold         `## **Issue**`
    under_headings: 1      blank lines between a section heading and its text
    quoted: description    front matter values in double quotes that could do without; English pages only
    order: title author    the keys of the front matter as they stand, where the order or the case differs
    empty: ms.reviewer     keys of the front matter that have no value
    swapped: severity category   the values of two table rows, each in the other's place; English pages only
    end: 2 2 0 0           a line by its name: the blanks at its end, then those of each blank line that follows
    raw.impact: "### Impact"     another spelling of one line, used as long as its words are those of the tidy line;
                           raw.table may be a whole HTML table, which keeps its tags and takes over the words
    line_ends: crlf        or byte_order_mark: yes

Lines are named by what they are: title, applies_to, intro, table, table.rule, operating_system, product, severity,
category, note, issue (the heading), issue.1 (the first line below it) and so on; the last line of a page is `end`. In
the front matter it is the key, as in `front.title`. A dash at the end of the numbers says that the file ends there,
without a line end.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

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

SECTIONS: Final = ("issue", "impact", "resolution")
ROWS: Final = ("table", "table.rule", "operating_system", "product", "severity", "category")
NONE: Final = "none"
"""Takes back what the product's layout says."""

_QUOTED_ALONE = {"quoted"}
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SECTION_HEADING = re.compile(r"## (?:<a name=\"([^\"]*)\"></a>)?")
_SEE_ALSO = re.compile(r'#{2,6} (?:<a name="see-also"></a>|See Also$)', re.IGNORECASE)
_KEY = re.compile(r"(.*?):(?=\s|$)")
TAG = re.compile(r"<[^<>]*>")
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
    gap: tuple[str, ...]
    ended: bool = True
    """A line end stands after all of it."""

    def __str__(self) -> str:
        lines = "\n".join((self.content + self.own, *self.gap)) if self.gap else self.content + self.own
        return lines + "\n" if self.ended else lines


def for_translation(english: Mapping[str, str], own: Mapping[str, str]) -> Mapping[str, str]:
    """The layout of a translated page: the English one, but for what only makes sense there, and its own on top.

    Another spelling of a line comes along: it is passed over where the words are others.
    """
    if not english:
        return own
    shared = {key: value for key, value in english.items() if key not in SOURCE_ONLY}
    return {**shared, **own} if own else shared


def apply(text: str, layout: Mapping[str, str]) -> str:
    """The tidy page in this layout. An entry that no longer fits the page is passed over."""
    if not layout:
        return text
    if layout.keys() == _QUOTED_ALONE:
        return _with_quoted(text, layout["quoted"].split())
    groups = with_styles(lines_of(text), layout)
    by_name = {group.name: group for group in groups}
    for key, value in layout.items():
        if key.startswith("raw."):
            groups = _with_raw(groups, by_name, key.removeprefix("raw."), value)
    for key, value in layout.items():
        if key in STYLES:
            continue
        group = groups[-1] if key == "end" else by_name.get(key)
        if group is not None and (spacing := _spacing(value)) is not None:
            group.own, group.gap, group.ended = spacing
    whole = "".join(map(str, groups))
    if layout.get("line_ends") == "crlf":
        whole = whole.replace("\n", "\r\n")
    return "\ufeff" + whole if layout.get("byte_order_mark") == "yes" else whole


def _with_quoted(text: str, keys: Sequence[str]) -> str:
    """What most pages come to: nothing but the front matter has to be looked at."""
    front, mark, body = text.partition("\n---\n")
    lines = [in_quotes(line) if line.partition(":")[0] in keys else line for line in front.split("\n")]
    return "\n".join(lines) + mark + body


# A page into its lines, and each line's name


def lines_of(text: str, *, joined_table: bool = False) -> list[Line]:
    lines = text.split("\n")
    ended = lines[-1] == ""
    if ended:
        lines.pop()
    contents: list[str] = []
    owns: list[str] = []
    gaps: list[list[str]] = []
    table = False
    front = lines[:1] == ["---"]
    for number, line in enumerate(lines):
        content = line.rstrip(" \t")
        if front and number and content == "---":
            front = False
        if front and content and line[0] in " \t-#" and number > 1:
            # A value of several lines is one line of the front matter as far as layout goes.
            contents[-1] += owns[-1] + "\n" + "\n".join([*gaps[-1], content])
            owns[-1], gaps[-1] = line[len(content) :], []
        elif table:
            contents[-1] += owns[-1] + "\n" + "\n".join([*gaps[-1], content])
            owns[-1], gaps[-1] = line[len(content) :], []
            table = not _TABLE_END.search(content)
        elif content or not contents:
            contents.append(content)
            owns.append(line[len(content) :])
            gaps.append([])
            joined_table = joined_table and not content.startswith("## ")
            opened = joined_table and not front and opens_table(content)
            table = opened and not _TABLE_END.search(content)
        else:
            gaps[-1].append(line)
    named = _names(contents)
    last = len(contents) - 1
    return [
        Line(name, content, own, tuple(gap), ended or number < last)
        for number, (name, content, own, gap) in enumerate(zip(named, contents, owns, gaps, strict=True))
    ]


def opens_table(line: str) -> bool:
    """Whether an HTML table begins here; one that is spoken of in a sentence is none."""
    return line.lstrip().lower().startswith("<table")


def _names(contents: Sequence[str]) -> list[str]:
    names: list[str] = []
    end = next((number for number, line in enumerate(contents) if number and line == "---"), 0)
    for number, line in enumerate(contents[: end + 1]):
        names.append("front" if number == 0 else "front.end" if number == end else f"front.{key_and_value(line)[0]}")
    part, count, sections = "title", 0, 0
    fence = ""
    for line in contents[end + 1 :]:
        first = line[:1]
        if ("```" in line or "~~~" in line) and (mark := _FENCE.match(line)):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif first == "#" and not fence:
            heading = SECTIONS[sections] if sections < 3 else "see_also"
            if _SEE_ALSO.match(line) if sections == 3 else line.startswith("## ") and _opens_section(line):
                part, count, sections = heading, 0, min(sections + 1, 3)
                names.append(part)
                continue
        if sections:
            count += 1
            names.append(f"{part}.{count}")
        else:
            part, count = _furniture_part(part, count, line, fresh=len(names) == end + 1)
            names.append(_furniture_name(part, count))
    return names


def _opens_section(line: str) -> bool:
    found = _SECTION_HEADING.match(line)
    return bool(found and (found[1] is None or found[1] in SECTIONS))


def _furniture_part(part: str, count: int, line: str, *, fresh: bool) -> tuple[str, int]:
    if fresh:
        return "title", 1
    if part == "title" and line.startswith(">"):
        return "applies_to", 1
    if part in ("title", "applies_to", "intro") and line.startswith(("|", "<table")):
        return "table", 1
    if part in ("title", "applies_to") and not line.startswith(">"):
        return "intro", 1
    if part == "table" and not line.startswith("|"):
        return "note", 1
    return part, count + 1


def _furniture_name(part: str, count: int) -> str:
    if part == "table":
        return ROWS[count - 1] if count <= len(ROWS) else f"table.{count}"
    return part if count == 1 else f"{part}.{count}"


def join_table(groups: Sequence[Line]) -> list[Line]:
    """The rows of a Markdown table as one, to stand beside an HTML one."""
    rows = [number for number, group in enumerate(groups) if group.name in ROWS or group.name.startswith("table.")]
    if not rows:
        return list(groups)
    first, last = rows[0], rows[-1]
    content = "\n".join(group.content for group in groups[first : last + 1])
    joined = replace(groups[last], name="table", content=content)
    return [*groups[:first], joined, *groups[last + 1 :]]


# Styles


def with_styles(groups: list[Line], layout: Mapping[str, str]) -> list[Line]:
    if (empty := layout.get("empty", NONE)) != NONE:
        end = next((number for number, group in enumerate(groups) if group.name == "front.end"), 0)
        groups[end:end] = [Line(f"front.{key}", f"{key}:", "", ()) for key in empty.split()]
    if (order := layout.get("order", NONE)) != NONE:
        groups = _ordered(groups, order.split())
    if (quoted := layout.get("quoted", NONE)) != NONE:
        keys = {f"front.{key}" for key in quoted.split()}
        for group in groups:
            if group.name in keys:
                group.content = in_quotes(group.content)
    if (swapped := layout.get("swapped", NONE)) != NONE:
        swap_values([group for group in groups if group.name in swapped.split()])
    bold = layout.get("headings") == "bold"
    under = _number(layout.get("under_headings", "0"))
    if bold or under:
        for group in groups:
            if group.name in SECTIONS:
                group.content = in_bold(group.content) if bold else group.content
                group.gap = ("",) * under if under else group.gap
    if trailing := _number(layout.get("trailing", "0")):
        _fill(groups, " " * trailing)
    return groups


def _ordered(groups: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    front = {group.name.lower(): group for group in groups if is_front(group)}
    moved = []
    for key in keys:
        group = front.pop(f"front.{key.lower()}", None)
        if group is not None:
            group.name, group.content = f"front.{key}", key + group.content[len(key) :]
            moved.append(group)
    others = [group for group in groups if not is_front(group)]
    return [*others[:1], *moved, *front.values(), *others[1:]]


def is_front(group: Line) -> bool:
    return group.name.startswith("front.") and group.name != "front.end"


def in_quotes(line: str) -> str:
    key, _, value = line.partition(": ")
    if not value or value[0] in "\"'":
        return line
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'


def swap_values(rows: Sequence[Line]) -> None:
    if len(rows) == 2:
        first, second = (row.content.split("|") for row in rows)
        if len(first) == len(second) == 4:
            first[2], second[2] = second[2], first[2]
            rows[0].content, rows[1].content = "|".join(first), "|".join(second)


def in_bold(heading: str) -> str:
    found = _SECTION_HEADING.match(heading)
    return f"{found[0]}**{heading[found.end() :]}**" if found else heading


def _fill(groups: Iterable[Line], blanks: str) -> None:
    begun = False
    for group in groups:
        begun = begun or not group.name.startswith(("front", "title", "applies_to"))
        if begun:
            group.own = group.own or blanks
            if group.gap:
                group.gap = tuple(line or blanks for line in group.gap)


# Other spellings of a line


def _with_raw(groups: list[Line], by_name: Mapping[str, Line], name: str, raw: str) -> list[Line]:
    if name == "table" and "\n" in raw:
        joined = join_table(groups)
        table = next((group for group in joined if group.name == "table"), None)
        framed = in_frame(raw, table.content) if table is not None else None
        if table is None or framed is None:
            return groups
        # The first row stands for the whole table from here on: its name holds.
        first = by_name["table"]
        first.content, first.own, first.gap, first.ended = framed, table.own, table.gap, table.ended
        return [first if group is table else group for group in joined]
    group = by_name.get(name)
    if group is not None and same_words(group, raw):
        group.content = raw
    return groups


def in_frame(frame: str, rows: str) -> str | None:
    """An HTML table with the words of a Markdown one; None where it has another number of cells."""
    import html

    lines = rows.split("\n")
    cells = [cell.strip(" *") for line in (lines[0], *lines[2:]) for cell in line.strip("|").split("|")]
    pieces = _TAGS_KEPT.split(frame)
    places = [number for number, piece in enumerate(pieces) if number % 2 == 0 and piece.strip()]
    if len(places) == len(cells) - 2:
        cells = cells[2:]
    elif len(places) != len(cells):
        return None
    for place, cell in zip(places, cells, strict=True):
        words = pieces[place].strip()
        if html.unescape(words) != cell:
            pieces[place] = pieces[place].replace(words, html.escape(cell, quote=False))
    return "".join(pieces)


def same_words(group: Line, raw: str) -> bool:
    """Whether a spelling is one of this line. A table's heading may be empty, and a comment says nothing."""
    if group.name.startswith("front"):
        raw = "\n".join(line for line in raw.split("\n") if not line.startswith("#"))
    ours, theirs = words_of(group.content), words_of(raw)
    return ours == theirs or (group.name == "table" and not theirs)


def words_of(line: str) -> str:
    """The words of a line without marks, blanks and case: what two spellings of it share."""
    import html  # which reads a large table first; few pages ask for it

    return _MARKS.sub("", html.unescape(TAG.sub("", line))).casefold()


# Numbers


def _spacing(value: str) -> tuple[str, tuple[str, ...], bool] | None:
    words = value.split()
    ended = words[-1:] != ["-"]
    blanks = [_blanks(word) for word in (words if ended else words[:-1])]
    if not blanks or None in blanks:
        return None
    own, *gap = (blank for blank in blanks if blank is not None)
    return own, tuple(gap), ended


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 3 else None


def _blanks(word: str) -> str | None:
    if (number := _number(word)) is not None:
        return " " * number
    # A tab at the end of a line is rare enough to be spelt out: `t`, or `st` for a blank and a tab.
    return word.replace("s", " ").replace("t", "\t") if word and not word.strip("st") else None


def key_and_value(line: str) -> tuple[str, str]:
    """Key and value of a line of front matter, the value with the blank before it."""
    found = _KEY.match(line)
    return (found[1], line[found.end(1) + 1 :]) if found else (line, "")
