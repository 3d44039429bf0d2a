"""On an English page the severity stands where the category belongs, or the other way round.

|**Severity**|Configuration|
|**Category**|Warning|
"""

from collections.abc import Iterator

from bpadocs.furniture import CATEGORIES, SEVERITIES
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE

_WORDS = {
    "severity": {word.casefold() for word in SEVERITIES.values()},
    "category": {word.casefold() for word in CATEGORIES.values()},
}
_OTHER = {"severity": "category", "category": "severity"}


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for row, other in _OTHER.items():
        passage = rule.english.get(f"value.{row}")
        if passage is None:
            continue
        word = passage.text.strip(" *_")
        if word.casefold() in _WORDS[other]:
            hit = Hit(0, len(passage.text), f"“{word}” is a {other}, not a {row}")
            yield RuleHit(rule.id, SOURCE_LANGUAGE, f"value.{row}", hit)


CHECK = RuleCheck("severity-category-swapped", run, Level.ERROR)
