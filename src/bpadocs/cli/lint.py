"""`bpa lint`"""

import argparse
import contextlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import BROKEN_INPUT, colour, scores, shared
from bpadocs.cli.terminal import hand_over, say
from bpadocs.errors import BrokenInputError
from bpadocs.lint.findings import Finding, broken_file
from bpadocs.lint.report import FORMATS

if TYPE_CHECKING:
    from bpadocs.lint.run import LintReport
    from bpadocs.lint.score import Scores

TOP = 5
"""How many of the worst pages are named."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the rule files, the project, how findings are printed, and what is done about them."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="rule files or product folders (default: all)",
    )
    shared.add_project(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="how findings are written (default: text)",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="look at every rule again, and remember nothing of it",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend what is safe to mend, and report the rest",
    )
    scores.add_options(parser)
    parser.set_defaults(top=TOP)


def run(options: argparse.Namespace) -> int:
    """Print every finding on the rules; before that, mend what is to be mended."""
    root = shared.project_root(options)
    if not options.fix:
        return _run(root, options)
    with shared.alone(root):
        return _run(root, options)


def _run(root: Path, options: argparse.Namespace) -> int:
    cached = not options.no_cache
    report = _lint(root, cached)
    left = False
    if options.fix:
        changed, left = _fix(root, _chosen(root, report, options.paths))
        if changed or left:
            report = _lint(root, cached)
    chosen = _chosen(root, report, options.paths)
    found = [*chosen.findings, *map(broken_file, chosen.problems)]
    findings = sorted(_told(root, found), key=lambda finding: finding.sort_key)
    scored = _scores(chosen)
    _print_findings(root, options, findings, scored)
    if options.format == "text":
        scores.say_scores(scored, findings, options, sys.stderr)
        say(_summary(findings, report), file=sys.stderr, paint=colour.counts)
    _tell_what_lacks(root)
    if report.failures:
        return shared.failed(report.failures)
    if chosen.problems:
        return BROKEN_INPUT
    return scores.FOUND if left else scores.status(findings, scored, options)


def _tell_what_lacks(root: Path) -> None:
    """Say once if the languages of the project could be read better than they are."""
    from bpadocs.project.settings import read_settings

    with contextlib.suppress(BrokenInputError):  # the mistakes have been told
        shared.tell_what_lacks(read_settings(root).translations)


def _lint(root: Path, cached: bool) -> "LintReport":
    """Return what lint finds; where no rule can be checked, the mistakes alone.

    Every format has a place for the mistakes, and none is handed over without its frame.
    """
    from bpadocs.lint.run import LintReport, lint

    try:
        return lint(root, cached=cached)
    except BrokenInputError as error:
        return LintReport(findings=(), rules=0, problems=error.problems)


def _chosen(root: Path, report: "LintReport", paths: Sequence[str]) -> "LintReport":
    """Return the report on the rules that are named on the command line."""
    from bpadocs.lint.only_in import only_in
    from bpadocs.project.chosen import chosen_files

    return only_in(report, chosen_files(root, paths)) if paths else report


def _fix(root: Path, report: "LintReport") -> tuple[bool, bool]:
    """Mend what is safe, and return whether something was mended, and whether something is left."""
    from bpadocs.lint.fix import fix

    mended = fix(root, report.findings)
    shared.tell([*mended.left, *mended.notes])
    if mended.count:
        say(f"{shared.count(mended.count, 'finding')} mended", file=sys.stderr)
    return bool(mended.count), bool(mended.left)


def _told(root: Path, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings, with what settles those that need no translator."""
    if all(finding.check != "stale" for finding in findings):
        return findings  # as nearly always
    from bpadocs.translators.carry.settled import with_offers

    return with_offers(root, findings)


def _scores(report: "LintReport") -> "Scores":
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.score import scores_of

    return scores_of(report.findings, report.words, all_checks())


def _print_findings(
    root: Path,
    options: argparse.Namespace,
    findings: Sequence[Finding],
    scored: "Scores",
) -> None:
    from bpadocs.lint.groups import grouped
    from bpadocs.lint.history import word_diffs
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.report import render
    from bpadocs.system.files import RULE_LIMIT, regular

    def read(file: str) -> str:
        """Return the file around a finding, however it is: somebody may be writing in it."""
        return (regular(root / file, RULE_LIMIT) or b"").decode("utf-8", "replace")

    diffs = word_diffs(root, findings)
    told = grouped(findings, read, diffs) if options.group else findings
    text = render(options.format, told, read, diffs, all_checks(), scored)
    hand_over(text, colour.finding if options.format == "text" else None)


def _summary(findings: Sequence[Finding], report: "LintReport") -> str:
    by_level = Counter(str(finding.severity) for finding in findings)
    levels = ("error", "warning", "hint")
    parts = [
        shared.count(by_level[level], level) for level in levels if by_level[level]
    ]
    if not parts:
        parts = ["no findings"]
    if report.left_out:
        parts.append(f"{shared.count(len(report.left_out), 'file')} left out")
    return f"{shared.count(report.rules, 'rule')}: {', '.join(parts)}"
