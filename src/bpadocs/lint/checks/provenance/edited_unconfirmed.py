"""The translation is not the text that was confirmed, whether its English has changed or not.

Somebody touched it, perhaps for another reason, and what was known of the old text (who made it,
that it was reviewed) says nothing of this one. Read it beside the English, then run `bpa stamp`.

    L’horloge retarde.                 as it was confirmed: good
    L’horloge retarde beaucoup.        rewritten since then
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.subject import Subject
from bpadocs.rule.provenance import State, is_from

_ONLY_THIS = (
    "this has changed since it was confirmed: "
    "read it beside the English, then confirm with `bpa stamp`"
)
_BOTH = (
    "the English has changed, and so has this: read both, then confirm with `bpa stamp`"
)


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each translation whose stamp was made for another text."""
    rule = subject.rule
    if rule is None:
        return  # existing pages keep no stamps
    for language, names in fields_in(subject, State.EDITED):
        stamps = rule.text[language].stamps
        for name in names:
            english_is_the_same = is_from(stamps[name], rule.english[name])
            message = _ONLY_THIS if english_is_the_same else _BOTH
            yield whole_field(subject, language, name, message)


CHECK = RuleCheck("edited-unconfirmed", run, mqm=None)
