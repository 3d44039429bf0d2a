"""`bpa merge`"""

import argparse
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "folders",
        metavar="DIR",
        nargs="+",
        type=Path,
        help="a build folder that bpa build --shard made; take none from a build that you do not trust, "
        "whose texts may be others than the rules say",
    )
    parser.add_argument(
        "--verify", action="store_true", help="make every rule here too, and join only what is the same; takes a build"
    )


def run(options: argparse.Namespace) -> int:
    from bpadocs.publish import folder
    from bpadocs.publish.merge import merge

    root = shared.project_root(options)
    report = merge(root, folder(root), options.folders, verify=options.verify)
    parts = shared.count(len(options.folders), "folder")
    say(
        f"{parts} joined: {shared.count(report.rules, 'rule')} in {shared.count(report.languages, 'language')}, "
        f"{shared.count(report.files, 'file')}, {report.written:,} written"
    )
    return 0
