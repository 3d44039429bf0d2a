"""A command as the program runs it, without a process of its own."""

import sys
from collections.abc import Sequence
from typing import TextIO

import pytest

from bpadocs.cli import main
from bpadocs.cli.terminal import prepare


def run_program(
    monkeypatch: pytest.MonkeyPatch, words: Sequence[str], out: TextIO, err: TextIO
) -> int:
    """Run a command that writes to these streams; return its exit code."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        prepare()
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        out.flush()
        err.flush()
    return code
