"""The site from one run to the next: what is made again, and what is not even read."""

import os
import shutil
from pathlib import Path

import pytest
from bench.generate import generate

from bpadocs.errors import BrokenInputError
from bpadocs.project.tree import Project, read_what_can_be
from bpadocs.publish.cache import file_digest
from bpadocs.rule.model import Rule
from bpadocs.site import builder, kept
from bpadocs.site.builder import Builder
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering

RULES = 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site has been made, to be copied."""
    root = generate(tmp_path_factory.mktemp("made"), RULES)
    Builder(root).build()
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A project whose site has been made: files keep their times when they are copied."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done from now on: the project is read, the pages of a rule are made."""
    done: list[str] = []

    def reading(root: Path, before: Project | None = None) -> Project:
        done.append("read")
        return read_what_can_be(root, before)

    original = Rendering.rule_files

    def making(run: Rendering, rule: Rule, *more: object) -> object:
        done.append(rule.id)
        return original(run, rule, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(builder, "read_what_can_be", reading)
    monkeypatch.setattr(Rendering, "rule_files", making)
    return done


def files_of(root: Path) -> dict[str, bytes]:
    found = {}
    for path in (root / "build" / SITE).rglob("*"):
        if path.is_file():
            found[str(path.relative_to(root))] = path.read_bytes()
    return found


def from_nothing(root: Path, folder: Path) -> dict[str, bytes]:
    """The site of a copy that has no memory."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", "copy"))
    Builder(copy).build()
    return files_of(copy)


def rule_files(root: Path) -> list[Path]:
    return sorted((root / "rules").rglob("rule-*.yaml"))


def test_a_site_that_has_not_changed_is_neither_read_nor_made(
    project: Path, work: list[str]
) -> None:
    before = files_of(project)
    built = Builder(project).build()
    assert work == []
    assert (built.rules, built.languages, built.written) == (RULES, 5, 0)
    assert built.files == built.unchanged == len(before)
    assert files_of(project) == before


def test_of_a_changed_rule_its_pages_alone_are_made(
    project: Path, work: list[str], tmp_path: Path
) -> None:
    first = rule_files(project)[0]
    text = first.read_text("utf-8")
    first.write_text(text.replace("| Set-VMMemory", "| Set-VM"), "utf-8")
    Builder(project).build()
    # in all languages, the pages show what lint says of the confirmed text that was edited
    assert work == ["read", f"{first.parent.name}/{first.stem}"]
    assert files_of(project) == from_nothing(project, tmp_path)
    work.clear()
    Builder(project).build()
    assert work == []


@pytest.mark.parametrize("change", ["gone", "other", "of the same size", "list"])
def test_a_page_that_is_not_as_it_was_written_is_made_again(
    project: Path, work: list[str], change: str
) -> None:
    before = files_of(project)
    page = next((project / "build" / SITE / "fr-fr/pages").rglob("*.html"))
    if change == "gone":
        page.unlink()
    elif change == "other":
        page.write_text("something else", "utf-8")
    elif change == "of the same size":
        page.write_bytes(page.read_bytes().swapcase())
    else:
        (project / "build" / SITE / "fr-fr/status.html").write_text("else", "utf-8")
    built = Builder(project).build()
    assert built.written == 1
    assert len(work) == (1 if change == "list" else 2)
    assert files_of(project) == before


def test_pages_are_read_only_where_their_times_are_others(
    project: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(path: str) -> str | None:
        read.append(path)
        return file_digest(path)

    monkeypatch.setattr(kept, "file_digest", counted)
    Builder(project).build()
    assert read == []
    pages = [path for path in (project / "build" / SITE).rglob("*") if path.is_file()]
    for page in pages:
        os.utime(page, (0, 0))  # as a copy has other times
    built = Builder(project).build()
    assert len(read) == len(pages)
    assert (work, built.written) == ([], 0)


def test_a_link_in_the_place_of_a_page_is_not_the_page(
    project: Path, tmp_path: Path
) -> None:
    page = next((project / "build" / SITE / "fr-fr/pages").rglob("*.html"))
    target = tmp_path / "elsewhere.html"
    page.rename(target)
    try:
        page.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links for everybody")
    with pytest.raises(BrokenInputError, match="was not written by bpa"):
        Builder(project).build()


def test_a_rule_that_is_gone_takes_its_pages_along(
    project: Path, work: list[str], tmp_path: Path
) -> None:
    rule_files(project)[0].unlink()
    Builder(project).build()
    assert files_of(project) == from_nothing(project, tmp_path)


def test_a_changed_word_of_the_site_is_on_every_page(
    project: Path, tmp_path: Path
) -> None:
    catalog = project / "locales/fr/LC_MESSAGES/bpadocs.po"
    text = catalog.read_text("utf-8")
    assert 'msgstr "Avertissement"' in text
    catalog.write_text(
        text.replace('msgstr "Avertissement"', 'msgstr "Attention"'), "utf-8"
    )
    Builder(project).build()
    assert files_of(project) == from_nothing(project, tmp_path)


def test_what_is_kept_of_one_version_of_the_code_is_nothing_to_another(
    project: Path, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpadocs.site.kept._code", lambda: "another version")
    Builder(project).build()
    assert len(work) == 1 + RULES


def test_a_mistake_is_told_again_each_time(project: Path) -> None:
    first = rule_files(project)[0]
    first.write_text(first.read_text("utf-8").replace("text:", "txt:"), "utf-8")
    for _ in range(2):
        built = Builder(project).build()
        assert built.left_out == {f"rules/{first.parent.name}/{first.name}"}
        assert built.problems
