"""A field of the English that a language does not have. Pages and messages show the English in its
place.

    title, issue, impact        the fields of the English
    title, issue, impact        good
    title, issue                impact is missing

Where a language has nothing of a rule, that is one finding. A region that falls back to another
language, as fr-CA to fr, lacks only what this one lacks, too.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import at_field, fields_in
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject
from bpadocs.pages.borrowed import lenders
from bpadocs.rule.provenance import State


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each field without a translation, or a language that has none at all."""
    rule = subject.rule
    if rule is None:
        return  # existing pages keep no stamps
    for language, missing in fields_in(subject, State.MISSING):
        lent = lenders(rule, language)
        names = [name for name in missing if name not in lent]
        if len(names) == len(subject.states[language]):
            message = f"nothing is translated into {language} yet"
            yield at_field(subject, language, None, message)
            continue
        for name in names:
            message = f"{name} has no translation into {language}"
            yield at_field(subject, language, name, message)


# No error: pages and messages show the English in its place, so nothing is lost.
CHECK = RuleCheck("missing", run, mqm=Mqm.UNTRANSLATED)
