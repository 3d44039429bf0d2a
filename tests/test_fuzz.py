"""Mutated inputs, the same ones at every run; `make fuzz` tries a million."""

from pathlib import Path

import pytest
from fuzz.run import run
from fuzz.targets import targets

COUNTS = {
    "rule": 1_000,
    "product": 1_000,
    "settings": 500,
    "glossary": 400,
    "language": 200,
    "catalog": 200,
    "po": 1_000,
    "xliff": 2_000,
    "terms": 1_000,
    "tmx": 1_000,
    "page": 2_000,
    "import": 100,
    "inventory": 500,
    "results": 1_000,
    "messages": 200,
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_mutated_input_is_read_or_refused(name: str, tmp_path: Path) -> None:
    outcome = run(targets(tmp_path)[name], COUNTS[name], seed=20)
    assert outcome.failures == {}
    assert outcome.tried == COUNTS[name]
