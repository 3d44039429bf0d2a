"""Faults planted into the texts of the shipped rules: the right check finds them, at their place.

Each kind is planted at ten places or more, in turn in every language it can stand in.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

import pytest
from lint_helpers import hits, unit

from bpadocs.lint.registry import CHECKS
from bpadocs.project import read_project
from recall.language import FAULTS, Fault, Planted

ROOT = Path(__file__).parents[2]
PLACES = 12
BY_NAME = {check.name: check for check in CHECKS}
DETAILS, PLAIN = "resolution_details", "issue"


class Clean(NamedTuple):
    language: str
    field: str
    english: str
    translation: str


@cache
def clean_texts() -> tuple[Clean, ...]:
    """Every text of every shipped rule beside its English, the languages in turn."""
    by_language: dict[str, list[Clean]] = defaultdict(list)
    for rule in read_project(ROOT).rules:
        for language, translation in rule.text.items():
            for name, text in translation.fields.items():
                english = rule.english.get(name)
                if language != "en" and isinstance(text, str) and isinstance(english, str):
                    by_language[language].append(Clean(language, name, english, text))
    rounds = zip_longest(*by_language.values())
    return tuple(one for one in chain.from_iterable(rounds) if one is not None)


def plant(fault: Fault) -> Iterator[tuple[Clean, Planted]]:
    """The fault at up to PLACES places, the languages in turn."""
    places: dict[str, list[tuple[Clean, Planted]]] = defaultdict(list)
    for clean in clean_texts():
        if len(places[clean.language]) < PLACES:
            planted = fault.plant(clean.language, clean.english, clean.translation)
            if planted is not None and planted.translation != clean.translation:
                places[clean.language].append((clean, planted))
    rounds = chain.from_iterable(zip_longest(*places.values()))
    yield from [one for one in rounds if one is not None][:PLACES]


def is_found(fault: Fault, clean: Clean, planted: Planted) -> bool:
    field = DETAILS if fault.markup else "title" if clean.field == "title" else PLAIN
    one = unit(planted.english, planted.translation, clean.language, field)
    return any(
        hit.side == "translation" and hit.start < planted.end and planted.start < max(hit.end, hit.start + 1)
        for hit in hits(BY_NAME[fault.check], one)
    )


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.kind)
def test_a_planted_fault_is_found(fault: Fault) -> None:
    places = list(plant(fault))
    found = [is_found(fault, clean, planted) for clean, planted in places]
    missed = [
        (clean.language, planted.translation) for (clean, planted), ok in zip(places, found, strict=True) if not ok
    ]
    assert len(places) >= 10
    assert sum(found) / len(found) >= 0.9, missed


def test_nearly_all_planted_faults_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    results = {fault: [is_found(fault, *place) for place in plant(fault)] for fault in FAULTS}
    total, found = sum(map(len, results.values())), sum(map(sum, results.values()))
    with capsys.disabled():
        print(f"\n{len(results)} kinds of faults planted at {total} places, {found} found: {found / total:.1%}")
    assert len(results) >= 40
    assert found / total >= 0.95
