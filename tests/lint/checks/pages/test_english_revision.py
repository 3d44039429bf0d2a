from page_helpers import PAGE, sha1
from pair_helpers import ENGLISH, found
from pair_helpers import pair as pages

from bpadocs.lint.checks.pages.english_revision import CHECK
from bpadocs.lint.findings import Level
from bpadocs.pages.front_matter import HASH_KEY
from bpadocs.pages.pair import PagePair
from bpadocs.published.drift import drift_of
from bpadocs.published.origins import MadeFrom

DATE = "ms.date: 8/16/2016\n"


def french(made_from: str | None) -> str:
    stamp = "" if made_from is None else f"ms.openlocfilehash: {made_from}\n"
    return PAGE.replace("# Keep clocks in step", "# Gardez l’heure").replace(
        DATE, DATE + stamp
    )


def pair(text: str) -> PagePair:
    """The page with what an audit knows of its English where there is no history."""
    looked_at = pages(text)
    assert looked_at.translation
    english, page = looked_at.translation
    entry = page.entry(HASH_KEY)
    origin = MadeFrom(stated=entry.value_span) if entry else None
    return looked_at._replace(drift=drift_of(english, page, origin, None))


def test_a_page_made_from_this_english_is_good() -> None:
    assert found(CHECK, pair(french(sha1(PAGE)))) == []


def test_a_page_made_from_another_english_is_found_at_its_hash() -> None:
    other = "0" * 40
    message = "made from another English revision, and nothing tells how it differed"
    assert found(CHECK, pair(french(other))) == [(other, message)]


def test_a_page_that_does_not_say_is_found_at_its_top() -> None:
    [hit] = CHECK.run(pair(french(None)))
    assert (hit.field, hit.place.line) == ("front_matter", 1)
    assert hit.message.endswith("no ms.openlocfilehash")


def test_other_front_matter_alone_is_a_hint() -> None:
    older = PAGE.replace(DATE, DATE + "author: someone\n")
    translation = french(sha1(older)).replace(DATE, DATE + "author: someone\n")
    [hit] = CHECK.run(pair(translation))
    assert hit.level is Level.HINT


def test_english_is_left_alone() -> None:
    assert found(CHECK, ENGLISH) == []
