"""Serve the site while somebody works on it.

It is made again when a file changes, and the browser shows the new page at the same place. Nothing
outside build/site is served, and only requests that name this machine are answered: a page
elsewhere cannot read the site through a name that it makes point here.
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

from bpadocs.errors import BrokenInputError, LostProcessError, Problem, UsageError
from bpadocs.site.builder import Builder
from bpadocs.site.frame import POLICY
from bpadocs.site.rendering import HERE, SITE
from bpadocs.system import bugs

ADDRESS = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
"""The names by which a browser on this machine may call it."""

EVENTS = "/_serve/events"
SCRIPT = "/_serve/reload.js"
FIRST_PORT = 8000
PORTS = 100
"""How many ports are tried, beginning with the first one."""

CONNECTIONS = 64
"""How many connections are served at once. A browser keeps six, and each open page one more."""

FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

TIMEOUT = 30
"""Seconds to wait for a client that is silent in the middle of a request."""

PAUSE = 0.2
"""Seconds to wait before trying again, where a connection cannot be accepted."""

HEARTBEAT = 15.0
"""Seconds after which something is sent to a page, to notice whether it is still there."""


@dataclass
class News:
    """What browsers are told: the versions of pages, and the mistakes in the project."""

    version: int
    """It grows with everything that is written."""
    pages: dict[str, int] = field(default_factory=dict)
    """By address, the version in which a page last changed, for those that have."""
    problems: tuple[Problem | str, ...] = ()
    """A mistake that is in no file is a message alone."""
    closed: bool = False
    made: bool = False
    """Whether the site was made once: until then, a page that is missing may be about to come."""
    first: int = field(init=False)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.first = self.version

    def tell(self, pages: Iterable[str], problems: Iterable[Problem | str]) -> None:
        """Tell every open page which pages have changed, and which mistakes there are."""
        with self.changed:
            self.made = True
            self.version += 1
            self.pages.update(dict.fromkeys(pages, self.version))
            self.problems = tuple(problems)
            self.changed.notify_all()

    def close(self) -> None:
        """End all streams."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def message(self, page: str) -> str:
        """Return what a browser that shows this page should know."""
        problems = [_for_browser(problem) for problem in self.problems]
        news = {"version": self.version_of(page), "problems": problems}
        return json.dumps(news, ensure_ascii=False)

    def version_of(self, page: str) -> int:
        """Return the version in which a page last changed.

        Before the site was made, that of every page is none: then what was shown is shown anew.
        """
        if self.made:
            return self.pages.get(page, self.first)
        return 0


def _for_browser(problem: Problem | str) -> dict[str, str | int]:
    if isinstance(problem, str):
        return {"message": problem}
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
    }


class Site:
    """A project's site, kept up to date."""

    def __init__(self, root: Path) -> None:
        self.builder = Builder(root)
        self.folder = self.builder.folder / SITE
        self.news = News(time.time_ns() // 1_000_000)
        self._whole = False

    @property
    def failed(self) -> bool:
        """Whether something could not be read or made the last time."""
        return bool(self.news.problems)

    def rebuild(self) -> str:
        """Make again what has changed, tell the browsers, and return what to print.

        Whatever goes wrong is told, and is no reason to end: somebody is mending it.
        """
        started = time.perf_counter()
        written = 0
        try:
            if self._whole:
                steps = self.builder.refresh()
            else:
                steps = self._first_build()
            for names in steps:
                self.news.tell(
                    (name.removeprefix(SITE) for name in names), self.builder.problems
                )
                written += len(names)
        except Exception as error:
            return self._mistakes(_problems_of(error))
        if self.builder.failures:
            return self._mistakes([*self.builder.problems, *self.builder.failures])
        seconds = time.perf_counter() - started
        done = f"{written:,} {'file' if written == 1 else 'files'} written ({seconds:.2f} s)"
        return "\n".join([*map(str, self.builder.problems), done])

    def _mistakes(self, problems: Sequence[Problem | str]) -> str:
        self.news.tell((), problems)
        return "\n".join(map(str, problems))

    def _first_build(self) -> Iterator[Sequence[str]]:
        names = self.builder.build().changed
        self._whole = True
        yield names
        # so that the first edit need not wait for it
        self.builder.get_ready()


def _problems_of(error: Exception) -> Sequence[Problem | str]:
    """Return what kept the site from being made."""
    if isinstance(error, BrokenInputError):
        return error.problems
    if isinstance(error, OSError) and error.filename:
        return [Problem(str(error.filename), 1, 1, error.strerror or str(error))]
    if isinstance(error, OSError):
        return [f"bpa serve: {error.strerror or error}"]
    if isinstance(error, LostProcessError | UsageError):
        return [f"bpa serve: {error}"]
    return [f"bpa serve: {bugs.report(error)}"]


class Server(ThreadingHTTPServer):
    """One project's site on this machine's own address."""

    daemon_threads = True
    allow_reuse_address = False
    # with a shorter queue, connections that come at once are refused, and tried again only after
    # one second, or after three
    request_queue_size = 2 * CONNECTIONS

    def __init__(self, site: Site, port: int) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.site = site
        self._free = threading.Semaphore(_connections())

    @property
    def port(self) -> int:
        """The port that is served."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return f"http://{ADDRESS}:{self.port}/"

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection."""
        try:
            return super().get_request()
        except OSError:
            # Too many files are open, perhaps. The connection goes on waiting, and without a pause
            # it would be tried again and again with all the power of a processor.
            time.sleep(PAUSE)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own, if there are not too many already."""
        if not self._free.acquire(blocking=False):
            with contextlib.suppress(OSError):
                request.setblocking(False)
                request.send(FULL)
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            # no thread could be started
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection, in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers often go away in the middle of an answer."""


def _connections() -> int:
    """Return how many connections leave enough open files to make the site with."""
    try:
        import resource
    except ImportError:
        # Windows has no such limit
        return CONNECTIONS
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return CONNECTIONS
    return max(1, min(CONNECTIONS, limit // 4))


def open_server(site: Site, first_port: int = FIRST_PORT) -> Server:
    """Return a server on the first free port, beginning with this one."""
    for port in range(first_port, min(first_port + PORTS, 65536)):
        try:
            return Server(site, port)
        except OSError:
            continue
    raise UsageError(f"--port: none is free from {first_port} on; name another")


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for files of the site, and the stream of news."""

    server: Server
    protocol_version = "HTTP/1.1"
    # without a version, an answer to what cannot be read would have no headers at all
    default_request_version = "HTTP/1.1"
    server_version = "bpadocs"
    sys_version = ""
    timeout = TIMEOUT

    def do_GET(self) -> None:
        """Answer with headers and content."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with headers alone."""
        self._answer(body=False)

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
        if path == EVENTS:
            self._stream(unquote(address.query), body=body)
        elif path == SCRIPT:
            script = (HERE / "served" / "reload.js").read_bytes()
            self._send(
                HTTPStatus.OK, script, "text/javascript; charset=utf-8", body=body
            )
        elif not path.endswith("/") and self._inside(f"{path}/"):
            self._redirect(f"{address.path}/")
        else:
            self._file(path, body=body)

    def _for_this_machine(self) -> bool:
        """Return whether the browser asked for this machine by one of its own names."""
        name, _, port = self.headers.get("Host", "").partition(":")
        return name.lower() in NAMES and (port or "80") == str(self.server.port)

    def _file(self, path: str, *, body: bool) -> None:
        """Answer with a file of the site."""
        found = self._inside(path)
        content = None
        if found:
            # it may be gone meanwhile
            with contextlib.suppress(OSError):
                content = found.read_bytes()
        if found is None or content is None:
            self._missing(path, body=body)
            return
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        if kind == "text/html":
            content = self._listening(content, path)
        if kind.startswith("text/") or kind.endswith("javascript"):
            kind += "; charset=utf-8"
        self._send(HTTPStatus.OK, content, kind, body=body)

    def _missing(self, path: str, *, body: bool) -> None:
        """Answer that there is no such file, or none yet: then the page is shown when there is."""
        status, title = HTTPStatus.NOT_FOUND, "Not found"
        if not self.server.site.news.made:
            status, title = HTTPStatus.SERVICE_UNAVAILABLE, "This page is being made …"
        page = self._listening(_placeholder(title), path)
        self._send(status, page, "text/html; charset=utf-8", body=body)

    def _redirect(self, to: str) -> None:
        """Add a slash to the address of a folder: without it, the links of its page go wrong."""
        self._head(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", "/" + to.lstrip("/\\"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _listening(self, page: bytes, path: str) -> bytes:
        """Return a page with a script that waits for its next version."""
        version = self.server.site.news.version_of(_page(path))
        script = f'<script src="{SCRIPT}?{version}" defer></script>\n</head>'
        return page.replace(b"</head>", script.encode(), 1)

    def _inside(self, path: str) -> Path | None:
        """Return the file of this path, if it is one of the site."""
        if "\0" in path or "\\" in path:
            return None
        folder = self.server.site.folder.resolve()
        try:
            found = (folder / _page(path).lstrip("/")).resolve()
            inside = found.is_relative_to(folder) and found.is_file()
        except (OSError, RuntimeError):
            # a link that leads to itself is a RuntimeError
            return None
        if inside:
            return found
        return None

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
        page = _page(path)
        told = ""
        while not news.closed:
            message = news.message(page)
            if message != told:
                line = f"data: {message}\n\n"
            else:
                line = ": still here\n\n"
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
    """Return the address of a page, whether or not its file was named."""
    if path.endswith("/"):
        return f"{path}index.html"
    return path


def _placeholder(title: str) -> bytes:
    """Return a page to show when there is none. It gets news like any other."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/assets/site.css">
</head>
<body class="choose">
<main><h1>{title}</h1><p><a href="/">Best Practices Analyzer</a></p></main>
</body>
</html>
""".encode()
