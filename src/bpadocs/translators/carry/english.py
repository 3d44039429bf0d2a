"""How the English of a field has changed: what was exchanged in it, or why a translator is needed.

Two texts whose words are the same differ by what is exchanged between the words. Whole blocks of
code may have come or gone as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bpadocs.formats.differences import differences
from bpadocs.translators.carry.tokens import TextToken, TokenKind

_ARTICLES: Final = {"a", "an"}
"""These two go by the word behind them, and mean the same."""
_SHOWN: Final = 40
"""Characters of a change that are shown."""

Tolerates = Callable[[Sequence[TextToken], Sequence[TextToken]], bool]
"""Tells whether words may have become other words without another meaning."""


class Exchange(NamedTuple):
    """A token of the old English, and the one that is in its place now."""

    old: TextToken
    new: TextToken


class CodeChange(NamedTuple):
    """Blocks of code that came or went between two leaves of the old English."""

    after: int
    """The leaf before them; -1 where they are the first."""
    before: int
    """The leaf behind them; the number of leaves where they are the last."""
    old: str
    """All between these two leaves as it was: blanks, marks of lists, blocks that went."""
    new: str
    """The same as it is now."""


@dataclass(frozen=True, slots=True)
class EnglishChange:
    """What is to be done in every translation; nothing where no word has changed."""

    exchanges: Sequence[Exchange] = ()
    code: Sequence[CodeChange] = ()

    @property
    def is_none(self) -> bool:
        """Whether the texts differ in typography, wrapping and style of markup alone."""
        return not self.exchanges and not self.code


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Why a field is left to people."""

    reason: str


class EnglishText(NamedTuple):
    """A text and its tokens."""

    text: str
    tokens: tuple[TextToken, ...]


def never(old: Sequence[TextToken], new: Sequence[TextToken]) -> bool:
    """Tolerate no change of a word."""
    return False


def english_change(
    old: EnglishText, new: EnglishText, tolerates: Tolerates = never
) -> EnglishChange | NotCarried:
    """Return what was exchanged in the English, or why that is not all that has changed."""
    exchanges: list[Exchange] = []
    code: list[CodeChange] = []
    came = 0
    before, after = _shape(old.tokens), _shape(new.tokens)
    for kind, start, end, new_start, new_end in differences(before, after):
        left = old.tokens[start:end]
        right = new.tokens[new_start:new_end]
        if kind == "equal":
            exchanges.extend(_exchanged(left, right))
        elif _is_code(left, right):
            code.append(_code_change(old, new, left, right, came))
            came += len(right) - len(left)
        elif not _means_the_same(left, right) and not tolerates(left, right):
            return NotCarried(_told(old.text, new.text, left, right))
    return EnglishChange(exchanges, code)


def _shape(tokens: Sequence[TextToken]) -> list[tuple[str, str]]:
    """Return what must be the same in both texts: the words, and the kinds of all else."""
    shape = []
    for token in tokens:
        number = token.number
        word = ""
        if token.kind is TokenKind.WORD:
            word = token.key
        elif number is not None and number.unit:
            # A number with a unit becomes another one with a unit.
            word = "unit"
        shape.append((str(token.kind), word))
    return shape


def _exchanged(left: Sequence[TextToken], right: Sequence[TextToken]) -> list[Exchange]:
    exchanges = []
    for old, new in zip(left, right, strict=True):
        if old.kind is not TokenKind.WORD:
            exchanges.append(Exchange(old, new))
    return exchanges


def _means_the_same(left: Sequence[TextToken], right: Sequence[TextToken]) -> bool:
    words = {token.key for token in (*left, *right)}
    return len(left) == len(right) == 1 and words == _ARTICLES


# Blocks of code


def _is_code(left: Sequence[TextToken], right: Sequence[TextToken]) -> bool:
    """Whether blocks of code came, or went, and nothing else did."""
    if left and right:
        return False
    kinds = {token.kind for token in (*left, *right)}
    return kinds == {TokenKind.BLOCK}


def _code_change(
    old: EnglishText,
    new: EnglishText,
    left: Sequence[TextToken],
    right: Sequence[TextToken],
    came: int,
) -> CodeChange:
    """Return the change at blocks that came or went, when so many leaves had come before."""
    if left:
        after = left[0].leaf - 1
    else:
        after = right[0].leaf - 1 - came
    before = after + len(left) + 1
    new_after = after + came
    new_before = new_after + len(right) + 1
    return CodeChange(
        after=after,
        before=before,
        old=_between(old, after, before),
        new=_between(new, new_after, new_before),
    )


def _between(text: EnglishText, after: int, before: int) -> str:
    start, end = gap(text, after, before)
    return text.text[start:end]


def gap(text: EnglishText, after: int, before: int) -> tuple[int, int]:
    """Return where a leaf ends and a later one starts; the ends of the text for those beyond."""
    start = 0
    end = len(text.text)
    for token in text.tokens:
        # -1 is no leaf, though the marks of lists have it.
        if token.leaf == after and after >= 0:
            start = max(start, token.end)
        if token.leaf == before:
            end = min(end, token.start)
    return start, end


# What is told


def _told(
    before: str,
    after: str,
    left: Sequence[TextToken],
    right: Sequence[TextToken],
) -> str:
    old = _words(before, left)
    new = _words(after, right)
    if old and new:
        return f"“{old}” became “{new}”"
    if old:
        return f"“{old}” was taken out"
    if new:
        return f"“{new}” was added"
    return "the structure of the text has changed"


def _words(text: str, tokens: Sequence[TextToken]) -> str:
    """Return the words of some tokens as they are written."""
    shown = [token for token in tokens if token.written]
    if not shown:
        return ""
    start = shown[0].start
    end = shown[-1].end
    return short(text[start:end])


def short(text: str) -> str:
    """Return a text as a message quotes it: in one line, and not all of a long one."""
    words = " ".join(text.split())
    if len(words) <= _SHOWN:
        return words
    return f"{words[:_SHOWN]}…"
