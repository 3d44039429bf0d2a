"""A Korean particle in the wrong form, or twice, as a real analyser sees it.

은, 이, 과 follow a consonant, 는, 가, 와 a vowel; 으로 follows a consonant but ㄹ. Of Latin words
only abbreviations are judged, which are read letter by letter, and none that may be read as a word;
of numbers those that stand alone. What the check `particles` finds is not told again. It takes the
analyser of the extra `bpadocs[ko]`, which knows a noun from a verb; without it nothing is found
here, and a run says so once.

    ko: 관리자는 목록으로 돌아갑니다.      good
    ko: 관리자은 사용합니다.            는 after a vowel
    ko: 관리자는 목록로 돌아갑니다.        으로 after a consonant
    ko: VM이 실행됩니다.                good
    ko: VM가 실행됩니다.                이 after the consonant of M
    ko: 클러스터에서에서 실행됩니다.       a particle twice
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.checks.language import particles
from bpadocs.lint.checks.language._korean import (
    NOUNS,
    PARTICLES,
    AnalysedText,
    Slip,
    analysed,
    ends_word,
    hits,
)
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Passage
from bpadocs.words.korean import Morpheme, has_hangul
from bpadocs.words.korean_particles import final_sound, particle_for

_TWICE: Final = frozenset(
    {"을", "를", "은", "는", "이", "의", "에서", "으로", "와", "과"}
)
_ABBREVIATION: Final = re.compile(r"(?<![A-Za-z0-9.-])[A-Z]{2,}$")
_AS_A_WORD: Final = re.compile(r"[AEIOU][BCDGKPT]$")
"""What may be read as a word that ends in a consonant: ZIP is 집 or 지피."""
_NUMBER: Final = re.compile(r"(?:^|(?<=[가-힣 ]))(?<![A-Za-z] )\d+$")
_LONGEST: Final = 40
"""So many characters before a particle are looked at."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each particle that does not fit the sound before it, or follows itself."""
    data = context.language(language)
    for text in analysed(passage, language, context):
        slips = list(_slips(text))
        if slips:
            known = Spans(
                (hit.start, hit.end)
                for hit in particles.run(passage, language, context)
            )
            for hit in hits(text, slips, passage, data):
                if not known.meet(hit.start, hit.end):
                    yield hit


def _slips(text: AnalysedText) -> Iterator[Slip]:
    for number, (before, one) in enumerate(
        zip(text.found, text.found[1:], strict=False)
    ):
        if before.end != one.start:
            continue
        if before.tag in NOUNS:
            if number + 2 < len(text.found):
                after = text.found[number + 2]
            else:
                after = None
            yield from _wrong_form(text.text, before, one, after)
        if before.tag in PARTICLES:
            yield from _twice(text.text, before)


def _wrong_form(
    text: str, before: Morpheme, one: Morpheme, after: Morpheme | None
) -> Iterator[Slip]:
    """Yield a particle that is not the form for the sound before it."""
    written = _written(text, one)
    final = _final(text, before.end)
    if written is None or final is None or not _is_particle(one, after):
        return
    end = one.start + len(written)
    right = particle_for(written, final)
    if right == written or not ends_word(text, end):
        return
    word = text[before.start : before.end]
    message = f"“{word}” takes {right}, not {written}"
    if written == "이":
        message = f"“{word}{written}”: {word}{right}, or “{word} 이” if 이 means “this”"
    yield Slip(
        start=before.start,
        end=end,
        message=message,
        right=word + right,
    )


def _written(text: str, one: Morpheme) -> str | None:
    """Return the particle that begins here, as it is written."""
    # the longer ones first: 로 is part of 으로
    for form in ("으로", "은", "는", "이", "가", "과", "와", "로"):
        if text.startswith(form, one.start):
            return form
    return None


def _is_particle(one: Morpheme, after: Morpheme | None) -> bool:
    """Tell whether a morpheme is a particle, or what the analyser makes of a wrong one.

    이 may begin the verb “to be”, which an ending follows at once, and a wrong 는 looks like
    another verb.
    """
    joined = after is not None and after.start < one.end
    if one.tag == "VCP":
        return after is not None and after.start > one.end
    if one.tag == "VV":
        return one.form == "늘" and joined
    return one.tag in PARTICLES or (len(one.form) == 1 and one.tag in ("NNG", "XSM"))


def _final(text: str, end: int) -> int | None:
    """Return the sound that the word before this place ends in; None where it is not certain."""
    last = text[end - 1]
    before = text[max(end - _LONGEST, 0) : end]
    spelled = _ABBREVIATION.search(before) and not _AS_A_WORD.search(before)
    if has_hangul(last) or spelled or _NUMBER.search(before):
        return final_sound(last)
    return None


def _twice(text: str, one: Morpheme) -> Iterator[Slip]:
    """Yield a particle that stands twice at the end of a word."""
    written = text[one.start : one.end]
    end = one.end + len(written)
    if written not in _TWICE or text[one.end : end] != written:
        return
    if ends_word(text, end):
        message = f"“{written}” stands twice"
        yield Slip(
            start=one.start,
            end=end,
            message=message,
            right=written,
        )


CHECK = TextCheck(
    "korean-particles",
    run,
    english=False,
    mqm=Mqm.GRAMMAR,
)
