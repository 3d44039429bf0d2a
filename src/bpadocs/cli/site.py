"""`bpa site`"""

import argparse
import gc
import time
from typing import TYPE_CHECKING

from bpadocs.cli import shared
from bpadocs.cli.terminal import say

if TYPE_CHECKING:
    from bpadocs.site.builder import Built


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project."""
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    """Write the site, and print a summary and the file to open."""
    from bpadocs.site.builder import Builder
    from bpadocs.site.rendering import SITE

    # Nothing here refers back to itself, and it ends soon: collecting would only look and find
    # nothing.
    gc.disable()
    started = time.perf_counter()
    builder = Builder(shared.project_root(options))
    built = builder.build()
    say(_summary(built, SITE, time.perf_counter() - started))
    index = builder.folder / SITE / "index.html"
    say(f"open {index}")
    if built.failures:
        return shared.failed(built.failures)
    return shared.ended(options, 0, built)


def _summary(built: "Built", folder: str, seconds: float) -> str:
    rules = shared.count(built.rules, "rule")
    languages = shared.count(built.languages, "language")
    parts = [
        f"{rules} in {languages}",
        f"{shared.count(built.files, 'file')} in build/{folder}/",
        f"{len(built.changed):,} written",
        f"{built.unchanged:,} unchanged",
    ]
    if built.removed:
        parts.append(f"{built.removed:,} removed")
    return f"{', '.join(parts)} ({seconds:.2f} s)"
