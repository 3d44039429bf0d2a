"""A translation of which nobody knows which English it was made from. Compare the two, then run
`bpa stamp`.

Where a language has no stamp in a rule at all, that is one finding.

    title, issue        the fields of the translation
    title, issue        the fields with a stamp: good
    title               the fields with a stamp: issue is untracked
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import at_field, fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.subject import Subject
from bpadocs.rule.provenance import State

_NO_STAMP = (
    "nobody has confirmed this yet: compare it with the English, then `bpa stamp`"
)
_NO_STAMP_AT_ALL = (
    "nobody has confirmed these translations yet: compare them with the English, "
    "then `bpa stamp`"
)


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each translation without a stamp, or a language that has no stamp at all."""
    rule = subject.rule
    if rule is None:
        return  # existing pages keep no stamps
    for language, names in fields_in(subject, State.UNTRACKED):
        if not rule.text[language].stamps:
            yield at_field(subject, language, None, _NO_STAMP_AT_ALL)
            continue
        for name in names:
            yield whole_field(subject, language, name, _NO_STAMP)


CHECK = RuleCheck("untracked", run, mqm=None)
