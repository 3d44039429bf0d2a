"""No check takes longer per character of a long text than of a short one, whatever the text is made of."""

import pytest
from hostile import LOOKING_AT_TEXTS, cases, growth, made, seconds

from bpadocs.lint.check import Check
from bpadocs.lint.context import Context
from bpadocs.lint.unit import Unit

SMALL, LARGE = 1_000, 6_000
MOST = 3.0
"""A time that grows with the square of the length is six times longer per character."""

PLAIN = (
    "fr", "ko", "'가' both", "'을' translated", "'A' translated", "'.' translated", "'!' both",
    "'No. ' translated", "'1. ' both", "'e.g. ' translated", "'1 ' both", "'a: ' translated",
    "'« a » ' both", "'Device Manager ' both", "'Settings ' English", "'Settings ' both",
    "'settings Settings ' both", "'the ' both", "'virtual machine ' both", "'at least 1 ' both",
    "'[![a](' both", "'[' translated", "'\"' both", repr("\u0301\u0316") + " translated",
    "'{a}' less", "'e configurato con ' translated", "'aB ' both", "names translated",
    "names English", "names both", "names recased",
)  # fmt: skip
MARKUP = (
    "it", "'[' translated", "'2*3 ' translated", "'**a** ' both", "'**a' both", "'- a\\n' less",
    "'\\\\<a>\\n\\n' less", "'`a` ' less", "'[a](b) ' less", "'**a**>>>> **b** ' both",
    "'> [!NOTE]\\n> a\\n\\n' less", "'<b>' less", "names both", "names English",
)  # fmt: skip
CASES = {case.name: case for case in cases()}
WANTED = [(name, "impact") for name in PLAIN] + [(name, "resolution_details") for name in MARKUP]


@pytest.mark.parametrize(("name", "field"), WANTED)
def test_no_check_takes_longer_per_character_of_a_long_text(name: str, field: str) -> None:
    context = Context()
    units: dict[int, Unit] = {}

    def unit(length: int) -> Unit:
        if length not in units:
            units[length] = made(CASES[name], length, field)
        return units[length]

    def growth_of(check: Check) -> float:
        return growth(lambda length: seconds(check, unit(length), context), SMALL, LARGE)

    times = {check.name: growth_of(check) for check in LOOKING_AT_TEXTS}
    assert {check: round(more, 1) for check, more in times.items() if more > MOST} == {}
