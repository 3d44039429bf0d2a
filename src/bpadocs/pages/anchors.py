"""Anchors of headings.

A localized page carries the English ones, so that links keep working in every language.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bpadocs.formats.fences import Fences

_DROPPED = re.compile(r"[^\w\- ]")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(\S.*)?$")
_MARKS = re.compile(r"[*`]|\\(?=[^\w\s])|!?\[")
_MARKS_AND_LINKS = re.compile(rf"{_MARKS.pattern}|\]\([^)]*+\)?")


@lru_cache(maxsize=1024)
def slug(heading: str) -> str:
    """Return the anchor that the publishing pipeline gives an English heading."""
    # No link ends behind the last bracket: to look for its end from each opening one would take
    # long.
    links = heading.rfind(")") + 1
    plain = _MARKS_AND_LINKS.sub("", heading[:links])
    plain += _MARKS.sub("", heading[links:])
    words = _DROPPED.sub("", plain.strip().lower())
    return words.replace(" ", "-")


def anchored(heading: str, english: str) -> str:
    """Return a localized heading that still answers to its English name."""
    return f'<a name="{slug(english)}"></a>{heading}'


def anchor_headings(text: str, english: str) -> str:
    """Give each heading of a localized text the anchor of the English one at its place."""
    if "#" not in text:
        return text
    lines = text.split("\n")
    # A translation may have lost a heading, or have one more.
    pairs = zip(_names(english), _headings(text), strict=False)
    for name, (number, marks, heading) in pairs:
        lines[number] = marks + anchored(heading, name)
    return "\n".join(lines)


@lru_cache(maxsize=64)
def _names(english: str) -> tuple[str, ...]:
    """Return the headings of an English text, which every translation asks for."""
    return tuple(heading for _, _, heading in _headings(english))


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, marks and words of each heading outside code."""
    fences = Fences()
    for number, line in enumerate(text.split("\n")):
        if fences.has(line):
            continue
        if heading := _HEADING.match(line):
            yield number, heading[1], heading[2] or ""
