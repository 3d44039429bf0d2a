"""Every test file is run: what pytest collects is what stands in the repository."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_pytest_collects_every_test_file_there_is() -> None:
    listed = subprocess.run(["git", "ls-files", "-z", "--", "tests"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no git checkout: what files there should be is not known")
    paths = [Path(name) for name in listed.stdout.split("\0")]
    there = {path.as_posix() for path in paths if path.name.startswith("test_") and path.suffix == ".py"}
    words = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", "-n", "0"]
    collected = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    found = {line.partition("::")[0] for line in collected.stdout.splitlines() if "::" in line}
    assert found, "pytest lists a test a line"
    assert found == there
