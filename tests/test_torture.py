"""A few kills of each command, and what `make torture` is to find. The long run is a program: see tests/torture."""

import os
import random
from dataclasses import replace
from functools import cache

import pytest
from torture.commands import Command, Project, commands, make
from torture.trials import Undisturbed, disk_full, killed, may_mount, undisturbed

KILLS = 2 if "CI" in os.environ else 1
"""CI has the patience."""
NAMES = [
    "build",
    "stamp",
    "carry",
    "po import",
    "xliff import",
    "po sync",
    "lint --fix",
    "labels",
    "add-locale",
    "new",
    "mv",
    "rm",
    "new-model",
    "import",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make(tmp_path_factory.mktemp("torture"), 4)


def command(project: Project, name: str) -> Command:
    return next(one for one in commands(project) if one.name == name)


@cache
def whole_run(project: Project, name: str) -> Undisturbed:
    return undisturbed(project, command(project, name))


def test_every_command_that_writes_is_tortured(project: Project) -> None:
    assert [one.name for one in commands(project)] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_command_leaves_whole_files_and_is_finished_by_another_run(
    project: Project, name: str
) -> None:
    whole = whole_run(project, name)
    result = killed(project, command(project, name), whole, KILLS, random.Random(name))
    assert (len(whole.changed) > 1, whole.steps > 3) == (True, True)
    assert result.at_work > 0
    assert result.mistakes == []


@pytest.mark.parametrize("name", ["build", "stamp", "import"])
def test_a_full_disk_leaves_whole_files(project: Project, name: str) -> None:
    if not may_mount():
        pytest.skip("to mount a small disk takes root")
    result = disk_full(
        project, command(project, name), whole_run(project, name), [4096], "2m"
    )
    assert result.at_work == 1
    assert result.mistakes == []


def test_a_file_that_is_not_as_it_should_be_is_found(project: Project) -> None:
    one = command(project, "new")
    whole = whole_run(project, "new")
    half = {
        **whole.after,
        "rules/storage/free-space.yaml": b"half",
        "never": b"written",
    }
    result = killed(
        project, one, replace(whole, after=half, steps=1), 1, random.Random(1)
    )
    assert result.mistakes == [
        "killed at step 1 of 1: after another run, 2 files are others: never, rules/storage/free-space.yaml"
    ]
    before = {
        name: content
        for name, content in whole.before.items()
        if name != "pyproject.toml"
    }
    other = {**whole.after, "pyproject.toml": b"other"}
    result = killed(
        project,
        one,
        replace(whole, before=before, after=other, steps=1),
        1,
        random.Random(1),
    )
    assert (
        "killed at step 1 of 1: pyproject.toml is neither as before nor as after"
        in result.mistakes
    )
