"""`bpa site`"""

import argparse
import time

from bpadocs.cli import shared
from bpadocs.cli.terminal import say
from bpadocs.system.garbage import without_collector


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, and the folder that is written to."""
    shared.add_project(parser)
    shared.add_out(parser)


@without_collector()
def run(options: argparse.Namespace) -> int:
    """Write the site, and print a summary and the file to open."""
    from bpadocs.site.builder import Builder
    from bpadocs.site.kept import SITE

    shared.need("pygments")
    started = time.perf_counter()
    root = shared.project_root(options)
    builder = Builder(root, shared.build_folder(root, options))
    built = builder.build()
    where = shared.shown_folder(root, builder.folder / SITE)
    say(shared.summary(built, where, time.perf_counter() - started))
    index = builder.folder / SITE / "index.html"
    say(f"open {index}")
    if built.failures:
        return shared.failed(built.failures)
    return shared.ended(options, 0, built)
