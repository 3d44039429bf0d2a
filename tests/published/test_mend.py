"""`bpa audit --fix`: safe fixes go into translated pages, and not another byte changes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from page_helpers import PAGE, bpa, folders, write_pages

from bpadocs.lint.findings import Edit, Place
from bpadocs.published.mend import _mend
from bpadocs.system import saving

FRENCH = """\
---
title: Gardez l’heure
description: "Version en ligne du texte."
ms.assetid: 1a
ms.date: 8/16/2016
---
# Gardez l’heure

>S’applique à : Windows Server 2016

Voir [plus](https://example.com/more).

|Propriété|Détails|
|-|-|
|**Système d’exploitation**|Windows Server 2016|
|**Produit/Fonctionnalité**|hyper-v|
|**Gravité**|Avertissement|
|**Catégorie**|Opérations|

## Problème
*L’horloge est en  retard.*

## Impact
*Celles-ci dérivent :*

\\<liste des hôtes>

## Résolution
*Réglez  l’horloge.*

Puis regardez de nouveau.
"""
MENDED = FRENCH.replace("en  retard", "en retard").replace("Réglez  l’", "Réglez l’")


@pytest.fixture(autouse=True)
def quiet_language(tmp_path: Path) -> None:
    """A project in which blanks alone are looked at: what else is wrong is for other tests."""
    settings = "[tool.bpadocs.lint]\ndisable = {}\n"
    others = [name for name in _checks() if name != "double-blanks"]
    write_pages(
        tmp_path,
        {"project/pyproject.toml": SETTINGS + settings.format(others)},
    )


SETTINGS = '[tool.bpadocs.locales]\nen = "en-us"\nfr = "fr-fr"\n'


def _checks() -> list[str]:
    from bpadocs.lint.registry import CHECKS

    return [check.name for check in CHECKS]


def pages(root: Path, french: str | bytes, english: str | bytes = PAGE) -> Path:
    write_pages(root, {"en-us/Keep.md": english, "fr-fr/Keep.md": french})
    return root / "fr-fr" / "Keep.md"


def audit(root: Path, *more: str) -> int:
    project = ["--project", str(root / "project")]
    return bpa("audit", *folders(root, "fr-fr"), *project, *more)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FRENCH.encode(), MENDED.encode()),
        (FRENCH.replace("\n", "\r\n").encode(), MENDED.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + FRENCH.encode(), b"\xef\xbb\xbf" + MENDED.encode()),
        (FRENCH.rstrip("\n").encode(), MENDED.rstrip("\n").encode()),
        (
            FRENCH.replace("\n", "\r\n", 20).encode(),
            MENDED.replace("\n", "\r\n", 20).encode(),
        ),
    ],
    ids=["LF", "CRLF", "byte-order mark", "no end of line", "mixed line ends"],
)
def test_only_the_fixes_change(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = pages(tmp_path, before)
    assert audit(tmp_path, "--fix") == 0
    assert file.read_bytes() == after


def edit(text: str, before: str, after: str) -> Edit:
    """A change of the first place where this stands."""
    start = text.index(before)
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    place = Place(line, column, line, column + len(before))
    return Edit(place, 0, len(before), after, before)


@pytest.mark.parametrize(
    ("title", "before", "after", "is_mended"),
    [
        ("L'heure", "'", "’", True),
        ('"L\'heure"', "'", "’", True),
        ("'L''heure'", "''", "’", False),
        ('"un  mot"', "  ", " ", True),
        ("un mot", " mot", ": mot", False),
        ("un mot", " mot", " #mot", False),
        ('"un mot"', " mot", ' "mot', False),
    ],
)
def test_the_front_matter_stays_yaml(
    title: str, before: str, after: str, is_mended: bool
) -> None:
    text = f"---\ntitle: {title}\n---\n# Un mot\n"
    data = _mend("a.md", text.encode(), [edit(text, before, after)]).data.decode()
    assert data == (text.replace(before, after, 1) if is_mended else text)
    below = f"---\nms.date: 1\n---\n{title}\n"
    data = _mend("a.md", below.encode(), [edit(below, before, after)]).data.decode()
    assert data == below.replace(before, after, 1)


def test_a_text_that_is_another_one_is_left_and_told() -> None:
    [problem] = _mend("a.md", b"a b\n", [edit("a  b\n", "  ", " ")]).left
    assert "has changed since it was looked at" in problem.message


def test_line_ends_and_what_stands_beside_them_keep_their_places() -> None:
    text = "un  mot \nun  mot"
    windows = b"\xef\xbb\xbfun  mot \r\nun  mot"
    edits = [edit(text, "  ", " "), edit(text, " \n", "\n")]
    second = Edit(Place(2, 3, 2, 5), 0, 2, " ", "  ")
    mended = _mend("a.md", windows, [*edits, second])
    assert mended.data == b"\xef\xbb\xbfun mot\r\nun mot"
    assert mended.fixes == 3


def test_what_is_mended_is_told_and_not_found_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pages(tmp_path, FRENCH)
    audit(tmp_path, "--fix")
    told = capsys.readouterr()
    assert "2 findings mended\n" in told.err
    assert "0 findings" in told.out
    before = file.stat()
    audit(tmp_path, "--fix")
    assert "0 findings mended\n" in capsys.readouterr().err
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_what_is_told_once_a_page_is_mended_at_all_its_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [name for name in _checks() if name != "apostrophes"]
    settings = f"{SETTINGS}[tool.bpadocs.lint]\ndisable = {others}\n"
    (tmp_path / "project" / "pyproject.toml").write_text(settings, "utf-8")
    usual = FRENCH.replace("de nouveau.", "l’heure, l’air, l’eau, l’or, l’âme.")
    straight = usual.replace("L’horloge", "L'horloge").replace("l’eau", "l'eau")
    file = pages(tmp_path, straight)
    audit(tmp_path)
    told = capsys.readouterr().out
    assert "1 finding\n" in told
    assert "= also at 31:32\n" in told
    audit(tmp_path, "--fix")
    assert "2 findings mended\n" in capsys.readouterr().err
    assert file.read_text("utf-8") == usual


def test_without_fix_nothing_is_written(tmp_path: Path) -> None:
    file = pages(tmp_path, FRENCH)
    audit(tmp_path)
    assert file.read_text("utf-8") == FRENCH


def test_english_pages_keep_their_hash(tmp_path: Path) -> None:
    english = PAGE.replace("The clock is late", "The clock  is late")
    pages(tmp_path, FRENCH, english)
    audit(tmp_path, "--fix")
    assert (tmp_path / "en-us" / "Keep.md").read_text("utf-8") == english


def test_words_that_somebody_has_to_mend_are_not_exchanged_in_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    korean = PAGE.replace("\\<list of hosts>", "호스트의 \\<목록 >")
    write_pages(tmp_path, {"en-us/Keep.md": PAGE, "ko-kr/Keep.md": korean})
    assert bpa("audit", *folders(tmp_path, "ko-kr"), "--fix") == 1
    out = capsys.readouterr().out
    assert "error argument-torn" in out
    # what belongs inside the brackets still stands beside them, for somebody to mend
    assert "호스트의 \\<목록>" in (tmp_path / "ko-kr" / "Keep.md").read_text("utf-8")


def test_permissions_stay_and_nothing_is_left_beside(tmp_path: Path) -> None:
    file = pages(tmp_path, FRENCH)
    file.chmod(0o640)
    audit(tmp_path, "--fix")
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(file.parent) == ["Keep.md"]


def test_what_an_ended_run_left_beside_a_page_is_removed(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        {
            "en-us/deep/Keep.md": PAGE,
            "fr-fr/deep/Keep.md": FRENCH,
            f"fr-fr/deep/{saving._ASIDE}0123456789abcdef": "half",
        },
    )
    audit(tmp_path, "--fix")
    assert os.listdir(tmp_path / "fr-fr" / "deep") == ["Keep.md"]
    assert (tmp_path / "fr-fr" / "deep" / "Keep.md").read_text("utf-8") == MENDED


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pages(tmp_path, FRENCH)
    file.parent.chmod(0o555)
    try:
        assert audit(tmp_path, "--fix") == 2
    finally:
        file.parent.chmod(0o755)
    assert "Permission denied" in capsys.readouterr().err


def test_a_page_that_somebody_changes_meanwhile_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pages(tmp_path, FRENCH)
    edited = FRENCH.replace("de nouveau", "encore").replace("Réglez  l’", "Mettez  l’")
    flush = saving._flush

    def and_then_edit(paths: Sequence[str]) -> None:
        flush(paths)
        if file.read_text("utf-8") == FRENCH:
            file.write_text(edited, "utf-8")

    monkeypatch.setattr(saving, "_flush", and_then_edit)
    audit(tmp_path, "--fix")
    # the text that is another one was looked at in the second round
    assert "de nouveau" not in file.read_text("utf-8")
    assert "Mettez l’horloge" in file.read_text("utf-8")
    assert "en retard" in file.read_text("utf-8")
    err = capsys.readouterr().err
    assert "has changed since it was looked at; not mended" in err


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write_pages(tmp_path, {"elsewhere.md": FRENCH, "en-us/Keep.md": PAGE})
    (tmp_path / "fr-fr").mkdir()
    (tmp_path / "fr-fr" / "Keep.md").symlink_to(tmp_path / "elsewhere.md")
    audit(tmp_path, "--fix")
    assert (tmp_path / "elsewhere.md").read_text("utf-8") == FRENCH


def test_two_locales_in_one_folder_do_not_wait_for_each_other(tmp_path: Path) -> None:
    file = pages(tmp_path, FRENCH)
    folder = str(tmp_path / "fr-fr")
    words = [str(tmp_path / "en-us"), f"--locale=fr-fr={folder}"]
    words += [f"--locale=fr-ca={folder}", f"--project={tmp_path / 'project'}"]
    done = subprocess.run(
        [sys.executable, "-m", "bpadocs", "audit", *words, "--fix"],
        timeout=60,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    assert file.read_text("utf-8") in (FRENCH, MENDED)
