"""Several languages fail one check on one field: then the English is likely to blame.

One translator errs alone; where two or more languages stumble at the same place, the sentence they were given is
unclear, or wrong itself. The finding stands at the English and names the check and the languages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bpadocs.lint.check import Check, DerivedCheck, UnitCheck
from bpadocs.lint.findings import Finding, Hit, Level, RuleHit
from bpadocs.lint.unit import FURNITURE, LintRule
from bpadocs.model import SOURCE_LANGUAGE


def run(rule: LintRule, findings: Sequence[Finding], checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    failing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        # only a check that sets a translation beside its English says anything of the English; and the stock words of
        # existing pages are no sentence that could be unclear
        free = finding.field in rule.english and finding.field not in FURNITURE
        if finding.field and free and isinstance(checks.get(finding.check), UnitCheck):
            failing[finding.check, finding.field].add(finding.language)
    for (check, name), languages in failing.items():
        languages.discard(SOURCE_LANGUAGE)
        if len(languages) > 1:
            message = (
                f"{check} finds this field wrong in {len(languages)} languages ({', '.join(sorted(languages))}): "
                "look at the English first"
            )
            yield RuleHit(rule.id, SOURCE_LANGUAGE, name, Hit(0, len(rule.english[name].text), message))


CHECK = DerivedCheck("suspect-english", run, Level.HINT)
