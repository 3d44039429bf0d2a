"""Text that `bpa new` wrote, and that nobody has replaced.

It says what to write there. Nobody should read it, so the rule is left out of pages and messages
until all of it is replaced, or removed.

    impact: Backups of these virtual machines may be lost.      good
    impact: What may come of it.                                from bpa new
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.subject import Subject
from bpadocs.rule.drafts import STARTERS, is_starter


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each text of the English that is that of a new rule."""
    for name in STARTERS:
        passage = subject.english.get(name)
        if passage is None or not is_starter(name, passage.text):
            continue
        hit = Hit(
            start=0,
            end=len(passage.text),
            message="this is what “bpa new” wrote; write the rule's own, or remove the field",
        )
        yield RuleHit(
            rule=subject.id,
            language=subject.source_language,
            field=name,
            hit=hit,
        )


CHECK = RuleCheck(
    "untouched-text",
    run,
    severity=Level.ERROR,
    mqm=None,
)
