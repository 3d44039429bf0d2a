"""`bpa lsp`: how long a keystroke waits for its findings, and how much memory a long day takes.

The findings of a text come a tenth of a second after the last key, by design: that is part of what
is measured. The first second, in which the project is read, is told apart. All is done by a real
client, over pipes; while all other rules are looked at beside it, and once that is over.
"""

import asyncio
import shutil
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from editors import Editor, editor
from lsprotocol import types

from bench.generate import generate

RULES = 1_000
EDITS = 1_000
ROUNDS = 40

Figures = dict[str, Any]
Ask = Callable[[], Awaitable[object]]


def measure(folder: Path) -> Figures:
    """Return the medians in milliseconds, and the memory as edits go on, in MiB."""
    project = generate(folder / "edited", RULES)
    found = asyncio.run(_measure(project))
    shutil.rmtree(project)
    return found


def table(found: Figures) -> str:
    """Return the figures as text."""
    lines = [f"In an editor, {RULES:,} rules, milliseconds (median, 95 of 100):"]
    for name, (median, high) in found["milliseconds"].items():
        lines.append(f"  {name:55} {median:6.0f} {high:6.0f}")
    sizes = ", ".join(f"{size:.1f}" for size in found["memory"])
    lines.append(f"  MiB as {EDITS:,} edits go on: {sizes}")
    return "\n".join(lines)


def promised(found: Figures) -> Iterator[tuple[str, float, float, str]]:
    """Yield what is promised: a name, what was measured, the most it may be, and its unit."""
    for when in ("beside the look at all rules", "alone"):
        median, _ = found["milliseconds"][f"findings of a keystroke, {when}"]
        yield f"{RULES:,} rules: findings of a keystroke, {when}", median, 150, " ms"
    first, *_, last = found["memory"]
    yield f"memory that {EDITS:,} edits add", last - first, 5, " MiB"


async def _measure(project: Path) -> Figures:
    file = sorted((project / "rules").rglob("rule-*.yaml"))[0]
    times: dict[str, tuple[float, float]] = {}
    async with editor(file) as own:
        started = time.perf_counter()
        await own.open()
        times["the first findings"] = _middle([time.perf_counter() - started])
        times |= await _answers(own, "beside the look at all rules")
        while not own.others:
            await own.heard.wait()
        times["findings of all other rules"] = _middle([time.perf_counter() - started])
        await asyncio.sleep(5)
        times |= await _answers(own, "alone")
        memory = [size async for size in _sizes(own)]
    return {"milliseconds": times, "memory": memory}


async def _answers(own: Editor, when: str) -> dict[str, tuple[float, float]]:
    """Return how long each kind of question waits for its answer."""
    here = own.range_of("title")
    place = types.Position(here.start.line, here.start.character + 8)
    asks: dict[str, Ask] = {
        "findings of a keystroke": lambda: own.type(_edited(own.text)),
        "hover": lambda: own.client.text_document_hover_async(
            types.HoverParams(own.document, place)
        ),
        "completion": lambda: own.client.text_document_completion_async(
            types.CompletionParams(own.document, place)
        ),
        "quick fixes": lambda: own.actions(here),
        "marks of arguments": lambda: (
            own.client.text_document_semantic_tokens_full_async(
                types.SemanticTokensParams(own.document)
            )
        ),
    }
    found = {}
    for name, ask in asks.items():
        seconds = [await _time(ask) for _ in range(ROUNDS)]
        found[f"{name}, {when}"] = _middle(seconds)
    return found


def _middle(seconds: list[float]) -> tuple[float, float]:
    """Return the median and what 95 of 100 stay below, in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[int(len(ordered) * 0.95)]
    return statistics.median(ordered) * 1000, high * 1000


def _edited(text: str) -> str:
    """Return the text with another letter at the beginning of its English title."""
    before, title, after = text.partition("    title: |-\n      ")
    return f"{before}{title}{'A' if after[0] != 'A' else 'B'}{after[1:]}"


async def _time(ask: Ask) -> float:
    started = time.perf_counter()
    await ask()
    return time.perf_counter() - started


async def _sizes(own: Editor) -> AsyncIterator[float]:
    """Yield how much memory the server has as edits go on, each looked at."""
    yield _memory(own)
    for number in range(EDITS):
        await own.type(_edited(own.text))
        if number % (EDITS // 10) == EDITS // 10 - 1:
            yield _memory(own)


def _memory(own: Editor) -> float:
    server = own.client._server
    assert server is not None
    status = Path(f"/proc/{server.pid}/status").read_text("ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024
