"""Find the layout of a published page by comparing it with the page in its tidy form.

What a layout is, and how a page gets one, is told in pages/layout.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bpadocs.errors import BpadocsError
from bpadocs.formats.differences import differences
from bpadocs.pages.layout import (
    NONE,
    ROWS,
    TAG,
    Line,
    apply,
    in_bold,
    in_frame,
    in_quotes,
    is_front,
    join_table,
    key_and_value,
    lines_of,
    opens_table,
    same_words,
    swap_values,
    with_styles,
    words_of,
)
from bpadocs.rule.model import SECTIONS

Lines: TypeAlias = Sequence[Line]
Layout: TypeAlias = Mapping[str, str]

_FURNITURE = ("title", "applies_to", "see_also", *SECTIONS, *ROWS)
"""The lines that have no text of a writer."""
_FRONT_STYLES = ("empty", "order", "quoted", "swapped")
_MARKS_ALONE = re.compile(r"[ \t\n*_#|>-]+")


class _OtherWordsError(BpadocsError):
    """Two pages differ in more than layout."""


def derive(
    tidy: str, original: str, inherited: Layout | None = None
) -> dict[str, str] | None:
    """Return the layout in as few words as it takes to make the original of the tidy page.

    It comes on top of the inherited one: apply(tidy, {**inherited, **layout}) is the original.
    Return None where the two differ in more than layout.
    """
    base = dict(inherited or {})
    try:
        found = _derive(tidy, original, base)
    except _OtherWordsError:
        return None
    if apply(tidy, {**base, **found}) == original:
        return found
    return None


def _derive(tidy: str, original: str, base: Layout) -> dict[str, str]:
    """Return the layout, going from what concerns the whole file down to single lines.

    What is found of a style is given to our lines before the next one is looked for. Raises
    _OtherWordsError.
    """
    found = _FoundLines(base)
    _find_file_styles(found, original)
    text = _with_lf(original)
    has_html_table = _has_html_table(text)
    theirs = lines_of(text, joined_table=has_html_table)
    ours = _find_front_styles(found, lines_of(tidy), theirs)
    if has_html_table:
        ours = join_table(ours)
    if len(ours) != len(theirs):
        raise _OtherWordsError
    ours = _find_heading_style(found, ours, theirs)
    spellings = _spellings(ours, theirs, has_html_table=has_html_table)
    ours = _find_spacing_styles(found, ours, theirs)
    if has_html_table:
        _keep_inherited_table(spellings, ours, base)
    found.add(_spacings(ours, theirs, base))
    found.add(spellings)
    _take_back_spellings(found, ours, spellings)
    return found.layout


class _FoundLines:
    """What has been found of a layout: that which the inherited layout says otherwise."""

    def __init__(self, base: Layout) -> None:
        self.base = base
        self.layout: dict[str, str] = {}

    def set(self, key: str, value: str, neutral: str = NONE) -> None:
        """Add the value of a style. Where nothing is inherited, a neutral one need not be said."""
        if value != self.base.get(key, neutral):
            self.layout[key] = value

    def add(self, entries: Layout) -> None:
        """Add entries of single lines."""
        for key, value in entries.items():
            if self.base.get(key) != value:
                self.layout[key] = value


def _styled(lines: Lines, styles: Layout) -> list[Line]:
    """Return the lines with these styles: copies, for with_styles changes the lines themselves."""
    if all(style in (NONE, "0") for style in styles.values()):
        # nothing changes, as on most pages, and a page may have very many lines
        return list(lines)
    return with_styles([line.copied() for line in lines], styles)


# The file


def _find_file_styles(found: _FoundLines, original: str) -> None:
    found.set("byte_order_mark", "yes" if original.startswith("\ufeff") else NONE)
    returns = original.count("\r\n")
    if returns and returns != original.count("\n"):
        # line ends of both kinds: no layout says which line has which
        raise _OtherWordsError
    found.set("line_ends", "crlf" if returns else NONE)


def _with_lf(original: str) -> str:
    return original.removeprefix("\ufeff").replace("\r\n", "\n")


def _has_html_table(text: str) -> bool:
    """Return whether the property table is an HTML one; tables below the first section are text."""
    above = text.partition("\n## ")[0]
    front, mark, body = above.partition("\n---\n")
    lines = (body if mark else front).split("\n")
    return any(opens_table(line) for line in lines)


# Front matter, and rows of the table that are in each other's place


def _find_front_styles(found: _FoundLines, tidy: Lines, theirs: Lines) -> list[Line]:
    """Find the styles of the front matter, and return our lines with them."""
    values = _front_values(tidy)
    styles: dict[str, str] = {}
    empty = _empty_keys(theirs, values)
    if empty:
        styles["empty"] = " ".join(empty)
    order = _order(tidy, theirs, styles, found.base)
    if order != NONE:
        styles["order"] = order
    quoted = _quoted_keys(theirs, values)
    if quoted:
        styles["quoted"] = " ".join(quoted)
    styles["swapped"] = _swapped(tidy, theirs)
    for key in _FRONT_STYLES:
        found.set(key, styles.get(key, NONE))
    return _styled(tidy, styles)


def _front(lines: Lines) -> list[Line]:
    return [line for line in lines if is_front(line)]


def _above_body(lines: Lines) -> Lines:
    """Return the front matter with the lines that open and close it."""
    for number, line in enumerate(lines):
        if line.name == "front.end":
            return lines[: number + 1]
    return lines


def _value(line: Line) -> str:
    _, value = key_and_value(line.content)
    return value


def _front_values(lines: Lines) -> dict[str, str]:
    """Return the values of the front matter by the names of their lines, in lower case."""
    return {line.name.lower(): _value(line) for line in _front(lines)}


def _empty_keys(theirs: Lines, values: Mapping[str, str]) -> list[str]:
    """Return their keys that have no value and that we have not."""
    keys = []
    for line in _front(theirs):
        key, value = key_and_value(line.content)
        if line.name.lower() not in values and not value.strip("\"' "):
            keys.append(key)
    return keys


def _order(
    tidy: Lines,
    theirs: Lines,
    styles: Layout,
    base: Layout,
) -> str:
    """Return their order of the keys; none where it is ours, the inherited one where it is that.

    Raises _OtherWordsError where the keys are others.
    """
    wanted = [line.name for line in _front(theirs)]
    ours = _above_body(tidy)
    for order in (NONE, base.get("order", NONE)):
        styled = _styled(ours, {**styles, "order": order})
        names = [line.name for line in _front(styled)]
        if _in_lower_case(names) != _in_lower_case(wanted):
            raise _OtherWordsError
        if names == wanted:
            return order
    return " ".join(name.removeprefix("front.") for name in wanted)


def _in_lower_case(names: Sequence[str]) -> list[str]:
    return sorted(name.lower() for name in names)


def _quoted_keys(theirs: Lines, values: Mapping[str, str]) -> list[str]:
    """Return the keys whose value has quotation marks on their page, and none on ours."""
    keys = []
    for line in _front(theirs):
        our_value = values.get(line.name.lower(), "")
        their_value = _value(line)
        in_marks = in_quotes(f"key:{our_value}")
        _, quoted = key_and_value(in_marks)
        if our_value != their_value and quoted == their_value:
            keys.append(line.name.removeprefix("front."))
    return keys


def _swapped(tidy: Lines, theirs: Lines) -> str:
    """Return the two rows whose values are in each other's place, or none."""
    rows = ("severity", "category")
    ours = [line.copied() for line in tidy if line.name in rows]
    others = [line for line in theirs if line.name in rows]
    if len(ours) != 2 or len(others) != 2 or _has_words_of(ours[0], others[0]):
        return NONE
    swap_values(ours)
    for our, their in zip(ours, others, strict=True):
        if not _has_words_of(our, their):
            return NONE
    return " ".join(rows)


def _has_words_of(our: Line, their: Line) -> bool:
    return words_of(our.content) == words_of(their.content)


# Headings and blanks


def _find_heading_style(found: _FoundLines, ours: Lines, theirs: Lines) -> list[Line]:
    """Find out whether most section headings are bold, and return our lines with that style."""
    number = bold = 0
    for our, their in zip(ours, theirs, strict=True):
        if our.name in SECTIONS:
            number += 1
            in_style = in_bold(our.content)
            bold += our.content != in_style and their.content == in_style
    style = "bold" if bold * 2 > number else NONE
    found.set("headings", style)
    return _styled(ours, {"headings": style})


def _find_spacing_styles(found: _FoundLines, ours: Lines, theirs: Lines) -> list[Line]:
    """Find the blanks at line ends and below headings, and return our lines with them.

    Of the usual numbers, those count that leave the fewest lines to be named.
    """
    ends: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    for line in theirs:
        # a number says nothing of tabs
        if not line.own.strip(" "):
            ends[len(line.own)] += 1
    for our, their in zip(ours, theirs, strict=True):
        if our.name in SECTIONS:
            gaps[len(their.gap)] += 1
    styles = []
    for trailing in _with_none(_usual(ends, 3)):
        for under in _with_none(_usual(gaps, 2)):
            styles.append({"trailing": str(trailing), "under_headings": str(under)})
    best = min(styles, key=lambda style: _words_needed(ours, theirs, style))
    for key, number in best.items():
        found.set(key, number, neutral="0")
    return _styled(ours, best)


def _usual(numbers: Counter[int], count: int) -> list[int]:
    return [number for number, _ in numbers.most_common(count)]


def _with_none(numbers: Sequence[int]) -> list[int]:
    """Return 0 and these numbers, each once: all lines are gone through for each of them."""
    return list(dict.fromkeys((0, *numbers)))


def _words_needed(ours: Lines, theirs: Lines, style: Layout) -> int:
    """Return how many entries a layout with this style has: its own, and a line that differs."""
    needed = sum(number != "0" for number in style.values())
    for our, their in zip(_styled(ours, style), theirs, strict=True):
        needed += (our.own, our.gap) != (their.own, their.gap)
    return needed


# Single lines


def _spellings(ours: Lines, theirs: Lines, *, has_html_table: bool) -> dict[str, str]:
    """Return the entries `raw.…` of lines that are spelt otherwise.

    Raises _OtherWordsError where a line has other words.
    """
    spellings = {}
    for our, their in zip(ours, theirs, strict=True):
        if our.content == their.content:
            continue
        if our.name == "table" and has_html_table:
            is_same = in_frame(their.content, our.content) == their.content
        else:
            is_same = same_words(our, their.content)
        if not is_same:
            raise _OtherWordsError
        spellings[f"raw.{our.name}"] = their.content
    return spellings


def _spacings(ours: Lines, theirs: Lines, base: Layout) -> dict[str, str]:
    """Return the entries of lines whose blanks are not those of the styles."""
    spacings = {}
    last = len(ours) - 1
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        name = "end" if number == last else our.name
        # an inherited entry holds for this line, so what it has is said even where it is usual
        if name in base or _spacing(our) != _spacing(their):
            spacings[name] = _spacing_text(their)
    return spacings


def _spacing(line: Line) -> tuple[str, tuple[str, ...], bool]:
    return line.own, line.gap, line.ended


def _spacing_text(line: Line) -> str:
    """Return the blanks of a line and of those that follow it as numbers."""
    words = []
    for blanks in (line.own, *line.gap):
        has_tabs = bool(blanks.strip(" "))
        letters = blanks.replace(" ", "s").replace("\t", "t")
        words.append(letters if has_tabs else str(len(blanks)))
    if not line.ended:
        words.append("-")
    return " ".join(words)


def _keep_inherited_table(spellings: dict[str, str], ours: Lines, base: Layout) -> None:
    """Put the inherited HTML table for the page's own, where our words make this of it."""
    inherited = base.get("raw.table")
    own = spellings.get("raw.table")
    if inherited is None or own is None:
        return
    rows = next(line.content for line in ours if line.name == "table")
    if in_frame(inherited, rows) == own:
        spellings["raw.table"] = inherited


def _take_back_spellings(found: _FoundLines, ours: Lines, spellings: Layout) -> None:
    """Say none for each inherited spelling that would change a line of this page."""
    by_name = {line.name: line for line in ours}
    for key, spelling in found.base.items():
        if not key.startswith("raw.") or key in spellings:
            continue
        line = by_name.get(key.removeprefix("raw."))
        if line is not None and same_words(line, spelling):
            found.layout[key] = NONE


# Translations


def derive_translation(tidy: str, original: str, inherited: Layout) -> dict[str, str]:
    """Return the layout of a localized page, as far as it is not the English one's.

    Its words may come out corrected: only the spacing of the lines and the marks around equal words
    are looked at. So a page is made that has our words in their layout, and that one's is derived.
    """
    has_html_table = _has_html_table(original)
    original = _with_lf(original)
    theirs = lines_of(original, joined_table=has_html_table)
    shared = {key: inherited[key] for key in ("empty", "order") if key in inherited}
    ours = with_styles(lines_of(tidy), shared)
    if has_html_table:
        ours = join_table(ours)
    in_english_layout = lines_of(apply(tidy, inherited), joined_table=has_html_table)
    expected = {line.name: line for line in in_english_layout}
    front = _same_front(ours, theirs)
    repaired = []
    for our, their in zip(
        ours, _counterparts(ours, theirs, front, expected), strict=True
    ):
        if our.name == "table" and has_html_table:
            framed = in_frame(their.content, our.content)
            content = framed or expected.get("table", our).content
        else:
            content = _spelling(our, their)
        repaired.append(replace(their, name=our.name, content=content))
    repaired = _in_order_of(front, repaired)
    return derive(tidy, "".join(map(str, repaired)), inherited) or {}


def _same_front(ours: Lines, theirs: Lines) -> dict[str, Line]:
    """Return the lines of their front matter whose keys are ours, by name, in their order."""
    names = {line.name.lower() for line in _front(ours)}
    found = {line.name.lower(): line for line in _front(theirs)}
    return {name: line for name, line in found.items() if name in names}


def _counterparts(
    ours: Lines,
    theirs: Lines,
    front: Mapping[str, Line],
    expected: Mapping[str, Line],
) -> Iterator[Line]:
    """Yield, for each of our lines, theirs; where there is none, ours in the English layout."""
    paired = dict(_pairs(ours, theirs))
    for number, our in enumerate(ours):
        if is_front(our):
            yield front.get(our.name.lower(), our)
        elif number in paired:
            yield theirs[paired[number]]
        else:
            yield expected.get(our.name, our)


def _pairs(ours: Lines, theirs: Lines) -> Iterator[tuple[int, int]]:
    """Yield which line of one page is which of the other.

    Words may differ as long as the number of lines between two equal ones does not.
    """
    our_words = [words_of(line.content) for line in ours]
    their_words = [words_of(line.content) for line in theirs]
    for _, start, end, other, other_end in differences(our_words, their_words):
        if end - start == other_end - other:
            yield from zip(range(start, end), range(other, other_end), strict=True)


def _spelling(our: Line, their: Line) -> str:
    """Return our words in their spelling, if it is one; otherwise our line."""
    if is_front(our):
        if same_words(our, their.content):
            return their.content
        return our.content
    # In a text, a stray blank is a fault and no layout.
    if our.name not in _FURNITURE:
        return our.content
    if their.content != our.content and _has_signs_of(our, their):
        return their.content
    if our.name in SECTIONS and their.content.endswith("**"):
        return in_bold(our.content)
    return our.content


def _has_signs_of(our: Line, their: Line) -> bool:
    """Return whether two lines differ in marks alone, such as `##` and `###`.

    A colon more is no layout.
    """
    return _signs(our) == _signs(their)


def _signs(line: Line) -> str:
    without_tags = TAG.sub("", line.content)
    return _MARKS_ALONE.sub("", without_tags)


def _in_order_of(front: Mapping[str, Line], lines: list[Line]) -> list[Line]:
    """Return the lines with the keys of the front matter in this order, if it has all of them."""
    own = _front(lines)
    if _in_lower_case([line.name for line in own]) != sorted(front):
        return lines
    places = {name: place for place, name in enumerate(front)}
    ordered = sorted(own, key=lambda line: places[line.name.lower()])
    others = [line for line in lines if not is_front(line)]
    return [*others[:1], *ordered, *others[1:]]
