"""Who may change something: hostile requests to a real server change nothing and leave it serving."""

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from desk_helpers import git, write_desk_project
from served import Answering, served_here

from bpadocs.site import guard
from bpadocs.site.guard import LARGEST, TOKEN
from bpadocs.site.session import Site

SAVE = "/_serve/save"


class Attacked:
    """A server with a text that may be saved, by who is allowed to."""

    def __init__(self, served: Answering) -> None:
        self.served = served
        page = self.page("/fr-fr/translate/hyper-v/Check-the-disk.html")
        told = re.search(r'data-live="([^"]*)"', page)
        assert told
        self.token = json.loads(told[1].replace("&#34;", '"'))["token"]
        base = re.search(r'data-field="issue" data-base="([^"]*)"', page)
        assert base
        self.said = {
            "rule": "hyper-v/disk",
            "language": "fr",
            "field": "issue",
            "forms": {"other": "Le disque ne peut plus être utilisé."},
            "base": json.loads(base[1].replace("&#34;", '"')),
            "say": "draft",
        }

    def page(self, path: str) -> str:
        answer = self.served.get(path)
        assert answer.status == 200
        return answer.read().decode()

    @property
    def headers(self) -> dict[str, str]:
        """Those of our own page."""
        host = f"127.0.0.1:{self.served.port}"
        return {
            "Host": host,
            "Origin": f"http://{host}",
            "Content-Type": "application/json",
            TOKEN: self.token,
        }

    def post(
        self,
        headers: dict[str, str | None],
        body: bytes | None = None,
        path: str = SAVE,
    ) -> int:
        """The status that is answered to a request with these headers besides."""
        content = json.dumps(self.said).encode() if body is None else body
        every: dict[str, str | None] = {
            **self.headers,
            "Content-Length": str(len(content)),
            **headers,
        }
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.served.port, timeout=60
        )
        with closing(connection):
            connection.putrequest("POST", path, skip_host=True)
            for name, value in every.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders()
            try:
                connection.send(content)
                return connection.getresponse().status
            except (ConnectionError, http.client.RemoteDisconnected):
                # it was refused before all of it was sent
                return 0

    @property
    def is_unchanged(self) -> bool:
        return git(self.served.site.live.root, "status", "--short") == ""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    root = write_desk_project(tmp_path_factory.mktemp("attacked") / "project")
    site = Site(root, editing=True)
    site.look()
    with served_here(site) as running:
        yield Attacked(running)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:{port}.evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({TOKEN: None}, 403),
        ({TOKEN: ""}, 403),
        ({TOKEN: "x" * 43}, 403),
        ({TOKEN: "é"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": None}, 415),
        ({"Content-Length": None}, 411),
        ({"Content-Length": None, "Transfer-Encoding": "chunked"}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "1e3"}, 400),
        ({"Content-Length": "٣"}, 400),
        ({"Content-Length": "9" * 4000}, 413),
        ({"Content-Length": str(LARGEST + 1)}, 413),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
        ({"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"}, 421),
        (
            {
                "Host": "127.0.0.1.nip.io:{port}",
                "Origin": "http://127.0.0.1.nip.io:{port}",
            },
            421,
        ),
    ],
)
def test_only_a_page_of_this_run_may_save(
    attacked: Attacked, headers: dict[str, str | None], status: int
) -> None:
    given = {}
    for name, value in headers.items():
        given[name] = value and value.replace("{port}", str(attacked.served.port))
        if value == "٣":
            given[name] = "\u00b3"
    assert attacked.post(given) == status
    assert attacked.is_unchanged
    assert attacked.served.get("/fr-fr/translate.html").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'"rule"',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"{}",
        b'{"rule": {"a": 1}}',
        b'{"rule": "hyper-v/disk", "language": "fr", "field": "issue"}',
        b"1" * 5000,
    ],
)
def test_what_says_nothing_is_refused(attacked: Attacked, body: bytes) -> None:
    assert attacked.post({}, body) == 400
    assert attacked.is_unchanged


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/_serve/",
        "/_serve/save/",
        "/_serve/../save",
        "/rules/hyper-v/disk.yaml",
        "/_serve/%73ave",
    ],
)
def test_nothing_else_takes_anything(attacked: Attacked, path: str) -> None:
    assert attacked.post({}, path=path) == 501
    assert attacked.is_unchanged


def test_ten_megabytes_are_not_read(attacked: Attacked) -> None:
    started = time.monotonic()
    assert attacked.post({}, b"x" * 10_000_000) in (413, 0)
    assert time.monotonic() - started < 30
    assert attacked.is_unchanged


def test_a_header_that_is_there_twice_is_none(attacked: Attacked) -> None:
    host = f"127.0.0.1:{attacked.served.port}"
    body = json.dumps(attacked.said)
    request = (
        f"POST {SAVE} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        f"Origin: http://evil.example\r\nContent-Type: application/json\r\n"
        f"{TOKEN}: {attacked.token}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    address = ("127.0.0.1", attacked.served.port)
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(request.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 403 ")
    assert attacked.is_unchanged


def test_a_request_that_ends_early_saves_nothing(attacked: Attacked) -> None:
    host = f"127.0.0.1:{attacked.served.port}"
    request = (
        f"POST {SAVE} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        f"Content-Type: application/json\r\n{TOKEN}: {attacked.token}\r\n"
        # what is there is whole by chance
        f"Content-Length: 5000\r\n\r\n{json.dumps(attacked.said)}"
    )
    address = ("127.0.0.1", attacked.served.port)
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert attacked.is_unchanged


@pytest.mark.parametrize(
    "path",
    [
        "/_serve/events?/",
        "/_serve/help?rule=hyper-v/disk&language=fr&field=issue",
        "/_serve/live.js",
    ],
)
def test_pages_from_elsewhere_get_nothing_of_it(attacked: Attacked, path: str) -> None:
    connection = http.client.HTTPConnection(
        "127.0.0.1", attacked.served.port, timeout=60
    )
    with closing(connection):
        connection.request("GET", path, headers={"Sec-Fetch-Site": "cross-site"})
        assert connection.getresponse().status == 403


def test_two_hundred_slow_connections_keep_nobody_out(attacked: Attacked) -> None:
    host = f"127.0.0.1:{attacked.served.port}"
    address = ("127.0.0.1", attacked.served.port)
    head = f"POST {SAVE} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n"
    with ExitStack() as held:
        slow: list[socket.socket] = []
        for _ in range(200):
            connection = held.enter_context(
                socket.create_connection(address, timeout=60)
            )
            slow.append(connection)
            connection.sendall(head.encode())
        time.sleep(1.2)
        for _ in range(3):
            answer = attacked.served.get("/fr-fr/translate.html")
            assert answer.status == 200
            assert b"data-desk" in answer.read()
    assert attacked.is_unchanged


def test_who_is_allowed_to_saves(attacked: Attacked) -> None:
    """All the others were refused though there was something to save."""
    assert attacked.post({}) == 200
    assert not attacked.is_unchanged
    # the other tests look at the same project, in whatever order
    git(attacked.served.site.live.root, "checkout", "--", ".")
    attacked.served.site.look()


def test_what_a_browser_calls_its_own() -> None:
    assert not guard.is_stranger({})
    assert not guard.is_stranger({"Sec-Fetch-Site": "same-origin"})
    assert not guard.is_stranger({"Sec-Fetch-Site": "none"})
    assert guard.is_stranger({"Sec-Fetch-Site": "cross-site"})


def test_content_is_a_table_or_nothing() -> None:
    said: dict[str, Any] = {"rule": "a/b"}
    assert guard.content(json.dumps(said).encode()) == said
    assert guard.content(b"[1]") is None
