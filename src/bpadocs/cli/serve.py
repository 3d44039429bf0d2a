"""`bpa serve`"""

import argparse
import signal
import threading
from typing import NoReturn

from bpadocs.cli import shared
from bpadocs.cli.terminal import say, say_lines


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project and the port."""
    shared.add_project(parser)
    parser.add_argument(
        "--port", type=int, default=8000, help="the first port to try (default: 8000)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve the site, and make it anew each time something changed, until Ctrl-C."""
    from bpadocs.site.inputs import stamps
    from bpadocs.site.serve import Site, open_server
    from bpadocs.site.watch import changes

    shared.need("pygments", "watchfiles")
    root = shared.project_root(options)
    signal.signal(signal.SIGTERM, _end)
    site = Site(root)
    # Before the site is made: what changes while it is made is noticed by the watch.
    seen = stamps(root)
    server = open_server(site, options.port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    # what is there already is served at once, and shown anew when it is made
    say(f"serving {server.url} – Ctrl-C ends it", flush=True)
    try:
        said = site.rebuild()
        say_lines(said, flush=True)
        for _ in changes(root, seen, lambda: site.failed):
            said_before, said = said, site.rebuild()
            # what is still wrong when it is tried again has been said
            if said != said_before:
                say_lines(said, flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        # The streams of news first: each of them keeps a thread of the server waiting.
        site.news.close()
        server.shutdown()
        server.server_close()
    say_lines("\nended")
    return 0


def _end(*_: object) -> NoReturn:
    """End as Ctrl-C does: SIGTERM is how other programs ask for that."""
    raise KeyboardInterrupt
