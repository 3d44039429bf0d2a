"""`bpa build`"""

import argparse
import sys
import time

from bpadocs.cli import options as shared

OUT_OF_DATE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; print what would change as a unified diff, and exit 1 if anything would",
    )


def run(options: argparse.Namespace) -> int:
    from bpadocs import build, output

    started = time.perf_counter()
    project = shared.read(options)
    outputs = build.outputs(project)
    folder = build.folder(project)
    if options.check:
        return _check(list(output.differences(folder, outputs, build.OWNED)))
    written = output.write(folder, outputs, build.OWNED)
    parts = [
        f"{shared.count(len(project.rules), 'rule')} in {shared.count(len(project.settings.locales), 'language')}",
        f"{shared.count(len(outputs), 'file')} in {build.FOLDER}/",
        f"{len(written.changed):,} written",
        f"{written.unchanged:,} unchanged",
    ]
    if written.removed:
        parts.append(f"{len(written.removed):,} removed")
    print(f"{', '.join(parts)} ({time.perf_counter() - started:.2f} s)")
    return 0


def _check(differences: list[tuple[str, str]]) -> int:
    for _, diff in differences:
        sys.stdout.write(diff)
    if not differences:
        print("build/ is up to date")
        return 0
    print(f"{shared.count(len(differences), 'file')} out of date; run “bpa build”", file=sys.stderr)
    return OUT_OF_DATE
