"""A translation, or a stamp, of a field that the English no longer has. Remove it, or give the English the field back.

en: {title: …, issue: …}
fr: {title: …, issue: …, see_also: …}        see_also is an orphan
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    if rule.rule is None:
        return
    for language, translation in rule.rule.text.items():
        if language == SOURCE_LANGUAGE:
            continue
        for name in translation.fields:
            if name not in rule.rule.english:
                message = f"the English has no {name}: remove this, or give the English the field back"
                yield RuleHit(rule.id, language, name, Hit(0, 0, message))
        for name in translation.stamps:
            if name not in translation.fields:
                message = f"a stamp for {name}, which is not translated: remove it"
                yield RuleHit(rule.id, language, f"synced.{name}", Hit(0, 0, message))


CHECK = RuleCheck("orphan", run)
