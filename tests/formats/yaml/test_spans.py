"""From a value back into the file, for every style of scalar."""

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bpadocs.formats.yaml.nodes import MapNode, ScalarNode, compose
from bpadocs.formats.yaml.spans import locator, value_offsets


def scalar(text: str) -> ScalarNode:
    root = compose(text, "rule.yaml")
    assert isinstance(root, MapNode)
    node = root.items["a"][1]
    while isinstance(node, MapNode):
        node = node.items["b"][1]
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("a: one two", "two", (1, 8)),
        ("a: one\n  two\n\n  three\nc: d", "three", (4, 3)),
        ("a: 'it''s two'", "two", (1, 11)),
        ("a: 'one\n\n  two'", "two", (3, 3)),
        ('a: "\\u00e9\\t\\"two"', "two", (1, 15)),
        ('a: "one\\\n   two"', "two", (2, 4)),
        ("a:\n  b: |\n    one\n      two\n", "two", (4, 7)),
        ("a:\n  b: |2-  # as it is\n      one\n     two\n", "two", (4, 6)),
        ("a:\n  b: >-\n    one\n    one\n\n    two\n", "two", (6, 5)),
        ("a:\n  b: >+\n\n    one\n      one\n    two\n\n", "two", (6, 5)),
        ("a: |\r\n  one\r\n  two\r\n", "two", (3, 3)),
        ("a: one\r\n  two\r\n", "two", (2, 3)),
    ],
)
def test_a_word_is_found_again(text: str, word: str, place: tuple[int, int]) -> None:
    node = scalar(text)
    assert locator(text, node)(node.value.index(word)) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one", (1, 7)),
        ("a: 'it''s'", (1, 10)),
        ("a: ''", (1, 5)),
        ('a: "\\u00e9"', (1, 11)),
        ("a: |-\n  b\n", (2, 4)),
    ],
)
def test_the_end_of_a_value_is_behind_its_last_character(
    text: str, place: tuple[int, int]
) -> None:
    node = scalar(text)
    assert locator(text, node)(len(node.value)) == place


PIECES = [
    *(
        "a",
        "two",
        " ",
        "  ",
        "\n",
        "\n\n",
        "'",
        '"',
        "\\",
        "é",
        "설정",
        "*",
        "#",
        ": ",
        "\t",
        "- ",
    ),
    *("🙂", "\x85", "\xa0", "\x07"),
]
VALUES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(VALUES, st.sampled_from(["", "'", '"', "|", ">"]), st.sampled_from([12, 80]))
def test_every_character_of_every_style_is_found_again(
    value: str, style: str, width: int
) -> None:
    text = yaml.dump(
        {"a": {"b": value}}, default_style=style, width=width, allow_unicode=True
    )
    node = scalar(text)
    assume(node.value == value)
    offsets = value_offsets(text, node)
    assert len(offsets) == len(value) + 1
    assert list(offsets) == sorted(offsets)
    for character, offset in zip(value, offsets, strict=False):
        if not character.isspace():
            assert text[offset] in (character, "\\"), (text, offset)
    if value.strip():
        assert len(set(offsets)) > 1 or len(value) == 1
