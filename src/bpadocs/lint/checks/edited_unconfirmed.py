"""English and the translation have both changed, and nobody has said yet that they agree again.

It still counts as stale: somebody touched the text, perhaps for another reason. Read both, then run `bpa stamp`.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.provenance import State


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, names, _ in fields_in(rule, State.EDITED):
        for name in names:
            message = "the English has changed, and so has this: read both, then confirm with `bpa stamp`"
            yield whole_field(rule, language, name, message)


CHECK = RuleCheck("edited-unconfirmed", run)
