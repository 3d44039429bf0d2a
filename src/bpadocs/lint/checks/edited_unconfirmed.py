"""The translation is not the text that was confirmed, whether its English has changed or not.

Somebody touched it, perhaps for another reason, and what was known of the old text (who made it, that it was reviewed)
says nothing of this one. Read it beside the English, then run `bpa stamp`.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.provenance import State, is_from


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, names, _ in fields_in(rule, State.EDITED):
        for name in names:
            yield whole_field(rule, language, name, _message(rule, language, name))


def _message(rule: LintRule, language: str, name: str) -> str:
    assert rule.rule  # else it has no states
    stamp = rule.rule.text[language].stamps[name]
    if is_from(stamp, rule.rule.english[name]):
        return "this has changed since it was confirmed: read it beside the English, then confirm with `bpa stamp`"
    return "the English has changed, and so has this: read both, then confirm with `bpa stamp`"


CHECK = RuleCheck("edited-unconfirmed", run)
