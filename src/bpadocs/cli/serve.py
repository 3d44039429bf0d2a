"""`bpa serve`"""

import argparse
import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say, say_lines
from bpadocs.output import read_file

LOOK_AGAIN = 1000
"""Milliseconds after which, where nothing happened, it is looked whether another folder is to be watched."""

_Stamp = tuple[str, int, int]


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default: 8000)")


def run(options: argparse.Namespace) -> int:
    from bpadocs.site.serve import Site, open_server

    root = shared.project_root(options)
    site = Site(root)
    seen = _stamps(root)
    say_lines(site.rebuild(), flush=True)
    server = open_server(site, options.port)
    say(f"serving {server.url} – Ctrl-C ends it", flush=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        for _ in _changes(root, seen):
            say_lines(site.rebuild(), flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        site.news.close()
        server.shutdown()
        server.server_close()
    say_lines("\nended")
    return 0


def _changes(root: Path, seen: frozenset[_Stamp]) -> Iterator[None]:
    """Each time something changed that the site is made from; `seen` is what there was before it was made last."""
    from watchfiles import watch

    settings = _settings(root)
    while True:
        folders = _folders(root)
        # Silence is news too: a folder, or the file of settings, may have come or gone where nobody watches.
        for changes in watch(
            *folders, debounce=200, step=30, rust_timeout=LOOK_AGAIN, yield_on_timeout=True, raise_interrupt=True
        ):
            unseen = seen and seen != _stamps(root)  # what happened before the watch began
            seen = frozenset()
            if changes or unseen or settings != _settings(root):
                settings = _settings(root)
                yield
            if folders != _folders(root):
                seen = _stamps(root)
                yield
                break


def _folders(root: Path) -> list[Path]:
    from bpadocs.labels import LOCALES
    from bpadocs.project import RULES

    return [root / name for name in (RULES, LOCALES) if (root / name).is_dir()]


def _stamps(root: Path) -> frozenset[_Stamp]:
    """Every file that the site is made from, with its size and time."""
    from bpadocs.settings import FILE

    walks = (os.walk(folder) for folder in _folders(root))
    files = [os.path.join(path, name) for walk in walks for path, _, names in walk for name in names]
    found = set()
    for path in (str(root / FILE), *files):
        with contextlib.suppress(OSError):  # gone meanwhile
            status = os.stat(path)
            found.add((path, status.st_size, status.st_mtime_ns))
    return frozenset(found)


def _settings(root: Path) -> bytes | None:
    from bpadocs.settings import FILE

    return read_file(root / FILE)
