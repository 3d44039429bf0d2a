"""What is answered to a browser: pages, the stream of news, and what somebody writes.

Only requests that name this machine are answered: a page elsewhere cannot read the site through a
name that it makes point here.
"""

import json
import socket
import time
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from markupsafe import escape

from bpadocs.site import guard
from bpadocs.site.desk import Answer, Desk
from bpadocs.site.environment import HERE
from bpadocs.site.frame import POLICY, VIEWS
from bpadocs.site.live_words import live_words
from bpadocs.site.placeholder import placeholder
from bpadocs.site.server import Connections
from bpadocs.site.session import Site
from bpadocs.site.workplace import Workplace

NAMES: Final = ("127.0.0.1", "localhost")
"""The names by which a browser on this machine may call it."""

OWN: Final = "/_serve/"
"""Where the addresses begin that no site has on disk."""
EVENTS: Final = f"{OWN}events"
HELP: Final = f"{OWN}help"
EXPLAIN: Final = f"{OWN}explain"
HISTORY: Final = f"{OWN}history"
FILES: Final = ("live.js", "edit.js", "served.css")
"""What pages load of it."""

KINDS: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""The types of what a site has. Those of the system are not asked: on Windows any program changes
them, and of another type a browser loads no script.
"""

TIMEOUT: Final = 30
"""Seconds to wait for a client that is silent in the middle of a request."""

HEARTBEAT: Final = 15.0
"""Seconds after which something is sent to a page, so that it knows that we are still here."""

RETRY: Final = 1000
"""Milliseconds after which a page that has lost the server asks again; browsers would wait three
seconds.
"""

GLANCE: Final = 0.5
"""Seconds after which it is looked whether a page is still there: one that was left keeps a
connection from others.
"""


class SiteServer(Connections):
    """One project's site on this machine's own address."""

    def __init__(self, site: Site, port: int) -> None:
        super().__init__(port, Handler)
        self.site = site


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for pages, and POST for what somebody writes."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    # without a version, an answer to what cannot be read would have no headers at all
    default_request_version = "HTTP/1.1"
    server_version = "bpadocs"
    sys_version = ""
    timeout = TIMEOUT

    def handle_one_request(self) -> None:
        """Wait for a request, and answer it."""
        self.server.is_silent(self.connection)
        super().handle_one_request()

    def do_GET(self) -> None:
        """Answer with headers and content."""
        self.server.has_asked(self.connection)
        self._telling_of_bugs(partial(self._answer, body=True))

    def do_HEAD(self) -> None:
        """Answer with headers alone."""
        self.server.has_asked(self.connection)
        self._telling_of_bugs(partial(self._answer, body=False))

    def do_POST(self) -> None:
        """Check a text, or save it, for a page of this very run."""
        self._telling_of_bugs(self._take)

    def _telling_of_bugs(self, answer: Callable[[], None]) -> None:
        """Answer, or tell what is wrong with us: others are to be answered all the same."""
        try:
            answer()
        except OSError:
            # the browser has gone, most likely
            self.close_connection = True
        except Exception as error:
            self.server.site.tell_bug(error)
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _take(self) -> None:
        """Check a text, or save it."""
        desk = self.server.site.desk
        does = _posted(desk, self.path) if desk else None
        if does is None:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED)
            return
        refusal = guard.refusal(self._headers(), self.server.site.token)
        if not self._for_this_machine() or refusal:
            # what is behind it is not read, and the connection ends
            self.send_error(refusal or HTTPStatus.MISDIRECTED_REQUEST)
            return
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        self.server.has_asked(self.connection)
        said = guard.content(body) if len(body) == length else None
        if said is None:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        answer = does(said)
        content = json.dumps(answer.content, ensure_ascii=False).encode()
        self._send(answer.status, content, "application/json", body=True)

    def _headers(self) -> Mapping[str, str]:
        """Return the headers that a request has once; none that it has twice."""
        found = {}
        for name in {*map(str.title, self.headers.keys())}:
            values = self.headers.get_all(name, [])
            if len(values) == 1:
                found[name] = str(values[0])
        return found

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: a line for each request would drown what matters."""

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Refuse a request, in our own words, and without a word of the site to strangers."""
        self.close_connection = True
        headers_read = getattr(self, "headers", None) is not None
        if headers_read and not self._for_this_machine():
            code = HTTPStatus.MISDIRECTED_REQUEST
        status = HTTPStatus(code)
        self._send(status, f"{status.phrase}\n".encode(), body=self.command != "HEAD")

    def _answer(self, *, body: bool) -> None:
        """Answer a request, with or without its content."""
        if not self._for_this_machine():
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST,
                b"This server answers to localhost only.\n",
                body=body,
            )
            return
        try:
            address = urlsplit(self.path)
        except ValueError:
            # such as http://[/
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        path = unquote(address.path)
        if path.startswith(OWN):
            self._own(path, address.query, body=body)
        elif not path.endswith("/") and self._page(_with_name(f"{path}/")):
            self._redirect(f"{address.path}/")
        else:
            self._file(_with_name(path), body=body)

    def _own(self, path: str, query: str, *, body: bool) -> None:
        """Answer with what only a site that is served has, and to its own pages alone."""
        workplace = self.server.site.workplace
        found: bytes | None = None
        kind = "text/html; charset=utf-8"
        if guard.is_stranger(self._headers()):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        if path == EVENTS:
            self._stream(_with_name(unquote(query)), body=body)
            return
        if path.removeprefix(OWN) in FILES:
            found = (HERE / "served" / path.removeprefix(OWN)).read_bytes()
            kind = _kind(path)
        elif workplace:
            found = _beside_a_text(workplace, path, query)
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(HTTPStatus.OK, found, kind, body=body)

    def _for_this_machine(self) -> bool:
        """Return whether the browser asked for this machine by one of its own names."""
        name, _, port = self.headers.get("Host", "").partition(":")
        return name.lower() in NAMES and (port or "80") == str(self.server.port)

    def _page(self, path: str) -> bytes | None:
        """Return the file of the site at this address, or a page where somebody works."""
        site = self.server.site
        found = site.live.page(path)
        if found is None and site.workplace:
            found = site.workplace.page(path)
        return found

    def _file(self, path: str, *, body: bool) -> None:
        """Answer with a file of the site."""
        # before it is made: what changes meanwhile is shown again
        version = self._version(path)
        content = self._page(path)
        if content is None:
            self._missing(path, body=body)
            return
        kind = _kind(path)
        if kind.startswith("text/html"):
            content = self._listening(content, path, version)
        self._send(HTTPStatus.OK, content, kind, body=body)

    def _missing(self, path: str, *, body: bool) -> None:
        """Answer that there is no such file, or none yet: then the page is shown when there is."""
        site = self.server.site
        state = site.live.state
        status = HTTPStatus.NOT_FOUND if state else HTTPStatus.SERVICE_UNAVAILABLE
        made = placeholder(path, state, site.news.mistakes)
        page = self._listening(made, path, self._version(path), is_page=False)
        self._send(status, page, "text/html; charset=utf-8", body=body)

    def _redirect(self, to: str) -> None:
        """Add a slash to the address of a folder: without it, the links of its page go wrong."""
        self._head(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + to.lstrip("/\\"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _rule(self, path: str) -> str | None:
        """Return the rule that a page shows; None where it shows all, or none."""
        state = self.server.site.live.state
        parts = path.split("/")
        if state is None or len(parts) < 3 or parts[2] not in VIEWS:
            return None
        rule = state.rule_at(path)
        return rule.id if rule else None

    def _version(self, path: str) -> int:
        return self.server.site.news.version_of(self._rule(path))

    def _listening(
        self, page: bytes, path: str, version: int, *, is_page: bool = True
    ) -> bytes:
        """Return a page with the scripts that show its next version, and let people work in it."""
        site = self.server.site
        locale = path.split("/")[1] if "/" in path else ""
        told = {
            "run": site.news.run,
            "version": version,
            "page": is_page,
            "project": site.editor.project,
            "editor": site.editor.pattern,
            "token": site.token if site.desk else "",
            "words": live_words(locale, site.live.state),
        }
        data = escape(json.dumps(told, ensure_ascii=False))
        begins = f'<link rel="stylesheet" href="{OWN}served.css">\n'
        begins += f'<script src="{OWN}live.js" data-live="{data}" defer></script>\n'
        # Before the scripts of the page: they change what was sent, which it has to know.
        place = b"<script " if b"<script " in page else b"</head>"
        page = page.replace(place, begins.encode() + place, 1)
        if site.desk and is_page:
            ends = f'<script src="{OWN}edit.js" defer></script>\n</head>'
            page = page.replace(b"</head>", ends.encode(), 1)
        return page

    def _send(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str = "text/plain; charset=utf-8",
        *,
        body: bool,
    ) -> None:
        self._head(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _head(self, status: HTTPStatus) -> None:
        """Send what every answer begins with."""
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")

    def _stream(self, path: str, *, body: bool) -> None:
        """Send the news for one page as server-sent events, until it is closed or we end."""
        self.close_connection = True
        self._head(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if not body:
            return
        news = self.server.site.news
        told = ""
        while not news.closed:
            message = news.message(self._rule(path))
            if message != told:
                line = f"data: {message}\nretry: {RETRY}\n\n"
            else:
                line = ": still here\n\n"
            try:
                self.wfile.write(line.encode())
                self.wfile.flush()
            except OSError:
                return
            told = message
            if not self._wait_for_other_news(path, told):
                return

    def _wait_for_other_news(self, path: str, told: str) -> bool:
        """Wait until there may be something to send; return whether the page is still there."""
        news = self.server.site.news
        ends = time.monotonic() + HEARTBEAT
        with news.changed:
            while not news.closed and news.message(self._rule(path)) == told:
                if self._has_left():
                    return False
                left = ends - time.monotonic()
                if left <= 0:
                    break
                news.changed.wait(min(GLANCE, left))
        return True

    def _has_left(self) -> bool:
        """Return whether whoever asked has ended the connection."""
        self.connection.settimeout(0)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            self.connection.settimeout(TIMEOUT)


def _posted(desk: Desk, path: str) -> Callable[[Mapping[str, Any]], Answer] | None:
    """Return what is done at an address that something is sent to."""
    return {f"{OWN}check": desk.check, f"{OWN}save": desk.save}.get(path)


def _beside_a_text(workplace: Workplace, path: str, query: str) -> bytes | None:
    """Return what is shown beside a text that somebody works on."""
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    if path == HELP:
        return workplace.help(asked)
    if path == HISTORY:
        return workplace.history(asked)
    if path == EXPLAIN:
        return workplace.explain(asked.get("check", ""))
    return None


def _with_name(path: str) -> str:
    """Return the address of a page, whether or not its file was named."""
    if path.endswith("/"):
        return f"{path}index.html"
    return path


def _kind(path: str) -> str:
    """Return the type of a file."""
    ending = path.rpartition(".")[2].lower()
    return KINDS.get(ending, "application/octet-stream")
