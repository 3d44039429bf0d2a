"""What the reader does with the mouse: click, right-click, double-click.

A right-click that became a double-click or a plain click sends the reader the wrong way.

    en: Right-click the disk.
    it: Fare clic con il pulsante destro del mouse sul disco.     good
    it: Fare doppio clic sul disco.                               another click
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from re import Match
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.patterns import find
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, marked, pairs
from bpadocs.words.expression import Expression

RIGHT: Final = "right-click"
DOUBLE: Final = "double-click"
CLICK: Final = "click"


_Matches = Sequence[Match[str]]


class _WrongClick(NamedTuple):
    """A click of the translation that should be another."""

    place: Match[str]
    message: str


class _Clicks(NamedTuple):
    """What a block says to do with the mouse."""

    wanted: Mapping[str, int]
    """How often the English says so, by the name of the action."""
    found: Mapping[str, _Matches]
    """Where the translation says so."""

    def missing(self, action: str) -> int:
        """Return how often the translation says it less than the English; more is below zero."""
        found = self.found[action]
        return self.wanted[action] - len(found)

    def surplus(self, action: str) -> int:
        """Return how often the translation says it more than the English; less is below zero."""
        return -self.missing(action)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the clicks that the English says otherwise."""
    data = context.language(unit.language)
    if not data.actions:
        return
    in_english = context.source.actions
    for pair in pairs(unit):
        if "click" not in pair.english.lower:
            continue
        clicks = _clicks(pair, in_english, data.actions)
        for mistake in chain(_right_clicks(clicks), _double_clicks(clicks)):
            start, end = pair.translation.span(*mistake.place.span())
            yield Hit(
                start=start,
                end=end,
                message=mistake.message,
            )
        text = marked(pair.translation.block)
        yield from find(data.half_actions, text, pair.english.text)


def _clicks(
    pair: ViewPair,
    in_english: Mapping[str, Expression],
    actions: Mapping[str, Expression],
) -> _Clicks:
    """Count the clicks of the English, and find those of the translation."""
    wanted = _places(pair.english, in_english)
    return _Clicks(
        wanted={action: len(places) for action, places in wanted.items()},
        found=_places(pair.translation, actions),
    )


def _places(view: View, actions: Mapping[str, Expression]) -> Mapping[str, _Matches]:
    found = {}
    for action, words in actions.items():
        found[action] = list(words.finditer(view.text))
    return found


def _right_clicks(clicks: _Clicks) -> Iterator[_WrongClick]:
    """Report what became of right-clicks that are missing."""
    swapped = _swapped(clicks, RIGHT, DOUBLE)
    for place in swapped:
        yield _WrongClick(place, "a double-click; the English has a right-click")
    missing = clicks.missing(RIGHT) - len(swapped)
    if missing <= 0 or clicks.wanted[DOUBLE]:
        return
    plain = _plain_clicks(clicks)
    surplus = max(len(plain) - clicks.wanted[CLICK], 0)
    count = min(surplus, missing)
    for place in plain[:count]:
        yield _WrongClick(place, "a click; the English has a right-click")


def _plain_clicks(clicks: _Clicks) -> _Matches:
    """Return the clicks that are no part of a double-click, whose words have those for one."""
    double = Spans(place.span() for place in clicks.found[DOUBLE])
    plain = []
    for place in clicks.found[CLICK]:
        start, end = place.span()
        if not double.meet(start, end):
            plain.append(place)
    return plain


def _double_clicks(clicks: _Clicks) -> Iterator[_WrongClick]:
    """Report what became of double-clicks that are missing."""
    swapped = _swapped(clicks, DOUBLE, RIGHT)
    for place in swapped:
        yield _WrongClick(place, "a right-click; the English has a double-click")
    missing = clicks.missing(DOUBLE) - len(swapped)
    if missing <= 0 or clicks.surplus(RIGHT) > 0:
        return
    plain = clicks.found[CLICK]
    for place in plain[:missing]:
        yield _WrongClick(place, "a click; the English has a double-click")


def _swapped(
    clicks: _Clicks,
    wanted: str,
    instead: str,
) -> _Matches:
    """Return the actions that were said instead of the one that is wanted.

    These are the first of those that there are too many of, as many as are missing.
    """
    missing = clicks.missing(wanted)
    surplus = clicks.surplus(instead)
    count = max(min(missing, surplus), 0)
    places = clicks.found[instead]
    return places[:count]


CHECK = UnitCheck(
    "ui-verbs",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
