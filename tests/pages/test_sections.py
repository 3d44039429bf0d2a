"""The parts of a page are its headings, and belong to those of its English page."""

import pytest

from bpadocs.pages.published import Page
from bpadocs.pages.sections import paired_parts, parts_of
from bpadocs.published.any_page import read_any_page

ENGLISH = """\
Before.

# Pumps

About pumps.

## Install

Run `pumpctl install` on 3 machines.

## Remove

Write to help@contoso.example before you remove anything at all.

## Install

A second one.
"""
FRENCH = """\
Avant.

# Pompes

À propos des pompes.

## Installation

Exécutez `pumpctl install` sur 3 machines.

## Suppression

Écrivez à help@contoso.example avant de supprimer quoi que ce soit.

## Installation

La seconde.
"""


def page(text: str, language: str = "fr") -> Page:
    return read_any_page(text.encode(), f"{language}/p.md", "p.md", language, {}, None)


def names(english: str, french: str) -> list[tuple[str | None, str | None]]:
    found = []
    for pair in paired_parts(page(english, "en"), page(french)):
        own = pair.english.name if pair.english else None
        other = pair.translation.name if pair.translation else None
        found.append((own, other))
    return found


def test_each_part_has_a_name_of_its_own_and_its_text() -> None:
    parts = parts_of(page(ENGLISH, "en"))
    assert [part.name for part in parts] == [
        "introduction",
        "pumps",
        "install",
        "remove",
        "install-1",
    ]
    english = page(ENGLISH, "en")
    assert [english.slice(part.body) for part in parts][:2] == [
        "Before.",
        "About pumps.",
    ]


def test_parts_of_the_same_levels_belong_together() -> None:
    assert names(ENGLISH, FRENCH) == [
        ("introduction", "introduction"),
        ("pumps", "pompes"),
        ("install", "installation"),
        ("remove", "suppression"),
        ("install-1", "installation-1"),
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_part_that_is_missing_leaves_the_others_where_they_belong(
    number: int,
) -> None:
    pieces = FRENCH.split("\n## ")
    without = "\n## ".join(pieces[:number] + pieces[number + 1 :])
    found = names(ENGLISH, without)
    missing = ["install", "remove", "install-1"][number - 1]
    assert (missing, None) in found
    assert len([pair for pair in found if None in pair]) == 1


def test_anchors_tell_what_belongs_together_whatever_the_order_of_lengths() -> None:
    english = "# A\n\n## One\n\nText.\n\n## Two\n\nText.\n"
    french = '# A\n\n## <a name="two"></a>Deux\n\nTexte.\n'
    assert names(english, french) == [("a", "a"), ("one", None), ("two", "two")]
    docusaurus = "# A\n\n## Deux {#two}\n\nTexte.\n"
    assert names(english, docusaurus) == [("a", "a"), ("one", None), ("two", "two")]
