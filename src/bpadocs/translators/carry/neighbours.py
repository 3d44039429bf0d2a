"""May a token be exchanged and every word beside it stay as it is?

A number decides the form of what is counted, the first sound of a word that of the article before
it, its last sound that of a Korean particle after it. Where nobody is certain, there is a doubt,
and the text is left to people.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from bpadocs.translators.carry.tokens import TextToken, TokenKind
from bpadocs.words.cldr import babel_locale
from bpadocs.words.korean_particles import PARTICLE, final_sound, particle_after
from bpadocs.words.languages import LanguageData, read_language

_REACH: Final = 80
"""Characters before and after a token that are looked at."""
# Markup and quotation marks between a token and the word before it, or after it.
# The marks before it are read backwards, from the token on.
_MARKS_BEFORE: Final = re.compile(r"(?>(?:>\w++/?<|[*_\[`(<“„\"«‘\s\u00a0\u202f])*)")
_MARK_AFTER: Final = (
    r"</?\w+>|[*_`>”\"’'»」』]"
    # the end of a link, with its address
    r"|\](?>(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])?)"
)
# The end of brackets, or all of them; but not those of `(으)로`.
_BRACKET: Final = r"\)|\((?![가-힣]{1,2}\))[^()\n]*\)"
_MARKS_AFTER: Final = re.compile(rf"(?:{_MARK_AFTER}|{_BRACKET})*")
_MARKS_TO_BRACKET: Final = re.compile(rf"(?:{_MARK_AFTER})*(?:{_BRACKET})")
_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)(['’]?)$")
_SUFFIX: Final = re.compile(r"['’:\-‐‑][^\W\d_]|\.?[ºª]")
"""An ending that is written onto a number or a name: 10’u, 10-et, 10:n, 8.º."""
_SHORT: Final = 3
"""Letters of a word that may go by the word after it, in a language of which nothing is known."""
_DEAF: Final = frozenset(
    [
        "ar",
        "da",
        "de",
        "et",
        "fa",
        "fi",
        "he",
        "id",
        "ja",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "nn",
        "no",
        "pt",
        "ro",
        "sv",
        "th",
        "tr",
        "vi",
        "zh",
    ]
)
"""Languages without a file of their own here, in which no word goes by the sound of a number."""
_WITHOUT_GENDER: Final = frozenset(
    ("et", "fa", "fi", "hu", "id", "ja", "ko", "ms", "th", "tr", "vi", "zh")
)
"""Languages in which nothing agrees with the gender of a name."""
_HAS_WORD: Final = re.compile(r"[^|\n\w]*\w")
"""Whether a word follows in the same line, and the same cell of a table."""
_VOWELS: Final = frozenset("aeiou")
_SOUNDS_OF_THEIR_OWN: Final = frozenset("hyszxgpw0123456789")
"""First letters that some words count as vowels, or before which Italian has other articles."""
_NEVER_BENT: Final = (TokenKind.TARGET, TokenKind.BLOCK, TokenKind.ADDRESS)
# The first syllables of everything that has another form after a vowel than after a consonant.
_SOUNDING: Final = frozenset("을를은는이가과와으로나며고라랑든여였야아란니")
_EITHER_FORM: Final = re.compile(r"[가-힣]{1,2}\([가-힣]{1,2}\)")
"""Both forms of a particle, as one writes them after what nobody knows: 을(를)."""
_MAYBE_SPOKEN: Final = re.compile(r"(?:[AEIOUY][BCDGKPRT]|[B-DF-HJ-NP-TV-Z]E)$")
"""The end of capital letters that may be read as a word, as SET and NAME are: it has another sound.
"""
_SHORT_NUMBER: Final = re.compile(
    r"(?<![^\d.,])[^\d.,A-Za-z]*[A-Za-z][^\d.,]*(\d{1,2})$"
)
"""The number of a name, which may be read in English: Windows 8, IPv6."""
_ALIKE_IN_ENGLISH: Final = frozenset(("2", "4", "5", "10", "12"))
"""Numbers that end in a vowel in both languages, or in a consonant that is not ㄹ."""
_CLOSED_IN_ENGLISH: Final = frozenset(("1", "7", "11"))
"""Numbers that end in a consonant in both languages, which is ㄹ in Korean alone."""
_DIRECTION: Final = ("으로", "로")
_ALIKE: Final = 3
"""Words whose last letters are the same, so many of them, end in the same sound."""
_HANGUL: Final = re.compile("[가-힣]")
_NO_COUNT: Final = "version"
"""In the place of a plural form, for what counts nothing, such as 3.1.1."""
_UNBENT_SCRIPTS: Final = (
    "CJK UNIFIED",
    "HIRAGANA",
    "KATAKANA",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
)
"""Scripts whose languages write without blanks, and bend no word by a number or name beside it."""


class Neighbours(NamedTuple):
    """What is written beside a token in a translation."""

    before: str
    after: str
    after_start: int
    """Where the text after it begins, markup left out."""
    in_brackets: bool
    """Whether a bracket closes between, or something in brackets stands there."""


class Swap(NamedTuple):
    """A token of a translation, and what is written in its place."""

    token: TextToken
    old: str
    new: str
    replaced: TextToken
    """The token of the English that it stands for."""
    replacement: TextToken
    """The token of the English of now."""


class Fitting(NamedTuple):
    """What fits after an exchange: a particle in the place of another one, at this offset."""

    start: int
    end: int
    text: str


def neighbours(text: str, token: TextToken) -> Neighbours:
    """Return what is beside a token, without the markup between."""
    before = text[max(token.start - _REACH, 0) : token.start]
    marks_before = _end(_MARKS_BEFORE.match(before[::-1]), 0)
    # Among the marks may be the address of a link, which may be long.
    after_start = _end(_MARKS_AFTER.match(text, token.end), token.end)
    return Neighbours(
        before=before[: len(before) - marks_before],
        after=text[after_start : after_start + _REACH],
        after_start=after_start,
        in_brackets=_MARKS_TO_BRACKET.match(text, token.end) is not None,
    )


def _end(found: re.Match[str] | None, start: int) -> int:
    """Return where the marks end that were found from this offset on."""
    if found:
        return found.end()
    return start


def doubt(text: str, swap: Swap, language: str) -> str | None:
    """Return why the words beside a token may have to change with it; None where they need not."""
    if swap.token.kind in _NEVER_BENT:
        return None
    beside = neighbours(text, swap.token)
    return (
        _doubt_of_count(swap, language)
        or _doubt_before(beside, swap, language)
        or _doubt_after(beside, swap)
    )


def fitting(text: str, swap: Swap) -> Fitting | None:
    """Return the Korean particle after a token as it is after the new one, where that differs."""
    if swap.token.kind in _NEVER_BENT:
        return None
    beside = neighbours(text, swap.token)
    particle = _particle(beside.after)
    if particle is None:
        return None
    new = particle_after(particle, _said(swap.old), _said(swap.new))
    if new == particle:
        return None
    start = beside.after_start
    return Fitting(start, start + len(particle), new)


# The number of what is counted


def _doubt_of_count(swap: Swap, language: str) -> str | None:
    old, new = swap.replaced.number, swap.replacement.number
    if swap.token.kind is not TokenKind.NUMBER or old is None or new is None:
        return None
    categories = {_category(old.value, language), _category(new.value, language)}
    if len(categories) == 1 or _NO_COUNT in categories:
        return None
    return (
        f"after {swap.new} another form of a word may be due than after {swap.old} "
        f"in {language}"
    )


def _category(value: str, language: str) -> str:
    """Return the plural form that a number takes; nothing is counted by a version."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return _NO_COUNT
    return str(babel_locale(language).plural_form(number))


# The word before


def _doubt_before(beside: Neighbours, swap: Swap, language: str) -> str | None:
    if _first_word(swap.old) == _first_word(swap.new):
        return None
    if swap.token.kind in (TokenKind.NAME, TokenKind.TERM):
        reason = _doubt_of_gender(beside, swap, language)
        if reason:
            return reason
    found = _LAST_WORD.search(beside.before)
    if found is None:
        return None
    word = found[1].lower()
    elided = bool(found[2])
    if swap.token.kind is TokenKind.NUMBER:
        sure = _sure_before_number(word, elided, swap, language)
    else:
        sure = _sure_before_name(word, elided, swap, read_language(language))
    if sure:
        return None
    return f"“{found[0]}” may have another form before “{swap.new}”"


def _doubt_of_gender(beside: Neighbours, swap: Swap, language: str) -> str | None:
    """Return the doubt about a name whose gender what is beside it may go by."""
    if language.split("-")[0] in _WITHOUT_GENDER or _is_alone(beside):
        return None
    data = read_language(language)
    # At the beginning of a clause it may be the subject of its verb.
    begins = _LAST_WORD.search(beside.before) is None
    participle = data.after_names and data.after_names.compiled.match(
        beside.after.lstrip()
    )
    if data.known and not begins and not participle:
        return None
    return f"what is said of “{swap.old}” may have another form for “{swap.new}”"


def _is_alone(beside: Neighbours) -> bool:
    """Whether nothing else stands in the same line, or the same cell of a table."""
    begins = _LAST_WORD.search(beside.before) is None
    return begins and not _HAS_WORD.match(beside.after)


def _sure_before_number(word: str, elided: bool, swap: Swap, language: str) -> bool:
    data = read_language(language)
    if not data.known and language.split("-")[0] not in _DEAF:
        return not elided and len(word) > _SHORT
    if word in data.before_numbers:
        return _sound(swap.replaced, data) == _sound(swap.replacement, data)
    return not elided


def _sound(token: TextToken, data: LanguageData) -> int:
    """Return the group of numbers that begin with the same sound."""
    value = token.number.value if token.number else ""
    whole = value.partition(".")[0]
    for group, expression in enumerate(data.number_sounds):
        for written in (value, whole):
            if expression.compiled.fullmatch(written):
                return group
    return -1


def _sure_before_name(word: str, elided: bool, swap: Swap, data: LanguageData) -> bool:
    if data.known:
        goes_by_name = word in data.before_names
    else:
        goes_by_name = len(word) <= _SHORT
    if not goes_by_name and not elided:
        return True
    # An article goes by the gender of a name; of code and arguments only the sound matters.
    if swap.token.kind in (TokenKind.NAME, TokenKind.TERM):
        return False
    return _first_sound(swap.old, data) == _first_sound(swap.new, data)


def _first_word(text: str) -> str:
    if text.split():
        return text.split()[0]
    return ""


def _said(text: str) -> str:
    """Return what is read of code or of something else."""
    return text.strip("`")


def _last_word(text: str) -> str:
    """Return the unit of a number, or the last word of a name; a number has none to go by."""
    word = re.split(r"[\s\u00a0\u202f]|(?<=\d)(?=[^\d.,])", text)[-1]
    if word.isdigit():
        return ""
    return word


def _first_sound(text: str, data: LanguageData) -> str:
    """Return whether a word begins with a vowel; its first letter where that does not suffice."""
    for character in unicodedata.normalize("NFD", text.lower()):
        if not character.isalnum():
            continue
        if not data.known or character in _SOUNDS_OF_THEIR_OWN:
            return character
        if character in _VOWELS:
            return "vowel"
        return "consonant"
    return ""


# What follows


def _doubt_after(beside: Neighbours, swap: Swap) -> str | None:
    after = beside.after
    last = _last_word(_said(swap.old))
    if last and last == _last_word(_said(swap.new)):
        return None
    if _SUFFIX.match(after):
        return f"an ending is written onto “{swap.old}”"
    first = after[:1]
    if not first.isalpha():
        return None
    if _HANGUL.match(first):
        return _doubt_of_sound(beside, swap)
    if unicodedata.name(first, "").startswith(_UNBENT_SCRIPTS):
        return None
    return f"an ending is written onto “{swap.old}”"


def _doubt_of_sound(beside: Neighbours, swap: Swap) -> str | None:
    """Return the doubt about what is written onto a word in Korean."""
    after = beside.after
    if after[0] not in _SOUNDING or _EITHER_FORM.match(after):
        return None
    before, now = _said(swap.old), _said(swap.new)
    old, new = _sure_sound(before, after), _sure_sound(now, after)
    known = old is not None and new is not None
    # What is in brackets may be left out by who reads aloud.
    if known and (old == new or (_particle(after) and not beside.in_brackets)):
        return None
    if len(before) > _ALIKE and before[-_ALIKE:] == now[-_ALIKE:]:
        return None
    return f"“{after[0]}” goes by the sound that “{swap.new}” ends in"


def _sure_sound(word: str, after: str) -> int | None:
    """Return the final sound of a word before this text; None where it is not the only one."""
    if _MAYBE_SPOKEN.search(word):
        return None
    number = _SHORT_NUMBER.search(word)
    if number and number[1] not in _ALIKE_IN_ENGLISH:
        # 일 and one, 칠 and seven, 십일 and eleven: after ㄹ, 로 is as after a vowel.
        differs = number[1] not in _CLOSED_IN_ENGLISH or after.startswith(_DIRECTION)
        if differs:
            return None
    return final_sound(word)


def _particle(after: str) -> str | None:
    """Return the Korean particle that a text begins with, where its word ends with it."""
    found = re.match(rf"({PARTICLE})(?![가-힣(])", after)
    if found:
        return found[1]
    return None
