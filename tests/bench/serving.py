"""`bpa serve`: how long a browser waits for its first answer, and for a page that was edited."""

import http.client
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.steps import bpa

PATIENCE = 600
"""Seconds after which something will not come."""
REST = 3
"""Seconds between the start and the edit, in which somebody looks at the page: all rules are checked
then, and files are watched.
"""


def measure(project: Path, rounds: int) -> dict[str, Any]:
    """Return the medians of so many starts, each on a site that is there, with one edit."""
    first: list[float] = []
    whole: list[float] = []
    edited: list[float] = []
    rule = sorted((project / "rules").rglob("rule-*.yaml"))[-1]
    page = f"/en-us/pages/{rule.parent.name}/{_page(rule)}.html"
    for number in range(rounds):
        started = time.perf_counter()
        with _served(project) as port:
            _wait(port, page, "")
            first.append(time.perf_counter() - started)
            _wait(port, page, "<main")
            _until_made(port)
            whole.append(time.perf_counter() - started)
            time.sleep(REST)
            _wait(port, page, "<main")
            mark = f"MARK{number}"
            text = rule.read_text("utf-8")
            started = time.perf_counter()
            rule.write_text(
                text.replace("```powershell\n", f"```powershell\n      {mark}\n", 1),
                "utf-8",
            )
            _wait(port, page, mark)
            edited.append(time.perf_counter() - started)
            rule.write_text(text, "utf-8")
    return {
        "serve, first answer": {"wall": statistics.median(first)},
        "serve, all is made": {"wall": statistics.median(whole)},
        "serve, an edit is shown": {"wall": statistics.median(edited)},
    }


def _page(rule: Path) -> str:
    [line] = [
        one for one in rule.read_text("utf-8").splitlines() if one.startswith("page: ")
    ]
    return line.removeprefix("page: ")


@contextmanager
def _served(project: Path) -> Iterator[int]:
    program = bpa(project, "serve")
    process = subprocess.Popen(
        program.command,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("serving http://127.0.0.1:"):
                yield int(line.split(":")[2].split("/")[0])
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        process.stdout.close()


def _wait(port: int, page: str, words: str) -> None:
    """Ask for a page until it has these words."""
    ends = time.monotonic() + PATIENCE
    while words not in _get(port, page):
        if time.monotonic() > ends:
            raise TimeoutError(f"{page} never said {words}")
        time.sleep(0.01)


def _until_made(port: int) -> None:
    """Wait until the server knows no page any more that is only about to come."""
    _wait(port, "/no-such-page", "Not found")


def _get(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode("utf-8", "replace")
    finally:
        connection.close()
