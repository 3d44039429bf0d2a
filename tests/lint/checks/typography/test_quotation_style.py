import pytest
from lint_helpers import unit

from bpadocs.lint.checks.typography.quotation_style import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.habits import Habits


def found(text: str, usual: str, english: str = "") -> list[tuple[str, str]]:
    context = Context(habits={"fr": Habits(quote=usual)})
    hits = CHECK.run(unit(english or "the name", text, "fr"), context)
    return [(text[hit.start : hit.end], hit.message) for hit in hits]


def test_marks_that_most_pages_have_are_good() -> None:
    assert found("le nom « Serveur »", "«") == []
    assert found('le nom "Serveur"', '"') == []


@pytest.mark.parametrize(
    ("text", "usual", "mark", "partners"),
    [
        ('le nom "Serveur"', "«", '"', "« »"),
        ("le nom « Serveur »", '"', "«", '" "'),
        ("le nom “Serveur”", "«", "“", "« »"),
    ],
)
def test_others_are_told(text: str, usual: str, mark: str, partners: str) -> None:
    ((marked, message),) = found(text, usual)
    assert marked == mark
    assert message.endswith(partners)


def test_marks_that_the_english_has_are_kept() -> None:
    assert found("le nom “Serveur”", '"', "the name “Server”") == []
    assert found('le nom "Serveur"', "«", 'the name "Server"') != []


def test_without_a_habit_and_in_code_nothing_is_told() -> None:
    assert found('le nom "Serveur"', "") == []
    assert found('le nom `"Serveur"`, 19" de large', "«") == []
