"""Other people's tools, which run as programs of their own."""

import os
import shutil
import subprocess

import pytest
from exchange_helpers import ROOT

TOOLKIT = ROOT / ".venv" / "translate-toolkit" / "bin"


def tool(name: str) -> str:
    found = shutil.which(
        name, path=f"{TOOLKIT}{os.pathsep}{os.environ.get('PATH', '')}"
    )
    if not found:
        where = (
            "Debian's package gettext"
            if name.startswith("msg")
            else "`make translate-toolkit`"
        )
        pytest.skip(f"no {name} here; {where} brings it")
    return found


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
