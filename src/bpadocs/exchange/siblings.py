"""One translation made from another where a number or a product name is all that differs in English.

    Windows 7 … at least 512 MB      Windows 7 … au moins 512 Mo
    Windows 8 … at least 1024 MB     Windows 8 … au moins 1024 Mo

Only what is sure is exchanged: each piece must stand in the translation as it stands in the English, as often as
there. Everything else is left to a translator.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKEN = re.compile(r"\{[a-z][a-z0-9_]*\}|\w+(?:[.,:’'/-]\w+)*|[^\w\s]")
_SENTENCE_END = frozenset(".!?:\n")
_REACH = 4
"""How many words before a number belong to a name at most: `Windows Server 2012 R2`."""

_FINAL_DIGITS = {"0": 1, "1": 8, "2": 0, "3": 1, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
_FINAL_LETTERS = {"l": 8, "m": 1, "n": 1, "r": 8}
_PARTICLES = (("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로"))
_RIEUL = 8


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    name: bool
    """A number, a name, an argument: what is the same in every language."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A piece of the sibling, and what stands in its place."""

    old: str
    new: str


def exchange(sibling: str, translation: str, english: str, language: str) -> tuple[str, tuple[Exchange, ...]] | None:
    """The translation of the sibling made that of the English, and what was exchanged; nothing where it is not sure."""
    if sibling == english:
        return translation, ()
    left, right = _tokens(sibling), _tokens(english)
    pieces: dict[str, str] = {}
    for kind, i1, i2, j1, j2 in SequenceMatcher(
        None, [token.text for token in left], [token.text for token in right], autojunk=False
    ).get_opcodes():
        if kind == "equal":
            if _gaps(sibling, left[i1:i2]) != _gaps(english, right[j1:j2]):
                return None
            continue
        if not all(token.name for token in (*left[i1:i2], *right[j1:j2])):
            return None
        found = _piece(sibling, left, (i1, i2), english, right, (j1, j2), translation)
        if found is None or pieces.setdefault(found.old, found.new) != found.new:
            return None
    if not pieces or _replaced(sibling, pieces, "en") != english:
        return None
    return _replaced(translation, pieces, language), tuple(Exchange(old, new) for old, new in pieces.items())


def shape(text: str) -> str:
    """The text without its numbers and names: siblings have one shape."""
    tokens = _tokens(text)
    words = ["" if token.name else token.text for token in tokens]
    return " ".join(word for number, word in enumerate(words) if word or (number and words[number - 1]))


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    opening = True
    for match in _TOKEN.finditer(text):
        word = match[0]
        capital = word[0].isupper() and (not opening or any(c.isupper() or c.isdigit() for c in word[1:]))
        name = capital or word[0] == "{" or any(c.isdigit() for c in word)
        tokens.append(_Token(word, match.start(), match.end(), name))
        opening = word in _SENTENCE_END or (opening and not word[0].isalnum())
    return tokens


def _gaps(text: str, tokens: Sequence[_Token]) -> list[str]:
    return [text[a.end : b.start] for a, b in pairwise(tokens)]


def _piece(
    sibling: str,
    left: Sequence[_Token],
    old: tuple[int, int],
    english: str,
    right: Sequence[_Token],
    new: tuple[int, int],
    translation: str,
) -> Exchange | None:
    """The shortest piece around the difference that the translation has as often as the English, and always means this.

    `8` alone may be more than one thing; `Windows 8` is not.
    """
    for before, after in sorted(((b, a) for b in range(_REACH) for a in range(2)), key=sum):
        i1, i2, j1, j2 = old[0] - before, old[1] + after, new[0] - before, new[1] + after
        if i1 < 0 or j1 < 0 or i2 > len(left) or j2 > len(right) or i1 == i2 or j1 == j2:
            continue
        around = (*left[i1 : old[0]], *left[old[1] : i2], *right[j1 : new[0]], *right[new[1] : j2])
        if not all(token.name or token.text[0].isupper() for token in around):
            continue
        was, becomes = sibling[left[i1].start : left[i2 - 1].end], english[right[j1].start : right[j2 - 1].end]
        if _bare_one(was, becomes):
            continue
        times = _count(was, sibling)
        if times == _count(was, translation) and _count(was, english) == _count(was, becomes) * _count(
            becomes, english
        ):
            return Exchange(was, becomes)
    return None


def _bare_one(was: str, becomes: str) -> bool:
    """One and two may want a singular and a plural."""
    return (was in ("0", "1")) != (becomes in ("0", "1"))


def _pattern(piece: str) -> str:
    return rf"(?<![\w{{])(?<!\d[.,]){re.escape(piece)}(?![A-Za-z0-9_}}]|[.,]\d)"


def _count(piece: str, text: str) -> int:
    return len(re.findall(_pattern(piece), text))


def _replaced(text: str, pieces: dict[str, str], language: str) -> str:
    """All pieces at once, the longest first, so that none is taken for part of another."""
    longest = sorted(pieces, key=len, reverse=True)
    pattern = re.compile("|".join(_pattern(piece) for piece in longest))
    particle = re.compile(rf"({pattern.pattern})(으로|[을를은는이가과와로])(?![가-힣])") if language == "ko" else None
    if particle:
        text = particle.sub(lambda match: match[1] + _particle(match[2], match[1], pieces[match[1]]), text)
    return pattern.sub(lambda match: pieces[match[0]], text)


def _particle(particle: str, old: str, new: str) -> str:
    """A Korean particle as it sounds after another word: 7을 but 2를."""
    for after_consonant, after_vowel in _PARTICLES:
        if particle in (after_consonant, after_vowel):
            final = _final(new)
            if _final(old) is None or final is None:
                return particle
            closed = final != 0 and not (final == _RIEUL and after_vowel == "로")
            return after_consonant if closed else after_vowel
    return particle


def _final(word: str) -> int | None:
    """The final sound of a word as Koreans read it: 0 is a vowel, 8 is ㄹ."""
    last = word[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isdigit():
        return _FINAL_DIGITS.get(last)
    return _FINAL_LETTERS.get(last.lower(), 0) if last.isupper() else None


def differences(sibling: str, english: str) -> Iterator[tuple[str, str]]:
    """What stands in the one where the other has something else."""
    left, right = _tokens(sibling), _tokens(english)
    matcher = SequenceMatcher(None, [x.text for x in left], [x.text for x in right], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield (
                sibling[left[i1].start : left[i2 - 1].end] if i2 > i1 else "",
                english[right[j1].start : right[j2 - 1].end] if j2 > j1 else "",
            )
