"""`bpa merge`"""

import argparse
from pathlib import Path

from bpadocs.cli import shared
from bpadocs.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, the folders to join, and how far they are trusted."""
    shared.add_project(parser)
    shared.add_out(parser)
    parser.add_argument(
        "folders",
        metavar="DIR",
        nargs="+",
        type=Path,
        help=(
            "a build folder that bpa build --shard made; take none from a build that you do not "
            "trust, whose texts may be others than the rules say"
        ),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="make every rule here too, and join only what is the same; takes a build",
    )


def run(options: argparse.Namespace) -> int:
    """Join the folders into the project's own build folder, and print what is in it."""
    from bpadocs.publish.merge import merge

    root = shared.project_root(options)
    folder = shared.build_folder(root, options)
    report = merge(root, folder, options.folders, verify=options.verify)
    folders = shared.count(len(options.folders), "folder")
    rules = shared.count(report.rules, "rule")
    languages = shared.count(report.languages, "language")
    files = shared.count(report.files, "file")
    say(
        f"{folders} joined: {rules} in {languages}, {files}, {report.written:,} written"
    )
    return 0
