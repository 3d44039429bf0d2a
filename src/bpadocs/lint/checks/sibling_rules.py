"""Rules whose English differs in a name or a number alone, and whose translations differ in more.

en: Use 2 processors on Sample Server A.    Use 4 processors on Sample Server B.
fr: Utilisez 2 processeurs sur …            Utilisez 4 processeurs sur …               good
fr: Utilisez 2 processeurs sur …            Il faut employer 4 processeurs sur …       they differ elsewhere
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks._fingerprints import fingerprint
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.lint.view import View, pairs

_VARIES = re.compile(r"\d+(?:[.,]\d+)*(?: ?[Rr] ?2)?(?=\D|$)|\b[A-Z]{1,2}\b")
SHORTEST = 25


class _Sibling(NamedTuple):
    """A block of a text: which it is, and what it says."""

    rule: str
    language: str
    field: str
    block: int
    english: int
    translation: int
    """Without what may vary."""


def notes(rule: LintRule, context: Context) -> Iterator[Note]:
    """Of each block whose English has a number in it: where it is, what it says, and what without what may vary."""
    for unit in rule.units.values():
        if unit.expected:
            continue
        for block, (english, translation) in enumerate(pairs(unit)):
            if len(english.text) >= SHORTEST and any(character.isdigit() for character in english.text):
                skeletons = (fingerprint(_skeleton(view.text)) for view in (english, translation))
                yield unit.language, unit.field, block, fingerprint(english.text), *skeletons


def run(notes: Mapping[str, Sequence[Note]], rules: Mapping[str, LintRule], context: Context) -> Iterator[RuleHit]:
    places: dict[tuple[str, int], list[_Sibling]] = defaultdict(list)
    for rule, blocks in notes.items():
        for language, field, block, english, skeleton, translation in blocks:
            places[language, skeleton].append(_Sibling(rule, language, field, block, english, translation))
    for siblings in places.values():
        yield from _different(siblings, rules)


def _different(siblings: Sequence[_Sibling], rules: Mapping[str, LintRule]) -> Iterator[RuleHit]:
    first = siblings[0]
    for one in siblings[1:]:
        if one.english != first.english and one.translation != first.translation:
            message = f"differs from its sibling {first.rule} in more than names and numbers"
            own, other = _view(one, rules), _view(first, rules)
            start, end = _apart(own.text, other.text)
            yield RuleHit(one.rule, one.language, one.field, Hit(*own.span(start, end), message))


def _view(one: _Sibling, rules: Mapping[str, LintRule]) -> View:
    return pairs(rules[one.rule].units[one.language, one.field])[one.block].translation


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


CHECK = ProjectCheck("sibling-rules", notes, run, Level.HINT, compares=True)
