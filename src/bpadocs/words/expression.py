"""Regular expressions that cost little until they are needed."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final


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
        # A loop, because it runs for every pattern on every text, and `any` takes twice as long.
        for needle in self.needles:
            if needle in lower:
                return True
        return not self.needles

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self.compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match in a text."""
        return self.compiled.finditer(text)


def _needles(source: str) -> tuple[str, ...]:
    """Return texts of which any match of the expression has one, in lower case.

    Nothing if that cannot be said, or if one of them is so short that most texts have it.
    """
    return _NeedleReader(source).alternatives()


_OPTIONAL: Final = ("?", "*", "{")
"""What may stand behind something that a match need not have."""
_OF_A_GROUP: Final = re.compile(r"\(\?(?:[:=]|<=|[a-z]+:|P<\w+>)|\((?!\?)")
"""How a group begins whose words are in the text, unlike those of `(?!`."""
_PIECE: Final = re.compile(
    # an escape, which may be the number of a character
    r"\\(?:x\w{2}|u\w{4}|U\w{8}|\d+|.)"
    # a class: a bracket at its beginning is one of the characters, and does not end it
    r"|\[\^?\]?(?>(?:\\.|[^\]\\])*)\]"
    # a count
    r"|\{[^}]*\}"
    r"|.",
    re.DOTALL,
)
"""What is read at once."""


class _NeedleReader:
    """Reads an expression from its beginning to its end, group by group."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def alternatives(self) -> tuple[str, ...]:
        """Read up to the end of the group, or of the whole; return needles for all alternatives."""
        needles: list[str] = []
        known = True
        while True:
            found = self._sequence()
            known = known and bool(found)
            needles += found
            if not self._source.startswith("|", self._at):
                return tuple(dict.fromkeys(needles)) if known else ()
            self._at += 1

    def _sequence(self) -> tuple[str, ...]:
        """Read one alternative, and return the best needles that there are for it."""
        best: tuple[str, ...] = ()
        run = ""
        while self._at < len(self._source) and self._source[self._at] not in "|)":
            character = self._source[self._at]
            if _is_plain(character):
                run += character
                self._at += 1
                continue
            # The character before one of these may be absent from a match.
            best = _better(best, (run[:-1] if character in _OPTIONAL else run,))
            run = ""
            found = self._group() if character == "(" else self._skipped()
            if not self._source.startswith(_OPTIONAL, self._at):
                best = _better(best, found)
        return _better(best, (run,))

    def _group(self) -> tuple[str, ...]:
        """Read a group, and return its needles; nothing for one that says what must not be."""
        opened = _OF_A_GROUP.match(self._source, self._at)
        self._at = opened.end() if opened else self._at + len("(")
        found = self.alternatives()
        self._at += len(")")
        return found if opened else ()

    def _skipped(self) -> tuple[str, ...]:
        """Go past an escape, a class, a count or a mark, of which nothing is known."""
        piece = _PIECE.match(self._source, self._at)
        self._at = piece.end() if piece else len(self._source)
        return ()


def _better(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return those needles that fewer texts have: those of which the shortest is longer."""
    lengths = [min(map(_weight, needles), default=0) for needles in (one, other)]
    if max(lengths) < _SHORTEST:
        return ()
    best = other if lengths[1] > lengths[0] else one
    return tuple(needle.lower() for needle in best)


_SHORTEST: Final = 2


def _weight(needle: str) -> int:
    """Return the length of a needle, as Latin letters count.

    A Korean syllable is as rare as two of these, and so are the marks of bold and links.
    """
    return sum(2 if character > "\u3000" else 1 for character in needle)


def _is_plain(character: str) -> bool:
    return (
        character.isalnum() or character in " -’'" or "\ue000" <= character <= "\uf8ff"
    )
