"""The server of the preview: who is let in, and how many at once."""

import contextlib
import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, Final

ADDRESS: Final = "127.0.0.1"

CONNECTIONS: Final = 64
"""How many connections are served at once. A browser keeps six, and each open page one more."""

FULL: Final = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

PAUSE: Final = 0.2
"""Seconds to wait before trying again, where a connection cannot be accepted."""

PATIENCE: Final = 1.0
"""Seconds after which a connection that has asked for nothing gives way to another one."""


class Connections(ThreadingHTTPServer):
    """Serves each connection in a thread, and not too many at once.

    Where there are too many, the one goes that has been silent longest: whoever is slow, or keeps a
    connection for later, keeps nobody else out.
    """

    daemon_threads = True
    # Whoever ends the server and starts it again finds it at the same address. On Windows, this
    # would let two servers have one.
    allow_reuse_address = os.name != "nt"
    # with a shorter queue, connections that come at once are refused, and tried again only after
    # one second, or after three
    request_queue_size = 2 * CONNECTIONS

    def __init__(self, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__((ADDRESS, port), handler)
        self._free = threading.Semaphore(_connections())
        self._silent: dict[socket.socket, float] = {}
        """The connections that have not asked for anything yet, and since when; the oldest first.
        """
        self._looking = threading.Lock()

    @property
    def port(self) -> int:
        """The port that is served."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return f"http://{ADDRESS}:{self.port}/"

    def server_bind(self) -> None:
        """Take the port for this server alone, and ask nobody what this machine is called."""
        # On Windows another program could take the port over that it answers at.
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        # HTTPServer's own would look the name up, which may take seconds
        TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.port

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
        is_free = self._free.acquire(blocking=False)
        if not is_free and self._end_most_silent():
            is_free = self._free.acquire(timeout=PAUSE)
        if not is_free:
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
            self.has_asked(request)
            self._free.release()

    def is_silent(self, connection: socket.socket) -> None:
        """Note that a connection is waited for."""
        with self._looking:
            self._silent[connection] = time.monotonic()

    def has_asked(self, connection: socket.socket) -> None:
        """Note that a connection has said all that it asks for, or is at its end."""
        with self._looking:
            self._silent.pop(connection, None)

    def _end_most_silent(self) -> bool:
        """End the connection that has been waited for longest, if that is long enough."""
        with self._looking:
            for connection, since in self._silent.items():
                if time.monotonic() - since < PATIENCE:
                    return False
                del self._silent[connection]
                # its thread, which waits to read, ends by that
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
                return True
        return False

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
