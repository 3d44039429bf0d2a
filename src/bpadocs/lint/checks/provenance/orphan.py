"""A translation, or a stamp, of a field that the English no longer has. Remove it, or give the
English the field back.

    title, issue                  the fields of the English
    title, issue                  good
    title, issue, see_also        see_also is an orphan
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import at_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report what a translation has and the English has not, and stamps for no text."""
    rule = subject.rule
    if rule is None:
        return
    for language, translation in rule.text.items():
        if language == rule.source_language:
            continue
        for name in translation.fields:
            if name in rule.english:
                continue
            message = f"the English has no {name}: remove this, or give the English the field back"
            yield at_field(subject, language, name, message)
        for name in translation.stamps:
            if name in translation.fields:
                continue
            message = f"a stamp for {name}, which is not translated: remove it"
            yield at_field(subject, language, f"synced.{name}", message)


CHECK = RuleCheck("orphan", run, mqm=Mqm.ADDITION)
