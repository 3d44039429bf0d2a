"""A build as a whole: the same bytes every time, whatever the day and the order of files."""

import os
import re
import shutil
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.publish import outputs

ROOT = Path(__file__).parents[2]
SEED_PAGE = "docs/en-us/hyper-v/Integration-services-must-be-installed-before-primary-or-Replica-virtual-machine.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def build(project: Path, *options: str) -> int:
    return main(["build", "--project", str(project), *options])


def files(project: Path) -> dict[str, tuple[int, bytes]]:
    folder = project / "build"
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def test_a_second_build_touches_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project) == 0
    first = files(project)
    assert build(project) == 0
    assert files(project) == first
    assert "0 written" in capsys.readouterr().out.splitlines()[-1]


def test_the_order_of_files_and_the_day_change_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = outputs(read_project(project))
    listing = Path.iterdir
    monkeypatch.setattr(
        Path, "iterdir", lambda self: sorted(listing(self), reverse=True)
    )
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    again = outputs(read_project(project))
    assert again == first
    assert list(again) == list(first)


def test_check_writes_nothing_and_says_what_would_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project) == 0
    capsys.readouterr()
    assert build(project, "--check") == 0
    rule = project / "rules/hyper-v/integration-services-alternate-ip.yaml"
    rule.write_text(
        rule.read_text("utf-8").replace("severity: error", "severity: warning"), "utf-8"
    )
    before = files(project)
    assert build(project, "--check") == 1
    assert files(project) == before
    printed = capsys.readouterr()
    assert f"--- a/{SEED_PAGE}\n+++ b/{SEED_PAGE}\n" in printed.out
    assert "-|**Severity**|Error|  \n+|**Severity**|Warning|  \n" in printed.out
    assert "bpa build" in printed.err


def test_a_page_whose_rule_is_gone_is_removed(project: Path) -> None:
    assert build(project) == 0
    (project / "rules/hyper-v/integration-services-alternate-ip.yaml").unlink()
    assert build(project) == 0
    assert SEED_PAGE not in files(project)
    assert not [name for name in files(project) if "Integration-services-must" in name]


def test_index_and_contents_link_to_pages_that_are_there(project: Path) -> None:
    assert build(project) == 0
    written = files(project)
    for locale in ("en-us", "fr-fr", "it-it", "es-es", "ko-kr"):
        index = written[f"docs/{locale}/index.md"][1].decode()
        contents = written[f"docs/{locale}/toc.yml"][1].decode()
        links = re.findall(r"\]\((\S+\.md)\)", index)
        assert len(links) == len(list((project / "rules/hyper-v").glob("*.yaml"))) - 1
        assert sorted(links) == sorted(
            set(re.findall(r"href: (hyper-v/\S+)", contents))
        )
        assert [link for link in links if f"docs/{locale}/{link}" not in written] == []


def test_outputs_are_utf8_with_plain_line_ends(project: Path) -> None:
    for name, content in outputs(read_project(project)).items():
        if name.startswith("docs/"):
            assert b"\r" not in content, name
            assert not content.startswith(b"\xef\xbb\xbf"), name
            assert content.endswith(b"\n"), name


def test_what_is_not_translated_shows_the_english_marked(project: Path) -> None:
    rule = project / "rules/hyper-v/integration-services-alternate-ip.yaml"
    text = rule.read_text("utf-8")
    rule.write_text(
        re.sub(r"(  fr:\n(?:.*\n)*?)    resolution: >-\n.*\n", r"\1", text, count=1),
        "utf-8",
    )
    page = outputs(read_project(project))[SEED_PAGE.replace("en-us", "fr-fr")].decode()
    assert (
        "[en anglais] *Use Virtual Machine Connection to install integration services in the virtual machine.*"
        in page
    )
    note = page.index("> [!NOTE]")
    assert page.index("# <a name=") < note < page.index("|Propriété|")
    assert page.count("[en anglais]") == 2  # the note at the top, and the field


def test_the_project_is_found_upwards(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "rules" / "hyper-v")
    assert main(["build"]) == 0
    assert (project / "build" / SEED_PAGE).exists()


def test_no_project_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--project", str(tmp_path)]) == 2
    assert "no project: it has no folder “rules”" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "build").write_text("a file where the folder should be")
    assert build(project) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err
    assert os.path.exists(project / "build")
