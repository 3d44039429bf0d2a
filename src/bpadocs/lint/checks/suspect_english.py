"""Several languages fail one check on one field: then the English is likely to blame.

One translator errs alone; where two or more languages stumble at the same place, the sentence they were given is
unclear, or wrong itself. The finding stands at the English and names the check and the languages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bpadocs.lint.check import Check, DerivedCheck, Looked, UnitCheck
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import FURNITURE
from bpadocs.model import SOURCE_LANGUAGE


def run(looked: Looked, checks: Mapping[str, Check]) -> Iterator[RuleHit]:
    failing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in looked.findings:
        # only a check that sets a translation beside its English says anything of the English; and the stock words of
        # existing pages are no sentence that could be unclear
        free = finding.field not in FURNITURE
        if finding.field and free and isinstance(checks.get(finding.check), UnitCheck):
            failing[finding.check, finding.field].add(finding.language)
    for (check, name), languages in failing.items():
        languages.discard(SOURCE_LANGUAGE)
        if len(languages) > 1 and (english := looked.make().english.get(name)):
            message = (
                f"{check} finds this field wrong in {len(languages)} languages ({', '.join(sorted(languages))}): "
                "look at the English first"
            )
            yield RuleHit(looked.rule, SOURCE_LANGUAGE, name, Hit(0, len(english.text), message))


CHECK = DerivedCheck("suspect-english", run, Level.HINT)
