from lint_helpers import plain, rule, unit

from bpadocs.lint.checks.front_matter.front_matter_differs import CHECK
from bpadocs.lint.context import Context


def messages(
    english: dict[str, str], french: dict[str, str], page: str | None = "Page.md"
) -> list[str]:
    keys = {"en": plain(english), "fr": plain(french)}
    one = rule(unit("a", "b", field="title"), front_matter=keys, page=page)
    return [found.hit.message for found in CHECK.run(one, Context())]


def test_the_same_values_are_good_whatever_their_case() -> None:
    assert (
        messages(
            {"author": "KBDAzure", "title": "a"}, {"author": "kbdazure", "title": "b"}
        )
        == []
    )


def test_other_and_missing_values_are_found() -> None:
    assert messages(
        {"ms.date": "8/16/2016", "manager": "x"}, {"ms.date": "16/8/2016"}
    ) == [
        "the English page has manager: x, this page has no manager",
        "ms.date is “8/16/2016” in the English page, “16/8/2016” here",
    ]


def test_keys_of_the_language_and_rule_files_are_left_alone() -> None:
    assert messages({"a": "b"}, {"ms.locfileid": "1"}) == []
    assert messages({"ms.date": "8/16/2016"}, {}, None) == []
