"""Rules whose English differs in a name or a number alone, and whose translations differ in more.

en: Use 2 processors on Sample Server A.    Use 4 processors on Sample Server B.
fr: Utilisez 2 processeurs sur …            Utilisez 4 processeurs sur …               good
fr: Utilisez 2 processeurs sur …            Il faut employer 4 processeurs sur …       they differ elsewhere
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from bpadocs.lint.check import ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.lint.view import View, pairs

_VARIES = re.compile(r"\d+(?:[.,]\d+)*(?: ?[Rr] ?2)?(?=\D|$)|\b[A-Z]{1,2}\b")
SHORTEST = 25


class Sibling(NamedTuple):
    rule: str
    field: str
    language: str
    english: str
    translation: View


def run(rules: Sequence[LintRule], context: Context) -> Iterator[RuleHit]:
    places: dict[tuple[str, str], list[Sibling]] = defaultdict(list)
    for rule in rules:
        for unit in rule.units.values():
            if unit.expected:
                continue
            for english, translation in pairs(unit):
                if len(english.text) >= SHORTEST and any(character.isdigit() for character in english.text):
                    one = Sibling(rule.id, unit.field, unit.language, english.text, translation)
                    places[unit.language, _skeleton(english.text)].append(one)
    for siblings in places.values():
        yield from _different(siblings)


def _different(siblings: Sequence[Sibling]) -> Iterator[RuleHit]:
    first = siblings[0]
    for one in siblings[1:]:
        if one.english != first.english and _skeleton(one.translation.text) != _skeleton(first.translation.text):
            message = f"differs from its sibling {first.rule} in more than names and numbers"
            start, end = _apart(one.translation.text, first.translation.text)
            yield RuleHit(one.rule, one.language, one.field, Hit(*one.translation.span(start, end), message))


def _apart(own: str, other: str) -> tuple[int, int]:
    """From the first word that differs to the last."""
    left = _alike(own, other)
    right = min(_alike(own[::-1], other[::-1]), len(own) - left, len(other) - left)
    start = own.rfind(" ", 0, left + 1) + 1
    end = own.find(" ", len(own) - right)
    return start, max(end if end > 0 else len(own), start + 1)


def _alike(one: str, other: str) -> int:
    """How many characters are the same at the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _skeleton(text: str) -> str:
    return _VARIES.sub("#", " ".join(text.replace("\u00a0", " ").split()))


CHECK = ProjectCheck("sibling-rules", run, Level.HINT)
