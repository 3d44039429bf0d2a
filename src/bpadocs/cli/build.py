"""`bpa build`"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bpadocs import shown
from bpadocs.cli import colour, shared
from bpadocs.cli.terminal import say, say_lines
from bpadocs.system.garbage import without_collector

OUT_OF_DATE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, what is built of it, and how many processes may work."""
    shared.add_project(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help=(
            "write nothing; print what would change as a unified diff, and exit 1 if anything would"
        ),
    )
    parser.add_argument(
        "--stat",
        action="store_true",
        help="with --check: one line for each file, instead of the diff",
    )
    shared.add_out(parser)
    parser.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="processes to share the work (default: one a processor)",
    )
    parser.add_argument(
        "--shard",
        type=shared.shard,
        metavar="N/M",
        help="build only the Nth of M even parts of the rules; “bpa merge” joins the parts",
    )
    parser.add_argument(
        "--pseudo",
        action="store_true",
        help=(
            "build the pseudo language qps-ploc too: what shows in plain English there cannot be "
            "translated"
        ),
    )


@without_collector()
def run(options: argparse.Namespace) -> int:
    """Build the pages and messages, or compare those that are there, and print a summary."""
    from bpadocs import publish
    from bpadocs.cli.terminal import progress
    from bpadocs.errors import Problem, UsageError

    root = shared.project_root(options)
    folder = shared.build_folder(root, options)
    if options.check:
        return _check(root, folder, options)
    if options.stat:
        raise UsageError(
            "--stat goes with --check: it says what would change, in short"
        )
    started = time.perf_counter()
    with progress("building") as tell:
        report = publish.run(root, folder, options.jobs, options.shard, tell)
    for path in report.drafts:
        what = "left out, for it still has text of “bpa new”; “bpa lint” says where"
        shared.tell([Problem(path, 1, 1, what)])
    where = shared.shown_folder(root, folder)
    say(shared.summary(report, where, time.perf_counter() - started))
    if options.pseudo:
        _build_pseudo(root, folder)
    return 0


def _build_pseudo(root: Path, folder: Path) -> None:
    from bpadocs.translators.pseudo_build import build_pseudo
    from bpadocs.words.cldr import PSEUDO_LANGUAGE

    files = build_pseudo(root, folder)
    say(f"{shared.count(files, 'file')} in {PSEUDO_LANGUAGE}")


def _check(root: Path, folder: Path, options: argparse.Namespace) -> int:
    """Print how the build folder differs from what the rules make."""
    from bpadocs import publish
    from bpadocs.project.tree import read_project

    where = shared.shown_folder(root, folder)
    outputs = publish.outputs(read_project(root))
    owned = publish.owned(folder)
    if owned.is_new():
        say(
            f"nothing is built in {where}/, so there is nothing to compare with: run “bpa build”, "
            "or name a folder that is kept, with --out DIR",
            file=sys.stderr,
        )
        return OUT_OF_DATE
    differences = list(owned.differences(outputs))
    if not differences:
        say(f"{where}/ is up to date")
        return 0
    if options.stat:
        say_lines(_counted(differences))
    else:
        for _, diff in differences:
            say_lines(diff, paint=colour.difference)
    files = shared.count(len(differences), "file")
    say(f"{files} out of date in {where}/; run “bpa build”", file=sys.stderr)
    _tell_of_cldr(folder)
    return OUT_OF_DATE


def _counted(differences: Sequence[tuple[str, str]]) -> str:
    """Return a line for each file: its name, and how many lines come and go."""
    rows = []
    for name, diff in differences:
        lines = diff.splitlines()[2:]  # below the two that name the file
        added = sum(line.startswith("+") for line in lines)
        removed = sum(line.startswith("-") for line in lines)
        rows.append((shown.name(name), added, removed))
    width = max(len(name) for name, _, _ in rows)
    text = [f"{name:{width}}  +{added:,} -{removed:,}" for name, added, removed in rows]
    return "\n".join(text)


def _tell_of_cldr(folder: Path) -> None:
    """Say if the build was made with another version of CLDR, which would explain the changes."""
    from bpadocs.publish.basis import noted_cldr
    from bpadocs.words import cldr

    before = noted_cldr(folder)
    now = cldr.version()
    if before and before != now:
        say(
            f"the plural forms and lists of languages were those of CLDR {before}, and are "
            f"those of CLDR {now} here, which comes with Babel",
            file=sys.stderr,
        )


def _jobs(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes")
    return int(text)
