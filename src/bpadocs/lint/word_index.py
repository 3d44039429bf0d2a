"""Where the words of a text stand: to look up many names takes no longer than to read it once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+")
"""Other letters are words of their own: a Korean particle is written onto a name."""
LONGEST: Final = 4
"""So many words of a name are looked up; what follows them is looked at where they stand."""


class WordIndex:
    """The words of one text, without regard to case and to what stands between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, Mapping[str, Sequence[int]]] = {}
        """By their number of words."""

    @cached_property
    def _words(self) -> Sequence[tuple[str, int]]:
        return [(match[0].lower(), match.start()) for match in _WORD.finditer(self._text)]

    def _runs_of(self, length: int) -> Mapping[str, Sequence[int]]:
        """Every so many words in a row, written as one, and where they begin."""
        if length in self._runs:
            return self._runs[length]
        places: defaultdict[str, list[int]] = defaultdict(list)
        words = self._words
        for first in range(len(words) - length + 1):
            run = "".join(word for word, _ in words[first : first + length])
            places[run].append(words[first][1])
        self._runs[length] = places
        return places

    def places(self, name: str, *endings: str) -> Sequence[int]:
        """Where the name may begin, with one of these endings too, torn apart or as one word."""
        return sorted({place for places in self._found(name, endings) for place in places})

    def may_have(self, name: str, *endings: str) -> bool:
        """Whether there is any such place."""
        return any(self._found(name, endings))

    def _found(self, name: str, endings: Sequence[str]) -> Iterator[Sequence[int]]:
        words = [match[0].lower() for match in _WORD.finditer(name)]
        for ending in ("", *endings) if len(words) <= LONGEST else ("",):
            whole = "".join(words[:LONGEST]) + ending
            for length in range(1, min(len(words), LONGEST) + 1):
                yield self._runs_of(length).get(whole, ())

    def matches(self, pattern: re.Pattern[str], places: Sequence[int]) -> Iterator[re.Match[str]]:
        """The matches that begin at one of these places, given in order; none within another one."""
        end = 0
        for place in places:
            if place >= end and (match := pattern.match(self._text, place)):
                end = match.end()
                yield match
