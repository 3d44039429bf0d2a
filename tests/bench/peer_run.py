"""Peers and bpadocs in turn, on the same texts: everything from nothing, and once more after one
rule changed.
"""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.generate import generate
from bench.measure import Run, median, run
from bench.peers.peer import EDITED, Peer
from bench.peers.texts import read_pages
from bench.peers.with_mdpo import mdpo
from bench.peers.with_mkdocs import mkdocs
from bench.peers.with_sphinx import sphinx
from bench.steps import bpa, edit

RULES = 200
OURS = "bpadocs"
_DOES = "Markdown pages with front matter and hash, indexes, and catalogs of messages in four formats."


@dataclass(frozen=True, slots=True)
class Measured:
    """A tool's medians."""

    does: str
    full: Run
    changed: Run | None


def measure_peers(
    folder: Path, rules: int, rounds: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Each tool's figures, by its name."""
    project = generate(folder / "project", rules)
    tools = [_ours(project), *_peers(project, folder)]
    full: dict[str, list[Run]] = {one.name: [] for one in tools}
    changed: dict[str, list[Run]] = {one.name: [] for one in tools}
    for number in range(1, rounds + 1):
        for one in tools:
            say(f"peers, round {number} of {rounds}: {one.name}")
            one.clean()
            full[one.name].append(run(one.program))
            one.prove()
            if one.edit:
                one.edit()
                changed[one.name].append(run(one.after_edit or one.program))
    results = {
        one.name: Measured(
            one.does,
            median(full[one.name]),
            median(changed[one.name]) if changed[one.name] else None,
        )
        for one in tools
    }
    return {
        "rules": rules,
        "rounds": rounds,
        "tools": {name: asdict(found) for name, found in results.items()},
    }


def _ours(project: Path) -> Peer:
    rule = sorted((project / "rules").rglob("rule-*.yaml"))[0]
    build = project / "build"
    return Peer(
        OURS,
        _DOES,
        bpa(project, "build"),
        lambda: shutil.rmtree(build, ignore_errors=True),
        edit(rule, *EDITED),
    )


def _peers(project: Path, folder: Path) -> list[Peer]:
    pages = read_pages(project)
    return [
        sphinx(pages, folder / "sphinx-md", "Markdown", "-j 2"),
        sphinx(pages, folder / "sphinx-rst", "reStructuredText", "-j 2"),
        sphinx(
            pages, folder / "sphinx-rst-2", "reStructuredText", "two languages at once"
        ),
        mkdocs(pages, folder / "mkdocs"),
        mdpo(pages, folder / "mdpo"),
    ]


def peer_table(results: dict[str, Any]) -> str:
    """The figures, and what each tool does and does not do."""
    tools = results["tools"]
    ours = tools[OURS]
    lines = [
        f"Peers: {results['rules']} rules in five languages, median of {results['rounds']}",
        f"  {'':46}{'full':>9}{'CPU':>9}{'x ours':>8}{'one rule':>11}{'x ours':>8}",
    ]
    for name, found in tools.items():
        full, changed = found["full"], found["changed"]
        line = f"  {name:46}{full['wall']:7.2f} s{full['cpu']:7.2f} s{full['wall'] / ours['full']['wall']:8.1f}"
        if changed:
            line += f"{changed['wall']:9.2f} s{changed['wall'] / ours['changed']['wall']:8.1f}"
        lines.append(line)
    lines.append("  What each makes of the same texts:")
    described: dict[str, list[str]] = {}
    for name, found in tools.items():
        described.setdefault(found["does"], []).append(name)
    for does, names in described.items():
        lines += [f"  - {names[0].partition(',')[0]}: {does}"]
    return "\n".join(lines)
