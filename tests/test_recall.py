"""Recall: faults of many kinds planted into what this project ships, each at a dozen places in several languages.

At least 95 of 100 must be found, by the right check. The table is printed: `pytest -rP tests/test_recall.py`.
"""

from collections.abc import Sequence

import pytest
from recall import structure
from recall.frame import Outcome, Plant, outcomes

PLANTS: Sequence[Plant] = (*structure.PLANTS,)
ENOUGH_PLACES = 10
ENOUGH_KINDS = 40
WANTED = 0.95


@pytest.fixture(scope="module")
def found() -> dict[str, list[Outcome]]:
    return {plant.name: list(outcomes(plant)) for plant in PLANTS}


def test_faults_are_found_by_the_right_check(found: dict[str, list[Outcome]]) -> None:
    table = []
    for name, places in found.items():
        right = sum(outcome.right for outcome in places)
        table.append(f"{name:40} {right:3} of {len(places)}")
        for outcome in places:
            if not outcome.right:
                others = ", ".join(outcome.found) or "nothing"
                table.append(f"    {outcome.place}: found by {others}: {outcome.written[:150]!r}")
    everything = [outcome for places in found.values() for outcome in places]
    share = sum(outcome.right for outcome in everything) / len(everything)
    table.append(f"{'all':40} {share:.1%} of {len(everything)} in {len(found)} kinds")
    print("\n".join(table))
    assert share >= WANTED, "\n".join(table)


def test_there_are_enough_kinds_and_places(found: dict[str, list[Outcome]]) -> None:
    assert len({plant.name for plant in PLANTS}) == len(PLANTS)
    enough = [name for name, places in found.items() if len(places) >= ENOUGH_PLACES]
    assert len(enough) >= ENOUGH_KINDS
    few = {name: len(places) for name, places in found.items() if len(places) < ENOUGH_PLACES}
    assert not [name for name, count in few.items() if not count], "plants that fit nowhere"


def test_faults_are_planted_in_several_languages(found: dict[str, list[Outcome]]) -> None:
    for name, places in found.items():
        languages = {outcome.place.split()[1].partition(".")[0] for outcome in places}
        assert len(languages) > 1 or "Korean" in name, name
