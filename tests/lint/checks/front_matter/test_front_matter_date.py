from datetime import date

import pytest
from lint_helpers import over_all, passage, rule, unit

from bpadocs.lint.checks.front_matter.front_matter_date import CHECK
from bpadocs.lint.context import Context


def messages(
    english: str, french: str | None = None, today: date = date(2026, 1, 1)
) -> list[tuple[str, str]]:
    keys = {"en": {"ms.date": passage(english, False)}}
    if french is not None:
        keys["fr"] = {"ms.date": passage(french, False)}
    one = rule(unit("a", "b", field="title"), front_matter=keys)
    return [
        (found.language, found.hit.message)
        for found in over_all(CHECK, [one], Context(today=today))
    ]


@pytest.mark.parametrize("written", ["8/16/2016", "08/16/2016", "1/1/2026", ""])
def test_a_day_in_the_past_is_good(written: str) -> None:
    assert messages(written) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("16/8/2016", "there is no day 16/8/2016: month/day/year"),
        ("2/30/2016", "there is no day 2/30/2016: month/day/year"),
        (
            "2016-08-16",
            "“2016-08-16” is no date of the form month/day/year, such as 8/16/2016",
        ),
        ("1/2/2026", "1/2/2026 is in the future"),
    ],
)
def test_other_dates_are_found(written: str, message: str) -> None:
    assert messages(written) == [("en", message)]


def test_a_translation_with_the_same_date_is_not_told_again() -> None:
    assert [language for language, _ in messages("16/8/2016", "16/8/2016")] == ["en"]
    assert [language for language, _ in messages("8/16/2016", "16/8/2016")] == ["fr"]


def test_without_a_day_of_the_run_the_future_is_unknown() -> None:
    assert messages("1/2/2999", today=date.min) == []
