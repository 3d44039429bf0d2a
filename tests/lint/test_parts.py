"""A project that several machines look at together: told like one that one machine looked at."""

import io
import shutil
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from bench.generate import generate

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.lint.cache import OWN
from bpadocs.lint.run import lint
from bpadocs.project.shard import Shard
from bpadocs.system import cache as system_cache

PARTS = 3


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the checks over all rules find something."""
    root = generate(tmp_path_factory.mktemp("whole"), 12)
    files = sorted((root / "rules").rglob("rule-*.yaml"))
    said = "Cela est dit ici tout autrement."
    for number, file in enumerate(files):
        text = file.read_text("utf-8")
        text = text.replace(
            "text:\n  en:\n", "text:\n  en:\n    see_also: Say it all here.\n"
        )
        usual = said if number % 4 == 0 else "Dites tout ici."
        text = text.replace("  fr:\n", f"  fr:\n    see_also: {usual}\n")
        file.write_text(text, "utf-8")
    return root


class Looked(NamedTuple):
    """What machines have made of which each has looked at a part."""

    folders: Sequence[Path]
    """Their build folders."""
    told: str


@pytest.fixture(scope="module")
def looked(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    folder = tmp_path_factory.mktemp("machines")
    folders = []
    told = io.StringIO()
    for number in range(1, PARTS + 1):
        machine = folder / f"machine-{number}"
        shutil.copytree(whole, machine)
        words = ["--project", str(machine), "--shard", f"{number}/{PARTS}"]
        # each machine has a user of its own
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(told):
            patch.setenv("XDG_CACHE_HOME", str(folder / f"user-{number}"))
            assert main(["lint", *words]) == 0
        folders.append(machine / "build")
    return Looked(folders, told.getvalue())


@pytest.fixture
def parts(
    looked: Looked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Path]:
    """Copies of the build folders, for another user, as a pipeline brings them together."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    copies = []
    for number, folder in enumerate(looked.folders, start=1):
        copies.append(tmp_path / f"part-{number}")
        shutil.copytree(folder, copies[-1])
    return copies


def test_parts_are_told_like_the_whole(
    whole: Path,
    looked: Looked,
    parts: list[Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "part 3 of 3: 4 rules looked at" in looked.told
    joined = lint(whole, parts=parts)
    assert joined == lint(whole, cached=False)
    found = {one.check for one in joined.findings}
    assert "consistent-translation" in found
    for form in ("json", "text", "sarif"):
        words = ["lint", "--project", str(whole), "--strict", "--format", form]
        assert main([*words, "--no-cache"]) == 1
        alone = capsys.readouterr()
        assert main([*words, "--merge", *map(str, parts)]) == 1
        assert capsys.readouterr() == alone


def test_rules_that_changed_or_are_in_no_part_are_looked_at_here(
    whole: Path, parts: list[Path], tmp_path: Path
) -> None:
    here = tmp_path / "here"
    shutil.copytree(whole, here)
    first, second, *_ = sorted((here / "rules").rglob("rule-*.yaml"))
    first.write_text(first.read_text("utf-8").replace("Say it", "Tell it"), "utf-8")
    second.unlink()
    assert lint(here, parts=parts[1:]) == lint(here, cached=False)


def test_nothing_of_a_part_is_kept(
    whole: Path, parts: list[Path], tmp_path: Path
) -> None:
    here = tmp_path / "here"
    shutil.copytree(whole, here, ignore=shutil.ignore_patterns("build"))
    lint(here, parts=parts)
    assert not (here / "build").exists()


@pytest.mark.parametrize("what", ["nothing", "another", "settings", "hostile"])
def test_a_part_that_cannot_be_used_is_refused(
    whole: Path, parts: list[Path], tmp_path: Path, what: str
) -> None:
    part = parts[0]
    here = tmp_path / "here"
    shutil.copytree(whole, here)
    match what:
        case "nothing":
            shutil.rmtree(part)
        case "another":
            (part / system_cache.FILE).write_bytes(b"SQLite format 3\0")
        case "settings":
            with (here / "pyproject.toml").open("a") as file:
                file.write("[tool.bpadocs.lint]\nprofile = 'windows'\n")
        case "hostile":
            _speak_of_another_file(part)
    with pytest.raises(BrokenInputError) as caught:
        lint(here, parts=[part])
    [problem] = caught.value.problems
    assert problem.path == str(part)


def _speak_of_another_file(part: Path) -> None:
    """Let the part say something of a file that is not that of the rule."""
    import sqlite3

    database = sqlite3.connect(part / system_cache.FILE)
    rows = database.execute("SELECT name, content FROM notes WHERE kind = ?", (OWN,))
    for name, content in rows.fetchall():
        other = content.replace(b"rules/", b"rules/../rules/")
        database.execute(
            "UPDATE notes SET content = ? WHERE kind = ? AND name = ?",
            (other, OWN, name),
        )
    database.commit()
    database.close()


def test_every_rule_is_in_one_part(whole: Path) -> None:
    paths = [str(path) for path in (whole / "rules").rglob("rule-*.yaml")]
    chosen: list[str] = []
    for number in range(1, PARTS + 1):
        chosen += Shard(number, PARTS).select(paths)
    assert sorted(chosen) == sorted(paths)
