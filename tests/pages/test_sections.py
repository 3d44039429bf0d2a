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


INDEX = """\
# Rules

## Policy

- [Back up](x/Back-up.md)
- [Test](x/Test.md)

## Prerequisites

- [Processors](x/Processors.md)

## Security

- [Renew](x/Renew.md)
"""
SORTED = """\
# Règles

## Prérequis

- [Processeurs](x/Processors.md)

## Sécurité

- [Renouveler](x/Renew.md)

## Stratégie

- [Sauvegarder](x/Back-up.md)
- [Tester](x/Test.md)
"""


def headings(english: str, french: str) -> list[tuple[str, str]]:
    found = []
    for pair in paired_parts(page(english, "en"), page(french)):
        assert pair.english
        assert pair.english.heading
        assert pair.translation
        assert pair.translation.heading
        words = pair.english.heading.words, pair.translation.heading.words
        found.append(words)
    return found


IN_ORDER_OF_THE_ENGLISH = [
    ("Rules", "Règles"),
    ("Policy", "Stratégie"),
    ("Prerequisites", "Prérequis"),
    ("Security", "Sécurité"),
]


def test_lists_of_links_that_each_language_sorts_belong_together_by_their_links() -> (
    None
):
    assert headings(INDEX, SORTED) == IN_ORDER_OF_THE_ENGLISH


@pytest.mark.parametrize(
    ("link", "other"), [("x/Back-up.md", "x/Other.md"), ("x/Renew.md", "x/Other.md")]
)
def test_a_link_that_leads_elsewhere_moves_no_section(link: str, other: str) -> None:
    assert headings(INDEX, SORTED.replace(link, other)) == IN_ORDER_OF_THE_ENGLISH


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        # the sections of the translation are not sorted
        ("## Prérequis", "## Vérifications", "Vérifications"),
        # a section has more than links
        ("- [Renouveler]", "Renouvelez.\n\n- [Renouveler]", "Prérequis"),
    ],
)
def test_other_sections_belong_together_by_their_order(
    before: str, after: str, first: str
) -> None:
    _, policy, *_ = headings(INDEX, SORTED.replace(before, after))
    assert policy == ("Policy", first)
