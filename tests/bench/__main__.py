"""All that bpadocs promises about time, measured in one run: `make bench`.

    python -m bench [--sizes 100,1000,10000] [--rounds 5] [--only build,checking,…] [--json FILE]
    python -m bench --compare OLD.json NEW.json

Everything is done in a memory file system, in processes of its own, each round one run of
everything in turn; the figures are medians. A quiet machine is needed: the load before the start
stands in the first line.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import checking, editing, lint_peers, messages, own, peer_run, report

PARTS = (
    "build",
    "lint",
    "checking",
    "messages",
    "editing",
    "lint-peers",
    "peers",
)
MEMORY = Path("/dev/shm")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes",
        default="100,1000,10000",
        help="numbers of rules (default: 100,1000,10000)",
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="runs of each program (default: 5)"
    )
    parser.add_argument(
        "--peer-rules",
        type=int,
        default=peer_run.RULES,
        help="rules given to the peers",
    )
    parser.add_argument(
        "--only",
        default=",".join(PARTS),
        help=f"some of {','.join(PARTS)} (default: all)",
    )
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument(
        "--compare",
        type=Path,
        nargs=2,
        metavar=("OLD", "NEW"),
        help="two such files side by side",
    )
    options = parser.parse_args()
    if options.compare:
        old, new = (json.loads(path.read_text("utf-8")) for path in options.compare)
        print(report.comparison(old, new))
        return
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(
        prefix="bpadocs-bench-", dir=MEMORY if MEMORY.is_dir() else None
    ) as folder:
        results = _measure(Path(folder), parts, options)
    print(report.verdicts(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def _measure(
    folder: Path, parts: list[str], options: argparse.Namespace
) -> dict[str, Any]:
    """Measures part after part, and prints each table as soon as it is there."""
    results: dict[str, Any] = {"machine": _machine(folder)}
    print("  ".join(f"{name}: {value}" for name, value in results["machine"].items()))
    if "build" in parts or "lint" in parts:
        results["start_up"] = own.measure_start_up(folder, options.rounds)
        _show(report.start_up_table(results["start_up"]))
        results["sizes"] = []
        for size in map(int, options.sizes.split(",")):
            found = own.measure_size(
                folder, size, options.rounds, "lint" in parts, _say
            )
            results["sizes"].append(found)
            _show(report.size_table(found))
    if "checking" in parts:
        sizes = [int(size) for size in options.sizes.split(",")]
        results["checking"] = checking.measure(folder, sizes, options.rounds, _say)
        _show(checking.table(results["checking"]))
    if "messages" in parts:
        (folder / "messages").mkdir()
        results["messages"] = messages.measure(
            folder / "messages", messages.RULES, messages.ROUNDS
        )
        _show("Messages: " + messages.table(results["messages"], messages.RULES))
    if "editing" in parts:
        results["editing"] = editing.measure(folder)
        _show(editing.table(results["editing"]))
    if "lint-peers" in parts:
        (folder / "lint-peers").mkdir()
        results["lint_peers"] = lint_peers.measure(folder / "lint-peers")
        _show(lint_peers.table(results["lint_peers"]))
    if "peers" in parts:
        (folder / "peers").mkdir()
        rounds = min(options.rounds, 3)
        results["peers"] = peer_run.measure_peers(
            folder / "peers", options.peer_rules, rounds, _say
        )
        _show(peer_run.peer_table(results["peers"]))
    return results


def _machine(folder: Path) -> dict[str, Any]:
    cores = (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count()
    )
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": cores,
        "load": round(os.getloadavg()[0], 2),
        "folder": "memory" if folder.is_relative_to(MEMORY) else "disk",
        "free": f"{shutil.disk_usage(folder).free >> 30} GiB",
    }


def _show(table: str) -> None:
    print(f"\n{table}", flush=True)


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
