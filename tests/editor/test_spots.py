"""What is being written is known by its place, whether or not it is YAML yet."""

import pytest
from projects import RULE

from bpadocs.editor.spots import CursorSpot, line_spots, spot_at, text_under


def at(text: str) -> CursorSpot:
    """Return what is being written where the text has a bar."""
    return spot_at(text.replace("|^", ""), text.index("|^"))


@pytest.mark.parametrize(
    ("text", "path", "written", "is_key"),
    [
        ("sev|^", (), "sev", True),
        ("|^", (), "", True),
        ("severity: warn|^", ("severity",), "warn", False),
        ("severity: warn|^\npage: x\n", ("severity",), "warn", False),
        ("severity:|^", ("severity",), "", False),
        ("text:\n  |^", ("text",), "", True),
        ("text:\n  en:\n    ti|^", ("text", "en"), "ti", True),
        ("text:\n  en:\n    title: a\n  |^", ("text",), "", True),
        ("text:\n  en:\n    title: a\n    |^", ("text", "en"), "", True),
        ("text:\n  en:\n    title: a\n|^", (), "", True),
        ("text:\n  en:\n    issue: The {vi|^", ("text", "en", "issue"), "The {vi", False),
        ("text:\n  en:\n    issue: |-\n      a {|^", ("text", "en", "issue"), "a {", False),
        ("text:\n  en:\n    issue: >-\n      a\n\n      b|^\n", ("text", "en", "issue"), "b", False),
        ("text:\n  en:\n    issue: |-\n      a\n    im|^", ("text", "en"), "im", True),
        ("text:\n  en:\n    issue:\n      on|^", ("text", "en", "issue"), "on", True),
        ("suppress:\n  - check: st|^", ("suppress", "-", "check"), "st", False),
        ("suppress:\n  - |^", ("suppress", "-"), "", True),
        ("suppress:\n  - check: a\n    fi|^", ("suppress", "-"), "fi", True),
        ("suppress:\n- check: a\n  fi|^", ("suppress", "-"), "fi", True),
        ("arguments:\n  vms: {type: li|^", ("arguments", "vms", "type"), "li", False),
        ("arguments:\n  vms: {type: list, la|^", ("arguments", "vms"), "la", True),
        ("suppress:\n  - {check: st|^", ("suppress", "-", "check"), "st", False),
        ("suppress:\n  - {fi|^", ("suppress", "-"), "fi", True),
        ("# a\nseverity: |^ # b", ("severity",), "", False),
    ],
)  # fmt: skip
def test_a_place_is_known_by_the_lines_above_it(
    text: str, path: tuple[str, ...], written: str, is_key: bool
) -> None:
    found = at(text)
    assert found[:3] == (path, written, is_key)
    assert found.in_braces == ("{" in text and path[0] != "text")


def test_line_ends_of_windows_are_no_part_of_what_is_written() -> None:
    found = at("text:\r\n  en:\r\n    issue: |-\r\n      a\r\n    im|^\r\n")
    assert found == CursorSpot(("text", "en"), "im", is_key=True)


def test_each_line_has_one_place() -> None:
    assert len(line_spots(RULE)) == RULE.count("\n") + 1
    for spot in line_spots(RULE):
        assert 0 <= spot.start <= spot.end <= len(RULE)


def test_a_text_is_found_as_far_as_it_is_written() -> None:
    english = text_under(RULE, ("text", "en", "impact"))
    assert english.split()[-1] == "{virtual_machines}"
    assert "You may lose data." in english
    assert text_under(RULE, ("text", "de", "impact")) == ""


@pytest.mark.parametrize(
    "text", ["\0", "- - - a", "?", "a: b: c", "\t\tx:", "{{{", "'"]
)
def test_nothing_is_too_odd_to_have_a_place(text: str) -> None:
    for offset in range(len(text) + 1):
        assert isinstance(spot_at(text, offset), CursorSpot)
