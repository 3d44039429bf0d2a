"""`bpa serve`"""

import argparse
import threading
from collections.abc import Iterator
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.output import read_file

LOOK_AGAIN = 1000
"""Milliseconds after which, where nothing happened, it is looked whether another folder is to be watched."""


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default: 8000)")


def run(options: argparse.Namespace) -> int:
    from bpadocs.site.serve import Site, open_server

    root = shared.project_root(options)
    site = Site(root)
    print(site.rebuild(), flush=True)
    server = open_server(site, options.port)
    print(f"serving {server.url} – Ctrl-C ends it", flush=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        for _ in _changes(root):
            print(site.rebuild(), flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        site.news.close()
        server.shutdown()
        server.server_close()
    print("\nended")
    return 0


def _changes(root: Path) -> Iterator[None]:
    """Each time something changed that the site is made from."""
    from watchfiles import watch

    from bpadocs.labels import LOCALES
    from bpadocs.project import RULES

    while True:
        folders = [root / name for name in (RULES, LOCALES) if (root / name).is_dir()]
        settings = _settings(root)
        # Silence is news too: a folder, or the file of settings, may have come or gone where nobody watches.
        for changes in watch(
            *folders, debounce=200, step=30, rust_timeout=LOOK_AGAIN, yield_on_timeout=True, raise_interrupt=True
        ):
            if changes or settings != _settings(root):
                settings = _settings(root)
                yield
            if folders != [root / name for name in (RULES, LOCALES) if (root / name).is_dir()]:
                yield
                break


def _settings(root: Path) -> bytes | None:
    from bpadocs.settings import FILE

    return read_file(root / FILE)
