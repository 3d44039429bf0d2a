"""A stamp that says “still right” though nobody touched the translation, and without a reason.

`bpa stamp` refuses that unless it is given a `--reason`. A stamp written by hand, or by a script,
has none: then the English changed, the translation did not, and nobody can tell whether it was
read. Git history shows it.
"""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks.provenance._provenance import whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Level, RuleHit
from bpadocs.lint.subject import Subject
from bpadocs.project.tree import rule_id
from bpadocs.rule.model import Stamp

_MESSAGE = "stamped as current without any change to it, and without a reason: compare it again"


def notes(subject: Subject, context: Context) -> Iterator[Note]:
    """Yield nothing: git tells which rules to look at."""
    yield from ()


def run(
    notes: Mapping[str, Sequence[Note]],
    subjects: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report each stamp of now that git history shows to have moved alone."""
    if context.root is None:
        return
    # Imported when it is needed: most runs of other commands never ask git.
    from bpadocs.lint.history import stamps_without_change

    # Git is asked once for all rules, and only the rules it names are looked at.
    suspicious = stamps_without_change(context.root)
    suspected = {rule_id(file) for file, *_ in suspicious}
    for identifier in sorted(notes.keys() & suspected):
        subject = subjects[identifier]
        for language, name, stamp in _stamps(subject):
            known = (subject.file, name, stamp.source, stamp.target) in suspicious
            if known and not stamp.reason:
                yield whole_field(subject, language, name, _MESSAGE)


def _stamps(subject: Subject) -> Iterator[tuple[str, str, Stamp]]:
    """Yield every stamp of a rule with its language and its field."""
    if subject.rule is None:
        return
    for language, translation in subject.rule.text.items():
        for name, stamp in translation.stamps.items():
            yield language, name, stamp


CHECK = ProjectCheck(
    "stamped-without-change",
    run,
    notes=notes,
    severity=Level.ERROR,
    mqm=None,
)
