from lint_helpers import rule, unit

from bpadocs.lint.check import CheckedSubject
from bpadocs.lint.checks.content import numbers
from bpadocs.lint.checks.source.suspect_english import CHECK
from bpadocs.lint.checks.typography import double_blanks, quotation_style
from bpadocs.lint.findings import Finding, Level, Place

CHECKS = {
    check.name: check
    for check in (numbers.CHECK, double_blanks.CHECK, quotation_style.CHECK)
}
ENGLISH = "Wait two or 3 minutes."


def finding(
    language: str, check: str = "numbers", field: str = "issue", start: int = 0
) -> Finding:
    return Finding(
        check=check,
        severity=Level.ERROR,
        file="rule.yaml",
        place=Place(1, 1, 1, 1),
        rule="product/rule",
        locale=language,
        language=language,
        field=field,
        message="wrong",
        start=start,
        end=start + 1,
    )


def found(*findings: Finding) -> list[tuple[str, str | None, int, str]]:
    subject = rule(
        unit(ENGLISH, "", field="issue"),
        unit("|**Severity**|", "", field="label.severity"),
    )
    checked = CheckedSubject("product/rule", findings, (), {"product/rule": subject})
    return [
        (hit.language, hit.field, hit.hit.end, hit.hit.message)
        for hit in CHECK.run(checked, CHECKS)
    ]


def test_one_language_with_a_mistake_errs_alone() -> None:
    assert found(finding("fr"), finding("fr")) == []


def test_two_languages_with_the_same_mistake_make_the_english_suspect() -> None:
    message = "numbers finds this text wrong in 2 languages (fr, it): look at the English first"
    assert found(finding("it"), finding("fr")) == [
        ("en", "issue", len(ENGLISH), message)
    ]


def test_two_languages_with_mistakes_in_two_fields_are_left_alone() -> None:
    assert found(finding("it"), finding("fr", field="title")) == []


def test_a_check_that_compares_nothing_says_nothing_of_the_english() -> None:
    assert found(finding("it", "double-blanks"), finding("fr", "double-blanks")) == []


def test_stock_words_of_pages_are_left_alone() -> None:
    both = [finding(language, field="label.severity") for language in ("fr", "it")]
    assert found(*both) == []


def test_a_field_that_the_english_does_not_have_is_left_alone() -> None:
    both = [finding(language, field="see_also") for language in ("fr", "it")]
    assert found(*both) == []


def test_marks_and_style_are_the_translators_own() -> None:
    both = [finding(language, "quotation-style") for language in ("fr", "it")]
    assert found(*both) == []


def test_mistakes_in_two_paragraphs_of_one_section_are_left_alone() -> None:
    english = "Wait 3 minutes.\n\nThen wait 4 minutes."
    french = "Attendez 5 minutes.\n\nAttendez 6 minutes."
    italian = "Attendere 5 minuti.\n\nAttendere 6 minuti."
    subject = rule(
        unit(english, french, "fr", field="details"),
        unit(english, italian, "it", field="details"),
    )

    def told(*findings: Finding) -> list[str]:
        checked = CheckedSubject(
            "product/rule", findings, (), {"product/rule": subject}
        )
        return [
            english[one.hit.start : one.hit.end] for one in CHECK.run(checked, CHECKS)
        ]

    first = finding("fr", field="details", start=9)
    second = finding("it", field="details", start=italian.index("6"))
    assert told(first, second) == []
    also = finding("fr", field="details", start=french.index("6"))
    assert told(first, also, second) == ["Then wait 4 minutes."]
