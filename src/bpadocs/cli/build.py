"""`bpa build`"""

import argparse
import gc
import re
import sys
import time
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say, say_lines

OUT_OF_DATE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; print what would change as a unified diff, and exit 1 if anything would",
    )
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", help="processes to share the work (default: one a processor)"
    )
    parser.add_argument(
        "--shard",
        type=_shard,
        metavar="N/M",
        help="build only the Nth of M even parts of the rules; “bpa merge” joins the parts",
    )
    parser.add_argument(
        "--pseudo",
        action="store_true",
        help="build the pseudo language qps-ploc too: what shows in plain English there cannot be translated",
    )


def run(options: argparse.Namespace) -> int:
    from bpadocs import publish
    from bpadocs.cli.progress import progress

    # Nothing that a build makes refers back to itself, and it ends soon: collecting would only look and find nothing.
    gc.disable()
    root = shared.project_root(options)
    folder = publish.folder(root)
    if options.check:
        return _check(root, folder)
    started = time.perf_counter()
    with progress("building") as tell:
        report = publish.run(root, folder, options.jobs, options.shard, tell)
    parts = [
        f"{shared.count(report.rules, 'rule')} in {shared.count(report.languages, 'language')}",
        f"{shared.count(report.files, 'file')} in {publish.FOLDER}/",
        f"{report.written:,} written",
        f"{report.unchanged:,} unchanged",
    ]
    if report.removed:
        parts.append(f"{report.removed:,} removed")
    say(f"{', '.join(parts)} ({time.perf_counter() - started:.2f} s)")
    if options.pseudo:
        _pseudo(root, folder)
    return 0


def _pseudo(root: Path, folder: Path) -> None:
    """Beside the build, not in it: the next one without it takes these files away again."""
    from bpadocs import output, publish
    from bpadocs.cldr import PSEUDO_LANGUAGE
    from bpadocs.exchange import pseudo
    from bpadocs.labels import read_labels
    from bpadocs.project import read_project

    project = read_project(root)
    outputs = pseudo.outputs(project, read_labels(root, project.settings.languages))
    publish.owned(folder).begin(outputs, outputs, lambda: outputs)
    output.write(folder, outputs)
    say(f"{shared.count(len(outputs), 'file')} in {PSEUDO_LANGUAGE}")


def _check(root: Path, folder: Path) -> int:
    from bpadocs import publish
    from bpadocs.project import read_project

    differences = list(publish.owned(folder).differences(publish.outputs(read_project(root))))
    for _, diff in differences:
        say_lines(diff)
    if not differences:
        say(f"{publish.FOLDER}/ is up to date")
        return 0
    say(f"{shared.count(len(differences), 'file')} out of date; run “bpa build”", file=sys.stderr)
    return OUT_OF_DATE


def _jobs(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes")
    return int(text)


def _shard(text: str) -> object:
    from bpadocs.publish.run import Shard

    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"“{text}” is no part such as 3/16")
    return Shard(int(match[1]), int(match[2]))
