"""`bpa build`"""

import argparse
import sys
import time
from pathlib import Path

from bpadocs.cli import shared
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
    from bpadocs.errors import Problem

    root = shared.project_root(options)
    folder = publish.folder(root)
    if options.check:
        return _check(root, folder)
    started = time.perf_counter()
    with progress("building") as tell:
        report = publish.run(root, folder, options.jobs, options.shard, tell)
    for path in report.drafts:
        what = "left out, for it still has text of “bpa new”; “bpa lint” says where"
        shared.tell([Problem(path, 1, 1, what)])
    say(shared.summary(report, publish.FOLDER, time.perf_counter() - started))
    if options.pseudo:
        _build_pseudo(root, folder)
    return 0


def _build_pseudo(root: Path, folder: Path) -> None:
    from bpadocs.translators.pseudo_build import build_pseudo
    from bpadocs.words.cldr import PSEUDO_LANGUAGE

    files = build_pseudo(root, folder)
    say(f"{shared.count(files, 'file')} in {PSEUDO_LANGUAGE}")


def _check(root: Path, folder: Path) -> int:
    """Print how the build folder differs from what the rules make."""
    from bpadocs import publish
    from bpadocs.project.tree import read_project
    from bpadocs.publish import cldr_note
    from bpadocs.words import cldr

    outputs = publish.outputs(read_project(root))
    differences = list(publish.owned(folder).differences(outputs))
    for _, diff in differences:
        say_lines(diff)
    if not differences:
        say(f"{publish.FOLDER}/ is up to date")
        return 0
    say(
        f"{shared.count(len(differences), 'file')} out of date; run “bpa build”",
        file=sys.stderr,
    )
    before = cldr_note.noted(folder)
    now = cldr.version()
    if before and before != now:
        say(
            f"the plural forms and lists of languages were those of CLDR {before}, and are "
            f"those of CLDR {now} here, which comes with Babel",
            file=sys.stderr,
        )
    return OUT_OF_DATE


def _jobs(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes")
    return int(text)
