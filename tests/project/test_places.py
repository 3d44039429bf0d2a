"""Each value of a file is found again in it."""

import pytest

from bpadocs.project.places import position
from bpadocs.rule.model import SourceFile

FILE = SourceFile(
    "rules/p/r.yaml",
    "page: Page\nsuppress:\n  - check: a\n  - check: b\ntext:\n  en: {}\n",
)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["page"], (1, 7)),
        (["suppress", 1, "check"], (4, 12)),
        (["text", "en", "title"], (6, 7)),
        (["suppress", 2], (3, 3)),
        (["nothing"], (1, 1)),
    ],
)
def test_a_value_or_the_nearest_around_it(
    keys: list[str | int], place: tuple[int, int]
) -> None:
    assert position(FILE, keys) == place


def test_files_of_one_name_are_told_apart() -> None:
    assert position(FILE, ["text"]) == (6, 3)
    assert position(SourceFile(FILE.path, "\n\ntext:\n  en: {}\n"), ["text"]) == (4, 3)
