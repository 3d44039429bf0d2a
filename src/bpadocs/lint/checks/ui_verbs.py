"""What the reader does with the mouse: click, right-click, double-click.

A right-click that became a double-click or a plain click sends the reader the wrong way.

    en: Right-click the disk.
    it: Fare clic con il pulsante destro del mouse sul disco.     good
    it: Fare doppio clic sul disco.                               another click
"""

from collections.abc import Iterator, Mapping

from bpadocs.languages import Expression, read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.patterns import find
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, marked, pairs
from bpadocs.model import SOURCE_LANGUAGE

RIGHT, DOUBLE, CLICK = "right-click", "double-click", "click"


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    if data.actions:
        for pair in pairs(unit):
            if "click" in pair.english.text.lower():
                yield from _compare(pair, data.actions)
                yield from find(data.half_actions, marked(pair.translation.block), pair.english.text)


def _compare(pair: Pair, actions: Mapping[str, Expression]) -> Iterator[Hit]:
    english = read_language(SOURCE_LANGUAGE).actions
    wanted = {name: len(list(english[name].finditer(pair.english.text))) for name in english}
    found = {name: list(actions[name].finditer(pair.translation.text)) for name in actions}
    missing = wanted[RIGHT] - len(found[RIGHT])
    surplus = len(found[DOUBLE]) - wanted[DOUBLE]
    for match in found[DOUBLE][: max(min(missing, surplus), 0)]:
        yield Hit(*pair.translation.span(*match.span()), "a double-click; the English has a right-click")
    missing -= max(min(missing, surplus), 0)
    if missing > 0 and not wanted[DOUBLE]:
        double = Spans(match.span() for match in found[DOUBLE])
        plain = [click for click in found[CLICK] if not double.meet(*click.span())]
        for match in plain[: max(len(plain) - wanted[CLICK], 0)][:missing]:
            yield Hit(*pair.translation.span(*match.span()), "a click; the English has a right-click")
    missing = wanted[DOUBLE] - len(found[DOUBLE])
    surplus = len(found[RIGHT]) - wanted[RIGHT]
    for match in found[RIGHT][: max(min(missing, surplus), 0)]:
        yield Hit(*pair.translation.span(*match.span()), "a right-click; the English has a double-click")
    missing -= max(min(missing, surplus), 0)
    if missing > 0 and surplus <= 0:
        for match in found[CLICK][:missing]:
            yield Hit(*pair.translation.span(*match.span()), "a click; the English has a double-click")


CHECK = UnitCheck("ui-verbs", run, Level.ERROR)
