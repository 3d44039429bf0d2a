"""The site while one works on it: rebuilt when a file changes, and the browser shows it at the same place.

Nothing outside build/site is served, and only requests that name this machine are answered: a page elsewhere cannot
read the site by a name that it makes point here.
"""

import contextlib
import json
import mimetypes
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bpadocs import bugs
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.site.builder import HERE, SITE, Builder
from bpadocs.site.frame import POLICY

ADDRESS = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
"""What a browser on this machine may call it."""

EVENTS = "/_serve/events"
SCRIPT = "/_serve/reload.js"
FIRST_PORT = 8000
PORTS = 100
"""How many ports are tried, from the first one on."""

CONNECTIONS = 64
"""How many are answered at once. A browser keeps six of them, and a page that is open listens on one."""

FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

TIMEOUT = 30
"""Seconds that are waited for whoever is silent in the middle of a request."""

PAUSE = 0.2
"""Seconds until it is tried again, where a connection cannot be taken."""

HEARTBEAT = 15.0
"""Seconds after which a silent listener is written to, so that one who is gone is noticed."""


@dataclass
class News:
    """What browsers are told: which version of a page there is, and the mistakes that keep the site from being made."""

    version: int
    """Grows with everything that is written."""
    pages: dict[str, int] = field(default_factory=dict)
    """By address, the version in which a page last changed, as far as it did."""
    problems: tuple[Problem, ...] = ()
    closed: bool = False
    first: int = field(init=False)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.first = self.version

    def tell(self, pages: Iterable[str], problems: Iterable[Problem]) -> None:
        with self.changed:
            self.version += 1
            self.pages.update(dict.fromkeys(pages, self.version))
            self.problems = tuple(problems)
            self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def message(self, page: str) -> str:
        """What whoever shows this page should know."""
        problems = [
            {"path": one.path, "line": one.line, "column": one.column, "message": one.message} for one in self.problems
        ]
        return json.dumps({"version": self.version_of(page), "problems": problems}, ensure_ascii=False)

    def version_of(self, page: str) -> int:
        return self.pages.get(page, self.first)


class Site:
    """A project's site, kept up to date."""

    def __init__(self, root: Path) -> None:
        self.builder = Builder(root)
        self.folder = self.builder.folder / SITE
        self.news = News(time.time_ns() // 1_000_000)
        self._whole = False

    def rebuild(self) -> str:
        """Make the site anew as far as needed, tell the browsers, and say what happened.

        Whatever goes wrong is told, and no reason to end: it is mended while this waits.
        """
        started = time.perf_counter()
        written = 0
        try:
            for names in self.builder.refresh() if self._whole else self._first_build():
                self.news.tell((name.removeprefix(SITE) for name in names), self.builder.problems)
                written += len(names)
        except Exception as error:
            return self._mistakes(_problems_of(error))
        if self.builder.failures:
            return self._mistakes([*self.builder.problems, *self.builder.failures])
        seconds = time.perf_counter() - started
        done = f"{written:,} {'file' if written == 1 else 'files'} written ({seconds:.2f} s)"
        return "\n".join([*map(str, self.builder.problems), done])

    def _mistakes(self, problems: Sequence[Problem]) -> str:
        self.news.tell((), problems)
        return "\n".join(map(str, problems))

    def _first_build(self) -> Iterator[Sequence[str]]:
        names = self.builder.build().changed
        self._whole = True
        yield names


def _problems_of(error: Exception) -> Sequence[Problem]:
    """What kept the site from being made."""
    if isinstance(error, BrokenInputError):
        return error.problems
    if isinstance(error, OSError):
        return [Problem(str(error.filename or "bpa serve"), 1, 1, error.strerror or str(error))]
    return [Problem("bpa serve", 1, 1, bugs.report(error))]


class Server(ThreadingHTTPServer):
    """One project's site on this machine's own address."""

    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = 2 * CONNECTIONS  # or those that come at once are told to come again in a second, or in three

    def __init__(self, site: Site, port: int) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.site = site
        self._free = threading.Semaphore(_connections())

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.port}/"

    def get_request(self) -> tuple[socket.socket, Any]:
        try:
            return super().get_request()
        except OSError:  # too many open files, for one: who waits goes on waiting, and would be tried without a break
            time.sleep(PAUSE)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            with contextlib.suppress(OSError):
                request.setblocking(False)
                request.send(FULL)
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread was to be had
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""


def _connections() -> int:
    """As many as leave enough open files to make the site with."""
    try:
        import resource
    except ImportError:  # Windows, where there is no such limit
        return CONNECTIONS
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CONNECTIONS if limit == resource.RLIM_INFINITY else max(1, min(CONNECTIONS, limit // 4))


def open_server(site: Site, first_port: int = FIRST_PORT) -> Server:
    """A server on the first free port from this one on."""
    for port in range(first_port, min(first_port + PORTS, 65536)):
        try:
            return Server(site, port)
        except OSError:
            continue
    raise BrokenInputError([Problem("bpa serve", 1, 1, f"no free port from {first_port} on; name another with --port")])


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for files of the site, and the stream of news."""

    server: Server
    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.1"  # or what cannot be read would be answered without any header
    server_version = "bpadocs"
    sys_version = ""
    timeout = TIMEOUT

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not worth a line each."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request that is answered here: in our own words, and not to strangers."""
        self.close_connection = True
        headers_read = getattr(self, "headers", None) is not None
        if headers_read and not self._for_this_machine():
            code = HTTPStatus.MISDIRECTED_REQUEST
        status = HTTPStatus(code)
        self._send(status, f"{status.phrase}\n".encode(), body=self.command != "HEAD")

    def _answer(self, *, body: bool) -> None:
        if not self._for_this_machine():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This server answers to localhost only.\n", body=body)
            return
        try:
            address = urlsplit(self.path)
        except ValueError:  # http://[/
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        path = unquote(address.path)
        if path == EVENTS:
            self._stream(unquote(address.query), body=body)
        elif path == SCRIPT:
            script = (HERE / "served" / "reload.js").read_bytes()
            self._send(HTTPStatus.OK, script, "text/javascript; charset=utf-8", body=body)
        elif not path.endswith("/") and self._inside(f"{path}/"):
            self._redirect(f"{address.path}/")
        else:
            self._file(path, body=body)

    def _for_this_machine(self) -> bool:
        name, _, port = self.headers.get("Host", "").partition(":")
        return name.lower() in NAMES and (port or "80") == str(self.server.port)

    def _file(self, path: str, *, body: bool) -> None:
        found = self._inside(path)
        content = None
        if found:
            with contextlib.suppress(OSError):  # gone meanwhile
                content = found.read_bytes()
        if found is None or content is None:
            page = self._listening(_placeholder("Not found"), path)
            self._send(HTTPStatus.NOT_FOUND, page, "text/html; charset=utf-8", body=body)
            return
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        if kind == "text/html":
            content = self._listening(content, path)
        if kind.startswith("text/") or kind.endswith("javascript"):
            kind += "; charset=utf-8"
        self._send(HTTPStatus.OK, content, kind, body=body)

    def _redirect(self, to: str) -> None:
        """A folder's address ends with a slash, or the links of its page would lead elsewhere."""
        self._head(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + to.lstrip("/\\"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _listening(self, page: bytes, path: str) -> bytes:
        """A page that knows which version of it this is, and hears of the next one."""
        version = self.server.site.news.version_of(_page(path))
        script = f'<script src="{SCRIPT}?{version}" defer></script>\n</head>'
        return page.replace(b"</head>", script.encode(), 1)

    def _inside(self, path: str) -> Path | None:
        """The file of this path, as long as it is one of the site's own."""
        if "\0" in path or "\\" in path:
            return None
        folder = self.server.site.folder.resolve()
        try:
            found = (folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "")).resolve()
            inside = found.is_relative_to(folder) and found.is_file()
        except (OSError, RuntimeError):  # a link that leads to itself is the latter
            return None
        return found if inside else None

    def _send(self, status: HTTPStatus, content: bytes, kind: str = "text/plain; charset=utf-8", *, body: bool) -> None:
        self._head(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _head(self, status: HTTPStatus) -> None:
        """What every answer begins with."""
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.close_connection:
            self.send_header("Connection", "close")

    def _stream(self, path: str, *, body: bool) -> None:
        """The news for one page as server-sent events, until the browser goes or the server ends."""
        self.close_connection = True
        self._head(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if not body:
            return
        news = self.server.site.news
        page = _page(path)
        told = ""
        while not news.closed:
            message = news.message(page)
            line = f"data: {message}\n\n" if message != told else ": still here\n\n"
            try:
                self.wfile.write(line.encode())
                self.wfile.flush()
            except OSError:
                return
            told = message
            with news.changed:
                if not news.closed and news.message(page) == told:
                    news.changed.wait(HEARTBEAT)


def _page(path: str) -> str:
    """The address of a page, however it was asked for."""
    return f"{path}index.html" if path.endswith("/") else path


def _placeholder(title: str) -> bytes:
    """A page for when there is none; news reach it too."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/assets/site.css">
</head>
<body class="choose"><main><h1>{title}</h1><p><a href="/">Best Practices Analyzer</a></p></main></body>
</html>
""".encode()
