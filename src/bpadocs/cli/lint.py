"""`bpa lint`"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import BROKEN_INPUT
from bpadocs.cli import options as shared
from bpadocs.cli.chosen import chosen_files
from bpadocs.cli.terminal import hand_over, say
from bpadocs.lint.findings import Finding, Level, broken_file
from bpadocs.lint.formats import FORMATS
from bpadocs.problems import BrokenInputError
from bpadocs.project import PRODUCT_FILE, RULES

if TYPE_CHECKING:
    from bpadocs.lint.run import Report

FINDINGS = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help="rule files or product folders (default: all)")
    shared.add_project(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written (default: text)")
    parser.add_argument("--strict", action="store_true", help="exit 1 on any finding, not on errors alone")
    parser.add_argument("--no-cache", action="store_true", help="look at every rule again, and remember nothing of it")
    parser.add_argument("--fix", action="store_true", help="mend what is safe to mend, and report the rest")


def run(options: argparse.Namespace) -> int:
    root = shared.project_root(options)
    if not options.fix:
        return _run(root, options)
    with shared.alone(root):
        return _run(root, options)


def _run(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.inputs import RULE_LIMIT, regular
    from bpadocs.lint.fix import fix
    from bpadocs.lint.formats import render
    from bpadocs.lint.history import word_diffs
    from bpadocs.lint.registry import all_checks

    cached = not options.no_cache
    report = _look(root, cached)
    left = False
    if options.fix:
        mended = fix(root, _chosen(report, options.paths, root).findings)
        shared.tell([*mended.left, *mended.notes])
        left = bool(mended.left)
        if mended.count:
            say(f"{shared.count(mended.count, 'finding')} mended", file=sys.stderr)
        if mended.count or left:
            report = _look(root, cached)
    chosen = _chosen(report, options.paths, root)
    found = [*chosen.findings, *map(broken_file, chosen.problems)]
    findings = sorted(found, key=lambda finding: finding.sort_key)

    def read(file: str) -> str:
        # What stands around a finding; somebody may be writing in the file.
        return (regular(root / file, RULE_LIMIT) or b"").decode("utf-8", "replace")

    hand_over(render(options.format, findings, read, word_diffs(root, findings), all_checks()))
    if options.format == "text":
        say(_summary(findings, report), file=sys.stderr)
    if report.failures:
        return shared.failed(report.failures)
    if chosen.problems:
        return BROKEN_INPUT
    failing = [finding for finding in findings if options.strict or finding.severity is Level.ERROR]
    return FINDINGS if failing or left else 0


def _look(root: Path, cached: bool) -> "Report":
    """What lint finds; where nothing can be looked at, the mistakes alone, for every format has a place for them."""
    from bpadocs.lint.run import Report, lint

    try:
        return lint(root, cached=cached)
    except BrokenInputError as error:
        return Report((), 0, problems=error.problems)


def _chosen(report: "Report", paths: Sequence[str], root: Path) -> "Report":
    """What was found in these rule files and folders, and what keeps them from being looked at."""
    if not paths:
        return report
    files = chosen_files(root, paths)
    findings = [one for one in report.findings if one.file in files or one.rule in files]
    problems = tuple(one for one in report.problems if _concerns(one.path, files))
    return replace(report, findings=findings, problems=problems)


def _concerns(path: str, files: Collection[str]) -> bool:
    """Whether a mistake there keeps one of these files from being looked at."""
    folder, _, name = path.rpartition("/")
    of_product = name == PRODUCT_FILE and any(file.startswith(f"{folder}/") for file in files)
    return path in files or of_product or not path.startswith(f"{RULES}/")


def _summary(findings: Sequence[Finding], report: "Report") -> str:
    by_level = Counter(str(finding.severity) for finding in findings)
    parts = [shared.count(by_level[level], level) for level in ("error", "warning", "hint") if by_level[level]]
    if not parts:
        parts = ["no findings"]
    if report.left_out:
        parts.append(f"{shared.count(len(report.left_out), 'file')} left out")
    return f"{shared.count(report.rules, 'rule')}: {', '.join(parts)}"
