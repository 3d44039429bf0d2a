"""Which English a translation was made from, by its hash and by the page itself."""

import pytest
from page_helpers import PAGE, page, sha1

from bpadocs.lint.revision import revision_of
from bpadocs.pages.drift import Revision
from bpadocs.pages.published import Page


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
