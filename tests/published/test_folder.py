"""Folders of pages: every file is read, or one line says why not, and the rest goes on."""

import os
from pathlib import Path

import pytest
from page_helpers import PAGE, write_pages

from bpadocs.pages.pair import Locale
from bpadocs.published.folder import PageFolder, languages_of, read_folder
from bpadocs.words.labels import Labels

ENGLISH = Labels("en")


def read(folder: Path) -> PageFolder:
    return read_folder(Locale("en-us", "en", folder), ENGLISH)


def test_pages_in_folders_below_and_no_hidden_ones(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        {
            "B.md": PAGE,
            "a/A.MD": PAGE,
            ".git/C.md": PAGE,
            ".D.md": PAGE,
            "toc.yml": "x",
        },
    )
    assert list(read(tmp_path).pages) == ["B.md", "a/A.MD"]


def test_broken_files_do_not_stop_the_others(tmp_path: Path) -> None:
    write_pages(
        tmp_path,
        {"A.md": PAGE, "B.md": b"\xff\xfe\x00", "C.md": "x" * 5_000_000, "D.md": PAGE},
    )
    found = read(tmp_path)
    assert list(found.pages) == ["A.md", "D.md"]
    assert {name: problem.message for name, problem in found.unreadable.items()} == {
        "B.md": "the file is UTF-16, not UTF-8; save it as UTF-8",
        "C.md": "has more than 1 MB, which no such file needs; is it the right one?",
    }


@pytest.mark.skipif(
    os.name == "nt", reason="symbolic links and pipes need a POSIX file system"
)
def test_links_and_pipes(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages", {"A.md": PAGE})
    write_pages(tmp_path, {"secret.md": PAGE})
    (folder / "Inside.md").symlink_to("A.md")
    (folder / "Outside.md").symlink_to(tmp_path / "secret.md")
    (folder / "Loop.md").symlink_to("Loop.md")
    (folder / "Gone.md").symlink_to("nothing.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "Pipe.md")
    found = read(folder)
    assert list(found.pages) == ["A.md", "Inside.md"]
    assert sorted(found.unreadable) == ["Gone.md", "Loop.md", "Outside.md", "Pipe.md"]
    assert "leads out of the folder" in found.unreadable["Outside.md"].message
    assert found.unreadable["Pipe.md"].message == "not a file"


@pytest.mark.skipif(
    os.name == "nt", reason="file names of any bytes need a POSIX file system"
)
def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"Caf\xe9.md")).write_text("x")
    [problem] = read(tmp_path).unreadable.values()
    assert str(problem).encode("utf-8")
    assert "Caf\\xe9.md" in problem.path


def test_languages_of_locales() -> None:
    given = {
        locale: Path(locale) for locale in ("fr-fr", "pt-br", "pt-pt", "zh-cn", "zh-tw")
    }
    assert {one.locale: one.language for one in languages_of(given)} == {
        "fr-fr": "fr",
        "pt-br": "pt-BR",
        "pt-pt": "pt-PT",
        "zh-cn": "zh-Hans",
        "zh-tw": "zh-Hant",
    }


def test_languages_are_called_as_the_project_calls_them() -> None:
    given = {locale: Path(locale) for locale in ("fr-fr", "fr-ca", "fr-be")}
    named = {"fr-fr": "fr", "fr-ca": "fr-CA"}
    assert [one.language for one in languages_of(given, named)] == [
        "fr",
        "fr-CA",
        "fr-BE",
    ]
