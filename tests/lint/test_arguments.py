"""Where arguments are in a text, and what is written in them."""

import pytest
from lint_helpers import passage

from bpadocs.lint.arguments import alone, in_code, placeholders


def found(text: str, markup: bool = True) -> list[tuple[str, str]]:
    """The text of each argument, and its name."""
    return [
        (text[one.start : one.end], one.name)
        for one in placeholders(passage(text, markup))
    ]


def test_ui_text_has_its_arguments_in_braces() -> None:
    assert found("Add {memory} to {host}.", markup=False) == [
        ("{memory}", "memory"),
        ("{host}", "host"),
    ]


def test_doubled_braces_and_other_names_are_text() -> None:
    assert found("{{memory}} {Memory} {0} { host }", markup=False) == []


@pytest.mark.parametrize(
    "written", ["\\<list of hosts>", "\\<list of hosts\\>", "&lt;list of hosts&gt;"]
)
def test_pages_have_their_arguments_in_brackets(written: str) -> None:
    assert found(f"See {written} first.") == [(written, "list of hosts")]


def test_the_name_has_no_blanks_around_it_but_what_is_written_has() -> None:
    [one] = placeholders(passage("\\< hosts >"))
    assert (one.name, one.inner, one.inner_start) == ("hosts", " hosts ", 2)


def test_code_holds_no_arguments() -> None:
    assert found("`\\<a>` \\<b>\n\n```\n\\<c>\n```\n") == [("\\<b>", "b")]


def test_only_the_part_that_was_asked_for_is_looked_at() -> None:
    text = "\\<a> \\<b>"
    assert [one.name for one in placeholders(passage(text), 4)] == ["b"]
    assert [one.name for one in placeholders(passage(text), 0, 4)] == ["a"]


def test_code_is_found_in_lines_and_in_blocks() -> None:
    text = "Run `a`.\n\n```\nb\n```\n"
    code = in_code(passage(text))
    assert code.around(text.index("a"), text.index("a") + 1)
    assert code.around(text.index("b"), text.index("b") + 1)
    assert not code.around(0, 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\\<hosts>", "hosts"),
        ("*\\<hosts>*", "hosts"),
        ("See \\<hosts>", None),
        ("\\<hosts>, \\<disks>", None),
        ("Nothing", None),
    ],
)
def test_an_argument_is_alone_if_nothing_else_is_in_its_paragraph(
    text: str, name: str | None
) -> None:
    whole = passage(text)
    [block] = whole.tree.prose
    one = alone(whole, block)
    assert (one and one.name) == name
