"""What “bpa new” wrote is an error until it is replaced, and is built into nothing."""

import re
import shutil
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.rule.drafts import STARTERS

ROOT = Path(__file__).parents[4]
DRAFT = "rules/hyper-v/some-rule.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two rules, one of them new."""
    (tmp_path / "rules/hyper-v").mkdir(parents=True)
    for name in ("product.yaml", "weekly-backup.yaml"):
        shutil.copy(ROOT / "rules/hyper-v" / name, tmp_path / "rules/hyper-v")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert main(["new", "hyper-v/some-rule", "--project", str(tmp_path)]) == 0
    return tmp_path


def lint(project: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    arguments = ["lint", "--project", str(project), "--format", "github"]
    main(arguments)
    out = capsys.readouterr().out
    return [line for line in out.splitlines() if "untouched-text" in line]


def built(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, list[str]]:
    """What a build says of drafts, and where the new rule is in what it made."""
    capsys.readouterr()
    assert main(["build", "--project", str(project)]) == 0
    error = capsys.readouterr().err
    found = []
    for path in sorted((project / "build").rglob("*")):
        if path.is_file() and ".bpadocs" not in path.name and ".cache" not in str(path):
            content = path.read_bytes()
            if b"ome-rule" in content or "ome-rule" in path.name:
                found.append(str(path.relative_to(project)))
    return error, found


def test_every_text_of_a_new_rule_is_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = lint(project, capsys)
    assert len(found) == len(STARTERS)
    assert all(line.startswith(f"::error file={DRAFT},line=") for line in found)


def test_a_draft_is_built_when_the_last_of_its_texts_is_replaced(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = f"{DRAFT}:1:1: left out, for it still has text of “bpa new”; “bpa lint” says where\n"
    assert built(project, capsys) == (told, [])
    assert main(["build", "--check", "--project", str(project)]) == 0
    text = (project / DRAFT).read_text("utf-8")
    for starter in STARTERS.values():
        assert starter in text
        assert built(project, capsys) == (told, [])
        text = text.replace(f'"{starter}"', "New.").replace(starter, "New.")
        (project / DRAFT).write_text(text, "utf-8")
    error, found = built(project, capsys)
    assert error == ""
    assert "build/docs/en-us/hyper-v/Some-rule.md" in found
    assert lint(project, capsys) == []


def test_a_rule_that_is_made_a_draft_again_leaves_the_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "rules/hyper-v/weekly-backup.yaml"
    assert main(["build", "--project", str(project)]) == 0
    page = (
        project
        / "build/docs/en-us/hyper-v/Virtual-machines-should-be-backed-up-every-week.md"
    )
    assert page.is_file()
    text = path.read_text("utf-8")
    written = re.sub(
        r"(?m)^    issue: \w.*$", f'    issue: "{STARTERS["issue"]}"', text, count=1
    )
    assert written != text
    path.write_text(written, "utf-8")
    assert main(["build", "--project", str(project)]) == 0
    assert not page.exists()


def test_parts_of_a_project_with_a_draft_can_be_joined(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = []
    for number in (1, 2):
        arguments = ["build", "--shard", f"{number}/2", "--project", str(project)]
        assert main(arguments) == 0
        part = tmp_path / f"part{number}"
        shutil.move(project / "build", part)
        parts.append(str(part))
    arguments = ["merge", *parts, "--verify", "--project", str(project)]
    assert main(arguments) == 0, capsys.readouterr().err
    assert (project / "build/docs/en-us/hyper-v").is_dir()
