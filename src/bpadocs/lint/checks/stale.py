"""The English has changed since this was translated.

Each translated field keeps a fingerprint of the English it was made from. Rewrapping changes no fingerprint; a changed
word always does. `bpa lint` shows how the English has changed, from git history. Translate the change and run
`bpa stamp`; where the change calls for no other translation, say why: `bpa stamp --reason "typo in English"`.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.provenance import State


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, names, _ in fields_in(rule, State.STALE):
        for name in names:
            yield whole_field(rule, language, name, "the English has changed since this was translated")


CHECK = RuleCheck("stale", run)
