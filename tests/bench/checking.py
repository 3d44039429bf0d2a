"""How long checks take: lint and audit without a cache, on one core, beside the floor of the same
run and beside pofilter on the same texts.

The floor is the parse of every text by markdown-it-py (parse_floor.py). Times are those of the
processor, of whole programs, start-up included; each round runs everything in turn. Weblate's checks
are no peer here: its package cannot be installed without the libraries of a backup tool.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bench.generate import generate
from bench.lint_peers import Text, po_text
from bench.measure import Program, run
from bench.peers.peer import ENVIRONMENT
from bench.steps import FOUND_SOMETHING, LOCALES, bpa

PARSE_FLOOR = Path(__file__).with_name("parse_floor.py")
MOST = {"lint": 4, "audit": 4}
"""So many floors at most."""

Say = Callable[[str], None]


def measure(
    folder: Path, sizes: Sequence[int], rounds: int, say: Say
) -> list[dict[str, Any]]:
    """What is measured at each number of rules."""
    found = []
    with _one_core():
        for size in sizes:
            say(f"checking {size:,} rules")
            project = generate(folder / f"checked-{size}", size)
            found.append(_measure_size(project, size, rounds))
            shutil.rmtree(project)
    return found


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process, and those it starts, on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _measure_size(project: Path, rules: int, rounds: int) -> dict[str, Any]:
    run(bpa(project, "build"))
    docs = project / "build/docs"
    locales = [f"--locale={locale}={docs / locale}" for locale in LOCALES]
    kept = project.parent / "found.json"
    lint = _json_to(kept, project, "lint", "--no-cache")
    programs = {"lint": lint}
    programs["audit"] = _json_to(
        project.parent / "found-audit.json",
        project,
        "audit",
        str(docs / "en-us"),
        *locales,
    )
    pairs = _pairs(project)
    has_pofilter = (ENVIRONMENT / "bin/pofilter").exists()
    times: dict[str, list[float]] = {"floor": []}
    texts = 0
    said = 0
    for _ in range(rounds):
        floor = _floor(project)
        texts = floor["texts"]
        times["floor"].append(floor["cpu"])
        for name, program in programs.items():
            times.setdefault(name, []).append(run(program).cpu)
        if has_pofilter:
            cpu, said = _pofilter(pairs, project.parent)
            times.setdefault("pofilter", []).append(cpu)
    findings = {"lint": len(json.loads(kept.read_text("utf-8"))), "pofilter": said}
    return {
        "rules": rules,
        "texts": texts,
        "pairs": len(pairs),
        "cpu": {name: statistics.median(runs) for name, runs in times.items()},
        "findings": findings,
    }


def _json_to(target: Path, project: Path, *words: str) -> Program:
    """The command, with its findings written to this file."""
    ours = bpa(project, *words, "--format", "json", accepted=FOUND_SOMETHING)
    code = (
        "import os, sys\n"
        "os.dup2(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)\n"
        "os.execv(sys.argv[2], sys.argv[2:])"
    )
    command = [sys.executable, "-S", "-c", code, str(target), *ours.command]
    return Program(command, project, accepted=FOUND_SOMETHING)


def _floor(project: Path) -> dict[str, Any]:
    command = [sys.executable, str(PARSE_FLOOR), str(project)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _pairs(project: Path) -> list[Text]:
    """Every translated text beside its English."""
    found = []
    for path in sorted((project / "rules").rglob("rule-*.yaml")):
        rule = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        english = rule["text"]["en"]
        for language, fields in rule["text"].items():
            for name, text in fields.items():
                if language != "en" and name != "synced":
                    found.append(Text(language, english[name], text))
    return found


def _pofilter(pairs: Sequence[Text], folder: Path) -> tuple[float, int]:
    """Seconds of pofilter on all pairs, language by language, and how often it says something."""
    seconds = 0.0
    said = 0
    for language in dict.fromkeys(pair.language for pair in pairs):
        source, result = folder / "in.po", folder / "out.po"
        own = [pair for pair in pairs if pair.language == language]
        source.write_text(po_text(language, own), "utf-8")
        result.unlink(missing_ok=True)
        command = [
            str(ENVIRONMENT / "bin/pofilter"),
            "--progress=none",
            f"--language={language}",
            str(source),
            str(result),
        ]
        seconds += run(Program(command, folder)).cpu
        if result.exists():
            said += result.read_text("utf-8").count("(pofilter)")
    return seconds, said


def table(found: Sequence[dict[str, Any]]) -> str:
    """The times as ratios to the floor, and what each program says in a second."""
    lines = [
        "Checking without a cache, on one core, CPU of whole programs",
        f"  {'':24}{'CPU':>10}{'x floor':>9}{'texts/s':>10}{'findings':>10}{'a second':>10}",
    ]
    for size in found:
        lines.append(
            f"  {size['rules']:,} rules: {size['texts']:,} texts, {size['pairs']:,} pairs"
        )
        floor = size["cpu"]["floor"]
        for name, seconds in size["cpu"].items():
            texts = size["pairs"] if name == "pofilter" else size["texts"]
            line = f"    {name:22}{seconds:8.2f} s{seconds / floor:9.1f}{texts / seconds:10,.0f}"
            if number := size["findings"].get(name):
                line += f"{number:10,}{number / seconds:10,.0f}"
            lines.append(line)
        if "pofilter" not in size["cpu"]:
            lines.append("    pofilter: not there; `make bench-peers` brings it")
    return "\n".join(lines)


def figures(
    found: Sequence[dict[str, Any]],
) -> Iterator[tuple[str, float, float, str]]:
    """Each figure to reach: what it is, what was reached, the limit and its unit."""
    for size in found:
        cpu = size["cpu"]
        for name, most in MOST.items():
            ratio = cpu[name] / cpu["floor"]
            yield (
                f"{size['rules']:,} rules: {name} without a cache",
                ratio,
                most,
                " floors",
            )
        if "pofilter" in cpu:
            ratio = cpu["lint"] / cpu["pofilter"]
            yield f"{size['rules']:,} rules: lint, against pofilter", ratio, 1, " x"
