"""How the English has changed."""

import pytest
from carry_helpers import carried


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("It's “so” — yes…", "It’s \"so\" - yes..."),
        ("*a* **b**", "_a_ __b__"),
        ("- a\n- b", "* a\n* b"),
        ("a\nb", "a b"),
        ("Title\n=====", "# Title"),
        ("1,024 MB", "1024 MB"),
        ("use a hour", "use an hour"),
    ],
)  # fmt: skip
def test_no_word_changed(before: str, now: str) -> None:
    assert carried("fr", before, now, "Une traduction.") == "Une traduction."


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("[p][x]\n\n[x]: http://a", "[p][x]\n\n[x]: http://b"),
        ('[p](a "T")', '[p](a "U")'),
        ("![old](a.png)", "![new](a.png)"),
        ("<b>5</b>", "<i>5</i>"),
        ("<p title='5'>x</p>", "<p title='6'>x</p>"),
        ("x < 5", "x > 5"),
        ("can be 5", "can be -5"),
        ("> [!NOTE]\n> a", "> [!WARNING]\n> a"),
        ("5 nodes", "5 GB nodes"),
        ("day to day", "day-to-day"),
        ("every one", "everyone"),
        ("Is it.", "Is it?"),
    ],
)
def test_a_change_that_nobody_sees_at_once_is_found(before: str, now: str) -> None:
    assert carried("fr", before, now, before) is None
