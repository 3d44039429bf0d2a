"""A stamp that says “still right” though nobody touched the translation, and without a reason.

`bpa stamp` refuses that unless it is given a `--reason`. A stamp written by hand, or by a script, has none: then the
English changed, the translation did not, and nobody can tell whether it was read. Git history shows it.
"""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks._provenance import whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.project import rule_id


def notes(rule: LintRule, context: Context) -> Iterator[Note]:
    """None: git says which rules to look at."""
    yield from ()


def run(notes: Mapping[str, Sequence[Note]], rules: Mapping[str, LintRule], context: Context) -> Iterator[RuleHit]:
    # git is asked here, once for all rules
    from bpadocs.lint.history import stamps_without_change

    suspicious = stamps_without_change(context.root) if context.root else frozenset()
    for rule in sorted(notes.keys() & {rule_id(file) for file, *_ in suspicious}):
        looked_at = rules[rule]
        for language, translation in (looked_at.rule.text if looked_at.rule else {}).items():
            for name, stamp in translation.stamps.items():
                if not stamp.reason and (looked_at.file, name, stamp.source, stamp.target) in suspicious:
                    message = "stamped as current without any change to it, and without a reason: compare it again"
                    yield whole_field(looked_at, language, name, message)


CHECK = ProjectCheck("stamped-without-change", notes, run, Level.ERROR)
