"""Every block is at the offsets that it names."""

import pytest
from markdown_helpers import shape

from bpadocs.formats.markdown import parse


def test_blocks_stand_where_they_say() -> None:
    text = "# One\n\nTwo\nthree  \n\n- a\n  - b\n\n1. > c\n\n```ps\n d\n```\n\n> [!NOTE]\n> e\n\n"
    text += "|f|g|\n|-|-|\n||h|\n\n***\n"
    assert shape(parse(text)) == [
        ("heading", "# One"),
        ("paragraph", "Two\nthree"),
        ("bullet_list", "- a\n  - b"),
        ("item", "- a\n  - b"),
        ("paragraph", "a"),
        ("bullet_list", "- b"),
        ("item", "- b"),
        ("paragraph", "b"),
        ("ordered_list", "1. > c"),
        ("item", "1. > c"),
        ("quote", "> c"),
        ("paragraph", "c"),
        ("fence", "```ps\n d\n```"),
        ("alert", "> [!NOTE]\n> e"),
        ("paragraph", "e"),
        ("table", "|f|g|\n|-|-|\n||h|"),
        ("row", "|f|g|"),
        ("cell", "f"),
        ("cell", "g"),
        ("row", "||h|"),
        ("cell", ""),
        ("cell", "h"),
        ("rule", "***"),
    ]


def test_levels_numbers_and_languages() -> None:
    document = parse("### a\n\n3. b\n\n```ps1\nc\n```\n")
    assert [
        (block.kind, block.level, block.info)
        for block in document.blocks
        if block.kind != "paragraph"
    ] == [
        ("heading", 3, ""),
        ("ordered_list", 3, ""),
        ("item", 0, "3"),
        ("fence", 0, "ps1"),
    ]


def test_an_alert_without_a_body_is_an_empty_alert() -> None:
    assert shape(parse("> [!NOTE]\n\nBody")) == [
        ("alert", "> [!NOTE]"),
        ("paragraph", "Body"),
    ]


@pytest.mark.parametrize("kind", ["[!NOTE] text", "text [!NOTE]", "[NOTE]"])
def test_a_quote_that_is_no_alert_stays_a_quote(kind: str) -> None:
    assert [block.kind for block in parse(f"> {kind}").blocks] == ["quote", "paragraph"]


def test_code_leads_back_too() -> None:
    text = "1. x\n\n   ```ps\n   Get-VM\n     -Name a\n   ```"
    [fence] = [block for block in parse(text).blocks if block.kind == "fence"]
    assert fence.plain == "Get-VM\n  -Name a"
    start = fence.plain.index("-Name")
    assert text[slice(*fence.plain_span(start, start + 5))] == "-Name"
