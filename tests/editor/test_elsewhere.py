"""What is told of files that are not open is what `bpa lint` tells, and it follows the text."""

import asyncio
import contextlib
import json
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.editor.elsewhere import (
    PAUSE,
    Again,
    FoundElsewhere,
    LookFailedError,
    found_in,
    look,
    told_here,
)
from bpadocs.lint.check import ProjectCheck
from bpadocs.lint.findings import BROKEN_FILE, Level, Place
from bpadocs.lint.registry import all_checks
from bpadocs.lint.run import lint

FILE = "rules/hyper-v/backups.yaml"
TOGETHER = next(one.name for one in all_checks() if isinstance(one, ProjectCheck))
"""A check that a look at one rule cannot make."""
TEXT = "one\ntwo\nthree\nfour\n"


def at(line: int, check: str = TOGETHER) -> FoundElsewhere:
    return FoundElsewhere(check, Level.HINT, FILE, Place(line, 1, line, 3), "said")


def test_all_that_lint_finds_is_found(tmp_path: Path) -> None:
    wrong = RULE.replace("pas sauvegardées.", "pas  sauvegardées.")
    project = write_project(tmp_path, {"backups": wrong, "torn": "severity: [\n"})
    found = asyncio.run(look(["lint"], project))
    report = lint(project, cached=False)
    expected = set()
    for finding in report.findings:
        for one in (finding, *finding.also):
            expected.add((one.file, one.check, one.place, one.message))
    told = set()
    for file, findings in found.items():
        for other in findings:
            told.add((file, other.check, other.place, other.message))
    broken = {one for one in told if one[1] == BROKEN_FILE}
    assert told - broken == expected
    assert "double-blanks" in {check for _, check, _, _ in told}
    assert {file for file, _, _, _ in broken} == {"rules/hyper-v/torn.yaml"}


def test_a_project_brings_along_no_code_that_is_run(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"backups": RULE})
    for name in ("bpadocs.py", "yaml.py", "json.py"):
        (project / name).write_text("open('was-run', 'w').close()\n", "utf-8")
    assert asyncio.run(look(["lint"], project))
    assert not (project / "was-run").exists()


def test_a_look_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(LookFailedError, match="no project here"):
        asyncio.run(look(["lint"], tmp_path))
    for arguments, folder in (
        (["lint"], tmp_path / "gone"),
        (["audit", "\0"], tmp_path),
    ):
        with pytest.raises(LookFailedError, match="cannot be started"):
            asyncio.run(look(arguments, folder))


def test_a_look_that_is_called_off_is_ended(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"backups": RULE})

    async def call_off() -> None:
        looking = asyncio.ensure_future(look(["lint"], project))
        await asyncio.sleep(0.05)
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking

    asyncio.run(call_off())


@pytest.mark.parametrize("told", ["", "null", "[1]", '[{"check": 1}]', '["a"]', "[{}]"])
def test_what_is_no_list_of_findings_is_refused(told: str) -> None:
    with pytest.raises(LookFailedError):
        found_in(told.encode())


def test_what_others_say_of_the_same_words_is_found_too() -> None:
    entry = {
        "check": "a",
        "severity": "hint",
        "file": FILE,
        "message": "said",
        "line": 1,
        "column": 2,
        "end_line": 3,
        "end_column": 4,
    }
    told = json.dumps([{**entry, "also": [{**entry, "check": "b"}]}])
    [findings] = found_in(told.encode()).values()
    assert [one.check for one in findings] == ["a", "b"]
    assert findings[0].place == Place(1, 2, 3, 4)


def test_what_one_rule_tells_by_itself_is_left_to_it() -> None:
    assert [*told_here([at(1, "double-blanks")], TEXT, TEXT)] == []
    assert [*told_here([at(1), at(2, BROKEN_FILE)], TEXT, TEXT)] == [
        at(1),
        at(2, BROKEN_FILE),
    ]


def test_a_finding_follows_its_line() -> None:
    found = [at(1), at(2), at(4)]
    assert [*told_here(found, TEXT, TEXT.replace("two", "zwei"))] == [at(1), at(4)]
    assert [*told_here(found, TEXT, "zero\n" + TEXT)] == [at(2), at(3), at(5)]
    assert [*told_here(found, TEXT, TEXT.replace("two\n", ""))] == [at(1), at(3)]
    # the same line twice: whichever is meant, nothing is told twice
    assert len([*told_here(found, TEXT, TEXT.replace("two", "two\ntwo"))]) <= 3
    assert [*told_here(found, TEXT, "")] == []


def test_a_mistake_may_be_mended_by_now() -> None:
    assert [*told_here([at(4, BROKEN_FILE)], TEXT, "zero\n" + TEXT)] == []


def test_it_is_done_once_for_all_who_ask_meanwhile() -> None:
    done: list[int] = []

    async def scene() -> None:
        async def work() -> None:
            done.append(len(done))
            if len(done) == 1:
                again.ask(work)  # something changed while it was being done
                again.ask(work)

        again = Again()
        for _ in range(5):
            again.ask(work)
        await asyncio.sleep(1)

    asyncio.run(scene())
    assert done == [0, 1]


def test_what_was_asked_for_while_it_was_done_is_not_done_after_a_stop() -> None:
    done = []

    async def scene() -> None:
        begun = asyncio.Event()

        async def work() -> None:
            """Take being stopped for the end of a look that somebody called off."""
            begun.set()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(10)

        async def more() -> None:
            done.append(1)

        again = Again()
        again.ask(work)
        await begun.wait()
        again.ask(more)
        again.stop()
        await asyncio.sleep(2 * PAUSE)

    asyncio.run(scene())
    assert done == []
