"""How far a language is, in numbers."""

import json
from pathlib import Path

import pytest
from projects import CANADIAN, REGIONS, RULE, write_project

from bpadocs.cli import main
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


def test_what_a_region_borrows_is_missing_and_counted_apart(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    french, french_words, canadian, canadian_words = status_of(read_project(root))
    assert (french.borrowed, french_words.borrowed) == (0, 0)
    assert canadian.counts[State.MISSING] == canadian.borrowed == 5
    assert canadian.counts[State.UNTRACKED] == 1
    every = french_words.counts[State.CURRENT]
    assert canadian_words.counts[State.MISSING] == canadian_words.borrowed == every


def test_what_neither_has_is_missing_and_not_borrowed(tmp_path: Path) -> None:
    lacking = CANADIAN.replace(
        "    resolution: Sauvegardez chaque machine virtuelle.\n", ""
    )
    root = write_project(tmp_path, {"backups": lacking}, REGIONS)
    *_, canadian, _ = status_of(read_project(root))
    assert (canadian.counts[State.MISSING], canadian.borrowed) == (5, 4)


def test_the_table_says_what_pages_of_a_region_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    assert main(["status", "--project", str(root)]) == 0
    *_, row, line = capsys.readouterr().out.splitlines()
    words = row.split()[-3]
    assert line == (
        f"fr-ca: of what is missing, pages show 5 texts and {words} shared words in fr"
    )
    assert main(["status", "--project", str(root), "--format", "json"]) == 0
    borrowed = [one["borrowed"] for one in json.loads(capsys.readouterr().out)]
    assert borrowed == [0, 0, 5, int(words)]
