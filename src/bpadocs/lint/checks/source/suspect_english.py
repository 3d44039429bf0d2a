"""Several languages lose or reverse the same of one field: then the English is likely to blame.

One translator errs alone; where two or more languages stumble at the same place, the sentence they
were given is unclear, or wrong itself. The finding stands at the English and names the check and
the languages.

    numbers in fr.issue and it.title        each translator erred alone
    numbers in fr.issue and it.issue        look at the English issue first
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bpadocs.lint.check import Check, CheckedSubject, DerivedCheck, UnitCheck
from bpadocs.lint.findings import Finding, Hit, Level, RuleHit
from bpadocs.lint.subject import FURNITURE


def run(checked: CheckedSubject, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    """Report each field of the English where one check found two or more languages wrong."""
    failing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in checked.findings:
        if finding.field and _may_blame_english(finding, checks):
            failing[finding.check, finding.field].add(finding.language)
    for (check, field), languages in failing.items():
        if len(languages) < 2:
            continue
        # Making the subject takes time: only where there is something to say.
        source_language = checked.subject.source_language
        english = checked.subject.english.get(field)
        languages.discard(source_language)
        if len(languages) < 2 or not english:
            continue
        names = ", ".join(sorted(languages))
        message = (
            f"{check} finds this field wrong in {len(languages)} languages ({names}): "
            "look at the English first"
        )
        yield RuleHit(
            rule=checked.rule,
            language=source_language,
            field=field,
            hit=Hit(start=0, end=len(english.text), message=message),
        )


def _may_blame_english(finding: Finding, checks: Mapping[str, Check]) -> bool:
    # The stock words of existing pages are no sentence that could be unclear.
    if finding.field in FURNITURE:
        return False
    # Only a check that compares a translation with its English says anything of the English, and
    # marks and style are the translator's own.
    check = checks.get(finding.check)
    return isinstance(check, UnitCheck) and check.severity is Level.ERROR


CHECK = DerivedCheck(
    "suspect-english",
    run,
    severity=Level.HINT,
    mqm=None,
)
