"""`bpa lint`"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.chosen import chosen_files
from bpadocs.cli.terminal import hand_over, say
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.formats import FORMATS

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
    from bpadocs.lint.run import lint

    report = lint(root, cached=not options.no_cache)
    left = False
    if options.fix:
        mended = fix(root, _chosen(report.findings, options.paths, root))
        shared.tell([*mended.left, *mended.notes])
        left = bool(mended.left)
        if mended.count:
            say(f"{shared.count(mended.count, 'finding')} mended", file=sys.stderr)
        if mended.count or left:
            report = lint(root, cached=not options.no_cache)
    findings = _chosen(report.findings, options.paths, root)

    def read(file: str) -> str:
        # What stands around a finding; somebody may be writing in the file.
        return (regular(root / file, RULE_LIMIT) or b"").decode("utf-8", "replace")

    hand_over(render(options.format, findings, read, word_diffs(root, findings), all_checks()))
    if options.format == "text":
        say(_summary(findings, report.rules), file=sys.stderr)
    if report.failures:
        return shared.failed(report.failures)
    failing = [finding for finding in findings if options.strict or finding.severity is Level.ERROR]
    return FINDINGS if failing or left else 0


def _chosen(findings: Sequence[Finding], paths: Sequence[str], root: Path) -> Sequence[Finding]:
    """The findings in these rule files and folders."""
    if not paths:
        return findings
    names = chosen_files(root, paths)
    return [finding for finding in findings if finding.file in names or finding.rule in names]


def _summary(findings: Sequence[Finding], rules: int) -> str:
    by_level = Counter(str(finding.severity) for finding in findings)
    parts = [shared.count(by_level[level], level) for level in ("error", "warning", "hint") if by_level[level]]
    found = ", ".join(parts) if parts else "no findings"
    return f"{shared.count(rules, 'rule')}: {found}"
