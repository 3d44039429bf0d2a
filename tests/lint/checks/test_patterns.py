"""Checks of the patterns of one list: what they look at, and where their documentation is."""

from lint_helpers import english_spans, spans

from bpadocs.lint.check import documentation
from bpadocs.lint.checks._patterns import PatternsOf, pattern_check, text_pattern_check
from bpadocs.words.expression import Expression
from bpadocs.words.languages import BOLD, END_BOLD, Pattern

WRONG = Pattern(Expression("wrong"), "a wrong word")
BOLD_WRONG = Pattern(Expression(f"{BOLD}wrong{END_BOLD}"), "a wrong word in bold")
NOT_OF_LEFT = Pattern(Expression("wrong"), "a wrong word", english=Expression("right"))


def always(*patterns: Pattern) -> PatternsOf:
    """These patterns, whatever the language."""
    return lambda language: patterns


def test_the_documentation_is_that_of_the_file_of_the_check() -> None:
    for check in (
        pattern_check("a-check", __name__, always()),
        text_pattern_check("a-check", __name__, always()),
    ):
        assert documentation(check) == __doc__


def test_patterns_are_found_in_translations_with_bold_marked() -> None:
    check = pattern_check("a-check", __name__, always(BOLD_WRONG))
    assert spans(check, "a right word", "a wrong **wrong** word") == ["**wrong**"]


def test_patterns_may_depend_on_the_english() -> None:
    check = pattern_check("a-check", __name__, always(NOT_OF_LEFT))
    assert spans(check, "a right word", "a wrong word") == ["wrong"]
    assert spans(check, "a left word", "a wrong word") == []


def test_patterns_of_markdown_are_not_looked_for_in_ui_text() -> None:
    check = pattern_check("a-check", __name__, always(WRONG), markdown_only=True)
    assert spans(check, "a right word", "a wrong word") == ["wrong"]
    assert spans(check, "a right word", "a wrong word", field="issue") == []


def test_patterns_of_any_text_are_found_in_english_too() -> None:
    check = text_pattern_check("a-check", __name__, always(WRONG))
    assert english_spans(check, "a wrong word") == ["wrong"]
