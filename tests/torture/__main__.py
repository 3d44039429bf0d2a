"""Every command that writes, killed and without room on the disk: `make torture`.

    python -m torture [--kills 200] [--rules 40] [--seed 1] [--only build,stamp,…] [--rooms 0,8192,65536,262144]

The kills are spread evenly over the commands. Exit code 1 where a file was broken, or another run
did not end as one that nothing disturbs.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from torture.commands import commands, make
from torture.trials import Result, disk_full, killed, may_mount, undisturbed

FITS = 20
"""As many rules as a small disk has room for, with all that is built of them."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m torture",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--kills", type=int, default=200, help="of all commands together (default: 200)"
    )
    parser.add_argument(
        "--rules", type=int, default=40, help="of the project (default: 40)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="of the moments (default: 1)"
    )
    parser.add_argument("--only", help="commands, with commas between (default: all)")
    parser.add_argument(
        "--rooms",
        default="0,8192,65536,262144",
        help="bytes left on the full disk; empty for none of that",
    )
    parser.add_argument("--disk", default="2m", help="its size (default: 2m)")
    options = parser.parse_args()
    rooms = [int(room) for room in options.rooms.split(",") if room]
    if rooms and not may_mount():
        print("no full disk: to mount one takes root", file=sys.stderr)
        rooms = []
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        project = make(Path(folder) / "killed", options.rules)
        every = commands(project)
        small = make(Path(folder) / "full", min(options.rules, FITS))
        of_small = {command.name: command for command in commands(small)}
        wanted = (
            options.only.split(",")
            if options.only
            else [command.name for command in every]
        )
        chosen = [command for command in every if command.name in wanted]
        if len(chosen) != len(wanted):
            parser.error(
                f"the commands are {', '.join(command.name for command in every)}"
            )
        chance = random.Random(options.seed)
        mistakes = 0
        for number, command in enumerate(chosen):
            whole = undisturbed(project, command)
            kills = options.kills // len(chosen) + (
                number < options.kills % len(chosen)
            )
            results = {"killed": killed(project, command, whole, kills, chance)}
            if rooms:
                own = of_small[command.name]
                results["disk full"] = disk_full(
                    small, own, undisturbed(small, own), rooms, options.disk
                )
            for what, result in results.items():
                _show(f"{command.name}, {what}", result, len(whole.changed))
                mistakes += len(result.mistakes)
    print(f"{mistakes} mistakes")
    return 1 if mistakes else 0


def _show(what: str, result: Result, files: int) -> None:
    print(
        f"{what:<24} {files:>4} files to write: {result.trials:>3} trials, {result.at_work:>3} ended at work, "
        f"{result.partly:>3} left some files for the second run, {len(result.mistakes)} mistakes",
        flush=True,
    )
    for mistake in result.mistakes:
        print(f"    {mistake}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
