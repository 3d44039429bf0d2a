"""Every scalar is the text it is, and every refusal is in words that a doc writer understands."""

import time

import pytest

from bpadocs.formats.yaml.nodes import MapNode, ScalarNode, YamlError, compose


@pytest.mark.parametrize(
    "written", ["no", "on", "12:30", "1.10", "2019-9-1", "0x10", "~", "1_000"]
)
def test_scalars_stay_text(written: str) -> None:
    root = compose(f"key: {written}\n", "f.yaml")
    assert isinstance(root, MapNode)
    value = root.get("key")
    assert isinstance(value, ScalarNode)
    assert value.value == written
    assert (value.line, value.column, value.start) == (1, 6, 5)


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


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(YamlError, match="nested more than"):
        compose("[" * 1000 + "]" * 1000, "f.yaml")


def test_columns_count_characters_not_bytes() -> None:
    root = compose("é한🎉: 'x'\n", "f.yaml")
    assert isinstance(root, MapNode)
    value = root.get("é한🎉")
    assert value is not None
    assert value.column == 6


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


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        "{a: " * 5_000,
        "- " * 5_000,
        "? " * 5_000,
        "a: &" + "x" * 500_000 + " b\n*" + "x" * 500_000,
        "a: *" + "x" * 900_000,
        "a: " + "[x, " * 10 + "x, " * 200_000,
        "'" + "a" * 900_000,
        "a" * 900_000,
        "\n".join(f"k{number}: v" for number in range(80_000)),
        "x" * 4_000_000,
    ],
)
def test_large_and_deep_files_are_read_or_refused_soon(text: str) -> None:
    said = ""
    before = time.process_time()
    try:
        compose(text, "f.yaml")
    except YamlError as error:
        said = str(error)
    assert time.process_time() - before < 5
    assert len(said) < 1_000
