"""Names that no language translates or recases: Hyper-V, PowerShell, RAM.

The names of locales/glossary.yaml must be in the translation when they are in the English. They
keep their capitals, and so does every other word of the English that is written in capitals, or
with capitals inside it, where the translation has it; and a name of several words that was left in
English.

    en: Hyper-V stores SANs in Sample Device Bus.
    fr: Hyper-V stocke les SAN dans Sample Device Bus.      good
    ko: Hyper-v는 …                                          recased
    es: las San virtuales                                    an acronym recased
    fr: les e/s                                              for I/O, which is E/S
    it: il dispositivo Sample Device bus                     a name recased
    en: Active Directory and Linux are there.
    fr: active directory et linux y sont.                    names are no common words
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.habits import Habits
from bpadocs.lint.memo import Remembered
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, pairs
from bpadocs.words.glossary import Glossary
from bpadocs.words.languages import LanguageData

# How the English writes names: RAM and RAMs, PowerShell and Hyper-V, I/O, R2, and several words
# with capitals.
_ACRONYM: Final = re.compile(r"(?<![\w.\\/$-])([A-Z]{2,}\d*)s?(?![\w-])")
_INNER: Final = re.compile(
    r"(?<![\w\\/$.-])"
    r"(?:[A-Z]?[a-z]+[A-Z]\w*|[A-Z][a-z]+-[A-Z])"
    r"(?![\w-])"
)
_SLASHED: Final = re.compile(r"(?<![\w/])[A-Z]/[A-Z](?![\w/])")
_RELEASE: Final = re.compile(r"(?<![\w-])[A-Z]\d(?![\w-])")
_TITLE_RUN: Final = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*){2,}")
_RUN_OF_TWO: Final = re.compile(r"(?<![\w-])[A-Z][a-z]+(?: [A-Z][a-z]+)+(?![\w-])")

_IN_A_LITERAL: Final = re.compile(r"[.:\\/]\w")
"""What follows the first word of an address, a file or a path."""
_SMALL_SLASHED: Final = re.compile(r"(?<![\w/])([a-z])/([a-z])(?![\w/])")
_ORDINARY: Final = frozenset(
    ("AND", "AS", "IN", "IS", "IT", "NO", "NOT", "ON", "OR", "TO", "US"),
)
"""Words in capitals for emphasis."""

_ENGLISH: Final = 256
"""Blocks of English whose names are kept: those of a rule, until all languages are done."""
_LONG_NAME: Final = 5
"""Shorter names are too like common words."""
LONGEST_NAME: Final = 12
"""So many words a name has at most."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the names that are recased, torn or missing, each place once."""
    data = context.language(unit.language)
    glossary = context.glossary(unit.language)
    habits = context.habits_in(unit.language)
    for pair in pairs(unit):
        yield from _misspelt(pair, habits)
        if not _has_names(pair.english, glossary.names):
            continue
        hits = [
            *_recased(pair, data, glossary),
            *_runs(pair, data),
            *_small_runs(pair, habits),
            *_missing(pair, glossary),
        ]
        told = Spans()
        for hit in hits:
            if told.meet(hit.start, hit.end):
                continue
            told.add(hit.start, hit.end)
            yield hit


def _has_names(english: View, listed: tuple[str, ...]) -> bool:
    """Tell whether an English text has any name, of whatever kind."""
    if _names(english).all or _title_runs(english) or _names_within(english):
        return True
    return bool(_listed_names(english, listed))


def _recased(pair: ViewPair, data: LanguageData, glossary: Glossary) -> Iterator[Hit]:
    """Report the names of one word, and those of the glossary, that are written otherwise."""
    english, translation = pair
    slashed, own = _names(english)
    if slashed:
        yield from _small_slashed(translation, slashed, data)
    # the longer ones first: “windows server” is one name
    listed = sorted(_listed_names(english, glossary.names), key=len, reverse=True)
    names = dict.fromkeys([*listed, *own])
    if not names:
        return
    in_english = Remembered(partial(_is_in, english))
    for name in names:
        for match in _all(name, translation):
            found = match["name"]
            if found == name or in_english[found]:
                continue
            if not _is_right(translation, match, name, data):
                yield _recased_hit(translation, match, name)


def _is_right(
    translation: View, match: re.Match[str], name: str, data: LanguageData
) -> bool:
    """Tell whether a name may be written so in this language."""
    found = match["name"]
    behind = translation.text[match.end() : match.end() + 2]
    if len(name) == 2 and behind[:1] == ".":
        return True  # abbreviated in the language's own way: Id.
    if _INNER.fullmatch(found):
        return True  # a name as well: that of the English may be the slip
    if not found.islower():
        return False
    if match["plural"] or _IN_A_LITERAL.match(behind):
        return True
    return _is_a_word(found, name, data)


def _recased_hit(translation: View, match: re.Match[str], name: str) -> Hit:
    found = match["name"]
    start, end = translation.span(*match.span("name"))
    # with markup inside the name, writing it anew is no safe change
    is_plain = end - start == len(found)
    fix = None
    if is_plain:
        fix = Fix(start, end, name)
    return Hit(
        start=start,
        end=end,
        message=f"“{found}” must be {name}, as in the English",
        fix=fix,
    )


class _Names(NamedTuple):
    """The names of one word that an English text has."""

    slashed: Set[str]
    all: Sequence[str]


# Cached, as what follows: the English is the same for every language.
@lru_cache(maxsize=_ENGLISH)
def _names(english: View) -> _Names:
    text = english.text
    slashed = set(_SLASHED.findall(text))
    names = set(_ACRONYM.findall(text))
    names -= _ORDINARY
    names.update(_INNER.findall(text))
    names.update(_RELEASE.findall(text))
    return _Names(slashed, sorted(names | slashed))


@lru_cache(maxsize=_ENGLISH)
def _title_runs(english: View) -> Sequence[Sequence[str]]:
    """Return the names of three words or more that an English text has, word by word."""
    return [match[0].split() for match in _TITLE_RUN.finditer(english.text)]


@lru_cache(maxsize=_ENGLISH)
def _listed_names(english: View, names: tuple[str, ...]) -> Sequence[str]:
    """Return those of the names that an English text has, but not within longer ones."""
    found = []
    for name in names:
        # far quicker than what follows, and mostly false
        if name in english.text and not _is_part_of_longer(name, english.text, names):
            found.append(name)
    return found


def _small_slashed(
    translation: View,
    english: Set[str],
    data: LanguageData,
) -> Iterator[Hit]:
    """Report abbreviations in small letters.

    I/O has its own letters in many languages (E/S), but capitals in all. `y/o` is two words.
    """
    for match in _SMALL_SLASHED.finditer(translation.text):
        capitals = match[0].upper()
        words = {match[1], match[2]}
        if capitals in english or words <= data.function_words:
            continue
        start, end = translation.span(*match.span())
        yield Hit(
            start=start,
            end=end,
            message=f"“{match[0]}” is an abbreviation: {capitals}",
        )


def _all(name: str, view: View) -> Iterator[re.Match[str]]:
    """Return where the name is in any case, torn apart or in the plural.

    Where it is as it should be, there is nothing to look at.
    """
    places = view.index.places(name, "s")
    if _RELEASE.fullmatch(name):
        letter, number = name[0], name[1:]
        torn = view.index.places(f"{letter} {number}", "s")
        places = sorted({*places, *torn})
    other = [place for place in places if not _is_at(name, view.text, place)]
    if not other:  # the usual case: no expression needs to be compiled for it
        return iter(())
    return view.index.matches(_anywhere(name), other)


def _is_at(name: str, text: str, place: int) -> bool:
    """Tell whether the name is here, and no longer word. A Korean particle may follow it."""
    if not text.startswith(name, place):
        return False
    end = place + len(name)
    after = text[end : end + 1]
    goes_on = after.isalnum() or after == "_"
    return not (goes_on and after.isascii())


def _is_in(view: View, name: str) -> bool:
    """Tell whether a text has the name exactly."""
    places = view.index.places(name)
    matches = view.index.matches(_whole(name), places)
    return next(matches, None) is not None


@lru_cache(maxsize=2048)
def _anywhere(name: str) -> re.Pattern[str]:
    """Return what finds the name in any case.

    Where it ends in a digit, or has a hyphen, it may be torn by a blank as well.
    """
    pattern = re.escape(name).replace(r"\-", "[ -]?")
    if _RELEASE.fullmatch(name):
        pattern = f"{name[0]} ?{name[1:]}"
    return re.compile(
        r"(?<![A-Za-z0-9_.\\/$-])"
        rf"(?P<name>{pattern})"
        r"(?P<plural>s?)"
        r"(?![A-Za-z0-9_])",
        re.IGNORECASE,
    )


def _is_a_word(found: str, name: str, data: LanguageData) -> bool:
    """Tell whether this is a short word of the language that only looks like the acronym.

    In Italian these are `non` and `dà`, in French `or`.
    """
    if len(name) > 3:
        return False
    if found in data.function_words:
        return True
    return found in data.loanwords


def _runs(pair: ViewPair, data: LanguageData) -> Iterator[Hit]:
    """Report names of three words or more of which the translation keeps two and recases one."""
    english, translation = pair
    if not data.scripts:
        return
    parts: dict[str, None] = {}
    for words in _title_runs(english):
        parts |= dict.fromkeys(_parts(words, translation))
    in_english = Remembered(english.text.__contains__)
    for part in parts:
        for match in _all(part, translation):
            text = match["name"]
            # in small letters it is no name, but a translation that looks alike
            if not _has_capital(text):
                continue
            if text == part or in_english[text]:
                continue
            start, end = translation.span(*match.span("name"))
            yield Hit(
                start=start,
                end=end,
                message=(
                    f"“{text}” must be {part}, as in the English, or be translated as a whole"
                ),
            )


def _small_runs(pair: ViewPair, habits: Habits) -> Iterator[Hit]:
    """Report names of several words that are left in English and written small.

    Only where the translations write these words with a capital elsewhere: many an English phrase
    has become a common word of the language.
    """
    english, translation = pair
    for name in _names_within(english):
        if not habits.names.issuperset(name.split()):
            continue
        for match in _all(name, translation):
            text = match["name"]
            if text.islower() and text not in english.text.replace("-", " "):
                yield _recased_hit(translation, match, name)


def _misspelt(pair: ViewPair, habits: Habits) -> Iterator[Hit]:
    """Report a word that is nearly a name of the English, which the other pages write as it is."""
    if not habits.names:
        return
    names = _capitalized(pair.english) & habits.names
    if not names:
        return
    own = _capitalized(pair.translation)
    lost = sorted(names - own)
    if not lost:
        return
    strange = own - _capitalized(pair.english) - habits.names
    for word in pair.translation.words:
        if word.text in strange and word.lower not in habits.words:
            meant = [name for name in lost if _is_nearly(word.text, name)]
            if meant:
                start, end = pair.translation.span(word.start, word.end)
                yield Hit(
                    start=start,
                    end=end,
                    message=f"“{word.text}”: the name is {meant[0]}, here and on other pages",
                )


@lru_cache(maxsize=_ENGLISH)
def _capitalized(view: View) -> frozenset[str]:
    """Return the words of a text that begin with a capital, as names do."""
    return frozenset(word.text for word in view.words if word.text[0].isupper())


def _is_nearly(word: str, name: str) -> bool:
    """Tell whether two words differ by a letter or two behind the beginning that both have."""
    if len(name) < _LONG_NAME or abs(len(word) - len(name)) > 2:
        return False
    common = max(len(word), len(name)) - 2
    return word != f"{name}s" and word[:common] == name[:common]


@lru_cache(maxsize=_ENGLISH)
def _names_within(english: View) -> Sequence[str]:
    """Return the words with capitals that follow each other within a sentence of the English."""
    if english.block.kind == "heading":
        return ()  # there all words may have one
    beginnings = {sentence.start for sentence in english.sentences}
    found = []
    for match in _RUN_OF_TWO.finditer(english.text):
        name = match[0]
        if match.start() in beginnings:
            _, _, name = name.partition(" ")
        if " " in name:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _has_capital(words: str) -> bool:
    first_letters = [word[0] for word in words.split()]
    return any(map(str.isupper, first_letters))


def _parts(words: Sequence[str], view: View) -> Iterator[str]:
    """Yield what a text may have of a name of these words: two of them or more, longest first."""
    may_begin = []
    for one, other in pairwise(words):
        may_begin.append(view.index.may_have(f"{one} {other}", "s"))
    longest = min(len(words), LONGEST_NAME)
    for size in range(longest, 1, -1):
        for first in range(len(words) - size + 1):
            if may_begin[first]:
                after = first + size
                yield " ".join(words[first:after])


def _missing(pair: ViewPair, glossary: Glossary) -> Iterator[Hit]:
    """Report the names of the glossary that the translation has in no form."""
    for name in _listed_names(pair.english, glossary.names):
        if _is_kept(name, pair) or _is_translated(name, pair, glossary):
            continue
        length = len(pair.translation.text)
        start, end = pair.translation.span(0, length)
        yield Hit(
            start=start,
            end=end,
            message=f"the name {name} of the English is missing",
        )


def _is_kept(name: str, pair: ViewPair) -> bool:
    """Tell whether the translation has the name, recased or not, or need not have it."""
    english, translation = pair
    text = translation.text
    if name in text.replace("\u00a0", " "):
        return True
    recased = _anywhere(name)
    if recased.search(text):
        return True
    whole = _whole(name)
    return not whole.search(english.text)


@lru_cache(maxsize=256)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _is_part_of_longer(name: str, english: str, names: Sequence[str]) -> bool:
    """Tell whether the English has the name only within longer names.

    Those are looked for themselves.
    """
    for longer in names:
        if name != longer and name in longer:
            english = english.replace(longer, "")
    whole = _whole(name)
    return not whole.search(english)


def _is_translated(name: str, pair: ViewPair, glossary: Glossary) -> bool:
    """Tell whether the translation has the glossary's word for a term with this name in it.

    A wrong word for it counts too: the check `terms` tells it.
    """
    text = pair.translation.text
    terms = dict.fromkeys(glossary.found_in(pair.english.text))
    for term, words in terms:
        if name not in words:
            continue
        if term.right.search(text):
            return True
        if term.bad and term.bad.search(text):
            return True
    return False


CHECK = UnitCheck("product-names", run, mqm=Mqm.DO_NOT_TRANSLATE)
