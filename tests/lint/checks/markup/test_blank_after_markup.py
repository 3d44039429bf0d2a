import pytest
from lint_helpers import english_spans, hits, spans, unit

from bpadocs.lint.checks.markup.blank_after_markup import CHECK


@pytest.mark.parametrize(
    "text",
    [
        "Cliquez sur **Action**, puis [ici](a.md).",
        "Cliquez sur **Action** ; puis `x` : **Oui** ?",
        "Copiez **a** .vhdx et (**b** (c))",
        "Une phrase , sans marque .",
    ],
)
def test_no_blank_or_a_french_one_is_left_alone(text: str) -> None:
    assert spans(CHECK, "", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cliquez sur **Action** , puis", ["**Action** ,"]),
        ("Voir [ici](a.md) .", ["[ici](a.md) ."]),
        ("(voir `x` )", ["`x` )"]),
        ("*Oui*\u00a0, bien", ["*Oui*\u00a0,"]),
    ],
)
def test_a_blank_before_the_mark_is_found(text: str, found: list[str]) -> None:
    assert spans(CHECK, "", text) == found


def test_the_fix_takes_the_blank_out() -> None:
    text = "Cliquez sur **Action** , puis"
    [hit] = hits(CHECK, unit("", text))
    assert hit.fix is not None
    assert (
        text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]
        == "Cliquez sur **Action**, puis"
    )


def test_english_is_looked_at_too() -> None:
    assert english_spans(CHECK, "Click **Action** , then") == ["**Action** ,"]
