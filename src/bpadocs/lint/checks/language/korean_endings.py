"""Korean sentences that end in another style than the rest of their page.

A page that says 합니다 does not say 한다 or 해요 in between: the fewer are told. (하세요 goes with
합니다, and a sentence may end in a noun.) It takes the analyser of the extra `bpadocs[ko]`; without
it nothing is found here, and a run says so once.

    ko: 서버를 다시 시작합니다. 그런 다음 로그를 확인하세요. 끝나면 창을 닫습니다.   good
    ko: 서버를 다시 시작합니다. 그런 다음 로그를 확인합니다. 끝나면 창을 닫는다.   one 한다
    ko: 서버를 다시 시작합니다. 그런 다음 로그를 확인합니다. 끝나면 창을 닫아요.   one 해요
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.language._korean import is_read
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import Sentence, View, views
from bpadocs.words.korean import morphemes
from bpadocs.words.korean_particles import final_sound
from bpadocs.words.languages import CODE

_FORMAL: Final = "합니다"
_PLAIN: Final = "한다"
_POLITE: Final = "해요"
_PLAIN_ENDINGS: Final = frozenset({"다", "ᆫ다", "는다"})
_POLITE_ENDINGS: Final = (
    "어요",
    "아요",
    "여요",
    "에요",
    "예요",
    "네요",
    "군요",
    "지요",
    "죠",
)
_ENDS: Final = ("다.", "요.", "죠.")
_BIEUP: Final = 17
"""The number of the final sound ㅂ, which is before 니다 in 합니다 and its like."""
_WORDS: Final = 3
"""So many words show the analyser how a sentence ends."""


class _Ending(NamedTuple):
    """The end of a sentence in a style, and where it is in its text."""

    unit: Unit
    start: int
    end: int
    written: str
    style: str


def run(rule: Subject, context: Context) -> Iterator[RuleHit]:
    """Report the sentences of the rarer styles, and those that break off."""
    for language in dict.fromkeys(language for language, _ in rule.units):
        if is_read(language, context):
            yield from _mixed(rule, language, _by_style(rule, language))


def _by_style(rule: Subject, language: str) -> dict[str, list[_Ending]]:
    """Return the ends of all sentences by their style."""
    by_style: defaultdict[str, list[_Ending]] = defaultdict(list)
    for unit in rule.of(language):
        for view in views(unit.translation):
            for sentence in view.sentences:
                ending = _ending(unit, view, sentence)
                if ending:
                    by_style[ending.style].append(ending)
    return by_style


def _mixed(
    rule: Subject, language: str, by_style: dict[str, list[_Ending]]
) -> Iterator[RuleHit]:
    """Yield the sentences in another style than most; where two are as frequent, none."""
    most = max(by_style, key=lambda style: len(by_style[style]), default="")
    for style, endings in by_style.items():
        if style == most or 2 * len(endings) > len(by_style[most]):
            continue
        for ending in endings:
            message = f"“{ending.written}” is the style {style}; this page says {most}"
            yield RuleHit(
                rule=rule.id,
                language=language,
                field=ending.unit.field,
                hit=Hit(ending.start, ending.end, message),
            )


def _ending(unit: Unit, view: View, sentence: Sentence) -> _Ending | None:
    """Return how a sentence with a full stop ends; None where that is no style."""
    text = sentence.text
    style = _style(text)
    if style is None:
        return None
    start = text.rfind(" ") + 1
    place = view.span(sentence.start + start, sentence.end - 1)
    return _Ending(
        unit=unit,
        start=place[0],
        end=place[1],
        written=text[start:-1],
        style=style,
    )


def _style(text: str) -> str | None:
    """Return the style in which a sentence ends; None where it is in none of them."""
    if not text.endswith(_ENDS):
        return None
    # nearly every sentence, and nothing else ends so
    if text.endswith("니다.") and final_sound(text[-4:-3] or "가") == _BIEUP:
        return _FORMAL
    last_words = " ".join(text.split(" ")[-_WORDS:]).replace(CODE, "C")
    found = morphemes(last_words)
    if len(found) < 2 or found[-2].tag != "EF":
        return None
    form = found[-2].form
    if form in _PLAIN_ENDINGS:
        return _PLAIN
    if form.endswith(_POLITE_ENDINGS):
        return _POLITE
    return None


CHECK = RuleCheck(
    "korean-endings",
    run,
    severity=Level.HINT,
    mqm=Mqm.REGISTER,
)
