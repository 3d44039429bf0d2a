from datetime import date

import pytest
from lint_helpers import passage

from bpadocs.lint.checks.typography.quotation_style import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.habits import Habits


def found(text: str, usual: str) -> list[tuple[str, str]]:
    context = Context(date(2026, 1, 1), habits={"fr": Habits(quote=usual)})
    hits = CHECK.run(passage(text), "fr", context)
    return [(text[hit.start : hit.end], hit.message) for hit in hits]


def test_marks_that_most_pages_have_are_good() -> None:
    assert found("le nom « Serveur »", "«") == []
    assert found('le nom "Serveur"', '"') == []


@pytest.mark.parametrize(
    ("text", "usual", "mark", "message"),
    [
        ('le nom "Serveur"', "«", '"', '" where most of these pages have « »'),
        ("le nom « Serveur »", '"', "«", '« where most of these pages have " "'),
        ("le nom “Serveur”", "«", "“", "“ where most of these pages have « »"),
    ],
)
def test_others_are_told(text: str, usual: str, mark: str, message: str) -> None:
    assert found(text, usual) == [(mark, message)]


def test_without_a_habit_and_in_code_nothing_is_told() -> None:
    assert found('le nom "Serveur"', "") == []
    assert found('le nom `"Serveur"`, 19" de large', "«") == []
