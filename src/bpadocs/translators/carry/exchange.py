"""Make in a translation the exchanges that were made in its English, or say why it cannot be sure.

What was exchanged must stand in the translation as often as it stood in the old English, and where
only some of it was exchanged, in the same blocks. The result is read again: it has the new tokens
in the places of the old ones, and nothing else is new.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.errors import BpadocsError
from bpadocs.lint.checks.content.numbers import Number
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.translators.carry.english import (
    EnglishChange,
    EnglishText,
    Exchange,
    NotCarried,
    gap,
    short,
)
from bpadocs.translators.carry.neighbours import Fitting, Swap, doubt, fitting
from bpadocs.translators.carry.numerals import rewritten, unit_for
from bpadocs.translators.carry.tokens import (
    Identity,
    Reading,
    TextToken,
    TokenKind,
    anchors,
    structure,
    tokens,
)
from bpadocs.words.languages import read_language


class EnglishPair(NamedTuple):
    """The English that a translation was made from, and that of now."""

    old: EnglishText
    new: EnglishText


class _TextSplice(NamedTuple):
    """A span of the translation, and what is written there instead."""

    start: int
    end: int
    text: str


class _UnsureError(BpadocsError):
    """The exchange is not certain; the message says why."""


def exchanged(
    change: EnglishChange,
    english: EnglishPair,
    translation: str,
    reading: Reading,
) -> str | NotCarried:
    """Return the translation with the exchanges of its English, or why it is left as it is."""
    text = EnglishText(translation, tokens(translation, reading))
    try:
        return _Carrier(change, *english, text, reading).text()
    except _UnsureError as error:
        return NotCarried(str(error))


@dataclass(frozen=True, slots=True)
class _Carrier:
    """One translation, and what is to be done in it."""

    change: EnglishChange
    old: EnglishText
    new: EnglishText
    translation: EnglishText
    reading: Reading

    def text(self) -> str:
        """Return the new text. Raises _UnsureError."""
        swaps = list(self._swaps())
        particles = self._particles(swaps)
        splices = [_TextSplice(*particle) for particle in particles]
        for swap in swaps:
            splices.append(_TextSplice(swap.token.start, swap.token.end, swap.new))
        splices.extend(self._code_splices())
        text = _spliced(self.translation.text, splices)
        if not self._is_as_wanted(text, swaps, particles):
            raise _UnsureError("the exchanged text would be read in another way")
        return text

    # Which tokens are exchanged

    def _swaps(self) -> Iterator[Swap]:
        """Yield every token of the translation that is exchanged."""
        by_old: defaultdict[Identity, list[Exchange]] = defaultdict(list)
        for exchange in self.change.exchanges:
            by_old[exchange.old.identity].append(exchange)
        here: defaultdict[Identity, list[TextToken]] = defaultdict(list)
        for token in self.translation.tokens:
            here[token.identity].append(token)
        there = Counter(token.identity for token in self.old.tokens)
        for identity, exchanges in by_old.items():
            if any(one.new.identity != identity for one in exchanges):
                yield from self._swaps_of(exchanges, here[identity], there[identity])

    def _swaps_of(
        self, exchanges: Sequence[Exchange], here: Sequence[TextToken], there: int
    ) -> Iterator[Swap]:
        """Yield the exchanges of what stands so often in the old English."""
        old = exchanges[0].old
        if len(here) != there:
            raise _UnsureError(self._missing(old, there, len(here)))
        self._refuse_spelled_out(old)
        becomes = {one.new.identity for one in exchanges}
        by_leaf: Mapping[int, Exchange] = {}
        if len(becomes) > 1 or len(exchanges) != there:
            by_leaf = self._by_leaf(exchanges, here)
        for token in here:
            exchange = by_leaf.get(token.leaf, exchanges[0])
            if exchange.new.identity != token.identity:
                yield self._swap(token, exchange)

    def _by_leaf(
        self, exchanges: Sequence[Exchange], here: Sequence[TextToken]
    ) -> Mapping[int, Exchange]:
        """Return what the token becomes in each block, if it becomes one thing in each.

        Items and rows may be in another order in the translation. So what else stands in a block
        has to tell it from all blocks where the token becomes another thing.
        """
        by_leaf: dict[int, Exchange] = {}
        by_anchors: dict[tuple[Identity, ...], Exchange] = {}
        theirs, ours = anchors(self.old.tokens), anchors(self.translation.tokens)
        places = Counter(one.old.leaf for one in exchanges)
        clear = structure(self.old.tokens) == structure(self.translation.tokens)
        clear = clear and places == Counter(token.leaf for token in here)
        for one in exchanges:
            leaf = one.old.leaf
            own = tuple(theirs[leaf])
            alike = (by_leaf.setdefault(leaf, one), by_anchors.setdefault(own, one))
            becomes = {known.new.identity for known in (one, *alike)}
            clear = clear and len(becomes) == 1 and theirs[leaf] == ours[leaf]
        if clear:
            return by_leaf
        raise _UnsureError(self._partly(exchanges))

    def _partly(self, exchanges: Sequence[Exchange]) -> str:
        """Say that a token did not become one other thing everywhere."""
        old = exchanges[0].old
        changed = [one for one in exchanges if one.new.identity != old.identity]
        count = sum(token.identity == old.identity for token in self.old.tokens)
        there = _times(count)
        became = "became several things"
        if len(changed) < len(exchanges):
            became = f"only {len(changed)} changed"
        return f"“{short(old.written)}” stands {there} in the English, and {became}"

    def _missing(self, token: TextToken, there: int, here: int) -> str:
        language = self.reading.language
        written = short(token.written)
        if here:
            own = f"{_times(here)} in {language}"
            return f"“{written}” stands {_times(there)} in the English, and {own}"
        word = None
        if token.number:
            word = _spelled_out(token.number, self.translation.text, language)
        if word:
            return f"“{written}” is spelled out in {language}: “{word}”"
        return f"“{written}” does not stand so in {language}"

    def _refuse_spelled_out(self, token: TextToken) -> None:
        """Raise where the number is in one of the texts as a word too.

        Which of the two the translation has in digits may be the other one of the English.
        """
        if token.number is None or token.number.unit:
            return
        source = _spelled_out(token.number, self.old.text, SOURCE_LANGUAGE)
        language = self.reading.language
        own = _spelled_out(token.number, self.translation.text, language)
        word = source or own
        if word:
            raise _UnsureError(f"“{short(token.written)}” is there as “{word}” too")

    def _refuse_twelve(self, old: TextToken, new: TextToken) -> None:
        """Raise where an hour of the clock becomes noon or midnight, or was that.

        With 24 hours 11 PM is 23, and 12 PM is 12.
        """
        is_hour = _HALF_OF_DAY.match(self.old.text, old.end)
        if is_hour and "12" in (old.written, new.written):
            language = self.reading.language
            message = f"noon and midnight may be other hours in {language}"
            raise _UnsureError(message)

    # How they are written

    def _swap(self, token: TextToken, exchange: Exchange) -> Swap:
        swap = Swap(
            token=token,
            old=token.written,
            new=self._new(token, exchange),
            replaced=exchange.old,
            replacement=exchange.new,
        )
        reason = doubt(self.translation.text, swap, self.reading.language)
        if reason:
            raise _UnsureError(reason)
        return swap

    def _new(self, token: TextToken, exchange: Exchange) -> str:
        """Return what is written in the place of a token of the translation."""
        old, new = exchange
        if new.kind is TokenKind.TERM:
            return self._form_of(new.key)
        there, now, here = old.number, new.number, token.number
        if there is None or now is None or here is None:
            return new.written
        self._refuse_twelve(old, new)
        unit = unit_for(here, now.unit, self.reading.language)
        if unit is None:
            raise _UnsureError(
                f"nobody knows how {self.reading.language} writes {now.unit}"
            )
        digits, blank = _parts(token.written, here)
        english, _ = _parts(old.written, there)
        replacement, _ = _parts(new.written, now)
        number = rewritten(digits, english, replacement, self.reading.language)
        return number + blank + unit

    def _form_of(self, term: str) -> str:
        """Return the one form of a term in the language."""
        for form, english in self.reading.terms:
            if english == term:
                return form
        raise _UnsureError(
            f"{self.reading.language} has no word, or several, for “{term}”"
        )

    def _particles(self, swaps: Sequence[Swap]) -> list[Fitting]:
        """Return the Korean particles that the new words want."""
        found: list[Fitting] = []
        if self.reading.language.split("-")[0] != "ko":
            return found
        for swap in swaps:
            particle = fitting(self.translation.text, swap)
            if particle:
                found.append(particle)
        return found

    # Blocks of code that came or went

    def _code_splices(self) -> Iterator[_TextSplice]:
        if not self.change.code:
            return
        if structure(self.old.tokens) != structure(self.translation.tokens):
            raise _UnsureError(
                f"{self.reading.language} has other blocks than the English, so the place of the "
                "code is not certain"
            )
        for code in self.change.code:
            start, end = gap(self.translation, code.after, code.before)
            if self.translation.text[start:end].rstrip("\n") != code.old.rstrip("\n"):
                raise _UnsureError(
                    f"{self.reading.language} has something else in the place where code came or "
                    "went"
                )
            yield _TextSplice(start, end, code.new)

    # The proof

    def _is_as_wanted(
        self, text: str, swaps: Sequence[Swap], particles: Sequence[Fitting]
    ) -> bool:
        """Whether the new text, read again, has the new tokens, and all others as they were."""
        expected = self._expected(swaps, particles)
        found = tokens(text, self.reading)
        identities = [token.identity for token in found]
        if not self.change.code:
            return identities == expected
        if _without_code(identities) != _without_code(expected):
            return False
        if structure(found) != structure(self.new.tokens):
            return False
        return _only_code(found) == _only_code(self.new.tokens)

    def _expected(
        self, swaps: Sequence[Swap], particles: Sequence[Fitting]
    ) -> list[Identity]:
        """Return what the tokens of the new text say, but for code that came or went."""
        becomes: dict[int, Identity] = {}
        for swap in swaps:
            becomes[swap.token.start] = swap.replacement.identity
        for particle in particles:
            becomes[particle.start] = (TokenKind.WORD, particle.text)
        expected = []
        for token in self.translation.tokens:
            identity = token.identity
            # A mark of structure has no width, and the place of the token behind it.
            if token.written:
                identity = becomes.get(token.start, identity)
            expected.append(identity)
        return expected


def _spliced(text: str, splices: Iterable[_TextSplice]) -> str:
    pieces = []
    reached = 0
    for splice in sorted(splices):
        pieces += [text[reached : splice.start], splice.text]
        reached = splice.end
    return "".join([*pieces, text[reached:]])


_WORD: Final = re.compile(r"\w+")
_HALF_OF_DAY: Final = re.compile(r"(?::\d\d)?[ \u00a0\u202f]?[ap]\.?m\b", re.IGNORECASE)


def _times(count: int) -> str:
    if count == 1:
        return "once"
    return f"{count} times"


def _spelled_out(number: Number, text: str, language: str) -> str | None:
    """Return the word for a number in a text, if it has one."""
    return _words_of_numbers(text, language).get(number.value)


@lru_cache(maxsize=64)
def _words_of_numbers(text: str, language: str) -> Mapping[str, str]:
    """Return the numbers that a text spells out, each with its word."""
    numbers = read_language(language).numbers
    found = {}
    for word in _WORD.findall(text.lower()):
        if word in numbers:
            found[str(numbers[word])] = word
    return found


def _parts(written: str, number: Number) -> tuple[str, str]:
    """Return the digits of a number, and the blank between them and its unit."""
    before_unit = written.removesuffix(number.written)
    digits = before_unit.rstrip()
    return digits, before_unit[len(digits) :]


def _without_code(identities: Sequence[Identity]) -> list[Identity]:
    return [one for one in identities if one[0] is not TokenKind.BLOCK]


def _only_code(found: Sequence[TextToken]) -> list[str]:
    return [token.key for token in found if token.kind is TokenKind.BLOCK]
