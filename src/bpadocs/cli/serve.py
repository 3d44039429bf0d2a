"""`bpa serve`"""

import argparse
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from bpadocs.cli import options as shared


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


def _changes(root: Path) -> Iterator[Iterable[tuple[object, str]]]:
    """Each time something changed that the site is made from."""
    from watchfiles import DefaultFilter, watch

    from bpadocs.labels import LOCALES
    from bpadocs.project import FILE, RULES

    ignored = DefaultFilter()

    def wanted(change: object, path: str) -> bool:
        place = Path(path)
        inside = any(place.is_relative_to(root / folder) for folder in (RULES, LOCALES))
        return (inside or place == root / FILE) and ignored(change, path)  # type: ignore[arg-type]

    folders = [root / name for name in (RULES, LOCALES, FILE) if (root / name).exists()]
    yield from watch(*folders, watch_filter=wanted, debounce=200, step=30, rust_timeout=1000, raise_interrupt=True)
