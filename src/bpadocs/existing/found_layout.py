"""The layout of a published page, found by holding it against the page in its tidy form; see pages/layout.py."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product

from bpadocs.pages.layout import (
    NONE,
    ROWS,
    SECTIONS,
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

_MARKS_ALONE = re.compile(r"[ \t\n*_#|>-]+")


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
    theirs = lines_of(original, joined_table=html_table)
    front = _derive_front(lines_of(tidy), theirs, base)
    if front is None:
        return None
    front["swapped"] = _derive_swapped(lines_of(tidy), theirs)
    for key in ("empty", "order", "quoted", "swapped"):
        _set(found, base, key, front.get(key, NONE))
    ours = with_styles(lines_of(tidy), front)
    raw = {}
    if html_table:
        ours = join_table(ours)
    if len(ours) != len(theirs):
        return None
    headings = _heading_style(ours, theirs)
    _set(found, base, "headings", headings)
    ours = with_styles(ours, {"headings": headings})
    for our, their in zip(ours, theirs, strict=True):
        if our.content != their.content:
            table = our.name == "table" and html_table
            if not (in_frame(their.content, our.content) == their.content if table else same_words(our, their.content)):
                return None
            raw[f"raw.{our.name}"] = their.content
    trailing, under = _spacing_style(ours, theirs)
    _set(found, base, "trailing", str(trailing), neutral="0")
    _set(found, base, "under_headings", str(under), neutral="0")
    ours = with_styles(ours, {"trailing": str(trailing), "under_headings": str(under)})
    wanted = {}
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        name = "end" if number == len(ours) - 1 else our.name
        if (our.own, our.gap, our.ended) != (their.own, their.gap, their.ended) or name in base:
            wanted[name] = _spacing_text(their)
    if html_table and "raw.table" in raw:
        table_rows = next(our.content for our in ours if our.name == "table")
        if in_frame(base.get("raw.table", ""), table_rows) == raw["raw.table"]:
            raw["raw.table"] = base["raw.table"]
    for key, value in (*wanted.items(), *raw.items()):
        if base.get(key) != value:
            found[key] = value
    by_name = {group.name: group for group in ours}
    for key, spelling in base.items():
        line = by_name.get(key.removeprefix("raw."))
        if key.startswith("raw.") and key not in raw and line is not None and same_words(line, spelling):
            found[key] = NONE
    return found if apply(tidy, {**base, **found}) == _again(original, found, base) else None


def derive_translation(tidy: str, original: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """The layout of a localized page, as far as it is not the English one's.

    Its words may come out corrected: only the spacing of the lines and the marks around equal words are looked at.
    """
    html_table = _has_html_table(original)
    ours = with_styles(lines_of(tidy), {key: inherited[key] for key in ("empty", "order") if key in inherited})
    theirs = lines_of(original.removeprefix("\ufeff").replace("\r\n", "\n"), joined_table=html_table)
    if html_table:
        ours = join_table(ours)
    expected = {group.name: group for group in lines_of(apply(tidy, inherited), joined_table=html_table)}
    front = _same_front(ours, theirs)
    paired = dict(_pairs(ours, theirs))
    repaired = []
    for number, our in enumerate(ours):
        if is_front(our):
            their = front.get(our.name.lower(), our)
        else:
            their = theirs[paired[number]] if number in paired else expected.get(our.name, our)
        # Furniture may be spelt in its own way; in a text, a stray blank is a fault and no layout.
        furniture = our.name in ("title", "applies_to", "see_also", *SECTIONS, *ROWS)
        same = same_words(our, their.content) if is_front(our) else furniture and _same_signs(our, their)
        content = their.content if same else our.content
        if our.name == "table" and html_table:
            content = in_frame(their.content, our.content) or expected.get("table", our).content
        if content == our.content and our.name in SECTIONS and their.content.endswith("**"):
            content = in_bold(our.content)
        repaired.append(replace(our, content=content, own=their.own, gap=their.gap, ended=their.ended))
    if sorted(front) == sorted(group.name.lower() for group in ours if is_front(group)):
        places = {name: place for place, name in enumerate(front)}
        fronts = sorted((one for one in repaired if is_front(one)), key=lambda one: places[one.name.lower()])
        repaired = [*repaired[:1], *fronts, *(one for one in repaired[1:] if not is_front(one))]
    return derive(tidy, "".join(map(str, repaired)), inherited) or {}


def _same_front(ours: Sequence[Line], theirs: Sequence[Line]) -> dict[str, Line]:
    """The lines of their front matter whose keys are ours, by name, in their order."""
    names = {group.name.lower() for group in ours if is_front(group)}
    return {group.name.lower(): group for group in theirs if is_front(group) and group.name.lower() in names}


def _pairs(ours: Sequence[Line], theirs: Sequence[Line]) -> Iterator[tuple[int, int]]:
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


def _has_html_table(text: str) -> bool:
    """Whether the property table is one; those in the texts are nobody's business here."""
    above = text.partition("\n## ")[0]
    front, mark, body = above.partition("\n---\n")
    return any(map(opens_table, (body if mark else front).split("\n")))


def _same_signs(our: Line, their: Line) -> bool:
    """Whether two lines differ in marks alone, such as `##` and `###`; a colon more is no layout."""
    ours, theirs = (_MARKS_ALONE.sub("", TAG.sub("", one.content)) for one in (our, their))
    return ours == theirs


def _spacing_text(group: Line) -> str:
    words = [
        str(len(blanks)) if not blanks.strip(" ") else blanks.replace(" ", "s").replace("\t", "t")
        for blanks in (group.own, *group.gap)
    ]
    return " ".join(words if group.ended else [*words, "-"])


def _derive_front(tidy: list[Line], original: Sequence[Line], base: Mapping[str, str]) -> dict[str, str] | None:
    theirs = [group for group in original if is_front(group)]
    values = {group.name.lower(): key_and_value(group.content)[1] for group in tidy if is_front(group)}
    front = {}
    empty = [
        key_and_value(group.content)[0]
        for group in theirs
        if group.name.lower() not in values and not key_and_value(group.content)[1].strip("\"' ")
    ]
    if empty:
        front["empty"] = " ".join(empty)
    # The order that the English pages share is no news.
    orders = [front, {**front, "order": base["order"]}] if "order" in base else [front]
    their_keys = [group.name for group in theirs]
    for usual in orders:
        styled = [group.name for group in with_styles([replace(group) for group in tidy], usual) if is_front(group)]
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
        if (value := values.get(group.name.lower(), "")) != (their_value := key_and_value(group.content)[1])
        and key_and_value(in_quotes(f"key:{value}"))[1] == their_value
    ]
    if quoted:
        front["quoted"] = " ".join(quoted)
    return front


def _derive_swapped(tidy: Sequence[Line], original: Sequence[Line]) -> str:
    names = ("severity", "category")
    ours, theirs = ([group for group in groups if group.name in names] for groups in (tidy, original))
    if len(ours) == len(theirs) == 2 and words_of(ours[0].content) != words_of(theirs[0].content):
        swap_values(ours)
        if all(words_of(our.content) == words_of(their.content) for our, their in zip(ours, theirs, strict=True)):
            return " ".join(names)
    return NONE


def _heading_style(ours: Sequence[Line], theirs: Sequence[Line]) -> str:
    votes = [
        in_bold(our.content) == their.content and our.content != their.content
        for our, their in zip(ours, theirs, strict=True)
        if our.name in SECTIONS
    ]
    return "bold" if sum(votes) * 2 > len(votes) else NONE


def _spacing_style(ours: Sequence[Line], theirs: Sequence[Line]) -> tuple[int, int]:
    """The numbers that leave the fewest lines to be named."""
    trailing = Counter(len(group.own) for group in theirs if not group.own.strip(" ")).most_common(3)
    under = Counter(
        len(their.gap) for our, their in zip(ours, theirs, strict=True) if our.name in SECTIONS
    ).most_common(2)
    best = (0, 0)
    least = None
    for (blanks, _), (lines, _) in product([(0, 0), *trailing], [(0, 0), *under]):
        style = {"trailing": str(blanks), "under_headings": str(lines)}
        styled = with_styles([replace(group) for group in ours], style)
        named = (
            sum((our.own, our.gap) != (their.own, their.gap) for our, their in zip(styled, theirs, strict=True))
            + (blanks > 0)
            + (lines > 0)
        )
        if least is None or named < least:
            best, least = (blanks, lines), named
    return best
