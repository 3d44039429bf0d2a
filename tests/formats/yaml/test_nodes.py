"""Every scalar is the text it is, and what is not used is refused."""

import time

import pytest
import yaml

from bpadocs.formats.yaml.nodes import (
    MapNode,
    ScalarNode,
    YamlError,
    compose,
    taken_for,
)


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
    ("text", "kind"),
    [
        ("yes", "a word for true or false"),
        ("2016", "a number"),
        ("1.10", "a number"),
        ("12:30", "a number"),
        ("~", "a word for nothing"),
        ("2026-11-28", "a date"),
        ("<<", "a sign of its own"),
        ("yes, it is", None),
        ("Windows 2016", None),
    ],
)
def test_a_bare_word_is_taken_as_yaml_takes_it(text: str, kind: str | None) -> None:
    assert taken_for(text) == kind
    if kind != "a sign of its own":
        assert isinstance(yaml.safe_load(text), str) is (kind is None)


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
