"""Serve the site while somebody works on it, and let them work in it.

Every page is made when it is asked for, and made again when a file has changed; the browser then
exchanges what is new in the page that it shows.
"""

from typing import Final

from bpadocs.errors import UsageError
from bpadocs.site.handler import SiteServer
from bpadocs.site.session import Site

FIRST_PORT: Final = 8000
PORTS: Final = 100
"""How many ports are tried, beginning with the first one."""


def open_server(site: Site, first_port: int = FIRST_PORT) -> SiteServer:
    """Return a server on the first free port, beginning with this one."""
    for port in range(first_port, min(first_port + PORTS, 65536)):
        try:
            return SiteServer(site, port)
        except OSError:
            continue
    raise UsageError(f"--port: none is free from {first_port} on; name another")
