"""Where the words of a text are: looking up many names takes no longer than reading it once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+")
"""Other letters are words of their own: a Korean particle is written onto a name."""
LONGEST: Final = 4
"""So many words of a name are looked up; what follows them is compared where the name is found."""


class WordIndex:
    """The words of one text, whatever their case and whatever is between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, Mapping[str, Sequence[int]]] = {}
        """By their number of words."""

    @cached_property
    def _words(self) -> Sequence[tuple[str, int]]:
        """Each word in lower case, and where it begins."""
        words = []
        for match in _WORD.finditer(self._text):
            words.append((match[0].lower(), match.start()))
        return words

    def _runs_of(self, length: int) -> Mapping[str, Sequence[int]]:
        """Return every run of this many words, written as one, and where it begins."""
        if length in self._runs:
            return self._runs[length]
        places: defaultdict[str, list[int]] = defaultdict(list)
        words = self._words
        for first in range(len(words) - length + 1):
            run = "".join(word for word, _ in words[first : first + length])
            _, start = words[first]
            places[run].append(start)
        self._runs[length] = places
        return places

    def places(self, name: str, *endings: str) -> Sequence[int]:
        """Return where the name may begin, with one of these endings too.

        It may be torn apart there, or written as one word.
        """
        places: set[int] = set()
        for found in self._found(name, endings):
            places.update(found)
        return sorted(places)

    def may_have(self, name: str, *endings: str) -> bool:
        """Tell whether there is any such place."""
        return any(self._found(name, endings))

    def _found(self, name: str, endings: Sequence[str]) -> Iterator[Sequence[int]]:
        words = [match[0].lower() for match in _WORD.finditer(name)]
        # The end of a long name is not looked up, so its endings make no difference.
        possible = ("", *endings) if len(words) <= LONGEST else ("",)
        for ending in possible:
            whole = "".join(words[:LONGEST]) + ending
            for length in range(1, min(len(words), LONGEST) + 1):
                yield self._runs_of(length).get(whole, ())

    def matches(
        self, pattern: re.Pattern[str], places: Sequence[int]
    ) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at these places, but none within another one.

        The places are given in order.
        """
        end = 0
        for place in places:
            if place < end:
                continue
            match = pattern.match(self._text, place)
            if match:
                end = match.end()
                yield match
