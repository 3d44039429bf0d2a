"""Recall: faults of many kinds planted into what this project ships, each at a dozen places.

At least 95 of 100 must be found, by the right check and at their place. The table is printed:
`pytest -rP tests/recall`.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from recall import language, structure
from recall.frame import Outcome, Plant, outcomes

PLANTS: Sequence[Plant] = (*structure.PLANTS, *language.PLANTS)
ENOUGH_PLACES = 10
ENOUGH_KINDS = 100
WANTED = 0.95
WANTED_OF_EACH = 0.6
NO_LIST_IS_ENOUGH = "a term nobody uses"
"""A wrong word is found where the glossary names it, and nobody can name them all."""


@pytest.fixture(scope="module")
def found() -> dict[str, list[Outcome]]:
    return {plant.name: list(outcomes(plant)) for plant in PLANTS}


def share(places: Sequence[Outcome]) -> float:
    return sum(outcome.found for outcome in places) / len(places)


def test_faults_are_found_by_the_right_check(found: dict[str, list[Outcome]]) -> None:
    table = []
    for name, places in found.items():
        right = sum(outcome.found for outcome in places)
        table.append(f"{name:40} {right:3} of {len(places)}")
        for outcome in places:
            if not outcome.found:
                written = outcome.fault.translation[:150] if outcome.fault else ""
                table.append(f"    {outcome.place}: {written!r}")
    everything = [outcome for places in found.values() for outcome in places]
    table.append(
        f"{'all':40} {share(everything):.1%} of {len(everything)} in {len(found)} kinds"
    )
    print("\n".join(table))
    assert share(everything) >= WANTED, "\n".join(table)
    few = {name for name, places in found.items() if share(places) < WANTED_OF_EACH}
    assert few <= {NO_LIST_IS_ENOUGH}, "\n".join(table)


def test_the_manual_tells_how_many_are_found(found: dict[str, list[Outcome]]) -> None:
    everything = [outcome for places in found.values() for outcome in places]
    page = Path(__file__).parents[2] / "docs/explanation/what-lint-cannot-find.md"
    told = " ".join(page.read_text("utf-8").split())
    assert f"faults of {len(found)} kinds" in told
    assert f"Of {len(everything):,} faults, lint finds {share(everything):.1%}" in told
    places = found[NO_LIST_IS_ENOUGH]
    right = sum(outcome.found for outcome in places)
    assert f"is found at {right} of {len(places)} places" in told


def test_there_are_enough_kinds_and_places(found: dict[str, list[Outcome]]) -> None:
    assert len({plant.name for plant in PLANTS}) == len(PLANTS)
    assert [name for name, places in found.items() if not places] == []
    enough = [name for name, places in found.items() if len(places) >= ENOUGH_PLACES]
    assert len(enough) >= ENOUGH_KINDS


def test_faults_are_planted_in_several_languages(
    found: dict[str, list[Outcome]],
) -> None:
    for name, places in found.items():
        languages = {outcome.language for outcome in places}
        assert len(languages) > 1 or name in ONE_LANGUAGE, name


ONE_LANGUAGE = (
    "Korean quotation marks in bold",
    "an ending torn off",
    "a Korean ending in syllables",
    "a particle in the wrong form",
    "no no-break space",
    "a straight apostrophe",
    "no opening question mark",
)
