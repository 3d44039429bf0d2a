"""A translation made from that of a sibling: an English text with another number or product name.

    Windows 7 … at least 512 MB      Windows 7 … au moins 512 Mo
    Windows 8 … at least 1024 MB     Windows 8 … au moins 1024 Mo

Only what is sure is replaced: each piece must be in the translation as it is in the English, and as
often. Everything else is left to a translator.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

from bpadocs.formats.differences import differences
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.korean_particles import PARTICLE, particle_after

# An {argument}, a word with what joins its parts (`1.5`, `Get-VM`, `l’accès`), or any other sign.
_TOKEN = re.compile(r"\{[a-z][a-z0-9_]*\}|\w+(?:[.,:’'/-]\w+)*|[^\w\s]")
_SENTENCE_END = frozenset(".!?:\n")
_FEW = ("0", "1")
"""The numbers that some language counts in the singular."""

_MOST_BEFORE = 3
"""So many words before a number belong to a name at most: `Windows Server 2012 R2`."""
_MOST_AFTER = 1
_BEFORE_AND_AFTER = product(
    range(_MOST_BEFORE + 1),
    range(_MOST_AFTER + 1),
)
_WIDENINGS = sorted(_BEFORE_AND_AFTER, key=sum)
"""How many words before and after a difference may be replaced with it, the fewest first."""


class Substitution(NamedTuple):
    """A piece of the sibling, and what replaces it."""

    old: str
    new: str


class Adapted(NamedTuple):
    """The translation of a sibling, made that of another English text."""

    text: str
    substitutions: tuple[Substitution, ...]


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    name: bool
    """A number, a name, an argument: what is the same in every language."""


class _TextSpan(NamedTuple):
    """Some tokens of a text, by their numbers; the end is the first that is none of them."""

    start: int
    end: int

    def widened(self, before: int, after: int) -> "_TextSpan":
        """Return the span with so many tokens more."""
        return _TextSpan(self.start - before, self.end + after)


class _Difference(NamedTuple):
    """Where two texts differ, or agree: the tokens of the one, and those of the other."""

    equal: bool
    old: _TextSpan
    new: _TextSpan


@dataclass(frozen=True, slots=True)
class _Tokenized:
    """A text and its tokens."""

    text: str
    tokens: Sequence[_Token]

    def at(self, span: _TextSpan) -> Sequence[_Token]:
        """Return the tokens of a span."""
        return self.tokens[span.start : span.end]

    def written(self, span: _TextSpan) -> str:
        """Return the text of a span, with the blanks between its tokens."""
        if span.start == span.end:
            return ""
        first = self.tokens[span.start]
        last = self.tokens[span.end - 1]
        return self.text[first.start : last.end]

    def gaps(self, span: _TextSpan) -> list[str]:
        """Return what is between the tokens of a span."""
        gaps = []
        for one, following in pairwise(self.at(span)):
            gap = self.text[one.end : following.start]
            gaps.append(gap)
        return gaps

    def has(self, span: _TextSpan) -> bool:
        """Tell whether the span has a token, and none that the text has not."""
        return 0 <= span.start < span.end <= len(self.tokens)


def adapt(
    sibling: str,
    translation: str,
    english: str,
    language: str,
) -> Adapted | None:
    """Make the translation of the sibling that of the English; None where it is not sure."""
    if sibling == english:
        return Adapted(translation, ())
    left = _tokenized(sibling)
    right = _tokenized(english)
    pieces = _pieces(left, right, translation)
    if not pieces:
        return None
    # The proof: what makes the one English of the other is all that differs.
    if _replaced(sibling, pieces, SOURCE_LANGUAGE) != english:
        return None
    text = _replaced(translation, pieces, language)
    substitutions = [Substitution(old, new) for old, new in pieces.items()]
    return Adapted(text, tuple(substitutions))


def shape(text: str) -> str:
    """Return the text without its numbers and names: siblings have one shape."""
    parts = []
    before = ""
    for token in _tokens(text):
        word = "" if token.name else token.text
        # Several names in a row are one, whether it is “Windows 7” or “Windows Server 2012 R2”.
        if word or before:
            parts.append(word)
        before = word
    return " ".join(parts)


def what_differs(sibling: str, english: str) -> Iterator[tuple[str, str]]:
    """Yield what the one has where the other has something else."""
    left = _tokenized(sibling)
    right = _tokenized(english)
    for difference in _compared(left, right):
        if difference.equal:
            continue
        here = left.written(difference.old)
        there = right.written(difference.new)
        yield here, there


def _tokenized(text: str) -> _Tokenized:
    return _Tokenized(text, _tokens(text))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    opening = True
    for match in _TOKEN.finditer(text):
        word = match[0]
        name = _is_name(word, opening=opening)
        token = _Token(
            text=word,
            start=match.start(),
            end=match.end(),
            name=name,
        )
        tokens.append(token)
        # A quotation mark or a bracket does not end the beginning of a sentence.
        opening = word in _SENTENCE_END or (opening and not word[0].isalnum())
    return tokens


def _is_name(word: str, *, opening: bool) -> bool:
    """Tell whether a word is a number, an argument or a name, by its looks."""
    first = word[0]
    if first == "{":
        return True
    if any(sign.isdigit() for sign in word):
        return True
    if not first.isupper():
        return False
    if not opening:
        return True
    # Any word that opens a sentence has a capital letter; a name may have more of them.
    return any(sign.isupper() for sign in word[1:])


def _compared(left: _Tokenized, right: _Tokenized) -> Iterator[_Difference]:
    old = [token.text for token in left.tokens]
    new = [token.text for token in right.tokens]
    for kind, i1, i2, j1, j2 in differences(old, new):
        yield _Difference(
            equal=kind == "equal",
            old=_TextSpan(i1, i2),
            new=_TextSpan(j1, j2),
        )


def _pieces(
    left: _Tokenized,
    right: _Tokenized,
    translation: str,
) -> dict[str, str] | None:
    """Return what is to be replaced by what; None where it is not sure."""
    pieces: dict[str, str] = {}
    for difference in _compared(left, right):
        if difference.equal:
            if left.gaps(difference.old) != right.gaps(difference.new):
                return None
            continue
        if not _only_names(left.at(difference.old)):
            return None
        if not _only_names(right.at(difference.new)):
            return None
        found = _piece(left, right, difference, translation)
        if found is None:
            return None
        before = pieces.setdefault(found.old, found.new)
        if before != found.new:
            # One piece cannot become two different things.
            return None
    return pieces


def _only_names(tokens: Iterable[_Token]) -> bool:
    return all(token.name for token in tokens)


def _piece(
    left: _Tokenized,
    right: _Tokenized,
    difference: _Difference,
    translation: str,
) -> Substitution | None:
    """Return the shortest piece around a difference that means this wherever it is.

    `8` alone may be more than one thing; `Windows 8` is not.
    """
    for before, after in _WIDENINGS:
        old = difference.old.widened(before, after)
        new = difference.new.widened(before, after)
        if not left.has(old) or not right.has(new):
            continue
        if not _is_one_name(left, difference.old, old):
            continue
        if not _is_one_name(right, difference.new, new):
            continue
        found = Substitution(left.written(old), right.written(new))
        if _is_sure(found, left.text, right.text, translation):
            return found
    return None


def _is_one_name(
    text: _Tokenized,
    inner: _TextSpan,
    outer: _TextSpan,
) -> bool:
    """Tell whether the tokens around the narrow span may belong to one name with it."""
    before = text.tokens[outer.start : inner.start]
    after = text.tokens[inner.end : outer.end]
    return all(token.name or token.text[0].isupper() for token in (*before, *after))


def _is_sure(
    found: Substitution,
    sibling: str,
    english: str,
    translation: str,
) -> bool:
    """Tell whether the piece has one meaning.

    Then it is in the translation as often as in its English, and in the other English only as part
    of what replaces it.
    """
    old, new = found
    if _between_one_and_many(found):
        return False
    if _count(old, sibling) != _count(old, translation):
        return False
    as_part = _count(old, new) * _count(new, english)
    return _count(old, english) == as_part


def _between_one_and_many(found: Substitution) -> bool:
    """Tell whether the words around it may have to change: one disk, but two disks."""
    old_is_few = found.old in _FEW
    new_is_few = found.new in _FEW
    return old_is_few != new_is_few


def _pattern(piece: str) -> str:
    """Return a regular expression for the piece where it is no part of a word or a number."""
    # Not after a letter, a digit or the brace of an argument, nor after the comma of a number.
    before = r"(?<![\w{])(?<!\d[.,])"
    # Letters of other scripts may follow: Korean particles do.
    after = r"(?![A-Za-z0-9_}]|[.,]\d)"
    return before + re.escape(piece) + after


def _count(piece: str, text: str) -> int:
    found = re.findall(_pattern(piece), text)
    return len(found)


def _replaced(
    text: str,
    pieces: Mapping[str, str],
    language: str,
) -> str:
    """Replace all pieces at once, the longest first, so that none is taken for part of another."""
    longest = sorted(pieces, key=len, reverse=True)
    pattern = "|".join(_pattern(piece) for piece in longest)
    if language == "ko":
        text = _with_particles(text, pattern, pieces)
    return re.sub(pattern, lambda match: pieces[match[0]], text)


def _with_particles(
    text: str,
    pattern: str,
    pieces: Mapping[str, str],
) -> str:
    """Return the text with the Korean particles that the new pieces want, the old still in it."""

    def _changed(match: re.Match[str]) -> str:
        piece = match[1]
        particle = particle_after(match[2], piece, pieces[piece])
        return piece + particle

    # A particle ends its word: no other syllable follows.
    return re.sub(rf"({pattern})({PARTICLE})(?![가-힣])", _changed, text)
