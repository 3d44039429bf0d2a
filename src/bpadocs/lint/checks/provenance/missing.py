"""A field of the English that a language does not have. Pages and messages show the English in its
place.

    title, issue, impact        the fields of the English
    title, issue, impact        good
    title, issue                impact is missing

Where a language has nothing of a rule, that is one finding. A region that falls back to another
language, as fr-CA to fr, lacks only what this one lacks, too.

On pages that `bpa build` has written it is each text that has fallen back to the English, with a
mark before it such as `[en anglais]`. No other check looks at such a text.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import at_field, fields_in
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import cut
from bpadocs.lint.subject import Subject
from bpadocs.pages.borrowed import lenders
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each field without a translation, or a language that has none at all."""
    if subject.rule is not None:
        yield from _of_rule(subject, subject.rule)
    for text in subject.fallen_back:
        what = f"“{cut(text.word)}”" if text.word else text.field
        yield RuleHit(
            rule=subject.id,
            language=text.language,
            field=text.field,
            hit=Hit(
                start=0,
                end=len(text.passage.text),
                message=f"{what} has no translation into {text.language}",
            ),
        )


def _of_rule(subject: Subject, rule: Rule) -> Iterator[RuleHit]:
    """Report what the file of a rule lacks; existing pages have no stamps that tell."""
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
