"""Anchors of headings. A localized page carries the English ones, so that links keep working in every language."""

import re
from collections.abc import Iterator
from functools import lru_cache

_DROPPED = re.compile(r"[^\w\- ]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(\S.*)?$")
_MARKS = re.compile(r"[*`]|\\(?=[^\w\s])|!?\[")
_MARKS_AND_LINKS = re.compile(rf"{_MARKS.pattern}|\]\([^)]*+\)?")


@lru_cache(maxsize=1024)
def slug(heading: str) -> str:
    """The anchor that the publishing pipeline gives an English heading."""
    # no link ends behind the last bracket: looking for its end from each opening one would take long
    links = heading.rfind(")") + 1
    plain = _MARKS_AND_LINKS.sub("", heading[:links]) + _MARKS.sub("", heading[links:])
    return _DROPPED.sub("", plain.strip().lower()).replace(" ", "-")


def anchored(heading: str, english: str) -> str:
    """A localized heading that still answers to its English name."""
    return f'<a name="{slug(english)}"></a>{heading}'


def anchor_headings(text: str, english: str) -> str:
    """Give each heading of a localized Markdown text the anchor of the English heading at its place."""
    if "#" not in text:
        return text
    lines = text.split("\n")
    for name, (number, marks, heading) in zip(_names(english), _headings(text), strict=False):
        lines[number] = f"{marks}{anchored(heading, name)}"
    return "\n".join(lines)


@lru_cache(maxsize=64)
def _names(english: str) -> tuple[str, ...]:
    return tuple(heading for _, _, heading in _headings(english))


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, marks and words of each heading outside code."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line[opening.end() :].strip():
                fence = ""
        elif opening:
            fence = opening[1]
        elif heading := _HEADING.match(line):
            yield number, heading[1], heading[2] or ""
