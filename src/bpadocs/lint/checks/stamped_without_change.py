"""A stamp that says “still right” though nobody touched the translation, and without a reason.

`bpa stamp` refuses that unless it is given a `--reason`. A stamp written by hand, or by a script, has none: then the
English changed, the translation did not, and nobody can tell whether it was read. Git history shows it.
"""

from collections.abc import Iterator, Sequence

from bpadocs.lint.check import ProjectCheck
from bpadocs.lint.checks._provenance import whole_field
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Level, RuleHit
from bpadocs.lint.unit import LintRule


def run(rules: Sequence[LintRule], context: Context) -> Iterator[RuleHit]:
    # git is asked here, once for all rules
    from bpadocs.lint.history import stamps_without_change

    if context.root is None:
        return
    suspicious = stamps_without_change(context.root)
    for rule in rules if suspicious else ():
        for language, translation in (rule.rule.text if rule.rule else {}).items():
            for name, stamp in translation.stamps.items():
                if not stamp.reason and (rule.file, name, stamp.source, stamp.target) in suspicious:
                    message = "stamped as current without any change to it, and without a reason: compare it again"
                    yield whole_field(rule, language, name, message)


CHECK = ProjectCheck("stamped-without-change", run, Level.ERROR)
