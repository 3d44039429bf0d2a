"""Regular expressions that cost little until they are needed."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain


class Expression:
    """A regular expression that is compiled when it is first used.

    A run needs few of the hundreds that are known.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression as Python's."""
        return re.compile(self.source, self.flags)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Texts of which any match contains one, in lower case; empty where that is not known."""
        return _needles(self.source)

    def may_be_in(self, lower: str) -> bool:
        """Whether a text, given in lower case, is worth a search; far quicker than the search."""
        needles = self.needles
        if not needles:
            return True
        return any(needle in lower for needle in needles)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self.compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match in a text."""
        return self.compiled.finditer(text)


def _needles(source: str) -> tuple[str, ...]:
    """Return the longest plain text of each alternative of an expression.

    Nothing if one of the alternatives has no plain text of two characters or more.
    """
    needles: list[str] = []
    longest = run = ""
    for character in chain(_top_level(source), "|"):
        if _is_plain(character):
            run += character
            continue
        # The character before one of these may be absent from a match.
        kept = run[:-1] if character in "?*{" else run
        longest = max(longest, kept, key=len)
        run = ""
        if character == "|":
            needles.append(longest.lower())
            longest = ""
    if any(len(needle) < 2 for needle in needles):
        return ()
    return tuple(needles)


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in " -’'"


def _top_level(source: str) -> Iterator[str]:
    """Yield the characters of an expression that are in no group.

    Of a group, a character class, an escape and a count only the first character is there.
    """
    depth = 0
    index = 0
    while index < len(source):
        character = source[index]
        if depth == 0:
            yield character
        depth += (character == "(") - (character == ")")
        index = _end(source, index)


def _end(source: str, start: int) -> int:
    """Return the place behind a character, or behind the escape, class or count it begins."""
    character = source[start]
    if character == "\\":
        return start + 2
    if character == "[":
        return _class_end(source, start)
    if character == "{":
        return source.index("}", start) + 1
    return start + 1


def _class_end(source: str, start: int) -> int:
    """Return the place behind a character class."""
    # A bracket at the beginning is one of the characters, and does not end the class.
    index = start + 1
    if source[index] in "]^":
        index += 1
    while source[index] != "]":
        index += 2 if source[index] == "\\" else 1
    return index + 1
