"""What a PO file for translators says."""

import subprocess
from pathlib import Path

import pytest
from exchange_helpers import (
    bpa,
    change_english,
    entries,
    exported,
    msgfmt,
    project_with_glossary,
)
from projects import CANADIAN, REGIONS, write_project

from bpadocs.project.tree import read_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with_glossary(tmp_path / "project")


def export(project: Path, *words: str, locale: str = "fr") -> Path:
    return exported("po", project, *words, locale=locale)


def test_only_what_needs_work_is_exported(project: Path) -> None:
    assert entries(export(project)) == {}
    change_english(project, "Free some space.", "Free some space soon.")
    found = entries(export(project))
    assert list(found) == ["storage/free-space#resolution"]
    unit = found["storage/free-space#resolution"]
    assert unit.fuzzy
    assert unit.strings == ("Libérez de l’espace.",)
    assert len(entries(export(project, "--all"))) == 5
    assert len(entries(export(project, locale="ko"))) == 5
    assert entries(export(project, "--product", "storage")).keys() == found.keys()


def test_the_old_english_comes_from_git(project: Path) -> None:
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=project, check=True)
    change_english(project, "Free some space.", "Free some space soon.")
    file = export(project)
    assert entries(file)["storage/free-space#resolution"].previous == "Free some space."
    assert '#| msgid "Free some space."\n' in file.read_text("utf-8")
    msgfmt(file)


def test_what_a_translator_is_told(project: Path) -> None:
    text = export(project, "--all").read_text("utf-8")
    unit = text[
        text.index("#. Page: Free-space", text.index("free-space#title")) :
    ].split("\n\n")[0]
    assert (
        "#. {volumes}: list of volumes, a list of names; on the page “<liste des volumes>”\n"
        in unit
    )
    assert "#. The plural form depends on {volumes}.\n" in unit
    assert "#. Plural forms: 0 one, 1 many, 2 other\n" in unit
    assert "#. Term: volume = volume\n" in unit
    assert "#: rules/storage/free-space.yaml:12\n" in unit
    assert "#, python-brace-format\n" in unit
    assert 'msgid_plural "The volumes {volumes} have less' in unit
    assert 'msgstr[0] "Le volume {volumes} a moins' in unit


def test_a_dash_is_the_terminal(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    export = ("po", "export", "--locale", "fr")
    code, out, _ = bpa(*export, "-o", "-", project=project)
    assert (code, "msgid" in out) == (0, True)
    assert not (tmp_path / "-").exists()


def test_unknown_locale_and_product(project: Path) -> None:
    assert (
        "bpa add-locale adds one"
        in bpa("po", "export", "--locale", "de", project=project)[2]
    )
    assert (
        "did you mean “storage”"
        in bpa(
            "po", "export", "--locale", "fr", "--product", "storge", project=project
        )[2]
    )
    assert "cannot be read" in bpa("po", "import", "nowhere.po", project=project)[2]


def test_a_region_is_told_what_its_pages_show_until_then(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    file = export(root, "--all", locale="fr-CA")
    found = entries(file)
    impact = found["hyper-v/backups#impact"]
    assert impact.strings == ("",)
    assert (
        "Until it is translated, pages show that of fr: “Vous risquez de perdre des données. "
        "Cela concerne les machines virtuelles suivantes : {virtual_machines}”"
    ) in impact.comments
    own = found["hyper-v/backups#issue"]
    assert not any("pages show" in one for one in own.comments)
    assert bpa("po", "import", str(file), project=root)[0] == 0
    [rule] = read_project(root).rules
    assert rule.text["fr-CA"].fields.keys() == {"issue"}


def test_what_a_region_borrows_is_in_no_file_that_lasts(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    assert bpa("po", "sync", str(root / "po"), project=root)[0] == 0
    synced = (root / "po/fr_CA.po").read_text("utf-8")
    assert "hyper-v/backups#impact" in synced
    assert "pages show" not in synced, "what fr says may change at any time"
