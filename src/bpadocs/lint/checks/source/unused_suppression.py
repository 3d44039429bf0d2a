"""A suppression that suppresses nothing: the text was mended, or the check learned better. Remove
it.

While a translation of the rule is stale, checks that compare do not look at it, and nothing is said
of their entries.

suppress:
  - check: numbers
    field: fr.impact
    reason: the French page counts the host too

A field is written as lint prints it, such as impact, impact.one, front_matter.ms.date or
arguments.host.label, alone or behind a language; a name that no field has is told as that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bpadocs.lint.check import Check, CheckedSubject, DerivedCheck, compares
from bpadocs.lint.findings import Finding, Hit, RuleHit
from bpadocs.lint.subject import Subject, known_fields
from bpadocs.project.mistakes import nearest
from bpadocs.rule.model import Suppression


def run(checked: CheckedSubject, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    """Report each suppression of a rule that covers none of its findings."""
    for index, suppression in enumerate(checked.suppressions):
        if _is_used(suppression, checked.findings):
            continue
        # Making the subject takes time: only where a suppression seems to be unused.
        subject = checked.subject
        check = checks.get(suppression.check)
        if check and compares(check) and subject.partly_stale:
            continue
        message = _message(suppression, subject, checks)
        if message is None:
            continue
        yield RuleHit(
            rule=checked.rule,
            language=subject.source_language,
            field=f"suppress.{index}",
            hit=Hit(start=0, end=0, message=message),
        )


def _is_used(suppression: Suppression, findings: Iterable[Finding]) -> bool:
    # Imported here: the engine runs the checks, so it is imported after them.
    from bpadocs.lint.engine import suppresses

    return any(suppresses(suppression, finding) for finding in findings)


def _message(
    suppression: Suppression, subject: Subject, checks: Mapping[str, Check]
) -> str | None:
    """Return what is wrong with a suppression that covers no finding.

    Return None if its check did not run: then nobody knows whether it is of use.
    """
    names = _names()
    if suppression.check not in names:
        near = nearest(suppression.check, names) or "."
        return f"no check is called “{suppression.check}”{near} `bpa checks` lists them"
    fields = known_fields(subject)
    if suppression.field and suppression.field not in fields:
        near = nearest(suppression.field, fields)
        return f"no field is called “{suppression.field}”{near}"
    if suppression.check not in checks:
        return None
    where = f" in {suppression.field}" if suppression.field else ""
    return f"nothing is suppressed: {suppression.check} finds nothing{where}; remove the entry"


def _names() -> Sequence[str]:
    # Imported here: the registry imports every check, this one too.
    from bpadocs.lint.registry import all_checks

    return tuple(check.name for check in all_checks())


CHECK = DerivedCheck("unused-suppression", run, mqm=None)
