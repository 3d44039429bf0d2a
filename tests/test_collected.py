"""Every test file is run: what pytest collects is what stands in the repository."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_pytest_collects_every_test_file_there_is(
    request: pytest.FixtureRequest,
) -> None:
    asked = {(ROOT / word).resolve() for word in request.config.args}
    if not asked <= {ROOT, ROOT / "tests"} or request.config.option.keyword:
        pytest.skip("only a part of the tests was asked for")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("no git checkout: what files there should be is not known")
    paths = [ROOT / name for name in listed.stdout.split("\0")]
    there = {
        path for path in paths if path.name.startswith("test_") and path.suffix == ".py"
    }
    assert {item.path for item in request.session.items} == there
