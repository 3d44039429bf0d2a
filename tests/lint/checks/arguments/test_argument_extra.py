from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.arguments.argument_extra import CHECK


def test_the_same_arguments_are_good() -> None:
    assert spans(CHECK, "{a} and {b}", "{b} et {a}", field="issue") == []


def test_a_stranger_and_a_repetition_are_found() -> None:
    assert spans(
        CHECK, "Add memory to {vm}.", "Agregue {gb} a {vm} y {vm}.", field="issue"
    ) == [
        "{gb}",
        "{vm}",
    ]


def test_the_message_says_how_often_the_english_has_it() -> None:
    messages = [
        hit.message
        for hit in hits(CHECK, unit("{a} {a} {b}", "{a} {a} {a} {c}", field="issue"))
    ]
    assert messages == ["the English has {a} only 2 times", "the English has no {c}"]


def test_on_pages_arguments_are_counted() -> None:
    assert spans(CHECK, "\\<list>", "\\<liste> \\<liste>") == ["\\<liste>"]


def test_code_and_literal_braces_are_left_alone() -> None:
    assert spans(CHECK, "x", "`\\<list>` {x}") == []
    assert spans(CHECK, "x", "{{x}}", field="issue") == []
