"""No check takes longer per character of a long text than of a short one, whatever it is made of."""

import pytest
from hostile import (
    CAPITALS,
    LOOKING_AT_TEXTS,
    NAMES,
    Case,
    case,
    growth,
    made,
    ordinary,
    seconds,
)

from bpadocs.lint.check import Check
from bpadocs.lint.context import Context
from bpadocs.lint.subject import Unit

SMALL, LARGE = 1_000, 6_000
MOST = 3.0
"""A time that grows with the square of the length is six times longer per character."""

UI_TEXT = (
    ordinary("fr"),
    ordinary("ko"),
    case("가", "both", "ko"),
    case("을", "translated", "ko"),
    case("A", "translated", "ko"),
    case(".", "both", "fr"),
    case("!", "translated", "fr"),
    case("No. ", "translated", "fr"),
    case("No. ", "English", "ko"),
    case("1. ", "both", "ko"),
    case("e.g. ", "translated", "es"),
    case("1 ", "both", "fr"),
    case("a: ", "translated", "fr"),
    case("« a » ", "both", "fr"),
    case('"', "translated", "fr"),
    case("Device Manager ", "both", "fr"),
    case("virtual machine ", "both", "fr"),
    case("Settings ", "English", "es"),
    case("Settings ", "both", "fr"),
    case("Ab Cd Ef ", "both", "it"),
    case("aB ", "both", "fr"),
    case("the ", "both", "fr"),
    case("at least 1 ", "both", "fr"),
    case("double-click ", "both", "fr"),
    case("doppio clic ", "translated", "it"),
    case("e configurato con ", "translated", "it"),
    case("\u0301\u0316", "translated", "fr"),
    case("{a}", "less", "fr"),
    case("[![a](", "translated", "ko"),
    CAPITALS,
    *NAMES,
)
MARKUP = (
    ordinary("it"),
    case("[", "translated", "ko"),
    case("2*3 ", "translated", "fr"),
    case("**a** ", "both", "es"),
    case("**a", "both", "fr"),
    case("**a**b ", "translated", "fr"),
    case("- a\n", "less", "fr"),
    case("\\<a>\n\n", "less", "fr"),
    case("`a` ", "less", "it"),
    case("[a](b) ", "less", "es"),
    case("**a**>> **b** ", "both", "fr"),
    case("> [!NOTE]\n> a\n\n", "less", "it"),
    case("<b>", "less", "fr"),
    *NAMES,
)
TEXTS = [pytest.param(one, "impact", id=f"{one.name} as UI text") for one in UI_TEXT]
TEXTS += [
    pytest.param(one, "resolution_details", id=f"{one.name} as Markdown")
    for one in MARKUP
]


@pytest.mark.parametrize(("text", "field"), TEXTS)
def test_no_check_takes_longer_per_character_of_a_long_text(
    text: Case, field: str
) -> None:
    context = Context()
    units: dict[int, Unit] = {}

    def unit(length: int) -> Unit:
        if length not in units:
            units[length] = made(text, length, field)
        return units[length]

    def growth_of(check: Check) -> float:
        return growth(
            lambda length: seconds(check, unit(length), context), SMALL, LARGE
        )

    times = {check.name: growth_of(check) for check in LOOKING_AT_TEXTS}
    assert {check: round(more, 1) for check, more in times.items() if more > MOST} == {}


def test_a_row_of_signs_between_two_bold_texts_takes_no_time() -> None:
    """An expression that takes the signs in ever other groups would take longer than anybody waits."""
    text = case("**a** " + ">" * 40 + "x **b** ", "both", "fr")
    check = next(check for check in LOOKING_AT_TEXTS if check.name == "ui-path")
    assert seconds(check, made(text, 200, "resolution_details"), Context()) < 1
