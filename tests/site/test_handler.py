"""What is answered to a browser, by a server in a thread of the test itself."""

import http.client
import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from desk_helpers import write_desk_project
from served import Answering, raw, served_here
from site_helpers import write_site_project

from bpadocs.site import handler
from bpadocs.site.guard import TOKEN
from bpadocs.site.session import Site

PAGE = "/en-us/pages/hyper-v/Backups.html"
WORK = "/fr-fr/translate/hyper-v/Check-the-disk.html"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    site = Site(write_site_project(tmp_path_factory.mktemp("project")))
    site.look()
    with served_here(site) as running:
        yield running


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    """A server of a site in which texts may be written."""
    root = write_desk_project(tmp_path_factory.mktemp("edited") / "project")
    site = Site(root, editing=True)
    site.look()
    with served_here(site) as running:
        yield running


def test_pages_are_served_with_the_listener_beside_them(served: Answering) -> None:
    answer = served.get("/en-us/index.html")
    page = answer.read().decode()
    assert (answer.status, answer.headers["Content-Type"]) == (
        200,
        "text/html; charset=utf-8",
    )
    assert '<script src="/_serve/live.js"' in page
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not (served.site.live.root / "build/site").exists()
    assert "/_serve/edit.js" not in page


def test_what_is_asked_for_before_the_site_is_made_is_shown_when_it_is(
    tmp_path: Path,
) -> None:
    site = Site(write_site_project(tmp_path))
    with served_here(site) as running:
        before = running.get("/en-us/")
        page = before.read().decode()
        assert before.status == 503
        assert "This page is being made" in page
        with running.news("/en-us/") as news:
            assert news.next()["version"] == 0
            site.look()
            assert news.next()["version"] > 0
        assert running.get("/en-us/").status == 200
        assert running.get("/en-us/no-such-page").status == 404


def test_the_first_page_and_folders(served: Answering) -> None:
    assert served.get("/").status == 200
    redirected = served.get("/en-us")
    assert (redirected.status, redirected.headers["Location"]) == (301, "/en-us/")
    assert served.get("/en-us/").status == 200
    assert (
        served.get("/assets/site.css").headers["Content-Type"]
        == "text/css; charset=utf-8"
    )
    assert served.get("/en-us/index.html", method="HEAD").read() == b""


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.nip.io", "localhost.evil.example", "", "[::1]"]
)
def test_only_this_machines_own_names_are_answered(
    served: Answering, name: str
) -> None:
    answer = served.get("/en-us/index.html", f"{name}:{served.port}")
    assert answer.status == 421
    assert b"html" not in answer.read()
    assert served.get("/_serve/events", f"{name}:{served.port}").status == 421


def test_another_port_is_another_name(served: Answering) -> None:
    assert served.get("/", f"localhost:{served.port + 1}").status == 421
    assert served.get("/", f"LOCALHOST:{served.port}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../pyproject.toml",
        "/%2e%2e/%2e%2e/pyproject.toml",
        "/..%2f..%2fpyproject.toml",
        "/en-us/..%5c..%5c..%5cpyproject.toml",
        "//etc/passwd",
        "/etc/passwd",
        "/assets/../../../../pyproject.toml",
        "/en-us/pages/../../rules/hyper-v/backups.yaml",
        "/_serve/../pyproject.toml",
        "/%00",
        "/" + "x" * 5000,
        "/nothing.html",
    ],
)
def test_nothing_outside_the_site_is_served(served: Answering, path: str) -> None:
    answer = served.get(path)
    assert answer.status == 404
    assert b"tool.bpadocs" not in answer.read()


def test_other_methods_are_refused(served: Answering) -> None:
    assert served.get("/", method="POST").status == 501


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET http://[/ HTTP/1.1", 400),
        ("GET /_serve/live.js HTTP/9.9", 505),
        ("POST / HTTP/1.1", 501),
        ("GET / x HTTP/1.1", 400),
        ("<script> HTTP/1.1", 400),
        ("GET /en-us HTTP/1.1", 301),
        ("GET /en-us/index.html HTTP/1.1", 200),
        ("GET /" + "x" * 70_000 + " HTTP/1.1", 414),
        ("HEAD /_serve/events HTTP/1.1", 200),
    ],
)
def test_every_answer_has_what_keeps_strangers_out(
    served: Answering, request_line: str, status: int
) -> None:
    host = f"Host: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n"
    head, _, body = (
        raw(served.port, f"{request_line}\r\n{host}".encode())
        .decode()
        .partition("\r\n\r\n")
    )
    first, *headers = head.split("\r\n")
    assert first.startswith(f"HTTP/1.1 {status} ")
    assert "X-Content-Type-Options: nosniff" in headers
    assert "Cross-Origin-Resource-Policy: same-origin" in headers
    assert any(
        line.startswith("Content-Security-Policy: default-src 'none'")
        for line in headers
    )
    assert "<script>" not in body


@pytest.mark.parametrize(
    "request_line",
    ["POST / HTTP/1.1", "GET http://[/ HTTP/1.1", "FOO /en-us/index.html HTTP/1.1"],
)
def test_strangers_learn_nothing_from_what_cannot_be_answered(
    served: Answering, request_line: str
) -> None:
    answer = raw(
        served.port,
        f"{request_line}\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode(),
    )
    assert answer.startswith(b"HTTP/1.1 421 ")


def head(answer: http.client.HTTPResponse) -> dict[str, str]:
    """The headers of an answer, but the time."""
    return {name: value for name, value in answer.getheaders() if name != "Date"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (PAGE, 200),
        ("/assets/site.css", 200),
        ("/_serve/live.js", 200),
        ("/en-us", 301),
        ("/nothing.html", 404),
        ("/_serve/nothing", 404),
    ],
)
def test_head_is_answered_as_get_is_but_for_the_content(
    served: Answering, path: str, status: int
) -> None:
    whole, alone = served.get(path), served.get(path, method="HEAD")
    assert whole.status == alone.status == status
    assert head(whole) == head(alone)
    assert len(whole.read()) == int(alone.headers["Content-Length"])
    # a library would not look for content
    rest = f"Host: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n"
    said = raw(served.port, f"HEAD {path} HTTP/1.1\r\n{rest}".encode())
    assert said.startswith(f"HTTP/1.1 {status} ".encode())
    assert said.partition(b"\r\n\r\n")[2] == b""


def test_one_connection_is_asked_again_and_again_until_it_says_what_is_none(
    served: Answering,
) -> None:
    host = f"Host: 127.0.0.1:{served.port}\r\n\r\n"
    good = f"GET /assets/site.css HTTP/1.1\r\n{host}"
    said = raw(served.port, f"{good}{good}nonsense\r\n{host}{good}".encode())
    assert said.count(b"HTTP/1.1 200 OK") == 2
    assert said.count(b"HTTP/1.1 400 Bad Request") == 1
    assert said.endswith(b"Bad Request\n"), "it ends by that"


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])
def test_without_a_name_nobody_is_answered(served: Answering, version: str) -> None:
    request = f"GET / {version}\r\nConnection: close\r\n\r\n"
    assert raw(served.port, request.encode()).startswith(b"HTTP/1.1 421 ")


def test_where_there_is_no_page_one_is_told_and_shown_what_comes(
    served: Answering,
) -> None:
    answer = served.get("/fr-fr/pages/hyper-v/none.html")
    page = answer.read().decode()
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert told(page)["page"] is False
    assert "/_serve/live.js" in page


def told(page: str) -> Any:
    """What a page is told besides, for its scripts."""
    _, _, rest = page.partition('data-live="')
    return json.loads(rest.partition('"')[0].replace("&#34;", '"'))


def test_a_page_where_nobody_may_write_holds_no_token(
    served: Answering, edited: Answering
) -> None:
    assert told(served.get(PAGE).read().decode())["token"] == ""
    page = edited.get(WORK).read().decode()
    assert told(page)["token"] == edited.site.token
    assert '<script src="/_serve/edit.js"' in page
    missing = edited.get("/nothing.html").read().decode()
    assert "/_serve/edit.js" not in missing


HELP = "/_serve/help?rule=hyper-v/disk&language=fr&field=impact"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (HELP, 200, "SQL01"),
        (HELP.replace("impact", "nothing"), 404, ""),
        (HELP.replace("disk", "none"), 404, ""),
        (HELP.replace("=fr", "=xx"), 404, ""),
        ("/_serve/help", 404, ""),
        (HELP.replace("help", "history"), 200, "Test"),
        (HELP.replace("help", "history").replace("=fr", "=xx"), 404, ""),
        ("/_serve/explain?check=numbers", 200, "numbers"),
        ("/_serve/explain?check=nothing", 404, ""),
        ("/_serve/explain", 404, ""),
        ("/_serve/work.html.j2", 404, ""),
        ("/_serve/../live.py", 404, ""),
    ],
)
def test_help_is_for_texts_and_checks_that_there_are(
    edited: Answering, path: str, status: int, words: str
) -> None:
    answer = edited.get(path)
    assert answer.status == status
    assert words in answer.read().decode()


@pytest.mark.parametrize(
    "path",
    [
        HELP,
        HELP.replace("help", "history"),
        "/_serve/explain?check=numbers",
        WORK,
        "/fr-fr/translate.html",
    ],
)
def test_where_nobody_may_write_nothing_helps_with_it(
    served: Answering, path: str
) -> None:
    assert served.get(path).status == 404


def post(running: Answering, path: str, said: object) -> tuple[int, Any]:
    """What a page of its own is answered."""
    host = f"127.0.0.1:{running.port}"
    headers = {
        "Origin": f"http://{host}",
        "Content-Type": "application/json",
        TOKEN: running.site.token,
    }
    connection = http.client.HTTPConnection(host, timeout=60)
    with closing(connection):
        connection.request("POST", path, json.dumps(said), headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.headers["Content-Type"] != "application/json":
            return answer.status, None
        return answer.status, json.loads(content)


def test_a_text_is_checked_and_what_is_none_is_told_why(edited: Answering) -> None:
    said = {
        "rule": "hyper-v/cluster",
        "language": "fr",
        "field": "impact",
        "forms": {"other": "Le cluster reste désactivé."},
    }
    status, answer = post(edited, "/_serve/check", said)
    assert status == 200
    assert "argument-missing" in {one["check"] for one in answer["findings"]}
    status, answer = post(edited, "/_serve/check", {**said, "field": "none"})
    assert (status, answer) == (400, {"message": "there is no such text"})


def test_where_nobody_may_write_nothing_is_taken(served: Answering) -> None:
    for path in ("/_serve/check", "/_serve/save"):
        assert post(served, path, {})[0] == 501


def _buggy(*_: object) -> None:
    raise KeyError("a key that is not there")


def test_a_bug_is_told_at_the_terminal_and_others_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said: list[str] = []
    site = Site(write_site_project(tmp_path / "project"), say=said.append)
    site.look()
    with served_here(site) as running:
        with monkeypatch.context() as patched:
            patched.setattr(site.live, "page", _buggy)
            answer = running.get(PAGE)
            assert answer.status == 500
            assert answer.read() == b"Internal Server Error\n", "and no word of why"
        [line] = said
        assert line.startswith("bpa serve: a bug in bpadocs: KeyError('a key that")
        assert running.get(PAGE).status == 200


def test_a_stream_says_what_is_new_and_else_that_it_is_still_here(
    served: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler, "HEARTBEAT", 0.01)
    with closing(served.get(f"/_serve/events?{PAGE}")) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert stream.readline().startswith(b"data: ")
        assert stream.readline() == b"retry: 1000\n", "a page comes back soon"
        assert stream.readline() == b"\n"
        assert [stream.readline() for _ in range(4)] == [b": still here\n", b"\n"] * 2


def test_a_stream_ends_with_the_server(tmp_path: Path) -> None:
    site = Site(write_site_project(tmp_path))
    with served_here(site) as running:
        stream = running.get("/_serve/events?/")
        assert stream.readline().startswith(b"data: ")
        site.news.close()
        assert stream.read() == b"retry: 1000\n\n"
