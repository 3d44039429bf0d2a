"""The English has changed since this was translated.

Each translated field keeps a fingerprint of the English it was made from. Rewrapping changes no
fingerprint; a changed word always does. `bpa lint` shows how the English has changed, from git
history. What stands the same in every language, such as a number or a link, `bpa carry` takes over;
the finding says so. Translate any other change and run `bpa stamp`. If the translation
still fits, say why: `bpa stamp --reason "typo in English"`.

    The clock is late.             the English that was translated
    The clock is late.             good
    The clock is very late.        the translation is stale
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.provenance._provenance import fields_in, whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject
from bpadocs.rule.provenance import State

_MESSAGE = "the English has changed since this was translated"


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each translation of another English."""
    for language, names in fields_in(subject, State.STALE):
        for name in names:
            yield whole_field(subject, language, name, _MESSAGE)


CHECK = RuleCheck("stale", run, mqm=Mqm.ACCURACY)
