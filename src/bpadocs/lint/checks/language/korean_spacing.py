"""Korean blanks where there must be none, and none where there must be one.

What 한글 맞춤법 leaves no choice about: particles are written onto their word (article 41), and so
are the suffixes 하다, 되다, 시키다 and every ending; a bound noun such as 수 or 것 stands alone
(article 42). It takes the analyser of the extra `bpadocs[ko]`; without it nothing is found here,
and a run says so once. What the patterns of the check `split-words` find is not told again.

    ko: 파일을 사용할 수 있습니다.       good
    ko: 파일을 사용할수 있습니다.        a bound noun without its blank
    ko: 파일을 사용할 수있습니다.        the same, behind it
    ko: 속성에 해당 하는 값입니다.       the suffix stands apart from its noun
    ko: 관리자 에게만 보입니다.          the particle stands apart from its noun
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bpadocs.lint.check import TextCheck
from bpadocs.lint.checks.language._korean import (
    NOUNS,
    PARTICLES,
    AnalysedText,
    Slip,
    analysed,
    hits,
)
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.words.korean import Morpheme, has_hangul

_SUFFIXES: Final = frozenset({"XSV", "XSA"})
_ENDINGS: Final = frozenset({"EC", "EF", "EP", "ETM"})
_BOUND: Final = frozenset({"수", "것", "뿐", "만큼", "대로", "줄", "때문"})
_THERE_IS: Final = frozenset({"있", "없"})
"""What follows 수: one can, or cannot."""
_NOUNS_OF_VERBS: Final = frozenset({"NNG", "XR"})
_STEMS: Final = frozenset({"XSV", "XSA", "VV", "VA", "VX", "VCP"})


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report blanks that the analyser and the rules of spelling agree about."""
    data = context.language(language)
    for text in analysed(passage, language, context):
        yield from hits(text, list(_slips(text)), passage, data)


def _slips(text: AnalysedText) -> Iterator[Slip]:
    """Yield the words that are written with other blanks, each once."""
    together: list[_Blank] = []
    for blank in _blanks(text):
        if together and blank.start >= together[-1].end:
            yield _slip(text.text, together)
            together = []
        together.append(blank)
    if together:
        yield _slip(text.text, together)


class _Blank(NamedTuple):
    """A place where a blank goes, or comes in."""

    at: int
    goes: bool
    start: int
    """Where the words around it begin."""
    end: int


def _blanks(text: AnalysedText) -> Iterator[_Blank]:
    for before, one in zip(text.found, text.found[1:], strict=False):
        gap = text.text[before.end : one.start]
        goes = gap == " " and _belongs_to(before, one)
        comes = not gap and _stands_alone(before, one)
        if goes or comes:
            start, end = _word(text.text, before.start, one.end)
            yield _Blank(
                at=before.end,
                goes=goes,
                start=start,
                end=end,
            )


def _slip(text: str, blanks: Sequence[_Blank]) -> Slip:
    """Return words with all their blanks as they should be: “사용 하 여” has two too many."""
    start = blanks[0].start
    end = blanks[-1].end
    right = ""
    after = start
    for blank in blanks:
        right += text[after : blank.at]
        after = blank.at
        if blank.goes:
            after += 1
        else:
            right += " "
    right += text[after:end]
    message = f"“{text[start:end]}” is written “{right}”"
    return Slip(
        start=start,
        end=end,
        message=message,
        right=right,
    )


def _belongs_to(before: Morpheme, one: Morpheme) -> bool:
    """Tell whether a morpheme is written onto the one before it."""
    if one.tag in PARTICLES:
        # 만 and 이 are other words too
        is_certain = len(one.form) > 1
        return is_certain and before.tag in NOUNS
    if one.tag in _SUFFIXES:
        return before.tag in _NOUNS_OF_VERBS
    return one.tag in _ENDINGS and before.tag in _STEMS


def _stands_alone(before: Morpheme, one: Morpheme) -> bool:
    """Tell whether a blank must be before a morpheme."""
    if one.tag == "NNB":
        return before.tag == "ETM" and one.form in _BOUND
    is_able = before.tag == "NNB" and before.form == "수"
    return is_able and one.form in _THERE_IS


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole word of Hangul around a span, as far as it is one."""
    while start and has_hangul(text[start - 1]):
        start -= 1
    while end < len(text) and has_hangul(text[end]):
        end += 1
    return start, end


CHECK = TextCheck(
    "korean-spacing",
    run,
    english=False,
    mqm=Mqm.SPELLING,
)
