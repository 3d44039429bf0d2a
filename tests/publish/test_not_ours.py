"""A build removes and overwrites what a build has written, and nothing else."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs import publish
from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.publish.basis import folder as build_folder
from bpadocs.publish.basis import owned
from bpadocs.rule.names import LONGEST_PAGE

LIST = ".bpadocs-files"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", {"backups": RULE})


def build(project: Path, *words: str) -> int:
    return main(["build", "--project", str(project), *words])


def documents(tmp_path: Path) -> Path:
    """A folder of somebody's, with files where a build would look for its own."""
    folder = tmp_path / "documents"
    for part in ("", "deep", "docs", "messages", "site"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / "thesis.txt").write_text("years of work")
    return folder


@pytest.mark.parametrize("command", ["build", "site"])
@pytest.mark.parametrize(
    "link", ["build", "build/docs", "build/messages", "build/site"]
)
def test_what_is_behind_a_link_is_neither_removed_nor_written_to(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    link: str,
    command: str,
) -> None:
    precious = documents(tmp_path)
    before = sorted(path for path in precious.rglob("*"))
    (project / link).parent.mkdir(exist_ok=True)
    (project / link).symlink_to(precious)
    status = main([command, "--project", str(project)])
    concerned = link == "build" or (link == "build/site") == (command == "site")
    assert status == (2 if concerned else 0)
    if concerned:
        assert f"{link}:1:1: is a symbolic link" in capsys.readouterr().err
    assert sorted(path for path in precious.rglob("*")) == before


def test_a_link_that_a_clone_brings_along_leads_nowhere(
    project: Path, tmp_path: Path
) -> None:
    precious = documents(tmp_path)
    (project / "build").mkdir()
    (project / "build/docs").symlink_to("../../documents")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(project)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A", "-f"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    subprocess.run(
        ["git", "clone", "-q", str(project), str(tmp_path / "clone")], check=True
    )
    assert build(tmp_path / "clone") == 2
    assert len(list(precious.rglob("thesis.txt"))) == 5


@pytest.mark.parametrize("command", ["build", "site"])
def test_a_script_called_build_is_left_and_told(
    project: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (project / "build").write_text("#!/bin/sh\nmake all\n")
    assert main([command, "--project", str(project)]) == 2
    assert (
        "build:1:1: is a file, and a folder must stand here; move or remove it"
        in capsys.readouterr().err
    )
    assert (project / "build").read_text() == "#!/bin/sh\nmake all\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("locales", ["labels"]),
        ("locales", ["add-locale", "de"]),
        ("rules/.schemas", ["new", "hyper-v/some-rule"]),
    ],
)
def test_a_file_with_the_name_of_a_folder_of_ours_is_left_and_told(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, words: list[str]
) -> None:
    (project / name).write_text("mine")
    assert main([words[0], "--project", str(project), *words[1:]]) == 2
    assert name in capsys.readouterr().err
    assert (project / name).read_text() == "mine"


def test_a_folder_with_the_name_of_a_file_of_ours_is_left_and_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "locales/bpadocs.pot/notes").mkdir(parents=True)
    (project / "locales/bpadocs.pot/notes/mine.txt").write_text("mine")
    assert main(["labels", "--project", str(project)]) == 2
    assert "locales/bpadocs.pot" in capsys.readouterr().err
    assert (project / "locales/bpadocs.pot/notes/mine.txt").read_text() == "mine"


def test_files_of_others_in_our_folders_stay(project: Path) -> None:
    for name in (
        "build/docs/api/handbook.md",
        "build/messages/x.txt",
        "build/site/mine.html",
    ):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("mine")
    for command in ("build", "build", "site", "site"):
        assert main([command, "--project", str(project)]) == 0
    shutil.rmtree(project / "rules/hyper-v")
    write_project_again(project)
    for command in ("build", "site"):
        assert main([command, "--project", str(project)]) == 0
    for name in (
        "build/docs/api/handbook.md",
        "build/messages/x.txt",
        "build/site/mine.html",
    ):
        assert (project / name).read_text() == "mine"
    assert not (project / "build/docs/en-us/hyper-v/Backups.md").exists()
    assert not (project / "build/site/en-us/pages/hyper-v/Backups.html").exists()


def write_project_again(project: Path) -> None:
    (project / "pyproject.toml").unlink()
    write_project(project, {"others": RULE.replace("page: Backups", "page: Others")})


def test_files_of_others_at_our_places_are_all_told_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        "build/docs/fr-fr/hyper-v/Backups.md",
        "build/docs/en-us/index.md",
        "build/messages/json/it.json",
    ]
    for name in names:
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("mine")
    assert build(project) == 2
    err = capsys.readouterr().err
    for name in names:
        assert f"{name}:1:1: was not written by bpa; move or remove it" in err
        assert (project / name).read_text() == "mine"
    found = [path for path in (project / "build").rglob("*") if path.is_file()]
    assert sorted(found) == sorted(project / name for name in names)


def test_a_site_overwrites_nothing_that_is_not_its_own(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "build/site/fr-fr/pages/hyper-v/Backups.html"
    (project / name).parent.mkdir(parents=True)
    (project / name).write_text("mine")
    assert main(["site", "--project", str(project)]) == 2
    assert f"{name}:1:1: was not written by bpa" in capsys.readouterr().err
    assert [path for path in (project / "build/site").rglob("*") if path.is_file()] == [
        project / name
    ]


@pytest.mark.parametrize("command", ["build", "site"])
def test_files_as_they_would_be_written_are_ours_though_no_list_says_so(
    project: Path, command: str
) -> None:
    assert main([command, "--project", str(project)]) == 0
    lists = [
        path
        for path in (project / "build").iterdir()
        if path.name.startswith(".bpadocs")
    ]
    before = [path.read_text() for path in lists]
    for path in lists:
        path.unlink()
    shutil.rmtree(project / "build/.cache")
    assert main([command, "--project", str(project)]) == 0
    assert [path.read_text() for path in lists] == before


def test_the_list_outlives_the_cache(project: Path) -> None:
    assert build(project) == 0
    shutil.rmtree(project / "build/.cache")
    shutil.rmtree(project / "rules/hyper-v")
    write_project_again(project)
    assert build(project) == 0
    assert not (project / "build/docs/en-us/hyper-v/Backups.md").exists()


def test_a_page_that_was_edited_by_hand_is_ours_and_built_again(project: Path) -> None:
    assert build(project) == 0
    page = project / "build/docs/en-us/hyper-v/Backups.md"
    before = page.read_bytes()
    page.write_text("edited")
    assert build(project) == 0
    assert page.read_bytes() == before


def test_check_says_nothing_of_what_is_not_ours(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project) == 0
    (project / "build/docs/mine.md").write_text("mine")
    (project / "build/docs/.tmp-1-0123abcd").write_text(
        "half"
    )  # of a process that is alive
    assert build(project, "--check") == 0
    assert "up to date" in capsys.readouterr().out


def test_a_name_too_long_for_a_file_is_told_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = project / "rules/hyper-v/long.yaml"
    rule.write_text(
        RULE.replace("page: Backups", f"page: {'x' * (LONGEST_PAGE + 1)}"), "utf-8"
    )
    assert build(project) == 2
    assert (
        "rules/hyper-v/long.yaml:1:7: the page name has 191 characters; shorten it to 190"
        in capsys.readouterr().err
    )
    assert not (project / "build").exists()
    rule.write_text(
        RULE.replace("page: Backups", f"page: {'x' * LONGEST_PAGE}"), "utf-8"
    )
    assert build(project) == 0
    assert main(["site", "--project", str(project)]) == 0


@pytest.mark.parametrize("name", ["com1", "LPT9", "nul.b", "con.txt", "aux", "index"])
def test_pages_that_some_system_takes_for_something_else_are_refused(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (project / "rules/hyper-v/backups.yaml").write_text(
        RULE.replace("page: Backups", f"page: {name}"), "utf-8"
    )
    assert build(project) == 2
    assert f"“{name}” is a reserved name" in capsys.readouterr().err


def without_list(folder: Path) -> None:
    (folder / LIST).unlink()


def with_a_hostile_list(folder: Path) -> None:
    lines = [
        "../rules/hyper-v/backups.yaml",
        "docs/../../rules/hyper-v/backups.yaml",
        "/etc/hostname",
        "<<<<<<< HEAD",
    ]
    (folder / LIST).write_text("\n".join(lines))


@pytest.mark.parametrize("change", [without_list, with_a_hostile_list])
def test_a_list_that_is_gone_or_made_up_harms_nothing(
    project: Path, change: Callable[[Path], None]
) -> None:
    assert build(project) == 0
    before = (project / "build" / LIST).read_text()
    change(project / "build")
    assert build(project) == 0
    assert (project / "rules/hyper-v/backups.yaml").exists()
    assert (project / "build" / LIST).read_text() == before


def test_a_list_says_what_a_build_that_was_killed_was_to_write(project: Path) -> None:
    area = owned(build_folder(project))
    area.begin({"docs/en-us/a.md"}, {"docs/en-us/a.md"}, dict)
    (project / "build/docs/en-us").mkdir(parents=True)
    (project / "build/docs/en-us/a.md").write_text(
        "written before the build was killed"
    )
    assert build(project) == 0
    assert not (project / "build/docs/en-us/a.md").exists()


def test_a_broken_rule_keeps_even_the_list_from_being_written(project: Path) -> None:
    (project / "rules/hyper-v/backups.yaml").write_text("page: [", "utf-8")
    assert build(project) == 2
    assert not (project / "build").exists()


def test_the_pseudo_language_goes_with_the_next_build(project: Path) -> None:
    assert build(project, "--pseudo") == 0
    assert (project / "build/docs/qps-ploc/hyper-v/Backups.md").exists()
    (project / "build/docs/qps-ploc/mine.md").write_text("mine")
    assert build(project) == 0
    assert [path.name for path in (project / "build/docs/qps-ploc").rglob("*")] == [
        "mine.md"
    ]


def test_a_folder_at_the_place_of_a_page_is_told(project: Path) -> None:
    (project / "build/docs/en-us/hyper-v/Backups.md/deep").mkdir(parents=True)
    with pytest.raises(BrokenInputError, match="was not written by bpa"):
        publish.run(project, project / "build")
    assert (project / "build/docs/en-us/hyper-v/Backups.md/deep").is_dir()
