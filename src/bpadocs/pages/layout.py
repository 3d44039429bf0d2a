"""Differences of layout that mean nothing, kept so that a page comes out byte for byte as it was.

A page is first rendered in its tidy form; `apply` then gives it the layout of the original, and `derive` finds that
layout from the two. A layout is a flat mapping of short texts:

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

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
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
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[ \t\n*_#|>\-:：\"'\\]+")
_MARKS_ALONE = re.compile(r"[ \t\n*_#|>-]+")
_TAGS_KEPT = re.compile(r"(<[^<>]*>)")
_TABLE_END = re.compile("</table>", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
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
    groups = _styled(_groups(text), layout)
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
    lines = [_quoted(line) if line.partition(":")[0] in keys else line for line in front.split("\n")]
    return "\n".join(lines) + mark + body


def derive(tidy: str, original: str, inherited: Mapping[str, str] | None = None) -> dict[str, str] | None:
    """The layout in as few words as it takes: apply(tidy, {**inherited, **layout}) is the original.

    None where the two differ in more than layout.
    """
    base = dict(inherited or {})
    found: dict[str, str] = {}
    _set(found, base, "byte_order_mark", "yes" if original.startswith("\ufeff") else NONE)
    original = original.removeprefix("\ufeff")
    if "\r\n" in original and original.count("\r\n") != original.count("\n"):
        return None
    _set(found, base, "line_ends", "crlf" if "\r\n" in original else NONE)
    original = original.replace("\r\n", "\n")
    html_table = _has_html_table(original)
    theirs = _groups(original, joined_table=html_table)
    front = _derive_front(_groups(tidy), theirs, base)
    if front is None:
        return None
    front["swapped"] = _derive_swapped(_groups(tidy), theirs)
    for key in ("empty", "order", "quoted", "swapped"):
        _set(found, base, key, front.get(key, NONE))
    ours = _styled(_groups(tidy), front)
    raw = {}
    if html_table:
        ours = _join_table(ours)
    if len(ours) != len(theirs):
        return None
    headings = _heading_style(ours, theirs)
    _set(found, base, "headings", headings)
    ours = _styled(ours, {"headings": headings})
    for our, their in zip(ours, theirs, strict=True):
        if our.content != their.content:
            table = our.name == "table" and html_table
            if not (
                _in_frame(their.content, our.content) == their.content if table else _same_words(our, their.content)
            ):
                return None
            raw[f"raw.{our.name}"] = their.content
    trailing, under = _spacing_style(ours, theirs)
    _set(found, base, "trailing", str(trailing), neutral="0")
    _set(found, base, "under_headings", str(under), neutral="0")
    ours = _styled(ours, {"trailing": str(trailing), "under_headings": str(under)})
    wanted = {}
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        name = "end" if number == len(ours) - 1 else our.name
        if (our.own, our.gap, our.ended) != (their.own, their.gap, their.ended) or name in base:
            wanted[name] = _spacing_text(their)
    if html_table and "raw.table" in raw:
        table_rows = next(our.content for our in ours if our.name == "table")
        if _in_frame(base.get("raw.table", ""), table_rows) == raw["raw.table"]:
            raw["raw.table"] = base["raw.table"]
    for key, value in (*wanted.items(), *raw.items()):
        if base.get(key) != value:
            found[key] = value
    by_name = {group.name: group for group in ours}
    for key, spelling in base.items():
        line = by_name.get(key.removeprefix("raw."))
        if key.startswith("raw.") and key not in raw and line is not None and _same_words(line, spelling):
            found[key] = NONE
    return found if apply(tidy, {**base, **found}) == _again(original, found, base) else None


def derive_translation(tidy: str, original: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """The layout of a localized page, as far as it is not the English one's.

    Its words may come out corrected: only the spacing of the lines and the marks around equal words are looked at.
    """
    html_table = _has_html_table(original)
    ours = _styled(_groups(tidy), {key: inherited[key] for key in ("empty", "order") if key in inherited})
    theirs = _groups(original.removeprefix("\ufeff").replace("\r\n", "\n"), joined_table=html_table)
    if html_table:
        ours = _join_table(ours)
    expected = {group.name: group for group in _groups(apply(tidy, inherited), joined_table=html_table)}
    front = _same_front(ours, theirs)
    paired = dict(_pairs(ours, theirs))
    repaired = []
    for number, our in enumerate(ours):
        if _is_front(our):
            their = front.get(our.name.lower(), our)
        else:
            their = theirs[paired[number]] if number in paired else expected.get(our.name, our)
        # Furniture may be spelt in its own way; in a text, a stray blank is a fault and no layout.
        furniture = our.name in ("title", "applies_to", "see_also", *SECTIONS, *ROWS)
        same = _same_words(our, their.content) if _is_front(our) else furniture and _same_signs(our, their)
        content = their.content if same else our.content
        if our.name == "table" and html_table:
            content = _in_frame(their.content, our.content) or expected["table"].content
        if content == our.content and our.name in SECTIONS and their.content.endswith("**"):
            content = _bold(our.content)
        repaired.append(replace(our, content=content, own=their.own, gap=their.gap, ended=their.ended))
    if sorted(front) == sorted(group.name.lower() for group in ours if _is_front(group)):
        places = {name: place for place, name in enumerate(front)}
        fronts = sorted((one for one in repaired if _is_front(one)), key=lambda one: places[one.name.lower()])
        repaired = [*repaired[:1], *fronts, *(one for one in repaired[1:] if not _is_front(one))]
    return derive(tidy, "".join(map(str, repaired)), inherited) or {}


def _same_front(ours: Sequence[_Group], theirs: Sequence[_Group]) -> dict[str, _Group]:
    """The lines of their front matter whose keys are ours, by name, in their order."""
    names = {group.name.lower() for group in ours if _is_front(group)}
    return {group.name.lower(): group for group in theirs if _is_front(group) and group.name.lower() in names}


def _pairs(ours: Sequence[_Group], theirs: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Which line of one page is which of the other; words may differ as long as their number of lines does not."""
    words = [[words_of(group.content) for group in groups] for groups in (ours, theirs)]
    for _, start, end, other, other_end in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if end - start == other_end - other:
            yield from zip(range(start, end), range(other, other_end), strict=True)


def _again(text: str, found: Mapping[str, str], base: Mapping[str, str]) -> str:
    layout = {**base, **found}
    text = text.replace("\n", "\r\n") if layout.get("line_ends") == "crlf" else text
    return "\ufeff" + text if layout.get("byte_order_mark") == "yes" else text


def _set(found: dict[str, str], base: Mapping[str, str], key: str, value: str, neutral: str = NONE) -> None:
    if value != base.get(key, neutral):
        found[key] = value


# A page into its lines, and each line's name


def _groups(text: str, *, joined_table: bool = False) -> list[_Group]:
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
            table = joined_table and "<table" in content.lower() and not _TABLE_END.search(content)
        else:
            gaps[-1].append(line)
    named = _names(contents)
    last = len(contents) - 1
    return [
        _Group(name, content, own, tuple(gap), ended or number < last)
        for number, (name, content, own, gap) in enumerate(zip(named, contents, owns, gaps, strict=True))
    ]


def _has_html_table(text: str) -> bool:
    """Whether the property table is one; those in the texts are nobody's business here."""
    return "<table" in text.partition("\n## ")[0].lower()


def _names(contents: Sequence[str]) -> list[str]:
    names: list[str] = []
    end = next((number for number, line in enumerate(contents) if number and line == "---"), 0)
    for number, line in enumerate(contents[: end + 1]):
        names.append("front" if number == 0 else "front.end" if number == end else f"front.{_split(line)[0]}")
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


def _join_table(groups: Sequence[_Group]) -> list[_Group]:
    """The rows of a Markdown table as one, to stand beside an HTML one."""
    rows = [number for number, group in enumerate(groups) if group.name in ROWS or group.name.startswith("table.")]
    if not rows:
        return list(groups)
    first, last = rows[0], rows[-1]
    content = "\n".join(group.content for group in groups[first : last + 1])
    joined = replace(groups[last], name="table", content=content)
    return [*groups[:first], joined, *groups[last + 1 :]]


# Styles


def _styled(groups: list[_Group], layout: Mapping[str, str]) -> list[_Group]:
    if (empty := layout.get("empty", NONE)) != NONE:
        end = next((number for number, group in enumerate(groups) if group.name == "front.end"), 0)
        groups[end:end] = [_Group(f"front.{key}", f"{key}:", "", ()) for key in empty.split()]
    if (order := layout.get("order", NONE)) != NONE:
        groups = _ordered(groups, order.split())
    if (quoted := layout.get("quoted", NONE)) != NONE:
        keys = {f"front.{key}" for key in quoted.split()}
        for group in groups:
            if group.name in keys:
                group.content = _quoted(group.content)
    if (swapped := layout.get("swapped", NONE)) != NONE:
        _swap([group for group in groups if group.name in swapped.split()])
    bold = layout.get("headings") == "bold"
    under = _number(layout.get("under_headings", "0"))
    if bold or under:
        for group in groups:
            if group.name in SECTIONS:
                group.content = _bold(group.content) if bold else group.content
                group.gap = ("",) * under if under else group.gap
    if trailing := _number(layout.get("trailing", "0")):
        _fill(groups, " " * trailing)
    return groups


def _ordered(groups: Sequence[_Group], keys: Sequence[str]) -> list[_Group]:
    front = {group.name.lower(): group for group in groups if _is_front(group)}
    moved = []
    for key in keys:
        group = front.pop(f"front.{key.lower()}", None)
        if group is not None:
            group.name, group.content = f"front.{key}", key + group.content[len(key) :]
            moved.append(group)
    others = [group for group in groups if not _is_front(group)]
    return [*others[:1], *moved, *front.values(), *others[1:]]


def _is_front(group: _Group) -> bool:
    return group.name.startswith("front.") and group.name != "front.end"


def _quoted(line: str) -> str:
    key, _, value = line.partition(": ")
    if not value or value[0] in "\"'":
        return line
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'


def _swap(rows: Sequence[_Group]) -> None:
    if len(rows) == 2:
        first, second = (row.content.split("|") for row in rows)
        if len(first) == len(second) == 4:
            first[2], second[2] = second[2], first[2]
            rows[0].content, rows[1].content = "|".join(first), "|".join(second)


def _bold(heading: str) -> str:
    found = _SECTION_HEADING.match(heading)
    return f"{found[0]}**{heading[found.end() :]}**" if found else heading


def _fill(groups: Iterable[_Group], blanks: str) -> None:
    begun = False
    for group in groups:
        begun = begun or not group.name.startswith(("front", "title", "applies_to"))
        if begun:
            group.own = group.own or blanks
            if group.gap:
                group.gap = tuple(line or blanks for line in group.gap)


def _with_raw(groups: list[_Group], by_name: Mapping[str, _Group], name: str, raw: str) -> list[_Group]:
    if name == "table" and "\n" in raw:
        joined = _join_table(groups)
        table = next((group for group in joined if group.name == "table"), None)
        framed = _in_frame(raw, table.content) if table is not None else None
        if table is None or framed is None:
            return groups
        # The first row stands for the whole table from here on: its name holds.
        first = by_name["table"]
        first.content, first.own, first.gap, first.ended = framed, table.own, table.gap, table.ended
        return [first if group is table else group for group in joined]
    group = by_name.get(name)
    if group is not None and _same_words(group, raw):
        group.content = raw
    return groups


def _in_frame(frame: str, rows: str) -> str | None:
    """An HTML table with the words of a Markdown one; None where it has another number of cells."""
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


def _same_signs(our: _Group, their: _Group) -> bool:
    """Whether two lines differ in marks alone, such as `##` and `###`; a colon more is no layout."""
    ours, theirs = (_MARKS_ALONE.sub("", _TAG.sub("", one.content)) for one in (our, their))
    return ours == theirs


def _same_words(group: _Group, raw: str) -> bool:
    """Whether a spelling is one of this line. A table's heading may be empty, and a comment says nothing."""
    if group.name.startswith("front"):
        raw = "\n".join(line for line in raw.split("\n") if not line.startswith("#"))
    ours, theirs = words_of(group.content), words_of(raw)
    return ours == theirs or (group.name == "table" and not theirs)


def words_of(line: str) -> str:
    """The words of a line without marks, blanks and case: what two spellings of it share."""
    return _MARKS.sub("", html.unescape(_TAG.sub("", line))).casefold()


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


def _spacing_text(group: _Group) -> str:
    words = [
        str(len(blanks)) if not blanks.strip(" ") else blanks.replace(" ", "s").replace("\t", "t")
        for blanks in (group.own, *group.gap)
    ]
    return " ".join(words if group.ended else [*words, "-"])


# What the original does


def _derive_front(tidy: list[_Group], original: Sequence[_Group], base: Mapping[str, str]) -> dict[str, str] | None:
    theirs = [group for group in original if _is_front(group)]
    values = {group.name.lower(): _split(group.content)[1] for group in tidy if _is_front(group)}
    front = {}
    empty = [
        _split(group.content)[0]
        for group in theirs
        if group.name.lower() not in values and not _split(group.content)[1].strip("\"' ")
    ]
    if empty:
        front["empty"] = " ".join(empty)
    # The order that the English pages share is no news.
    orders = [front, {**front, "order": base["order"]}] if "order" in base else [front]
    their_keys = [group.name for group in theirs]
    for usual in orders:
        styled = [group.name for group in _styled([replace(group) for group in tidy], usual) if _is_front(group)]
        if sorted(name.lower() for name in styled) != sorted(name.lower() for name in their_keys):
            return None
        if styled == their_keys:
            front = usual
            break
    else:
        front["order"] = " ".join(name.removeprefix("front.") for name in their_keys)
    quoted = [
        group.name.removeprefix("front.")
        for group in theirs
        if (value := values.get(group.name.lower(), "")) != (their_value := _split(group.content)[1])
        and _split(_quoted(f"key:{value}"))[1] == their_value
    ]
    if quoted:
        front["quoted"] = " ".join(quoted)
    return front


def _split(line: str) -> tuple[str, str]:
    """Key and value of a line of front matter, the value with the blank before it."""
    found = _KEY.match(line)
    return (found[1], line[found.end(1) + 1 :]) if found else (line, "")


def _derive_swapped(tidy: Sequence[_Group], original: Sequence[_Group]) -> str:
    names = ("severity", "category")
    ours, theirs = ([group for group in groups if group.name in names] for groups in (tidy, original))
    if len(ours) == len(theirs) == 2 and words_of(ours[0].content) != words_of(theirs[0].content):
        _swap(ours)
        if all(words_of(our.content) == words_of(their.content) for our, their in zip(ours, theirs, strict=True)):
            return " ".join(names)
    return NONE


def _heading_style(ours: Sequence[_Group], theirs: Sequence[_Group]) -> str:
    votes = [
        _bold(our.content) == their.content and our.content != their.content
        for our, their in zip(ours, theirs, strict=True)
        if our.name in SECTIONS
    ]
    return "bold" if sum(votes) * 2 > len(votes) else NONE


def _spacing_style(ours: Sequence[_Group], theirs: Sequence[_Group]) -> tuple[int, int]:
    """The numbers that leave the fewest lines to be named."""
    trailing = Counter(len(group.own) for group in theirs if not group.own.strip(" ")).most_common(3)
    under = Counter(
        len(their.gap) for our, their in zip(ours, theirs, strict=True) if our.name in SECTIONS
    ).most_common(2)
    best = (0, 0)
    least = None
    for (blanks, _), (lines, _) in product([(0, 0), *trailing], [(0, 0), *under]):
        style = {"trailing": str(blanks), "under_headings": str(lines)}
        styled = _styled([replace(group) for group in ours], style)
        named = (
            sum((our.own, our.gap) != (their.own, their.gap) for our, their in zip(styled, theirs, strict=True))
            + (blanks > 0)
            + (lines > 0)
        )
        if least is None or named < least:
            best, least = (blanks, lines), named
    return best
