"""A suppression that suppresses nothing: the text was mended, or the check learned better. Remove it.

While a translation of the rule is stale, checks that compare do not look at it, and nothing is said of their entries.

suppress:
  - check: numbers
    field: fr.impact
    reason: the French page counts the host too
"""

from collections.abc import Iterator, Mapping

from bpadocs.lint.check import Check, DerivedCheck, Looked, compares
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.model import SOURCE_LANGUAGE


def run(looked: Looked, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    # the engine runs this check, and this check asks the engine what a suppression covers
    from bpadocs.lint.engine import suppresses

    for index, suppression in enumerate(looked.suppressions):
        if any(suppresses(suppression, finding) for finding in looked.findings):
            continue
        where = f" in {suppression.field}" if suppression.field else ""
        check = checks.get(suppression.check)
        if check and compares(check) and looked.make().partly_stale:
            continue
        if check:
            message = f"nothing is suppressed: {suppression.check} finds nothing{where}; remove the entry"
        elif _known(suppression.check):
            continue
        else:
            message = f"no check is called “{suppression.check}”; `bpa checks` lists them"
        yield RuleHit(looked.rule, SOURCE_LANGUAGE, f"suppress.{index}", Hit(0, 0, message))


def _known(name: str) -> bool:
    from bpadocs.lint.registry import all_checks

    return any(check.name == name for check in all_checks())


CHECK = DerivedCheck("unused-suppression", run)
