"""`bpa serve`: who is answered, what is served, and what the browser is told."""

import json
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import Browser
from projects import PRODUCT, RULE
from served import BPA, Served, free_port, serve
from site_helpers import PYPROJECT, backups, write_site_project

from bpadocs.errors import UsageError
from bpadocs.site import rendering
from bpadocs.site import serve as serve_module
from bpadocs.site.handler import HEARTBEAT
from bpadocs.site.serve import open_server
from bpadocs.site.session import Site


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(
        write_site_project(tmp_path_factory.mktemp("project")), free_port()
    ) as running:
        yield running


def test_news_of_changes_and_mistakes(served: Served) -> None:
    stream = served.get("/_serve/events?/en-us/pages/hyper-v/Backups.html")

    def told() -> dict[str, Any]:
        while not (line := stream.readline()).startswith(b"data: "):
            assert line, "the stream has ended"
        message = json.loads(line.removeprefix(b"data: "))
        assert isinstance(message, dict)
        return message

    first = told()
    served.rule.write_text(backups("Some virtual machines: nothing."), "utf-8")
    broken = told()
    [problem] = broken["mistakes"]
    assert problem["path"] == "rules/hyper-v/backups.yaml"
    assert (problem["line"], problem["column"]) == (10, 33)
    served.rule.write_text(backups("Some virtual machines have nothing."), "utf-8")
    mended = told()
    assert mended["mistakes"] == []
    assert mended["version"] != first["version"]
    assert (
        "have nothing"
        in served.get("/en-us/pages/hyper-v/Backups.html").read().decode()
    )


def test_settings_and_labels_that_come_later_are_noticed(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    settings = root / "pyproject.toml"
    catalog = root / "locales/fr/LC_MESSAGES/bpadocs.po"
    with serve(root, free_port()) as running:

        def until(path: str, words: str) -> None:
            ends = time.monotonic() + 60
            while (
                words not in (answer := running.get(path)).read().decode()
                or answer.status != 200
            ):
                assert time.monotonic() < ends, f"{path} never said {words}"
                time.sleep(0.1)

        catalog.parent.mkdir(parents=True)
        catalog.write_text(
            'msgctxt "heading"\nmsgid "Issue"\nmsgstr "Souci"\n', "utf-8"
        )
        until("/fr-fr/pages/hyper-v/Backups.html", "Souci")
        catalog.write_text(
            'msgctxt "heading"\nmsgid "Issue"\nmsgstr "Ennui"\n', "utf-8"
        )
        until("/fr-fr/pages/hyper-v/Backups.html", "Ennui")
        for name, locale in (
            ("first", "fr-ca"),
            ("second", "fr-be"),
        ):  # editors move the new file over the old one
            aside = root / name
            aside.write_text(
                settings.read_text("utf-8")
                .replace("fr-fr", locale)
                .replace("fr-ca", locale),
                "utf-8",
            )
            aside.replace(settings)
            until(f"/{locale}/pages/hyper-v/Backups.html", "Ennui")


def test_where_no_port_is_free_it_says_which_to_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_module, "PORTS", 1)
    site = Site(tmp_path)
    with (
        open_server(site, free_port()) as held,
        pytest.raises(UsageError, match="--port: none is free from"),
    ):
        open_server(site, held.port)
    with pytest.raises(UsageError, match="none is free from 65536 on"):
        open_server(site, 65_536)


def test_the_next_port_is_taken_when_one_is_not_free_and_ctrl_c_ends_it(
    tmp_path: Path,
) -> None:
    root = write_site_project(tmp_path)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        taken = held.getsockname()[1]
        with serve(root, taken) as running:
            assert running.port > taken
            stream = running.get("/_serve/events")
            stream.readline()
            running.process.send_signal(signal.SIGINT)
            assert running.process.wait(10) == 0
            assert running.rest() == "\nended\n"


def test_so_many_are_answered_at_once_and_no_more(tmp_path: Path) -> None:
    with (
        serve(write_site_project(tmp_path), free_port()) as running,
        ExitStack() as open_ones,
    ):

        def connect() -> socket.socket:
            return open_ones.enter_context(
                socket.create_connection(("127.0.0.1", running.port), timeout=60)
            )

        streams = []
        for _ in range(64):
            stream = connect()
            request = f"GET /_serve/events?/ HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n"
            stream.sendall(request.encode())
            stream.recv(10)
            streams.append(stream)
        assert connect().recv(100).startswith(b"HTTP/1.1 503 ")
        streams.pop().close()
        # long before it would have anything to send to that one
        ends = time.monotonic() + HEARTBEAT / 2
        while True:  # until the server has seen that one is gone
            try:
                if running.get("/").status == 200:
                    break
            except OSError:
                pass
            assert time.monotonic() < ends, "nobody is answered any more"
            time.sleep(0.1)


def test_with_few_open_files_it_waits_and_goes_on(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    limits = ["sh", "-c", 'ulimit -n 64 && exec "$@"', "sh"]
    with serve(root, free_port(), limits) as running:
        with ExitStack() as open_ones:
            for _ in range(100):
                open_ones.enter_context(
                    socket.create_connection(("127.0.0.1", running.port), timeout=60)
                )
            running.rule.write_text(backups("Written meanwhile."), "utf-8")
            running.until_said("1 rule read anew")
        ends = time.monotonic() + 60
        while running.answer("/en-us/index.html") != 200:
            assert time.monotonic() < ends, "nobody is answered any more"
            time.sleep(0.1)
        running.until("/en-us/pages/hyper-v/Backups.html", "Written meanwhile.")


CATALOG = "locales/fr/LC_MESSAGES/bpadocs.po"
BROKEN_FILES = [
    ("pyproject.toml", PYPROJECT.encode() + b"# \xe9\n", "pyproject.toml", "not UTF-8"),
    ("pyproject.toml", b"tool = 1", "pyproject.toml", "tool is a table"),
    (
        "pyproject.toml",
        PYPROJECT.encode() + b"[tool.bpadocs.lint]\nenable = [[]]\n",
        "pyproject.toml",
        "no check is called",
    ),
    (CATALOG, b'msgid ""\nmsgstr "x\n', CATALOG, ""),
    ("locales/glossary.yaml", b"names: {", "locales/glossary.yaml", ""),
    (
        "rules/hyper-v/backups.yaml",
        "# é\x01\n".encode(),
        "rules/hyper-v/backups.yaml",
        "U+0001",
    ),
    ("rules/hyper-v/product.yaml", b"name: [\n", "rules/hyper-v/product.yaml", ""),
]


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own: what happens to its project would disturb others."""
    with serve(
        write_site_project(tmp_path_factory.mktemp("patient") / "project"), free_port()
    ) as running:
        yield running


@pytest.mark.parametrize(("file", "content", "place", "message"), BROKEN_FILES)
def test_whatever_is_broken_is_told_until_it_is_mended(
    patient: Served, file: str, content: bytes, place: str, message: str
) -> None:
    path = patient.root / file
    before = path.read_bytes() if path.exists() else None
    with patient.news("/en-us/index.html") as news:
        assert news.next()["mistakes"] == []
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        [told, *_] = news.until_problems()
        assert told["path"] == place
        assert message in told["message"]
        patient.until_said(message)
        if file.startswith("rules/"):
            patient.until_said("read anew", "checked")  # the others
        assert patient.answer("/en-us/index.html") == 200
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        news.until_no_problems()
        # what was read and what was checked are told by themselves
        patient.until_said("read anew", "checked")


@pytest.mark.parametrize("name", ["rules", ""])
def test_what_is_gone_for_a_moment_is_waited_for(patient: Served, name: str) -> None:
    folder = patient.root / name
    aside = patient.root.with_name("aside")
    with patient.news("/en-us/index.html") as news:
        assert news.next()["mistakes"] == []
        folder.rename(aside)
        [told] = news.until_problems()
        assert told["message"].removeprefix("cannot be read: ") in (
            "No such file or directory",
            "the project is gone",
        )
        aside.rename(folder)
        news.until_no_problems()
        # what was read and what was checked are told by themselves
        patient.until_said("read anew", "checked")
    assert patient.answer("/en-us/index.html") == 200


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_a_moment_without_a_complaint(
    tmp_path: Path, sent: signal.Signals
) -> None:
    with serve(write_site_project(tmp_path), free_port()) as running:
        running.process.send_signal(sent)
        assert running.process.wait(10) == 0
        assert running.rest() == "\nended\n"


VISITOR = """
import sys, urllib.error, urllib.request
try:
    answer = urllib.request.urlopen(sys.argv[1], timeout=60)
except urllib.error.HTTPError as early:  # before the project is read
    answer = early
print(answer.headers["Server"].strip(), "was asked for", sys.argv[1], flush=True)
"""


def test_the_browser_is_opened_when_it_will_be_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = tmp_path / "visitor.py"
    visitor.write_text(VISITOR, "utf-8")
    command = shlex.join([sys.executable, str(visitor)])
    monkeypatch.setenv("BROWSER", f"{command} %s")
    root = write_site_project(tmp_path / "project")
    with opening(root) as running:
        running.until_said(f"bpadocs was asked for {running.url}/")
    with opening(root, "--edit") as running:
        queue = f"{running.url}/en-us/translate.html"
        running.until_said(f"translate at {queue}")
        running.until_said(f"bpadocs was asked for {queue}")


def test_where_there_is_no_browser_it_says_so_and_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with opening(write_site_project(tmp_path)) as running:
        running.until_said(
            f"--open: no browser could be opened; open {running.url}/ yourself"
        )
        running.until_said("checked")
        assert running.answer("/") == 200


@contextmanager
def opening(root: Path, *options: str) -> Iterator[Served]:
    """A server that opens a browser, and all that it prints."""
    port = free_port()
    command = [*BPA, "serve", "--open", "--project", str(root), "--port", str(port)]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Served(port, root, process)
    threading.Thread(target=running.listen, daemon=True).start()
    try:
        yield running
    finally:
        process.kill()
        process.wait()


def _buggy(*_: object) -> None:
    raise KeyError("a key that is not there")


def test_a_bug_is_told_and_no_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    site = Site(write_site_project(tmp_path / "project"))
    with monkeypatch.context() as patched:
        patched.setattr(rendering, "frame_of", _buggy)
        line = site.look()
    assert line.startswith(
        "bpa serve: a bug in bpadocs: KeyError('a key that is not there'); please report it"
    )
    assert [one["message"] for one in site.news.mistakes] == [line]
    assert "in _buggy" in next(tmp_path.glob("bpadocs-*.txt")).read_text("utf-8")
    assert "2 rules read anew" in site.look()
    assert site.news.mistakes == []


def test_the_browser_shows_a_change_at_the_same_place(
    served: Served, window: Browser
) -> None:
    window.forget()
    window.screen(1280, 400)
    window.open(f"{served.url}/en-us/pages/hyper-v/Backups.html")
    window.run("scrollTo(0, 500)")
    assert window.run("return scrollY") == 500
    served.rule.write_text(backups("Something new."), "utf-8")
    window.wait(
        "return document.querySelector('.page em').textContent === 'Something new.'"
    )
    window.wait("return scrollY === 500")
    assert window.complaints() == []
    elsewhere = [
        url
        for url in window.requests()
        if not url.startswith((served.url, "data:", "about:", "chrome:"))
    ]
    assert elsewhere == []


def test_mistakes_stand_in_a_panel_until_they_are_mended(
    served: Served, window: Browser
) -> None:
    window.screen(1280, 900)
    served.rule.write_text(backups("Good."), "utf-8")
    window.open(f"{served.url}/fr-fr/status.html")
    served.rule.write_text(
        backups("Good.").replace("severity: error", "severity: eror"), "utf-8"
    )
    window.wait("return document.querySelector('.mistakes')")
    panel = window.one(".mistakes")
    assert panel.get_attribute("role") == "alert"
    assert "rules/hyper-v/backups.yaml:2:11" in panel.text
    assert "eror" in panel.text
    assert "error" in panel.text
    assert window.axe() == []
    window.open(f"{served.url}/en-us/index.html")
    window.wait("return document.querySelector('.mistakes')")
    served.rule.write_text(backups("Good."), "utf-8")
    window.wait("return !document.querySelector('.mistakes')")


def test_a_project_that_starts_with_a_mistake_is_served_once_it_is_mended(
    tmp_path: Path, window: Browser
) -> None:
    root = write_site_project(tmp_path)
    good = (root / "rules/hyper-v/backups.yaml").read_text("utf-8")
    (root / "rules/hyper-v/backups.yaml").write_text("page: [", "utf-8")
    with serve(root, free_port()) as running:
        window.open(f"{running.url}/")
        window.wait("return document.querySelector('.mistakes')")
        running.rule.write_text(good, "utf-8")
        window.wait("return location.pathname === '/en-us/index.html'")


def test_one_change_after_another_among_a_hundred_rules_shows(
    tmp_path: Path, window: Browser
) -> None:
    folder = tmp_path / "rules/hyper-v"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (folder / "product.yaml").write_text(PRODUCT, "utf-8")
    for number in range(100):
        text = RULE.replace("page: Backups", f"page: Backups-{number}")
        (folder / f"backups-{number}.yaml").write_text(text, "utf-8")
    rule = folder / "backups-7.yaml"
    text = rule.read_text("utf-8")
    with serve(tmp_path, free_port()) as running:
        window.open(f"{running.url}/en-us/pages/hyper-v/Backups-7.html")
        for number in range(3):
            rule.write_text(text.replace("Back up", f"{number} Back up"), "utf-8")
            window.wait(
                f"return document.querySelector('h1').textContent.startsWith('{number} ')"
            )
            assert window.one("h1").text.startswith(f"{number} Back up")
