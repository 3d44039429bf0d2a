"""How the English of a field has changed: what was exchanged in it, or why a translator is needed.

Two texts whose words are the same differ by what is exchanged between the words. Whole blocks of
code may have come or gone as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bpadocs.formats.differences import differences
from bpadocs.translators.carry.tokens import TextToken, TokenKind

_ARTICLES: Final = ("a", "an")
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
    """A block of code that came or went."""

    after: int
    """The leaf of the old English that it is behind; -1 where it is the first."""
    removed: TextToken | None
    added: str
    """The text from the end of the leaf before it; to the start of the next, where it is the first.
    """


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
    before, after = _shape(old.tokens), _shape(new.tokens)
    for kind, start, end, new_start, new_end in differences(before, after):
        left = old.tokens[start:end]
        right = new.tokens[new_start:new_end]
        if kind == "equal":
            exchanges.extend(_exchanged(left, right))
        elif _is_code(left, right):
            code.extend(_code_changes(old, new, left, right))
        elif not _means_the_same(left, right) and not tolerates(left, right):
            return NotCarried(_told(old.text, new.text, left, right))
    if code and not _blocks_are_clear(old, new):
        return NotCarried("blocks of code came or went in a text with others like them")
    return EnglishChange(exchanges, code)


def _shape(tokens: Sequence[TextToken]) -> list[tuple[str, str]]:
    """Return what must be the same in both texts: the words, and the kinds of all else."""
    shape = []
    for token in tokens:
        kind = token.kind
        if kind is TokenKind.WORD:
            shape.append((str(kind), token.key))
        elif kind is TokenKind.NUMBER:
            has_unit = "unit" if token.number and token.number.unit else ""
            shape.append((str(kind), has_unit))
        else:
            shape.append((str(kind), ""))
    return shape


def _exchanged(left: Sequence[TextToken], right: Sequence[TextToken]) -> list[Exchange]:
    exchanges = []
    for old, new in zip(left, right, strict=True):
        if old.kind is not TokenKind.WORD:
            exchanges.append(Exchange(old, new))
    return exchanges


def _means_the_same(left: Sequence[TextToken], right: Sequence[TextToken]) -> bool:
    words = [token.key for token in (*left, *right)]
    return len(words) == 2 and all(word in _ARTICLES for word in words)


# Blocks of code


def _is_code(left: Sequence[TextToken], right: Sequence[TextToken]) -> bool:
    """Whether blocks of code came, or went, and nothing else did."""
    if left and right:
        return False
    return all(token.kind is TokenKind.BLOCK for token in (*left, *right))


def _blocks_are_clear(old: EnglishText, new: EnglishText) -> bool:
    """Whether each block of code is there once, so that nobody takes one for another."""
    for text in (old, new):
        keys = [token.key for token in text.tokens if token.kind is TokenKind.BLOCK]
        if len(set(keys)) < len(keys):
            return False
    return True


def _code_changes(
    old: EnglishText,
    new: EnglishText,
    left: Sequence[TextToken],
    right: Sequence[TextToken],
) -> list[CodeChange]:
    changes = []
    for token in left:
        changes.append(CodeChange(token.leaf - 1, removed=token, added=""))
    if right:
        added = _with_blanks(new, right[0], right[-1])
        changes.append(CodeChange(_leaf_before(old, new, right[0]), None, added))
    return changes


def _leaf_before(old: EnglishText, new: EnglishText, added: TextToken) -> int:
    """Return the leaf of the old English that is before a block which is new."""
    known = {token.key for token in old.tokens if token.kind is TokenKind.BLOCK}
    before = [token for token in new.tokens if token.leaf < added.leaf]
    new_blocks = [
        token
        for token in before
        if token.kind is TokenKind.BLOCK and token.key not in known
    ]
    return added.leaf - 1 - len(new_blocks)


def _with_blanks(new: EnglishText, first: TextToken, last: TextToken) -> str:
    """Return the new blocks with the line breaks between them and the text beside them."""
    if first.leaf == 0:
        behind = [token.start for token in new.tokens if token.leaf > last.leaf]
        return new.text[first.start : min(behind, default=last.end)]
    return new.text[leaf_end(new, first.leaf - 1) : last.end]


def leaf_end(text: EnglishText, leaf: int) -> int:
    """Return where the last token of a leaf ends."""
    return max(token.end for token in text.tokens if token.leaf == leaf)


# What is told


def _told(
    before: str,
    after: str,
    left: Sequence[TextToken],
    right: Sequence[TextToken],
) -> str:
    old, new = _words(before, left), _words(after, right)
    if old and new:
        return f"“{old}” became “{new}”"
    if old or new:
        return f"“{old or new}” was {'taken out' if old else 'added'}"
    return "the structure of the text has changed"


def _words(text: str, tokens: Sequence[TextToken]) -> str:
    """Return the words of some tokens as they are written."""
    shown = [token for token in tokens if token.written]
    if not shown:
        return ""
    return short(text[shown[0].start : shown[-1].end])


def short(text: str) -> str:
    """Return a text as a message quotes it: in one line, and not all of a long one."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
