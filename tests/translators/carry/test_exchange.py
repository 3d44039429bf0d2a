"""What was exchanged in the English is exchanged in a translation, where there is no doubt."""

import pytest
from carry_helpers import carried, why_left


@pytest.mark.parametrize(
    ("before", "now", "text", "expected"),
    [
        ("Run `a`.", "Run `b`.", "Exécutez `a`.", "Exécutez `b`."),
        ("[it](a.md)", "[it](b.md)", "[lui](a.md)", "[lui](b.md)"),
        ('[it](a.md "T")', '[it](b.md "T")', '[lui](a.md "T")', '[lui](b.md "T")'),
        ("![it](a.png)", "![it](b.png)", "![lui](a.png)", "![lui](b.png)"),
        ("<https://a.b/c>", "<https://a.b/d>", "<https://a.b/c>", "<https://a.b/d>"),
        ("See https://a.b/c.", "See https://a.b/d.", "Voir https://a.b/c.", "Voir https://a.b/d."),
        ("KB123456", "KB654321", "KB123456", "KB654321"),
        ("in services.msc", "in compmgmt.msc", "dans services.msc", "dans compmgmt.msc"),
        ("from 10 to 20", "from 20 to 10", "de 10 à 20", "de 20 à 10"),
        ("an 8-core host", "a 12-core host", "à 8 cœurs", "à 12 cœurs"),
        ("|a|b|\n|-|-|\n|10|`x`|\n|10|`y`|", "|a|b|\n|-|-|\n|10|`x`|\n|30|`y`|", "|A|B|\n|-|-|\n|10|`x`|\n|10|`y`|", "|A|B|\n|-|-|\n|10|`x`|\n|30|`y`|"),
        ("|a|b|\n|-|-|\n|`x\\|y`|z|", "|a|b|\n|-|-|\n|`x\\|w`|z|", "|A|B|\n|-|-|\n|`x\\|y`|z|", "|A|B|\n|-|-|\n|`x\\|w`|z|"),
    ],
)  # fmt: skip
def test_what_stands_the_same_is_exchanged(
    before: str, now: str, text: str, expected: str
) -> None:
    assert carried("fr", before, now, text) == expected


@pytest.mark.parametrize(
    ("before", "now", "text", "reason"),
    [
        ("7 nodes", "8 nodes", "sept nœuds", "“7” is spelled out in fr: “sept”"),
        ("4 hosts, four steps", "5 hosts, four steps", "quatre hôtes, 4 étapes", "“4” is there as “four” too"),
        ("4 hosts", "5 hosts", "4 hôtes en quatre étapes", "“4” is there as “quatre” too"),
        ("10 and 10", "10 and 12", "10 et 10", "“10” stands 2 times in the English, and only 1 changed"),
        ("10 and 10", "11 and 12", "10 et 10", "“10” stands 2 times in the English, and became several things"),
        ("10 nodes", "12 nodes", "10 nœuds sur 10", "“10” stands once in the English, and 2 times in fr"),
        ("[this](a.md)", "[that](a.md)", "[ceci](a.md)", "“this” became “that”"),
        ("[p](a.md)", "[p](b.md)", "[p](fr/a.md)", "“a.md” does not stand so in fr"),
        ("seven nodes", "eight nodes", "sept nœuds", "“seven” became “eight”"),
        ("a. b", "a, b", "a. b", "“.” became “,”"),
        ("Run it", "Always run it", "Exécutez-le", "“Run” became “Always run”"),
        ("a **b**", "a b", "a **b**", "the structure of the text has changed"),
        ("## a", "### a", "## a", "the structure of the text has changed"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_with_the_reason(
    before: str, now: str, text: str, reason: str
) -> None:
    assert why_left("fr", before, now, text) == reason


def test_the_same_token_in_two_blocks_may_change_in_one() -> None:
    before, now = "10 and 10\n\nalso 10", "10 and 10\n\nalso 12"
    assert carried("fr", before, now, "10 et 10\n\naussi 10") == "10 et 10\n\naussi 12"
    # The translation has other blocks: nobody can tell which of the three is meant.
    assert carried("fr", before, now, "10 et 10 aussi 10") is None


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        # The items, sorted by their words in each language.
        ("- 5 old\n- 5 young", "- 6 old\n- 5 young", "- 5 jeunes\n- 5 vieux"),
        ("|a|b|\n|-|-|\n|5|8|\n|5|7|", "|a|b|\n|-|-|\n|6|8|\n|5|7|", "|A|B|\n|-|-|\n|5|7|\n|5|8|"),
        ("|a|b|\n|-|-|\n|5|x|\n|5|y|", "|a|b|\n|-|-|\n|6|x|\n|5|y|", "|A|B|\n|-|-|\n|5|Y|\n|5|X|"),
        ("|a|b|\n|-|-|\n|5|5|", "|a|b|\n|-|-|\n|5|6|", "|B|A|\n|-|-|\n|5|5|"),
    ],
)  # fmt: skip
def test_in_blocks_that_may_be_in_another_order_nothing_is_guessed(
    before: str, now: str, text: str
) -> None:
    assert carried("fr", before, now, text) is None


@pytest.mark.parametrize(
    ("before", "now", "text", "expected"),
    [
        ("at 10 AM", "at 11 AM", "à 10 h", "à 11 h"),
        ("at 12 PM", "at 2 PM", "à 12 h", None),
        ("at 11:30 p.m.", "at 12:30 p.m.", "à 11 h 30", None),
        ("at 12 points", "at 22 points", "à 12 points", "à 22 points"),
    ],
)
def test_noon_and_midnight_are_left(
    before: str, now: str, text: str, expected: str | None
) -> None:
    assert carried("fr", before, now, text) == expected


def test_a_unit_of_bits_is_another_one() -> None:
    assert carried("fr", "10 GB", "10 Gb", "10 Go") is None
    assert carried("fr", "10 Gb", "20 Gb", "10 Gb") == "20 Gb"
    assert carried("fr", "10 gb", "10 GB", "10 Go") == "10 Go"


CODE = "```powershell\nGet-VM\n```"


@pytest.mark.parametrize(
    ("before", "now", "text", "expected"),
    [
        ("a\n\nb", f"a\n\n{CODE}\n\nb", "A\n\nB", f"A\n\n{CODE}\n\nB"),
        (f"a\n\n{CODE}\n\nb", "a\n\nb", f"A\n\n{CODE}\n\nB", "A\n\nB"),
        ("a\n", f"a\n\n{CODE}\n", "A\n", f"A\n\n{CODE}\n"),
        (f"{CODE}\n\na", "a", f"{CODE}\n\nA", "A"),
        ("1. a\n2. b", "1. a\n\n   ```\n   x\n   ```\n\n2. b", "1. A\n2. B", "1. A\n\n   ```\n   x\n   ```\n\n2. B"),
        (f"a\n\n{CODE}\n\nb", f"a\n\n{CODE.replace('VM', 'VHD')}\n\nb", f"A\n\n{CODE}\n\nB", f"A\n\n{CODE.replace('VM', 'VHD')}\n\nB"),
        # A list that is written in another way: where the code goes is not certain.
        ("- a\n- b", "- a\n\n  ```\n  x\n  ```\n- b", "* A\n* B", None),
        # The comment in the code is translated: this is not the code that was exchanged.
        ("a\n\n```\n# it\n```", "a\n\n```\n# now\n```", "A\n\n```\n# lui\n```", None),
    ],
)  # fmt: skip
def test_blocks_of_code_come_go_and_change(
    before: str, now: str, text: str, expected: str | None
) -> None:
    assert carried("fr", before, now, text) == expected


def test_text_from_right_to_left_keeps_its_order() -> None:
    text = "استخدم `Get-VM` على 12 عقدة"
    expected = "استخدم `Get-VHD` على 13 عقدة"
    now = "Use `Get-VHD` on 13 nodes"
    assert carried("ar", "Use `Get-VM` on 12 nodes", now, text) == expected
