"""Every refusal is in words that a doc writer understands, at the place where it began."""

import pytest

from bpadocs.formats.yaml.nodes import YamlError, compose


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: *bold* x\n", (1, 8), "begins with “*” must be quoted"),
        ("title: `x`\n", (1, 8), "begins with “`” must be quoted"),
        ("title: @x\n", (1, 8), "begins with “@” must be quoted"),
        ("title: %x\n", (1, 8), "begins with “%” must be quoted"),
        ("title: {x} is\n", (1, 12), "begins with “{” must be quoted"),
        ("title: [a](b) c\n", (1, 11), "begins with “[” must be quoted"),
        ("title: !Important\n", (1, 8), "“!Important” is a YAML tag"),
        ("title: a: b\n", (1, 9), "a colon and a blank"),
        ("a:\n  b: c\n   d: e\n", (3, 4), "stands further in than the one above"),
        ("a:\n  b: c\n\u00a0 d: e\n  f: g\n", (3, 1), "none of YAML's"),
        ("a: 'don't'\nb: c\n", (1, 8), "an apostrophe is written twice"),
        ("a: > text\nb: c\n", (1, 4), "behind “>” the text begins on the next line"),
        ("a: b\n<<<<<<< HEAD\nc: d\n", (2, 1), "a merge conflict"),
        ("a:\n\tb: c\n", (2, 1), "a tab"),
        ("title: 'abc\n", (1, 8), "never closed"),
        ("a: 1\n---\nb: 2\n", (2, 1), "second YAML document"),
        ("", (1, 1), "empty"),
        ("# a comment\n", (1, 1), "empty"),
        ("a: \x01b\n", (1, 4), "U+0001"),
        ("a: &x b\n", (1, 4), "anchor"),
        ("a: b\nc: *d\n", (2, 4), "alias"),
        ("? {a: b}\n: c\n", (1, 3), "a key must be text, not a mapping"),
    ],
)
def test_refusals_say_what_to_do(text: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(YamlError) as error:
        compose(text, "f.yaml")
    problem = error.value.problem
    assert words in problem.message
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    "character", ["\x01", "\x07", "\x1b", "\x7f", "\ufffe", "\uffff"]
)
@pytest.mark.parametrize("before", ["", "é", "é" * 5, "가" * 40, "🎉"])
@pytest.mark.parametrize("after", ["", "x" * 300])
def test_a_character_that_is_not_allowed_is_named_at_its_place(
    character: str, before: str, after: str
) -> None:
    with pytest.raises(YamlError) as error:
        compose(f"é: 1\n# {before}{character}{after}\n", "f.yaml")
    problem = error.value.problem
    assert f"U+{ord(character):04X} is not allowed" in problem.message
    assert (problem.line, problem.column) == (2, 3 + len(before))
