"""A translation of which nobody knows what English it was made from. Compare the two, then run `bpa stamp`.

Where a language has no stamp in a rule at all, that is one finding.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.provenance import State


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, names, _ in fields_in(rule, State.UNTRACKED):
        translation = rule.rule.text[language] if rule.rule else None
        if translation is not None and not translation.stamps:
            message = "nobody has confirmed these translations yet: compare them with the English, then `bpa stamp`"
            yield RuleHit(rule.id, language, None, Hit(0, 0, message))
            continue
        for name in names:
            message = "nobody has confirmed this yet: compare it with the English, then `bpa stamp`"
            yield whole_field(rule, language, name, message)


CHECK = RuleCheck("untracked", run)
