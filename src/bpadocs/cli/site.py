"""`bpa site`"""

import argparse
import gc
import time

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    from bpadocs.site.builder import SITE, Builder

    # Nothing here refers back to itself, and it ends soon: collecting would only look and find nothing.
    gc.disable()
    started = time.perf_counter()
    builder = Builder(shared.project_root(options))
    built = builder.build()
    parts = [
        f"{shared.count(built.rules, 'rule')} in {shared.count(built.languages, 'language')}",
        f"{shared.count(built.files, 'file')} in build/{SITE}/",
        f"{len(built.changed):,} written",
        f"{built.unchanged:,} unchanged",
    ]
    if built.removed:
        parts.append(f"{built.removed:,} removed")
    say(f"{', '.join(parts)} ({time.perf_counter() - started:.2f} s)")
    say(f"open {builder.folder / SITE / 'index.html'}")
    if built.failures:
        return shared.failed(built.failures)
    return shared.ended(options, 0, built)
