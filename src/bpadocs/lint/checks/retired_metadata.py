"""Keys that the publishing system has retired: ms.prod and ms.technology, now ms.service and ms.subservice.

Off where the settings say nothing: many published pages still have them.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import FRONT_MATTER, LintRule
from bpadocs.model import SOURCE_LANGUAGE

NAME = "retired-metadata"
RETIRED = {"ms.prod": "ms.service", "ms.technology": "ms.subservice"}


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for key, instead in RETIRED.items():
        passage = rule.front_matter.get(SOURCE_LANGUAGE, {}).get(key)
        if passage is not None:
            message = f"{key} is retired: write {instead}"
            yield RuleHit(rule.id, SOURCE_LANGUAGE, FRONT_MATTER + key, Hit(0, len(passage.text), message))


CHECK = RuleCheck(NAME, run, default=False)
