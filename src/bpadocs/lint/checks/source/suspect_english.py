"""Several languages lose or reverse the same of one text: then the English is likely to blame.

One translator errs alone; where two or more languages stumble at the same paragraph, item or cell,
the sentence they were given is unclear, or wrong itself. The finding stands at the English and
names the check and the languages.

    numbers in fr.issue and it.title        each translator erred alone
    numbers in fr.issue and it.issue        look at the English issue first
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bpadocs.lint.check import Check, CheckedSubject, DerivedCheck, UnitCheck
from bpadocs.lint.findings import Finding, Hit, Level, RuleHit
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import FURNITURE, Subject


def run(checked: CheckedSubject, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    """Report each field of the English where one check found two or more languages wrong."""
    failing: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        if finding.field and _may_blame_english(finding, checks):
            failing[finding.check, finding.field].append(finding)
    for (check, field), findings in failing.items():
        # Making the subject takes time: only where there may be something to say.
        languages = {finding.language for finding in findings}
        if len(languages) > 1 and field in checked.subject.english:
            yield from _in_one_field(check, field, findings, checked.subject)


def _in_one_field(
    check: str, field: str, findings: Iterable[Finding], subject: Subject
) -> Iterator[RuleHit]:
    """Report each piece of an English text that several languages have wrong."""
    by_place: defaultdict[Span, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_place[_english_of(finding, field, subject)].append(finding)
    for (start, end), own in sorted(by_place.items()):
        languages = _languages(own, subject.source_language)
        if len(languages) > 1:
            names = ", ".join(languages)
            message = (
                f"{check} finds this text wrong in {len(languages)} languages ({names}): "
                "look at the English first"
            )
            yield RuleHit(
                rule=subject.id,
                language=subject.source_language,
                field=field,
                hit=Hit(start=start, end=end, message=message),
            )


def _languages(findings: Iterable[Finding], source: str) -> Sequence[str]:
    languages = {finding.language for finding in findings}
    return sorted(languages - {source})


def _english_of(finding: Finding, field: str, subject: Subject) -> Span:
    """Return where the English of the paragraph, item or cell is that a finding is in."""
    unit = subject.units.get((finding.language, field))
    blocks = unit.around(finding.start) if unit else None
    if blocks is None:
        return 0, len(subject.english[field].text)
    return blocks.english.start, blocks.english.end


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
