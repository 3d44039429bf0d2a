"""`bpa init`: from an empty folder, or from pages, to a project that is green."""

import os
import subprocess
from pathlib import Path

import pytest

from bpadocs.cli import main

PAGES = Path(__file__).parents[1] / "fixtures" / "existing"


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_empty_folder_is_green_after_init(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    assert "bpa build" in told
    assert " cd " not in told  # one is there already
    assert main(["lint", "--strict"]) == 0
    assert main(["build"]) == 0
    assert main(["build", "--check"]) == 0
    assert main(["site"]) == 0
    assert "build/docs/fr-fr/dhcp-server/DHCP-scopes-should-have-free-addresses.md" in (
        files(tmp_path)
    )
    assert max(map(len, told.splitlines())) <= 80


def test_translators_platforms_get_their_settings_with_the_project_or_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once, later = tmp_path / "once", tmp_path / "later"
    assert main(["init", str(once), "--translate"]) == 0
    assert "bpa po sync" in capsys.readouterr().out
    assert main(["init", str(later)]) == 0
    before = files(later)
    assert main(["init", str(later), "--translate"]) == 0
    assert files(later) - before == {"weblate.json", "crowdin.yml"}
    assert files(once) == files(later)
    for name in sorted(files(once)):
        if name.endswith((".json", ".yml")):
            assert (once / name).read_bytes() == (later / name).read_bytes()


def test_a_second_time_nothing_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "project"
    assert main(["init", str(folder)]) == 0
    assert f"cd {folder}" in capsys.readouterr().out
    (folder / "README.md").write_text("mine")
    before = files(folder)
    assert main(["init", str(folder)]) == 2
    assert "nothing is overwritten" in capsys.readouterr().err
    assert files(folder) == before
    assert (folder / "README.md").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="what is typed is for the shells of Unix")
@pytest.mark.parametrize("name", ["My docs", "it's", "$(id)", "-new"])
def test_what_to_type_can_be_typed_whatever_the_folder_is_called(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--", name]) == 0
    told = capsys.readouterr().out.splitlines()
    (line,) = [line.strip() for line in told if line.startswith("  cd ")]
    where = ["sh", "-c", f"{line} && pwd -P"]
    done = subprocess.run(where, capture_output=True, text=True, check=True)
    assert done.stdout == f"{tmp_path.resolve() / name}\n"


def test_every_command_in_an_empty_folder_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (
        ["build"],
        ["lint"],
        ["status"],
        ["new", "a/b"],
        ["site"],
        ["labels"],
        ["add-locale", "de"],
        ["stamp", "a/b"],
        ["po", "export", "--locale", "fr"],
    ):
        assert main(words) == 2
        assert "“bpa init” begins one here" in capsys.readouterr().err
    assert files(tmp_path) == set()


def test_pages_become_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    words = ["init", str(folder), "--from", str(PAGES / "en-us")]
    words += ["--locale", f"fr-fr={PAGES / 'fr-fr'}", "--product", "printing"]
    assert main(words) == 1  # some of these pages are broken, and told
    told = capsys.readouterr()
    assert "4 rules in" in told.out
    assert "No-headings.md:4:1: not a rule page" in told.err
    assert 'fr = "fr-fr"' in (folder / "bpadocs.toml").read_text()
    assert ".github/workflows/bpa.yml" in files(folder)
    assert main(["build", "--project", str(folder)]) == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--locale", "fr-fr=x"], "--locale and --product go with --from"),
        (["--from", str(PAGES / "en-us")], "--product: en-us is a locale"),
        (["--from", "nowhere", "--product", "x"], "nowhere: no such folder"),
        (
            ["--from", str(PAGES / "en-us"), "--product", "X Y"],
            "--product X Y: a product",
        ),
        (
            ["--from", str(PAGES / "en-us"), "--product", "x", "--locale", "fr"],
            "--locale fr: a locale and its folder are written fr-fr=DIR",
        ),
    ],
)
def test_a_slip_of_the_pen_leaves_nothing_behind(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    expected: str,
) -> None:
    folder = tmp_path / "project"
    assert main(["init", str(folder), *words]) == 2
    assert expected in capsys.readouterr().err
    assert not folder.exists()
