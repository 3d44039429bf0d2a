"""Words that texts and their translations seem to have for one another: candidates for terms.

Nothing here knows a language. Words that stand in the same pairs of sentences, and hardly anywhere
without each other, probably mean the same; how far that is from chance is the log-likelihood ratio,
and how faithful they are to each other the Dice coefficient. A person decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from bpadocs.lint.subject import Unit
from bpadocs.lint.view import paired_sentences, pairs
from bpadocs.words.glossary import Glossary
from bpadocs.words.languages import LanguageData, Languages

_WORD: Final = re.compile(
    r"[^\W\d_]+[’'](?=[^\W\d_])|[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\s\w]"
)
"""A word; an article with its apostrophe, l’; or a mark, which no term goes across."""
_LONGEST_ENGLISH: Final = 4
_LONGEST: Final = 6
_LEAST_PAIRS: Final = 3
_LEAST_DICE: Final = 0.7
_LEAST_LIKELIHOOD: Final = 15.0
"""A pair as unlikely as this comes about by chance once in ten thousand."""
_MOSTLY: Final = 0.9
"""A phrase that stands in a longer one this often is a piece of it."""
_MOSTLY_IN_ANOTHER: Final = 0.8
"""The same among candidates, whose counts are of pairs of sentences."""
_MOST_WORDS: Final = 60
"""A sentence with more tells little and takes long."""
_PARTICLE: Final = re.compile(
    r"(?<=[가-힣])(?:으로|에서|에게|까지|부터)$"
    r"|(?<=[가-힣]{2})(?:보다|처럼|마다|을|를|은|는|이|가|와|과|의|에|로|도|만)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePair:
    """A sentence, its translation, and where it is."""

    english: str
    translation: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCandidate:
    """What a language seems to call a thing."""

    english: str
    translation: str
    pairs: int
    """In so many pairs of sentences both stand."""
    dice: float
    likelihood: float
    place: str
    """Where they first do."""


def sentence_pairs(units: Iterable[Unit]) -> Iterator[SentencePair]:
    """Yield the sentences of these texts beside their translations."""
    for unit in units:
        for pair in pairs(unit):
            for english, translation in paired_sentences(pair):
                start, _ = pair.translation.span(translation.start, translation.end)
                line, _ = unit.translation.locate(start)
                yield SentencePair(
                    english=english.text,
                    translation=translation.text,
                    place=f"{unit.translation.file}:{line}",
                )


def candidates(
    sentences: Iterable[SentencePair],
    language: str,
    glossary: Glossary,
    languages: Languages,
    source_language: str,
) -> list[TermCandidate]:
    """Return what is probably a term and not in the glossary, the surest first."""
    own = languages.read(language)
    table = _CoOccurrence(languages.read(source_language), own, sentences)
    found = list(table.candidates(glossary))
    kept = _without_parts(_one_each(found))
    return sorted(kept, key=lambda one: (-one.likelihood, one.english))


class _CoOccurrence:
    """Which phrases stand in which sentences."""

    def __init__(
        self,
        english: LanguageData,
        own: LanguageData,
        sentences: Iterable[SentencePair],
    ) -> None:
        self.sentences = _different(sentences)
        self.english = _TermPhrases(
            english.function_words,
            _LONGEST_ENGLISH,
            joins=False,
        )
        self.translation = _TermPhrases(
            own.function_words,
            _LONGEST,
            joins=True,
        )
        for number, sentence in enumerate(self.sentences):
            self.english.add(number, sentence.english)
            self.translation.add(number, sentence.translation)
        self.translation.keep_whole()
        self.english.keep_whole()
        self.by_sentence: defaultdict[int, list[str]] = defaultdict(list)
        for phrase, places in self.translation.places.items():
            for number in places:
                self.by_sentence[number].append(phrase)

    def candidates(self, glossary: Glossary) -> Iterator[TermCandidate]:
        """Yield the most faithful translation of each phrase that no term is part of."""
        for phrase, places in self.english.places.items():
            if glossary.found_in(phrase):
                continue
            best = self._best(phrase, places)
            if best:
                yield best

    def _best(self, phrase: str, places: Sequence[int]) -> TermCandidate | None:
        together: Counter[str] = Counter()
        for number in places:
            together.update(self.by_sentence[number])
        best = (_LEAST_DICE, 0, "")
        for translation, count in together.items():
            alone = len(self.translation.places[translation])
            dice = 2 * count / (len(places) + alone)
            if count >= _LEAST_PAIRS:
                length = len(translation.split())
                best = max(best, (dice, length, translation))
        dice, _, translation = best
        if not translation or self._is_of_english(phrase, translation, places[0]):
            return None
        return self._candidate(phrase, translation, together[translation], dice)

    def _is_of_english(self, phrase: str, translation: str, number: int) -> bool:
        """Tell whether a translation has English words: all of them, or others than the phrase."""
        own = set()
        for word in phrase.split():
            own |= {word, f"{word}s"}
        words = set(translation.split())
        sentence = self.sentences[number].english
        others = set(_WORD.findall(sentence.lower())) - own
        return words <= own or bool(words & others)

    def _candidate(
        self, phrase: str, translation: str, count: int, dice: float
    ) -> TermCandidate | None:
        places = self.english.places[phrase]
        others = self.translation.places[translation]
        likelihood = _likelihood(
            count,
            len(places),
            len(others),
            len(self.sentences),
        )
        if likelihood < _LEAST_LIKELIHOOD:
            return None
        both = set(others)
        first = next(one for one in places if one in both)
        return TermCandidate(
            english=self.english.as_written(phrase),
            translation=self.translation.as_written(translation),
            pairs=count,
            dice=dice,
            likelihood=likelihood,
            place=self.sentences[first].place,
        )


class _TermPhrases:
    """The phrases of one side, each with the sentences that it stands in."""

    def __init__(
        self, function_words: Collection[str], longest: int, *, joins: bool
    ) -> None:
        self.function_words = function_words
        self.longest = longest
        self.joins = joins
        """Whether a term may have small words inside."""
        self.places: dict[str, list[int]] = {}
        self.written: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, number: int, sentence: str) -> None:
        """Add the phrases of a sentence."""
        words = [_PARTICLE.sub("", word) for word in _WORD.findall(sentence)]
        if len(words) > _MOST_WORDS:
            return
        for phrase in dict.fromkeys(self._phrases(words)):
            key = phrase.lower()
            if not self.joins:
                key = _PLURAL.sub("", key)
            places = self.places.setdefault(key, [])
            if not places or places[-1] != number:
                places.append(number)
            self.written[key][phrase] += 1

    def _phrases(self, words: Sequence[str]) -> Iterator[str]:
        """Yield every run of words that begins and ends as a term may."""
        for start, first in enumerate(words):
            if not self._may_edge(first):
                continue
            # one more than may be in a term, to know what is a piece of something longer
            longest = min(start + self.longest + 1, len(words))
            for end in range(start + 1, longest + 1):
                last = words[end - 1]
                if not last[0].isalpha() or not self._may_be_inside(last):
                    break
                if self._may_edge(last):
                    phrase = " ".join(words[start:end])
                    yield _APOSTROPHE.sub("\\1", phrase)

    def _may_be_inside(self, word: str) -> bool:
        # “disque dur de la machine” is a term, “appears in the tool” is none
        return self.joins or word.lower() not in self.function_words

    def _may_edge(self, word: str) -> bool:
        if len(word) < 2 or not word[0].isalpha() or word[-1] in "’'":
            return False
        return word.lower() not in self.function_words

    def keep_whole(self) -> None:
        """Forget what stands in too few sentences, and what is a piece of a longer phrase."""
        often: dict[str, list[int]] = {}
        for phrase, places in self.places.items():
            if len(places) >= _LEAST_PAIRS:
                often[phrase] = places
        pieces: set[str] = set()
        for phrase, places in often.items():
            least = len(places) / _MOSTLY
            for piece in _pieces(phrase):
                if piece in often and len(often[piece]) <= least:
                    pieces.add(piece)
        self.places = {}
        for phrase, places in often.items():
            is_short = len(phrase.split()) <= self.longest
            if is_short and phrase not in pieces:
                self.places[phrase] = places

    def as_written(self, phrase: str) -> str:
        """Return the phrase with the capitals that it mostly has."""
        counts = self.written[phrase]
        return max(counts, key=lambda one: (counts[one], one.islower(), one))


_PLURAL: Final = re.compile(r"(?<=\w[^\Ws])s$|(?:(?<=ss)|(?<=ch)|(?<=sh)|(?<=x))es$")
"""The ending of an English plural: one thing and several are one candidate."""
_APOSTROPHE: Final = re.compile(r"([’']) ")


def _pieces(phrase: str) -> Iterator[str]:
    """Yield every shorter run of the words of a phrase."""
    words = phrase.split()
    count = len(words)
    for length in range(1, count):
        for start in range(count - length + 1):
            piece = words[start : start + length]
            yield " ".join(piece)


def _different(sentences: Iterable[SentencePair]) -> list[SentencePair]:
    """Return each sentence once: what is repeated from page to page proves nothing more."""
    found: dict[tuple[str, str], SentencePair] = {}
    for one in sentences:
        found.setdefault((one.english, one.translation), one)
    return list(found.values())


def _likelihood(together: int, english: int, translation: int, all_pairs: int) -> float:
    """Return the log-likelihood ratio of two phrases: how far they are from chance."""
    rest = all_pairs - english - translation + together
    observed = (together, english - together, translation - together, rest)
    rows = (english, english, all_pairs - english, all_pairs - english)
    columns = (translation, all_pairs - translation) * 2
    total = 0.0
    for count, row, column in zip(observed, rows, columns, strict=True):
        if count > 0:
            total += count * log(count * all_pairs / (row * column))
    return 2 * total


def _one_each(found: Iterable[TermCandidate]) -> list[TermCandidate]:
    """Return one English phrase for each translation: the most faithful, and then the longest."""
    best: dict[str, TermCandidate] = {}
    for one in found:
        key = one.translation.lower()
        other = best.get(key)
        if other is None or _rank(one) > _rank(other):
            best[key] = one
    return list(best.values())


def _rank(one: TermCandidate) -> tuple[float, int]:
    return round(one.dice, 1), len(one.english.split())


def _without_parts(found: Sequence[TermCandidate]) -> list[TermCandidate]:
    """Return the candidates without those that hardly stand anywhere but in a longer one."""
    by_word: defaultdict[str, list[TermCandidate]] = defaultdict(list)
    for one in found:
        for word in one.english.lower().split():
            by_word[word].append(one)
    kept = []
    for one in found:
        first = one.english.lower().split()[0]
        with_it = by_word[first]
        if not any(_is_part(one, other) for other in with_it):
            kept.append(one)
    return kept


def _is_part(one: TermCandidate, other: TermCandidate) -> bool:
    """Tell whether a phrase is part of another one, and stands alone in few sentences."""
    own = f" {one.english.lower()} "
    longer = f" {other.english.lower()} "
    is_in = own != longer and own in longer
    return is_in and other.pairs >= one.pairs * _MOSTLY_IN_ANOTHER
