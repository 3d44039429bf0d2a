"""Entries of lists in YAML files: only they change."""

import pytest

from bpadocs.formats.yaml.lists import with_item, with_item_replaced, without_item


def order(path: tuple[str, ...]) -> tuple[str, ...]:
    return () if path else ("page", "aliases", "text")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("page: x\ntext: y\n", "page: x\naliases:\n  - a/b\ntext: y\n"),
        ("page: x # p\ntext: y", "page: x # p\naliases:\n  - a/b\ntext: y"),
        ("page: x\r\ntext: y\r\n", "page: x\r\naliases:\r\n  - a/b\r\ntext: y\r\n"),
        ("aliases:\n- c/d # old\n", "aliases:\n- c/d\n- a/b # old\n"),
        ("aliases: [c/d]\n", "aliases: [c/d, a/b]\n"),
        ("aliases: []\npage: x\n", "aliases:\n  - a/b\npage: x\n"),
        ("aliases:\npage: x\n", "aliases:\n  - a/b\npage: x\n"),
        ("{page: x}\n", "{page: x, aliases: [a/b]}\n"),
        ("aliases: [a/b]\n", "aliases: [a/b]\n"),
        ("\ufeffpage: x\n", "\ufeffpage: x\naliases:\n  - a/b\n"),
    ],
)
def test_an_entry_goes_to_the_end(before: str, after: str) -> None:
    assert with_item(before, "aliases", "a/b", order) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x: 1\naliases:\n  - a/b\n", "x: 1\n"),
        ("aliases:\n  - a/b # c\n  - c/d\n", "aliases:\n  - c/d\n"),
        ("aliases:\n  - c/d\n  - a/b", "aliases:\n  - c/d\n"),
        ("aliases: [a/b, c/d]\n", "aliases: [c/d]\n"),
        ("aliases: [c/d, a/b, e/f]\n", "aliases: [c/d, e/f]\n"),
        ("aliases: [c/d]\n", "aliases: [c/d]\n"),
        ("x: 1\n", "x: 1\n"),
    ],
)
def test_an_entry_goes(before: str, after: str) -> None:
    assert without_item(before, "aliases", "a/b") == after


def test_an_entry_gives_its_place_to_another() -> None:
    text = "order:\n  - a # first\n  - b\n"
    assert with_item_replaced(text, "order", "a", "z") == text.replace("- a", "- z")
