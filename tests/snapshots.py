"""Texts that are long, and that somebody has read before they were kept.

`make snapshots` writes them anew; what it changed is read, as any other change is, before it is
committed.
"""

from pathlib import Path

import pytest

OPTION = "--write-snapshots"


def holds(config: pytest.Config, path: Path, text: str) -> bool:
    """Whether this is the text that was kept; with the option it is kept now."""
    if config.getoption(OPTION):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    kept = path.read_text("utf-8") if path.is_file() else ""
    if kept != text:
        print(f"{path} is of another day: “make snapshots” writes it anew")
    return kept == text
