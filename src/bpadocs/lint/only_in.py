"""Cut a report down to some of the rule files."""

from collections.abc import Collection
from dataclasses import replace

from bpadocs.lint.run import LintReport
from bpadocs.project.tree import PRODUCT_FILE, RULES


def only_in(report: LintReport, files: Collection[str]) -> LintReport:
    """Return what was found in these files, and what keeps them from being checked."""
    findings = [finding for finding in report.findings if finding.file in files]
    problems = [
        problem for problem in report.problems if _concerns(problem.path, files)
    ]
    words = {}
    for key, number in report.words.items():
        if f"{RULES}/{key.rule}.yaml" in files:
            words[key] = number
    return replace(
        report,
        findings=findings,
        rules=len({key.rule for key in words}),
        problems=tuple(problems),
        words=words,
    )


def _concerns(path: str, files: Collection[str]) -> bool:
    """Return whether a mistake in `path` keeps one of these files from being checked."""
    if path in files:
        return True
    # A mistake outside of rules/, in the settings for one, concerns every rule.
    if not path.startswith(f"{RULES}/"):
        return True
    folder, _, name = path.rpartition("/")
    if name != PRODUCT_FILE:
        return False
    return any(file.startswith(f"{folder}/") for file in files)
