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
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import Sentence, View, views
from bpadocs.words.korean import Morpheme, has_hangul, morphemes
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
    text = sentence.text.replace(CODE, "C")
    if not text.endswith(".") or not has_hangul(text):
        return None
    found = morphemes(text)
    if len(found) < 2:
        return None
    last, stop = found[-2:]
    if stop.tag != "SF" or last.end != stop.start:
        return None
    style = _style(last)
    if style is None:
        return None
    start = text.rfind(" ", 0, last.end) + 1
    place = view.span(sentence.start + start, sentence.start + stop.start)
    return _Ending(
        unit=unit,
        start=place[0],
        end=place[1],
        written=text[start : stop.start],
        style=style,
    )


def _style(last: Morpheme) -> str | None:
    """Return the style of a final ending; None for what may be any."""
    if last.tag != "EF":
        return None
    if last.form.endswith("니다"):
        return _FORMAL
    if last.form in _PLAIN_ENDINGS:
        return _PLAIN
    if last.form.endswith(_POLITE_ENDINGS):
        return _POLITE
    return None


CHECK = RuleCheck("korean-endings", run)
