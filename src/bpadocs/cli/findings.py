"""What `bpa lint` and `bpa audit` share: which findings they tell, and how they hand them over."""

import argparse
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bpadocs import shown
from bpadocs.cli import colour, scores, shared
from bpadocs.cli.commands import WIDEST
from bpadocs.cli.terminal import hand_over, room, say
from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.lint.findings import Finding, Level, broken_file
from bpadocs.lint.report import FORMATS, Report, render

if TYPE_CHECKING:
    from bpadocs.lint.baseline import Baseline
    from bpadocs.lint.narrowing import Narrowing
    from bpadocs.lint.wanted import Judged, Wanted

STATISTICS = ("text", "json")
"""The formats that have counts."""

IsTouched = Callable[[Finding], bool]


# What is asked for


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the format, which findings are told, and when the command fails."""
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="how findings are written (default: text)",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count the findings of each check and language instead of telling them",
    )
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        help="findings alone: no table, no scores, no summary, no notes",
    )
    scores.add_options(parser)
    told = parser.add_argument_group("which findings are told")
    told.add_argument(
        "--select",
        metavar="CHECK",
        type=_names,
        action="extend",
        help=(
            "only what these checks find, also checks that are off; commas between them, "
            "or repeated (“bpa checks” lists them)"
        ),
    )
    told.add_argument(
        "--ignore",
        metavar="CHECK",
        type=_names,
        action="extend",
        default=[],
        help="nothing of what these checks find",
    )
    told.add_argument(
        "--severity",
        choices=[str(level) for level in Level],
        default=str(Level.HINT),
        help="only what is at least so bad (default: hint, which is all)",
    )
    _add_what_is_known(parser)


def _add_what_is_known(parser: argparse.ArgumentParser) -> None:
    """Add the options by which old findings are not told."""
    told = parser.add_argument_group("only what is new")
    told.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help="only what is not in this file of findings that are known",
    )
    told.add_argument(
        "--write-baseline",
        action="store_true",
        help="take what would be told into the baseline, and what is mended out of it",
    )
    told.add_argument(
        "--since",
        metavar="REV",
        help=(
            "only what is said of files that differ from where the branch left REV, such as "
            "origin/main, committed or not"
        ),
    )


def _names(word: str) -> list[str]:
    """Return the names that have commas between them."""
    return [name.strip() for name in word.split(",") if name.strip()]


def refuse_mistakes(options: argparse.Namespace) -> None:
    """Raise UsageError with every option that cannot be done, before anything is done."""
    mistakes = [
        *_unknown_checks("--select", options.select or ()),
        *_unknown_checks("--ignore", options.ignore),
    ]
    if options.statistics and options.format not in STATISTICS:
        mistakes.append(f"--statistics: there are counts in {' and '.join(STATISTICS)}")
    if options.write_baseline and options.baseline is None:
        mistakes.append(
            "--write-baseline: name the file, such as --baseline bpa-baseline.json"
        )
    if options.write_baseline and options.shard:
        mistakes.append(
            "--write-baseline: --shard tells nothing yet; write it with --merge"
        )
    if mistakes:
        raise UsageError(*mistakes)


def _unknown_checks(option: str, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with each name that no check has."""
    from bpadocs.lint.registry import all_checks
    from bpadocs.project.mistakes import nearest
    from bpadocs.published.shipped_findings import CHECK

    if not names:
        return
    # What a checker ships is compared beside the checks, and what comes of it has a name too.
    known = [*(check.name for check in all_checks()), CHECK]
    for name in names:
        if name not in known:
            near = nearest(name, known) or "; “bpa checks” lists them"
            yield f"{option}: no check is called “{shown.name(name)}”{near}"


def narrowing(
    options: argparse.Namespace,
    locales: frozenset[str] | None,
    is_touched: IsTouched | None,
) -> "Narrowing":
    """Return which findings the options ask for."""
    from bpadocs.lint.narrowing import Narrowing

    selected = options.select
    return Narrowing(
        selected=None if selected is None else frozenset(selected),
        ignored=frozenset(options.ignore),
        locales=locales,
        least=Level(options.severity),
        is_touched=is_touched,
    )


def chosen_locales(
    words: Collection[str], locales: Mapping[str, str]
) -> frozenset[str] | None:
    """Return the locales that the words name; None where there is no word.

    Given are all locales by their languages: either name will do. Raises UsageError with each word
    that is no such name.
    """
    from bpadocs.project.mistakes import nearest

    if not words:
        return None
    names = {locale: locale for locale in locales.values()} | dict(locales)
    known = {name.casefold(): locale for name, locale in names.items()}
    chosen = set()
    mistakes = []
    for word in words:
        locale = known.get(word.casefold())
        if locale is None:
            there = ", ".join(locales)
            near = nearest(word, names)
            mistakes.append(
                f"--locale: “{shown.name(word)}” is no language here{near}; there is {there}"
            )
        else:
            chosen.add(locale)
    if mistakes:
        raise UsageError(*mistakes)
    return frozenset(chosen)


def baseline(options: argparse.Namespace) -> "Baseline | None":
    """Read the baseline that the options name, if they do; one that is yet to be written is empty.

    Raises UsageError where there is none, or no place to write it, and BrokenInputError with each
    mistake in it.
    """
    from bpadocs.lint.baseline import Baseline
    from bpadocs.lint.baseline_file import read_baseline

    file: Path | None = options.baseline
    if file is None:
        return None
    name = f"--baseline {shown.name(str(file))}"
    if file.is_dir():
        raise UsageError(f"{name}: this is a folder")
    if file.exists():
        return read_baseline(file, options.command)
    if not options.write_baseline:
        raise UsageError(f"{name}: no such file; --write-baseline makes it")
    if not file.parent.is_dir():
        raise UsageError(f"{name}: there is no such folder to write it in")
    return Baseline(options.command, {})


# What came of it


def show(report: Report, options: argparse.Namespace) -> None:
    """Hand the findings over in the format that is asked for, or count them."""
    if options.statistics:
        _show_statistics(report.findings, options)
        return
    hand_over(
        _rendered(report, options), colour.finding if options.format == "text" else None
    )
    if options.format == "github":
        _add_step_summary(report, options)


def _rendered(report: Report, options: argparse.Namespace) -> str:
    """Return the findings in the format that is asked for."""
    from bpadocs.lint.groups import grouped
    from bpadocs.lint.report.paths import naming, renamed

    told = report.findings
    if options.group:
        told = grouped(told, report.read, report.diffs)
    where = naming(options.format, report.base)
    named = renamed(told, where)
    files: dict[str, str] = {}
    diffs = {}
    for finding, new in zip(told, named, strict=True):
        files[new.file] = finding.file
        if finding in report.diffs:
            diffs[new] = report.diffs[finding]
    told_there = report._replace(
        findings=named,
        read=lambda file: report.read(files.get(file, file)),
        diffs=diffs,
    )
    return render(options.format, told_there)


@contextlib.contextmanager
def whole_document(options: argparse.Namespace) -> Iterator[None]:
    """Hand over a whole document with the mistakes where there is nothing but mistakes.

    A program that reads the format is not to stumble over an empty file.
    """
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.score import Scores

    try:
        yield
    except BrokenInputError as error:
        if options.format != "text":
            found = [broken_file(problem) for problem in error.problems]
            report = Report(
                findings=found,
                read=lambda _: "",
                diffs={},
                checks=all_checks(),
                scores=Scores(),
                base=Path.cwd(),
            )
            show(report, options)
        raise


def _add_step_summary(report: Report, options: argparse.Namespace) -> None:
    """Add a summary to the page that GitHub shows of a step, where it has one.

    GitHub shows ten errors and ten warnings of a step, and drops the others.
    """
    from bpadocs.lint.report.paths import naming, renamed
    from bpadocs.lint.report.step_summary import step_summary
    from bpadocs.system.files import append

    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    named = renamed(report.findings, naming("github", report.base))
    text = step_summary(f"bpa {options.command}", named)
    try:
        append(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = error.strerror or str(error)
        say(f"GITHUB_STEP_SUMMARY: not written: {reason}", file=sys.stderr)


def _show_statistics(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    from bpadocs.lint.report.statistics import statistics

    if options.format == "json":
        hand_over(shown.as_json(statistics(findings)))
    elif findings:
        say_table(findings, _locales_of(findings))


def _locales_of(findings: Sequence[Finding]) -> Sequence[str]:
    """Return the locales that findings are in, sorted; English first."""
    found = {finding.locale for finding in findings if finding.locale}
    return sorted(found, key=lambda locale: (not locale.startswith("en"), locale))


_WIDE = 8
"""Columns of a number."""


def say_table(
    findings: Sequence[Finding],
    locales: Sequence[str],
    file: TextIO | None = None,
) -> None:
    """Print how often each check found something, by locale; the most frequent check first.

    Where a terminal has no room for a column a locale, each locale has a line of its own below.
    """
    checks = Counter(finding.check for finding in findings)
    wide = max(map(len, checks)) + 2
    has_room = wide + _WIDE * (len(locales) + 1) <= (room() or WIDEST)
    _say_checks(findings, wide, locales if has_room else (), file)
    if has_room:
        return
    say("", file=file)
    found = Counter(finding.locale for finding in findings)
    for locale in locales:
        say(f"{locale:{wide}}{found[locale]:>{_WIDE}}", file=file)


def _say_checks(
    findings: Sequence[Finding],
    wide: int,
    locales: Sequence[str],
    file: TextIO | None,
) -> None:
    """Print a line for each check, with a column for each of these locales."""
    totals = Counter((finding.check, finding.locale) for finding in findings)
    checks = Counter(finding.check for finding in findings)
    heading = "".join(locale.rjust(_WIDE) for locale in locales)
    say(f"{'':{wide}}{heading}{'all':>{_WIDE}}", file=file)
    for check, total in checks.most_common():
        numbers = "".join(_cell(totals[check, locale]) for locale in locales)
        say(f"{check:{wide}}{numbers}{total:>{_WIDE}}", file=file)


def _cell(number: int) -> str:
    if number:
        return f"{number:>{_WIDE}}"
    return " " * _WIDE


# What is done with the baseline


def settle(
    wanted: "Wanted",
    judged: "Judged",
    accepted: Sequence[Finding],
    options: argparse.Namespace,
    *,
    is_whole: bool,
) -> bool:
    """Write the baseline or say how it compares, and return whether these findings are now known.

    If not `is_whole`, findings are missing, and those that are known would look mended.
    """
    if options.write_baseline and is_whole:
        _write_baseline(wanted, judged, accepted, options)
        return True
    if options.write_baseline:
        name = shown.name(str(options.baseline))
        say(f"{name}: not written, for findings are missing", file=sys.stderr)
    elif is_whole:
        _say_known(judged, options)
    return False


def _write_baseline(
    wanted: "Wanted",
    judged: "Judged",
    accepted: Sequence[Finding],
    options: argparse.Namespace,
) -> None:
    """Write the baseline anew, and say what became of it."""
    from bpadocs.lint.baseline_file import baseline_text
    from bpadocs.lint.narrowing import apart
    from bpadocs.system.files import replace_file

    file: Path = options.baseline
    compared = judged.compared
    if compared is None:
        return
    written = wanted.renewed(judged, accepted)
    name = shown.name(str(file))
    try:
        # a link stays one
        replace_file(
            file.resolve(), baseline_text(written).encode("utf-8", "backslashreplace")
        )
    except OSError as error:
        message = f"--baseline {name}: cannot be written: {error.strerror}"
        raise UsageError(message) from None
    new = len(apart(accepted))
    known = shared.count(len(written), "known finding")
    parts = [f"{name}: {known}", f"{new:,} new", f"{compared.mended:,} mended"]
    say(", ".join(parts), file=sys.stderr)


def _say_known(judged: "Judged", options: argparse.Namespace) -> None:
    """Say how many findings are not told because they are known, and how many are mended."""
    compared = judged.compared
    if compared is None or options.quiet:
        return
    name = shown.name(str(options.baseline))
    known = sum(compared.still.values())
    text = f"{name}: {shared.count(known, 'known finding')} not told"
    if compared.mended:
        text += f", {compared.mended:,} mended: --write-baseline takes them out"
    say(text, file=sys.stderr)
