from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.arguments.argument_blanks import CHECK


def test_brackets_without_blanks_are_good() -> None:
    assert spans(CHECK, "", "\\<liste des machines virtuelles>") == []


def test_a_blank_before_or_behind_is_found() -> None:
    assert spans(CHECK, "", "a \\<liste > b \\< nom> c") == ["\\<liste >", "\\< nom>"]


def test_the_fix_takes_the_blanks_out() -> None:
    text = "*\\< liste des noms >*"
    [hit] = hits(CHECK, unit("", text))
    assert hit.fix is not None
    assert (
        text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]
        == "*\\<liste des noms>*"
    )


def test_code_comparisons_and_empty_brackets_are_left_alone() -> None:
    assert spans(CHECK, "", "`\\<a >` 1 < 2 > 0 \\<>") == []


def test_ui_text_has_braces_and_is_left_alone() -> None:
    assert spans(CHECK, "", "\\<liste >", field="issue") == []
