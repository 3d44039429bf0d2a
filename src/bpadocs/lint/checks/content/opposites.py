"""A word of the English that became its opposite: always and never, if and unless, yes and no.

Sentence by sentence, and only where the English has one of the two and the translation the other
alone. Where either says no, the opposite may be right: “disabled” is “not enabled”.

    en: Remove the disk before you restart.
    fr: Retirez le disque avant de redémarrer.      good
    fr: Retirez le disque après avoir redémarré.    the reverse
    en: The folder is never empty.
    es: La carpeta nunca está vacía.                good
    es: La carpeta siempre está vacía.              the reverse
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import Sentence, View, ViewPair, paired_sentences, pairs
from bpadocs.words.expression import Expression
from bpadocs.words.languages import LanguageData

_PAIRS: Final = (
    ("always", "never"),
    ("before", "after"),
    ("or earlier", "or later"),
    ("increase", "decrease"),
    ("enable", "disable"),
    ("minimum", "maximum"),
    ("if", "unless"),
    ("must", "may"),
    ("yes", "no"),
    ("add", "remove"),
    ("start", "stop"),
    ("show", "hide"),
    ("upload", "download"),
    ("more than", "less than"),
    ("public", "private"),
    ("succeed", "fail"),
    ("first", "last"),
    ("all", "some"),
    ("same", "other"),
    ("lock", "unlock"),
    ("import", "export"),
    ("select", "clear"),
    ("slow", "fast"),
    ("include", "exclude"),
    ("open", "close"),
    ("left", "right"),
    ("connect", "disconnect"),
    ("read", "write"),
    ("local", "remote"),
    ("internal", "external"),
    ("manual", "automatic"),
    ("true", "false"),
)
_OPPOSITES: Final[Mapping[str, str]] = {
    **dict(_PAIRS),
    **{other: one for one, other in _PAIRS},
}
_SAY_NO: Final = frozenset({"always", "never", "yes", "no"})
"""Of these pairs one is a negation itself."""
_IF: Final = "if"
_UNLESS: Final = "unless"
"""It is “if not”, and in many languages it has a word that says no."""


class _BothLanguages(NamedTuple):
    """What is known of the source language and of that of the translation."""

    english: LanguageData
    own: LanguageData


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the words of a translation that are the opposite of those of the English."""
    known = _BothLanguages(context.source, context.language(unit.language))
    if not known.own.opposites:
        return
    for pair in pairs(unit):
        said = _said(pair.english, known.english)
        said = _may_be_reversed(said, pair.translation, known.own)
        if said and len(pair.english.sentences) == len(pair.translation.sentences):
            yield from _compare(pair, said, known)


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _said(english: View, data: LanguageData) -> Sequence[str]:
    """Return the words of the English that have an opposite."""
    lower = english.lower
    found = []
    # Loops, because they run for every pair of words on every text.
    for name, needles in _needles(data):
        for needle in needles:
            if needle in lower:
                if data.opposites[name].search(english.text):
                    found.append(name)
                break
    return found


@lru_cache(maxsize=4)
def _needles(data: LanguageData) -> Sequence[tuple[str, Sequence[str]]]:
    """Return the names of words, each with what any text has that has them."""
    found = []
    for name, words in data.opposites.items():
        # of a language may be known how it says the one, and not the other
        if _OPPOSITES[name] in data.opposites:
            # where no needle is known, every text has the empty one
            found.append((name, words.needles or ("",)))
    return found


def _may_be_reversed(
    said: Sequence[str], translation: View, own: LanguageData
) -> Sequence[str]:
    """Return those words whose opposite the translation may have; most have none."""
    found = []
    for name in said:
        other = own.opposites.get(_OPPOSITES[name])
        # of a language may be known how it says the one, and not the other
        if other is None or name not in own.opposites:
            continue
        if other.may_be_in(translation.lower):
            found.append(name)
    return found


def _compare(
    pair: ViewPair, said: Sequence[str], known: _BothLanguages
) -> Iterator[Hit]:
    for theirs, ours in paired_sentences(pair):
        for name in said:
            if _says_only(name, theirs, known.english):
                yield from _reversed(name, theirs, ours, pair, known)


def _says_only(name: str, english: Sentence, data: LanguageData) -> bool:
    """Tell whether a sentence has this word and not its opposite."""
    word, other = data.opposites[name], data.opposites[_OPPOSITES[name]]
    return bool(word.search(english.text)) and not other.search(english.text)


def _reversed(
    name: str, theirs: Sentence, ours: Sentence, pair: ViewPair, known: _BothLanguages
) -> Iterator[Hit]:
    """Report the opposite, if a sentence has it and not the word itself."""
    found = known.own.opposites[_OPPOSITES[name]].search(ours.text)
    if found is None or known.own.opposites[name].search(ours.text):
        return
    if _may_be_right(name, theirs, ours, known):
        return
    word = known.english.opposites[name].search(theirs.text)
    start = ours.start + found.start()
    start, end = pair.translation.span(start, start + len(found[0]))
    yield Hit(
        start=start,
        end=end,
        message=f"“{found[0]}” is the reverse of “{word[0] if word else name}” in the English",
    )


def _may_be_right(
    name: str, theirs: Sentence, ours: Sentence, known: _BothLanguages
) -> bool:
    """Tell whether a sentence says no besides, so that the opposite may say the same."""
    if name in _SAY_NO:
        return False
    english, own = known
    if _has(english.negation, theirs):
        return True
    if name == _IF:
        return _has(english.negative, theirs)
    if _has(own.negation, ours):
        return True
    if name == _UNLESS:
        return False
    return _has(english.opposites.get(_UNLESS), theirs) or _has(
        own.opposites.get(_UNLESS), ours
    )


def _has(words: Expression | None, sentence: Sentence) -> bool:
    return bool(words and words.search(sentence.text))


CHECK = UnitCheck(
    "opposites",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
