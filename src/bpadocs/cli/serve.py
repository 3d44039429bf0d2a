"""`bpa serve`"""

import argparse
import contextlib
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say, say_lines
from bpadocs.output import read_file
from bpadocs.site.inputs import Stamp, folders_of, stamps

LOOK_AGAIN = 1000
"""Milliseconds after which, where nothing happened, it is looked whether another folder is to be watched."""


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("--port", type=int, default=8000, help="the first port to try (default: 8000)")


def run(options: argparse.Namespace) -> int:
    from bpadocs.site.serve import Site, open_server

    root = shared.project_root(options)
    signal.signal(signal.SIGTERM, _end)
    site = Site(root)
    seen = stamps(root)
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


def _changes(root: Path, seen: frozenset[Stamp] | None) -> Iterator[None]:
    """Each time something changed that the site is made from; `seen` is what there was before it was made last.

    Once that has been compared with what there is, it is None: an empty one is a project that is gone.
    """
    settings = _settings(root)
    while True:
        folders = folders_of(root)
        # Silence is news too: a folder, or the file of settings, may have come or gone where nobody watches.
        for changes in _watched(root, folders):
            # What happened before the watch began.
            unseen = seen is not None and seen != stamps(root)
            seen = None
            if changes or unseen or settings != _settings(root):
                settings = _settings(root)
                yield
            if folders != folders_of(root):
                seen = stamps(root)
                yield
                break


def _watched(root: Path, folders: Sequence[Path]) -> Iterator[bool]:
    """Whether something changed in the folders, asked ever again; ends where they cannot be watched any more."""
    from watchfiles import watch

    # A folder is gone, or there are too many open files: of the latter the watcher says nothing but that it failed.
    with contextlib.suppress(OSError, RuntimeError):
        if folders:
            for changes in watch(
                *folders, debounce=200, step=30, rust_timeout=LOOK_AGAIN, yield_on_timeout=True, raise_interrupt=True
            ):
                yield bool(changes)
    before = stamps(root)
    time.sleep(LOOK_AGAIN / 1000)
    yield before != stamps(root)


def _end(*_: object) -> NoReturn:
    """Whoever ends this otherwise wants what Ctrl-C does."""
    raise KeyboardInterrupt


def _settings(root: Path) -> bytes | None:
    from bpadocs.settings import FILE

    try:
        return read_file(root / FILE)
    except OSError:
        return None
