"""A Korean particle in the wrong form: 을, 은, 과 follow a consonant, 를, 는, 와 a vowel.

After Latin letters and digits it counts how they are read: N, M, L and R end in a consonant, as do
0, 1, 3, 6, 7 and 8.

    ko: VLAN을 만듭니다.       good
    ko: VLAN를 만듭니다.       을 after the consonant of N
    ko: 서버를 다시 시작        good
    ko: 서버을 다시 시작        를 after a vowel
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views
from bpadocs.words.korean_particles import final_sound, particle_for

_NAME: Final = re.compile(
    r"(?<![A-Za-z0-9.-])"
    r"(?P<word>[A-Z]{2,}|(?:[A-Za-z]+ )?[A-Za-z]*\d+)"
    r"(?P<particle>[을를은는])"
    r"(?![가-힣])"
)
_HANGUL: Final = re.compile(
    r"(?<![가-힣])"
    r"(?P<word>[가-힣]+)"
    r"(?P<particle>[을를])"
    r"(?![가-힣])"
)
_WORDS: Final = frozenset({"마을", "가을", "노을", "고을"})
"""Nouns that end in one of these syllables."""
_EITHER: Final = frozenset({"MAC", "NIC"})
"""Read letter by letter by some and as a word by others."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each particle that is not the form for the sound before it."""
    if context.language(language).scripts != {"Hangul"}:
        return
    for view in views(passage):
        for match in (*_NAME.finditer(view.text), *_HANGUL.finditer(view.text)):
            word, particle = match["word"], match["particle"]
            if word + particle in _WORDS or word in _EITHER:
                continue
            right = particle_for(particle, final_sound(word[-1]))
            if right == particle:
                continue
            word_start, _ = view.span(match.start(), match.end())
            start, end = view.span(*match.span("particle"))
            yield Hit(
                start=word_start,
                end=end,
                message=f"“{word}” takes {right}, not {particle}",
                fix=Fix(start, end, right),
            )


CHECK = TextCheck(
    "particles",
    run,
    english=False,
    mqm=Mqm.GRAMMAR,
)
