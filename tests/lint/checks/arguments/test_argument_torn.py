from lint_helpers import spans

from bpadocs.lint.checks.arguments.argument_torn import CHECK

ENGLISH = "These machines:\n\n\\<list of virtual machines>"


def test_an_argument_alone_stays_alone() -> None:
    assert spans(CHECK, ENGLISH, "다음 컴퓨터:\n\n\\<가상 컴퓨터 목록>", "ko") == []
    assert spans(CHECK, "*\\<list>*", "*\\<liste >*") == []


def test_words_outside_the_brackets_are_found() -> None:
    assert spans(CHECK, ENGLISH, "다음 컴퓨터:\n\n가상 컴퓨터 \\<목록 >", "ko") == [
        "가상 컴퓨터 \\<목록 >"
    ]


def test_empty_brackets_are_found_once() -> None:
    assert spans(CHECK, ENGLISH, "다음:\n\n가상 컴퓨터 목록 \\<>", "ko") == [
        "가상 컴퓨터 목록 \\<>"
    ]
    assert spans(CHECK, "See \\<list> now.", "Voir liste \\<> ici.") == ["\\<>"]


def test_ui_text_too() -> None:
    assert spans(CHECK, "One.\n\n{vms}", "Un.\n\nliste {vms}", field="impact") == [
        "liste {vms}"
    ]


def test_an_argument_inside_a_sentence_is_left_alone() -> None:
    assert (
        spans(CHECK, "These machines: \\<list>.", "Ces machines, soit \\<liste>.") == []
    )
