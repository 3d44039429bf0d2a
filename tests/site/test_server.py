"""Who is let in, and how many at once."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bpadocs.site import server
from bpadocs.site.server import CONNECTIONS, FULL, Connections


class Kept(BaseHTTPRequestHandler):
    """Says that it waits, and answers each line that it reads with that line."""

    server: Connections

    def handle(self) -> None:
        self.server.is_silent(self.connection)
        while line := self.rfile.readline():
            self.server.has_asked(self.connection)
            self.wfile.write(line)


@contextmanager
def running(most: int) -> Iterator[Connections]:
    """A server of so many connections."""
    with Connections(0, Kept) as served:
        served._free = threading.Semaphore(most)
        threading.Thread(target=served.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield served
        finally:
            served.shutdown()


def connect(served: Connections) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=60)


def said(connection: socket.socket, words: bytes) -> bytes:
    """What is answered to these words."""
    connection.sendall(words)
    return connection.recv(200)


def test_whoever_has_asked_keeps_the_connection_and_the_next_is_told_to_wait() -> None:
    with running(1) as served, connect(served) as first:
        assert said(first, b"one\n") == b"one\n"
        with connect(served) as second:
            assert second.recv(200) == FULL
            assert second.recv(200) == b""
        assert said(first, b"two\n") == b"two\n"


def test_a_place_that_is_left_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    # longer than it takes to see that one is gone
    monkeypatch.setattr(server, "PAUSE", 30)
    with running(1) as served:
        for _ in range(3):
            with connect(served) as connection:
                assert said(connection, b"one\n") == b"one\n"
            _until_free(served)


def _until_free(served: Connections) -> None:
    assert served._free.acquire(timeout=60)
    served._free.release()


def test_the_one_that_has_been_silent_longest_gives_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0)
    monkeypatch.setattr(server, "PAUSE", 30)
    with running(2) as served, connect(served) as first, connect(served) as second:
        _until_silent(served, 2)
        with connect(served) as third:
            assert said(third, b"three\n") == b"three\n"
            assert first.recv(200) == b"", "it came first"
            assert said(second, b"two\n") == b"two\n"


def _until_silent(served: Connections, number: int) -> None:
    ends = time.monotonic() + 60
    while len(served._silent) < number:
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_whoever_is_silent_for_a_moment_does_not_give_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 3600)
    with running(1) as served, connect(served) as first:
        _until_silent(served, 1)
        with connect(served) as second:
            assert second.recv(200) == FULL
        assert said(first, b"one\n") == b"one\n"


def test_where_no_thread_can_be_started_the_place_is_free_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_thread(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    with running(1) as served:
        with monkeypatch.context() as patched:
            patched.setattr(ThreadingHTTPServer, "process_request", no_thread)
            with connect(served) as first:
                assert first.recv(200) == b""
        with connect(served) as second:
            assert said(second, b"two\n") == b"two\n"


def test_what_cannot_be_accepted_is_tried_again_after_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = []
    accept = ThreadingHTTPServer.get_request

    def full(served: ThreadingHTTPServer) -> object:
        tried.append(time.monotonic())
        if len(tried) < 3:
            raise OSError(24, "Too many open files")
        return accept(served)

    monkeypatch.setattr(server, "PAUSE", 0.05)
    monkeypatch.setattr(ThreadingHTTPServer, "get_request", full)
    with running(1) as served, connect(served) as first:
        assert said(first, b"one\n") == b"one\n"
    assert len(tried) == 3
    assert tried[1] - tried[0] >= 0.05
    assert tried[2] - tried[1] >= 0.05


@pytest.mark.parametrize(
    ("limit", "most"),
    [(1_048_576, CONNECTIONS), (-1, CONNECTIONS), (64, 16), (3, 1)],
)
def test_three_quarters_of_the_open_files_are_left_to_make_pages_with(
    monkeypatch: pytest.MonkeyPatch, limit: int, most: int
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    monkeypatch.setattr(resource, "RLIM_INFINITY", -1)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert server._connections() == most
