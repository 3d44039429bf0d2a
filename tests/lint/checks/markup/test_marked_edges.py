from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.marked_edges import CHECK

ENGLISH = "Open [Requirements](a.md), then **Hyper-V** and **Actions**."


def test_clean_edges_are_good() -> None:
    assert (
        spans(
            CHECK, ENGLISH, "Aprire [Requisiti](a.md), **Hyper-V** e **Azioni**.", "it"
        )
        == []
    )


def test_blanks_hyphens_and_commas_inside_are_found() -> None:
    translation = "Aprire [Requisiti ](a.md), **Hyper-** V e **Azioni,**."
    assert spans(CHECK, ENGLISH, translation, "it") == [
        "[Requisiti ](a.md)",
        "**Hyper-**",
        "**Azioni,**",
    ]


def test_a_blank_at_a_links_end_moves_out() -> None:
    text = "Vedere [Requisiti ](a.md)qui."
    [hit] = hits(CHECK, unit("See [Requirements](a.md) here.", text, "it"))
    assert hit.fix is not None
    assert (
        text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]
        == "Vedere [Requisiti](a.md) qui."
    )


def test_what_the_english_does_too_is_left_alone() -> None:
    assert (
        spans(
            CHECK, "Type **-Name**, then **x,**", "Digitare **-Name**, poi **y,**", "it"
        )
        == []
    )
