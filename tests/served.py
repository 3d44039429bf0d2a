"""`bpa serve` as a process of its own or in a thread, and what a program can ask it."""

import http.client
import json
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bpadocs.site.serve import open_server
from bpadocs.site.session import Site

BPA = [sys.executable, "-m", "bpadocs"]
PATIENCE = 2
"""Minutes that something may take on a busy machine; each has eight lines of the stream."""


@dataclass
class News:
    """What a browser that shows a page is told."""

    stream: http.client.HTTPResponse

    def next(self) -> Any:
        """Return the next message. The server says that it is still here every 15 seconds."""
        for _ in range(8 * PATIENCE):
            line = self.stream.readline().decode()
            assert line, "the server has ended"
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        raise AssertionError("no news for minutes")

    def until_problems(self) -> Any:
        while not (mistakes := self.next()["mistakes"]):
            pass
        return mistakes

    def until_no_problems(self) -> None:
        while self.next()["mistakes"]:
            pass


@dataclass
class Asked:
    """A server that is asked."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def news(self, page: str) -> Iterator["News"]:
        with closing(self.get(f"/_serve/events?{page}")) as stream:
            yield News(stream)

    def get(
        self, path: str, host: str | None = None, method: str = "GET"
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        return connection.getresponse()


@dataclass
class Served(Asked):
    """A server that is a process, and its project."""

    root: Path
    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    """What it prints, from now on."""

    @property
    def rule(self) -> Path:
        return self.root / "rules/hyper-v/backups.yaml"

    def answer(self, path: str) -> int | None:
        """The status of an answer; nothing where the server has no time."""
        try:
            return self.get(path).status
        except (OSError, http.client.HTTPException):
            return None

    def until(self, page: str, words: str) -> None:
        """Wait until these words stand on a page."""
        ends = time.monotonic() + 60
        while True:
            answer = self.get(page)
            if answer.status == 200 and words in answer.read().decode():
                return
            assert time.monotonic() < ends, f"{page} never said {words}"
            time.sleep(0.1)

    def listen(self) -> None:
        """Note what it prints, to its end."""
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)
        self.lines.put("")

    def rest(self) -> str:
        """What it prints last."""
        lines = []
        while line := self.lines.get(timeout=60):
            lines.append(line)
        return "".join(lines)

    def until_said(self, *words: str) -> None:
        """Wait until it prints a line with any of these words."""
        while True:
            line = self.lines.get(timeout=60)
            assert line, "the server has ended"
            if any(one in line for one in words):
                return


@contextmanager
def serve(
    root: Path,
    port: int,
    before: Sequence[str] = (),
    options: Sequence[str] = (),
) -> Iterator[Served]:
    command = [*before, *BPA, "serve", "--project", str(root), "--port", str(port)]
    command += options
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("serving http://127.0.0.1:"):
            break
    else:
        raise AssertionError("".join(lines))
    for said in process.stdout:
        if said.startswith("checked"):
            break
    running = Served(int(line.split(":")[2].split("/")[0]), root, process)
    threading.Thread(target=running.listen, daemon=True).start()
    try:
        yield running
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def raw(port: int, request: bytes) -> bytes:
    """The answer to bytes as they are, until the server ends it."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@dataclass
class Answering(Asked):
    """A server in a thread of the test itself, and its site."""

    site: Site


@contextmanager
def served_here(site: Site) -> Iterator[Answering]:
    """Serve a site as it is; what changes in its project is not watched."""
    with open_server(site, free_port()) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            yield Answering(server.port, site)
        finally:
            site.news.close()
            server.shutdown()
