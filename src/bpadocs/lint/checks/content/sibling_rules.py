"""Rules whose English differs in a name or a number alone, and whose translations differ in more.

en: Use 2 processors on Sample Server A.
fr: Utilisez 2 processeurs sur Sample Server A.
en: Use 4 processors on Sample Server B.
fr: Utilisez 4 processeurs sur Sample Server B.             good
fr: Il faut employer 4 processeurs sur Sample Server B.     they differ elsewhere
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks.content._fingerprints import fingerprint
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import View, pairs

_VARIES = re.compile(r"\d+(?:[.,]\d+)*(?: ?[Rr] ?2)?(?=\D|$)|\b[A-Z]{1,2}\b")
"""Numbers, releases such as “2012 R2”, and letters that tell one name from another."""
SHORTEST = 25
"""Shorter texts are alike by chance."""


class _Sibling(NamedTuple):
    """A block of a text: which it is, and what it says, by fingerprint."""

    rule: str
    language: str
    field: str
    block: int
    english: int
    translation: int
    """Without what may vary."""


def notes(rule: Subject, context: Context) -> Iterator[Note]:
    """Yield each block whose English has a number.

    Of each: where it is, what the English says, what both say without what may vary, and what the
    translation says, by which the words are told that differ.
    """
    for unit in rule.units.values():
        if not unit.expected:
            yield from _blocks(unit)


def _blocks(unit: Unit) -> Iterator[Note]:
    for block, (english, translation) in enumerate(pairs(unit)):
        if len(english.text) < SHORTEST:
            continue
        if not any(map(str.isdigit, english.text)):
            continue
        yield (
            unit.language,
            unit.field,
            block,
            fingerprint(english.text),
            fingerprint(_skeleton(english.text)),
            fingerprint(_skeleton(translation.text)),
            fingerprint(translation.text),
        )


def key(note: Note) -> Note:
    """Return what siblings have in common: the language, and the English without what may vary."""
    language, _, _, _, skeleton, *_ = note
    return language, skeleton


def run(
    notes: Mapping[str, Sequence[Note]],
    rules: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report the blocks that differ from the first of their siblings in more than they should."""
    families: dict[tuple[str, int], list[_Sibling]] = defaultdict(list)
    for rule, blocks in notes.items():
        for language, field, block, english, skeleton, translation, _ in blocks:
            sibling = _Sibling(
                rule=rule,
                language=language,
                field=field,
                block=block,
                english=english,
                translation=translation,
            )
            families[language, skeleton].append(sibling)
    for siblings in families.values():
        yield from _different(siblings, rules)


def _different(
    siblings: Sequence[_Sibling],
    rules: Mapping[str, Subject],
) -> Iterator[RuleHit]:
    first = siblings[0]
    for one in siblings[1:]:
        if one.english == first.english:
            continue
        if one.translation == first.translation:
            continue
        own = _view(one, rules)
        other = _view(first, rules)
        differs = _apart(own.text, other.text)
        start, end = own.span(*differs)
        message = (
            f"differs from its sibling {first.rule} in more than names and numbers"
        )
        yield RuleHit(
            rule=one.rule,
            language=one.language,
            field=one.field,
            hit=Hit(
                start=start,
                end=end,
                message=message,
            ),
        )


def _view(one: _Sibling, rules: Mapping[str, Subject]) -> View:
    """Return the translation of a block, which its note has as a fingerprint only."""
    unit = rules[one.rule].units[one.language, one.field]
    return pairs(unit)[one.block].translation


def _apart(own: str, other: str) -> tuple[int, int]:
    """Return the span from the first word that differs to the last."""
    left = _alike(own, other)
    right = _alike(own[::-1], other[::-1])
    # what is alike at both ends must not be counted twice
    right = min(right, len(own) - left, len(other) - left)
    start = own.rfind(" ", 0, left + 1) + 1
    end = own.find(" ", len(own) - right)
    if end <= 0:
        end = len(own)
    return start, max(end, start + 1)


def _alike(one: str, other: str) -> int:
    """Return how many characters are the same at the beginning."""
    count = 0
    for own, theirs in zip(one, other, strict=False):
        if own != theirs:
            break
        count += 1
    return count


def _skeleton(text: str) -> str:
    """Return the text without what may vary, blanks too."""
    text = text.replace("\u00a0", " ")
    words = text.split()
    return _VARIES.sub("#", " ".join(words))


CHECK = ProjectCheck(
    "sibling-rules",
    run,
    notes=notes,
    key=key,
    compares=True,
    severity=Level.HINT,
    mqm=Mqm.INCONSISTENT_STYLE,
)
