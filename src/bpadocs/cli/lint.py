"""`bpa lint`"""

import argparse
import contextlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import BROKEN_INPUT, colour, findings, scores, shared
from bpadocs.cli.terminal import say
from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.lint.findings import Finding, broken_file
from bpadocs.system.garbage import without_collector

if TYPE_CHECKING:
    from bpadocs.lint.report import ReadFile
    from bpadocs.lint.run import LintReport
    from bpadocs.lint.score import Scores
    from bpadocs.lint.wanted import Judged, Wanted
    from bpadocs.project.settings import Settings

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
        "--no-cache",
        action="store_true",
        help="look at every rule again, and remember nothing of it",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--fix",
        action="store_true",
        help="mend what is safe to mend, and report the rest",
    )
    how.add_argument(
        "--shard",
        type=shared.shard,
        metavar="N/M",
        help=(
            "look only at the Nth of M even parts of the rules, and tell nothing yet; “bpa lint "
            "--merge” tells what all parts have"
        ),
    )
    how.add_argument(
        "--merge",
        metavar="DIR",
        nargs="+",
        type=Path,
        default=[],
        help=(
            "take what other machines found from these build folders of “bpa lint --shard”, and "
            "tell all; take none from a machine that you do not trust"
        ),
    )
    shared.add_languages(parser)
    findings.add_options(parser)
    parser.set_defaults(top=TOP)


@without_collector()
def run(options: argparse.Namespace) -> int:
    """Print every finding on the rules; before that, mend what is to be mended."""
    findings.refuse_mistakes(options)
    root = shared.project_root(options)
    if options.shard:
        return _part(root, options)
    with findings.whole_document(options):
        if not options.fix:
            return _run(root, options)
        with shared.alone(root):
            return _run(root, options)


def _part(root: Path, options: argparse.Namespace) -> int:
    """Look at a part of the rules, and keep what is found for the machine that tells it."""
    from bpadocs.lint.run import lint

    narrower = {
        "--no-cache": options.no_cache,
        "PATH": options.paths,
        "--select": options.select,
    }
    for what, given in narrower.items():
        if given:
            raise UsageError(f"--shard keeps what it finds of a part: leave out {what}")
    report = lint(root, shard=options.shard)
    # what a machine with all rules says of these files, that machine says
    shared.tell(report.problems)
    number, of = options.shard
    rules = shared.count(report.rules, "rule")
    say(
        f"part {number} of {of}: {rules} looked at; “bpa lint --merge” tells the findings"
    )
    if report.failures:
        return shared.failed(report.failures)
    if report.problems:
        return BROKEN_INPUT
    return 0


def _run(root: Path, options: argparse.Namespace) -> int:
    wanted = _wanted(root, options)
    report, left = _after_fixes(root, wanted, options)
    if report.problems and options.write_baseline:
        raise BrokenInputError(report.problems)
    judged, chosen = _narrowed(root, report, wanted, options)
    is_whole = not report.problems and not report.failures
    if findings.settle(wanted, judged, chosen.findings, options, is_whole=is_whole):
        chosen = replace(chosen, findings=())
    found = [*chosen.findings, *map(broken_file, chosen.problems)]
    told = sorted(_settled(root, found), key=lambda finding: finding.sort_key)
    asked = _chosen(root, report, options.paths)
    scored = wanted.scores(_scores(asked))
    _show(root, told, scored, options)
    _say_summary(root, told, asked, scored, options)
    if report.failures:
        return shared.failed(report.failures)
    if chosen.problems:
        return BROKEN_INPUT
    if left:
        return scores.FOUND
    return scores.status(told, scored, options)


def _after_fixes(
    root: Path, wanted: "Wanted", options: argparse.Namespace
) -> tuple["LintReport", bool]:
    """Mend what is told and is to be mended; return what is found, and if something is left."""
    report = _lint(root, options)
    if not options.fix:
        return report, False
    _, chosen = _narrowed(root, report, wanted, options)
    changed, left = _fix(root, chosen)
    return _lint(root, options) if changed or left else report, left


def _wanted(root: Path, options: argparse.Namespace) -> "Wanted":
    """Return which findings are told."""
    from bpadocs.lint.touched import TouchedFiles
    from bpadocs.lint.wanted import Wanted
    from bpadocs.project.tree import PRODUCT_FILE

    settings = _settings(root)
    # Where the settings cannot be read, that is all there is to tell.
    locales = settings.locales if settings else {}
    if options.since:
        touched = TouchedFiles(root, options.since)
    else:
        touched = None

    def is_touched(finding: Finding) -> bool:
        """Tell whether the file of a finding has changed, or that of its rule's product."""
        if touched is None or touched.has(finding.file):
            return True
        folder, _, _ = finding.file.rpartition("/")
        return bool(finding.rule) and touched.has(f"{folder}/{PRODUCT_FILE}")

    if settings:
        chosen = findings.chosen_locales(options.locale or (), locales)
    else:
        chosen = None
    return Wanted(
        findings.narrowing(options, chosen, is_touched if touched else None),
        findings.baseline(options),
    )


def _settings(root: Path) -> "Settings | None":
    """Return the settings of the project; nothing where there are mistakes in them."""
    from bpadocs.project.settings import read_settings

    with contextlib.suppress(BrokenInputError):  # lint tells the mistakes
        return read_settings(root)
    return None


def _lint(root: Path, options: argparse.Namespace) -> "LintReport":
    """Return what lint finds; where no rule can be checked, the mistakes alone.

    Every format has a place for the mistakes, and none is handed over without its frame.
    """
    from bpadocs.lint.run import LintReport, lint

    cached = not options.no_cache
    try:
        more = _checks_that_are_off(root, options.select or ())
        return lint(root, cached=cached, parts=options.merge, enabled=more)
    except BrokenInputError as error:
        return LintReport(findings=(), rules=0, problems=error.problems)


def _checks_that_are_off(root: Path, names: Sequence[str]) -> Sequence[str]:
    """Return those of the checks that do not run in this project by themselves."""
    from bpadocs.lint.narrowing import that_are_off
    from bpadocs.lint.registry import all_checks

    if not names:
        return ()
    settings = _settings(root)
    return that_are_off(names, all_checks(), settings.lint if settings else {})


def _narrowed(
    root: Path, report: "LintReport", wanted: "Wanted", options: argparse.Namespace
) -> tuple["Judged", "LintReport"]:
    """Return how the findings compare with the baseline, and a report of those that are told."""
    from bpadocs.lint.registry import all_checks

    judged = wanted.of(report.findings, _reader(root), all_checks())
    told = replace(report, findings=judged.findings)
    return judged, _chosen(root, told, options.paths)


def _chosen(root: Path, report: "LintReport", paths: Sequence[str]) -> "LintReport":
    """Return the report on the rules that are named on the command line."""
    from bpadocs.lint.only_in import only_in
    from bpadocs.project.chosen import chosen_files

    if paths:
        return only_in(report, chosen_files(root, paths))
    return report


def _fix(root: Path, report: "LintReport") -> tuple[bool, bool]:
    """Mend what is safe, and return whether something was mended, and whether something is left."""
    from bpadocs.lint.fix import fix

    mended = fix(root, report.findings)
    shared.tell([*mended.left, *mended.notes])
    if mended.count:
        say(f"{shared.count(mended.count, 'finding')} mended", file=sys.stderr)
    return bool(mended.count), bool(mended.left)


def _settled(root: Path, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings, with what settles those that need no translator."""
    if all(finding.check != "stale" for finding in findings):
        return findings  # as nearly always
    from bpadocs.translators.carry.settled import with_offers

    return with_offers(root, findings)


def _scores(report: "LintReport") -> "Scores":
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.score import scores_of

    return scores_of(report.findings, report.words, all_checks())


def _reader(root: Path) -> "ReadFile":
    """Return the function that returns the text of a file of the project."""
    from bpadocs.system.files import RULE_LIMIT, regular

    def read(file: str) -> str:
        """Return the file around a finding, however it is: somebody may be writing in it."""
        return (regular(root / file, RULE_LIMIT) or b"").decode("utf-8", "replace")

    return read


def _show(
    root: Path,
    told: Sequence[Finding],
    scored: "Scores",
    options: argparse.Namespace,
) -> None:
    from bpadocs.lint.history import word_diffs
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.report import Report

    report = Report(
        findings=told,
        read=_reader(root),
        diffs=word_diffs(root, told),
        checks=all_checks(),
        scores=scored,
        base=root,
    )
    findings.show(report, options)


def _say_summary(
    root: Path,
    told: Sequence[Finding],
    report: "LintReport",
    scored: "Scores",
    options: argparse.Namespace,
) -> None:
    """Say how often each check found something, how good the languages are, and how it ended."""
    if options.quiet:
        return
    if options.format == "text":
        if told and not options.statistics:
            locales = [locale for locale in scored.locales if _has(told, locale)]
            say("", file=sys.stderr)
            findings.say_table(told, locales, sys.stderr)
        scores.say_scores(scored, told, options, sys.stderr)
        known = bool(options.baseline)
        say(
            _summary(told, report, beside_known=known),
            file=sys.stderr,
            paint=colour.counts,
        )
    # Once, if the languages of the project could be read better than they are.
    settings = _settings(root)
    if settings:
        shared.tell_what_lacks(settings.translations)


def _has(told: Sequence[Finding], locale: str) -> bool:
    return any(finding.locale == locale for finding in told)


def _summary(
    told: Sequence[Finding], report: "LintReport", *, beside_known: bool
) -> str:
    by_level = Counter(str(finding.severity) for finding in told)
    levels = ("error", "warning", "hint")
    parts = [
        shared.count(by_level[level], level) for level in levels if by_level[level]
    ]
    if not parts:
        parts = ["no new findings" if beside_known else "no findings"]
    if report.left_out:
        parts.append(f"{shared.count(len(report.left_out), 'file')} left out")
    return f"{shared.count(report.rules, 'rule')}: {', '.join(parts)}"
