"""`bpa serve`"""

import argparse
import signal
import threading
from typing import NoReturn

from bpadocs.cli import shared
from bpadocs.cli.terminal import say, say_lines

EDITORS = ("vscode", "vscodium", "cursor", "zed", "idea", "textmate")
"""The editors that links may open files in; importing the site to know them would be slow."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, the port, and what may be done from a browser."""
    shared.add_project(parser)
    parser.add_argument(
        "--port", type=int, default=8000, help="the first port to try (default: 8000)"
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="open the site in the browser; with --edit, the queue of what to translate",
    )
    parser.add_argument(
        "--edit",
        action="store_true",
        help=(
            "let translations be written, confirmed and reviewed in the browser of this machine; "
            "they go into rules/, and nothing is committed"
        ),
    )
    parser.add_argument(
        "--editor",
        choices=EDITORS,
        default="vscode",
        help="the editor that links to lines of files open (default: vscode)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve the site, and read it anew each time something changed, until Ctrl-C."""
    from bpadocs.site.inputs import stamps
    from bpadocs.site.serve import open_server
    from bpadocs.site.session import Site
    from bpadocs.site.watch import changes

    # what brings the first brings the second as well
    shared.need("watchfiles", "pygments")
    root = shared.project_root(options)
    signal.signal(signal.SIGTERM, _end)
    site = Site(root, editing=options.edit, editor=options.editor, say=_say)
    # Before the site is read: what changes while it is read is noticed by the watch.
    seen = stamps(root)
    server = open_server(site, options.port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    # whoever asks before the project is read is told so, and shown the page when it is
    say(f"serving {server.url} – Ctrl-C ends it", flush=True)
    address = server.url
    if options.edit:
        address += site.first_page
        say(f"translate at {address}", flush=True)
    if options.open:
        # beside the rest: some browsers end only when they are closed
        threading.Thread(target=_open, args=[address], daemon=True).start()
    threading.Thread(target=site.lint_forever, daemon=True).start()
    try:
        said = site.look()
        _say(said)
        for changed in changes(root, seen, lambda: site.failed):
            said_before, said = said, site.look(changed)
            # what is still wrong when it is tried again has been said
            if said != said_before:
                _say(said)
    except KeyboardInterrupt:
        pass
    finally:
        # The streams of news first: each of them keeps a thread of the server waiting.
        site.news.close()
        server.shutdown()
        server.server_close()
    say_lines("\nended")
    return 0


def _open(address: str) -> None:
    """Open the browser, or say that there is none."""
    from bpadocs.system.browser import open_in_browser

    if not open_in_browser(address):
        said = f"--open: no browser could be opened; open {address} yourself"
        say(said, flush=True)


def _say(said: str) -> None:
    if said:
        say_lines(said, flush=True)


def _end(*_: object) -> NoReturn:
    """End as Ctrl-C does: SIGTERM is how other programs ask for that."""
    raise KeyboardInterrupt
