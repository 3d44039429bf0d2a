"""Which English a translation was made from, by hash, by the page itself, and by git history."""

import os
import subprocess
from pathlib import Path

import pytest
from page_helpers import PAGE, page, sha1, write_pages

from bpadocs.lint.revision import revision_of
from bpadocs.pages.drift import Revision
from bpadocs.pages.published import Page
from bpadocs.published.reader import read_page


def translated(hash_: str | None, front: str = "") -> Page:
    stamp = f"ms.openlocfilehash: {hash_}\n" if hash_ else ""
    text = PAGE.replace("title: Keep clocks in step", "title: Gardez l’heure")
    text = text.replace('"Online version of the text."', "Version en ligne.")
    return page(
        text.replace("ms.date: 8/16/2016\n", f"ms.date: 8/16/2016\n{front}{stamp}"),
        "fr",
    )


@pytest.mark.parametrize("text", [PAGE, "\ufeff" + PAGE])
def test_made_from_exactly_this_page(text: str) -> None:
    assert revision_of(translated(sha1(text)), page(text)) is Revision.THIS


def test_line_ends_of_a_checkout_do_not_count() -> None:
    assert (
        revision_of(translated(sha1(PAGE)), page(PAGE.replace("\n", "\r\n")))
        is Revision.THIS
    )


def test_the_page_itself_tells_of_an_older_front_matter() -> None:
    older = PAGE.replace(
        "ms.date: 8/16/2016\n", "ms.date: 8/16/2016\nauthor: someone\n"
    )
    assert (
        revision_of(translated(sha1(older), "author: someone\n"), page())
        is Revision.FRONT_MATTER
    )
    unquoted = older.replace('"', "")
    assert (
        revision_of(translated(sha1(unquoted), "author: someone\n"), page())
        is Revision.FRONT_MATTER
    )


def test_nothing_tells() -> None:
    assert revision_of(translated("0" * 40), page()) is Revision.OTHER
    assert revision_of(translated(None), page()) is Revision.UNKNOWN


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("*The clock is late.*", "*A clock is late.*", Revision.TEXT),
        (
            "ms.assetid: 1a\n",
            "ms.assetid: 1a\nms.custom: printing\n",
            Revision.FRONT_MATTER,
        ),
    ],
)
def test_git_history_tells(
    tmp_path: Path, old: str, new: str, expected: Revision
) -> None:
    file = (
        write_pages(tmp_path, {"en-us/Keep.md": PAGE.replace(old, new)})
        / "en-us"
        / "Keep.md"
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    file.write_text(PAGE)
    git(tmp_path, "commit", "-qam", "two")
    english = read_page(file.read_bytes(), str(file), "Keep.md", "en")
    # the older front matter cannot be guessed from the translation here: its own was corrected
    # since
    made_from = translated(sha1(PAGE.replace(old, new)))
    assert revision_of(made_from, english) is expected
    assert revision_of(translated("1" * 40), english) is Revision.OTHER


def git(folder: Path, *words: str) -> None:
    who = {
        f"GIT_{role}_{key}": "test@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    subprocess.run(
        ["git", "-C", str(folder), *words], check=True, env={**os.environ, **who}
    )
