"""`bpa lsp`: how long a keystroke waits for its findings, and how much memory a long day takes.

    python -m bench.editing [--rules 1000] [--edits 1000]

The findings of a text come a tenth of a second after the last key, by design: that is part of what
is measured. The first second, in which the project is read, is told apart.
"""

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from editors import Editor, editor
from lsprotocol import types

from bench.generate import generate

ROUNDS = 40


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.editing", description=__doc__
    )
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=1000)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bpadocs-bench-"))
    try:
        project = generate(folder / "project", options.rules)
        asyncio.run(_measure(project, options.edits))
    finally:
        shutil.rmtree(folder)


async def _measure(project: Path, edits: int) -> None:
    file = sorted((project / "rules").rglob("rule-*.yaml"))[0]
    async with editor(file) as own:
        started = time.perf_counter()
        await own.open()
        _say("the first findings", [time.perf_counter() - started])
        await _say_answers(own, "beside the look at all rules")
        started = time.perf_counter()
        while not own.others:
            await own.heard.wait()
        _say("findings of other rules", [time.perf_counter() - started])
        await asyncio.sleep(2)
        await _say_answers(own, "alone")
        await _memory(own, edits)


async def _say_answers(own: Editor, when: str) -> None:
    here = own.range_of("title")
    position = types.Position(here.start.line, here.start.character + 8)
    at = types.TextDocumentPositionParams(own.document, position)
    asks: dict[str, Callable[[], Awaitable[object]]] = {
        "findings of a keystroke": lambda: own.type(_edited(own.text)),
        "hover": lambda: own.client.text_document_hover_async(
            types.HoverParams(at.text_document, at.position)
        ),
        "completion": lambda: own.client.text_document_completion_async(
            types.CompletionParams(at.text_document, at.position)
        ),
        "quick fixes": lambda: own.actions(here),
        "marks of arguments": lambda: (
            own.client.text_document_semantic_tokens_full_async(
                types.SemanticTokensParams(own.document)
            )
        ),
    }
    for name, ask in asks.items():
        _say(f"{name}, {when}", [await _time(ask) for _ in range(ROUNDS)])


def _edited(text: str) -> str:
    """Return the text with another letter in its title."""
    before, title, after = text.partition("    title: ")
    return f"{before}{title}{'A' if after[0] != 'A' else 'B'}{after[1:]}"


async def _time(ask: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await ask()
    return time.perf_counter() - started


async def _memory(own: Editor, edits: int) -> None:
    """Say how much memory the server has as edits go on, each looked at."""
    sizes = [_kilobytes(own)]
    for number in range(edits):
        await own.type(_edited(own.text))
        if number % (edits // 10) == 0:
            sizes.append(_kilobytes(own))
    sizes.append(_kilobytes(own))
    print("MB as", edits, "edits go on:", *(round(one / 1024, 1) for one in sizes))


def _kilobytes(own: Editor) -> int:
    server = own.client._server
    assert server is not None
    status = Path(f"/proc/{server.pid}/status").read_text("ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmRSS:")]
    return int(line.split()[1])


def _say(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    median = statistics.median(ordered)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"{what}: {median * 1000:.0f} ms, 95 %: {high * 1000:.0f} ms")


if __name__ == "__main__":
    main()
