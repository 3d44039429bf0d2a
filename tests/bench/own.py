"""bpadocs and the floor in turn, at several sizes."""

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import serving
from bench.generate import generate
from bench.measure import Run, median, peak, run
from bench.steps import Step, build_steps, lint_steps, site_steps, start_up_steps

FLOOR = Path(__file__).with_name("floor.py")
PARSE_FLOOR = Path(__file__).with_name("parse_floor.py")
LONG = 10_000
"""From so many rules on, lint and audit run once, watched: they take minutes."""

Say = Callable[[str], None]


def measure_size(
    folder: Path, rules: int, rounds: int, with_lint: bool, say: Say
) -> dict[str, Any]:
    """Every step on a project of so many rules, each round after the floor."""
    project = generate(folder / f"rules-{rules}", rules)
    input_bytes = sum(
        path.stat().st_size for path in (project / "rules").rglob("*.yaml")
    )
    building = build_steps(project)
    looking = (*lint_steps(project), *site_steps(project)) if with_lint else ()
    _once(building[0])  # the floor writes what a build has written
    floors: list[dict[str, Any]] = []
    parsing: list[dict[str, Any]] = []
    runs: dict[str, list[Run]] = {step.name: [] for step in (*building, *looking)}
    for number in range(1, rounds + 1):
        say(f"{rules:,} rules, round {number} of {rounds}")
        floors.append(_floor(FLOOR, project, folder / "floor"))
        if with_lint:
            parsing.append(_floor(PARSE_FLOOR, project))
        for step in building:
            runs[step.name].append(_once(step))
        if rules < LONG:
            for step in looking:
                runs[step.name].append(_once(step))
    peaks = {}
    for step in (*building, *looking):
        say(f"{rules:,} rules, memory: {step.name}")
        step.prepare()
        watched, peaks[step.name] = peak(step.program)
        runs[step.name] = runs[step.name] or [watched]
    served = (
        serving.measure(project, 1 if rules >= LONG else rounds) if with_lint else {}
    )
    shutil.rmtree(project)
    return {
        "rules": rules,
        "rounds": rounds,
        "input_bytes": input_bytes,
        "floor": _median_floor(floors),
        "parse_floor": _median(parsing),
        "steps": {name: _figures(found, peaks[name]) for name, found in runs.items()},
        "served": served,
    }


def measure_start_up(folder: Path, rounds: int) -> dict[str, Any]:
    """What runs cost that do next to nothing."""
    steps = start_up_steps(generate(folder / "one-rule", 1))
    runs: dict[str, list[Run]] = {step.name: [] for step in steps}
    for _ in range(rounds + 1):
        for step in steps:
            runs[step.name].append(_once(step))
    return {
        name: _figures(found[1:], None) for name, found in runs.items()
    }  # the first round compiles modules


def _once(step: Step) -> Run:
    step.prepare()
    return run(step.program)


def _figures(runs: Sequence[Run], memory: int | None) -> dict[str, Any]:
    middle = median(runs)
    return {
        "wall": middle.wall,
        "cpu": middle.cpu,
        "peak": memory,
        "walls": [one.wall for one in runs],
    }


def _floor(program: Path, *folders: Path) -> dict[str, Any]:
    command = [sys.executable, str(program), *map(str, folders)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    )
    return found


def _median(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The medians of figures of one shape; nothing where nothing was measured."""
    names = found[0] if found else ()
    return {name: statistics.median(one[name] for one in found) for name in names}


def _median_floor(floors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    parts = {
        name: {
            kind: statistics.median(one[name][kind] for one in floors)
            for kind in ("wall", "cpu")
        }
        for name in ("events", "raw_parse", "write")
    }
    whole = {
        kind: statistics.median(
            one["events"][kind] + one["write"][kind] for one in floors
        )
        for kind in ("wall", "cpu")
    }
    return {
        **whole,
        **parts,
        "files": floors[0]["files"],
        "output_bytes": floors[0]["bytes"],
    }
