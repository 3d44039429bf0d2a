"""How far a language is, in numbers."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State
from bpadocs.translators.status import StatusRow, status_of


@pytest.mark.parametrize(
    ("current", "missing", "percentage"),
    [(0, 0, 100), (0, 3, 0), (2, 1, 66), (199, 1, 99)],
)
def test_a_hundred_percent_means_that_nothing_is_left(
    current: int, missing: int, percentage: int
) -> None:
    counts = {State.CURRENT: current, State.MISSING: missing}
    row = StatusRow(locale="fr-fr", product=None, counts=counts)
    assert (row.fields, row.percentage) == (current + missing, percentage)


def test_the_shared_words_follow_the_products_of_a_language(tmp_path: Path) -> None:
    rows = status_of(read_project(write_project(tmp_path, {"backups": RULE})))
    assert [(row.locale, row.product) for row in rows] == [
        ("fr-fr", "hyper-v"),
        ("fr-fr", None),
        ("it-it", "hyper-v"),
        ("it-it", None),
    ]
    assert rows[0].counts[State.UNTRACKED] == rows[2].counts[State.MISSING] == 6
