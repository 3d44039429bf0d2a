"""A suppression that suppresses nothing: the text was mended, or the check learned better. Remove it.

While a translation of the rule is stale, checks that compare do not look at it, and nothing is said of their entries.

suppress:
  - check: numbers
    field: fr.impact
    reason: the French page counts the host too

A field is written as lint prints it, such as impact, impact.one, front_matter.ms.date or arguments.host.label, alone or
behind a language; a name that no field has is told as that.
"""

from collections.abc import Iterator, Mapping

from bpadocs.lint.check import Check, DerivedCheck, Looked, compares
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule, known_fields
from bpadocs.model import SOURCE_LANGUAGE, Suppression
from bpadocs.reading.report import nearest


def run(looked: Looked, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    # the engine runs this check, and this check asks the engine what a suppression covers
    from bpadocs.lint.engine import suppresses

    for index, suppression in enumerate(looked.suppressions):
        if any(suppresses(suppression, finding) for finding in looked.findings):
            continue
        check = checks.get(suppression.check)
        if check and compares(check) and looked.make().partly_stale:
            continue
        message = _message(suppression, looked.make(), checks)
        if message:
            yield RuleHit(looked.rule, SOURCE_LANGUAGE, f"suppress.{index}", Hit(0, 0, message))


def _message(suppression: Suppression, rule: LintRule, checks: Mapping[str, Check]) -> str | None:
    """Return what is wrong with a suppression that covers no finding; nothing where its check did not run."""
    names = _names()
    if suppression.check not in names:
        near = nearest(suppression.check, names)
        return f"no check is called “{suppression.check}”{near}; `bpa checks` lists them"
    fields = known_fields(rule)
    if suppression.field and suppression.field not in fields:
        return f"no field is called “{suppression.field}”{nearest(suppression.field, fields)}"
    if suppression.check not in checks:
        return None
    where = f" in {suppression.field}" if suppression.field else ""
    return f"nothing is suppressed: {suppression.check} finds nothing{where}; remove the entry"


def _names() -> tuple[str, ...]:
    from bpadocs.lint.registry import all_checks

    return tuple(check.name for check in all_checks())


CHECK = DerivedCheck("unused-suppression", run)
