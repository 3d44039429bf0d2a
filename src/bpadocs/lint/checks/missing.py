"""A field of the English that a language does not have. Pages and messages show the English in its place.

Where a language has nothing of a rule, that is one finding.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks._provenance import fields_in
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.provenance import State


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, names, everything in fields_in(rule, State.MISSING):
        if everything:
            yield RuleHit(rule.id, language, None, Hit(0, 0, f"nothing is translated into {language} yet"))
        else:
            for name in names:
                yield RuleHit(rule.id, language, name, Hit(0, 0, f"{name} has no translation into {language}"))


CHECK = RuleCheck("missing", run)
