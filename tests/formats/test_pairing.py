"""Parts of a text and of its translation belong together by what a translation keeps."""

import random

import pytest

from bpadocs.formats.pairing import (
    Traits,
    in_order_of,
    likeness,
    paired,
    stretches,
    traits,
)

PARAGRAPH = ("paragraph", 0)


def part(text: str, *addresses: str) -> Traits:
    return traits(PARAGRAPH, text, addresses)


ENGLISH = [
    part("Open the console of server 12."),
    part("Run `Get-Disk` and note the number.", "Get-Disk"),
    part("See the documentation of Contoso.", "https://contoso.example/docs"),
    part("Nothing else is needed, and the wizard ends by itself after a while."),
]
FRENCH = [
    part("Ouvrez la console du serveur 12."),
    part("Exécutez `Get-Disk` et notez le numéro.", "Get-Disk"),
    part("Consultez la documentation de Contoso.", "https://contoso.example/docs"),
    part("Rien d’autre n’est nécessaire, et l’assistant se termine après un moment."),
]


def test_parts_that_are_all_there_are_paired_in_order() -> None:
    assert paired(ENGLISH, FRENCH, likeness) == [(0, 0), (1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("missing", range(4))
def test_a_part_that_the_translation_lacks_has_no_partner(missing: int) -> None:
    french = FRENCH[:missing] + FRENCH[missing + 1 :]
    found = paired(ENGLISH, french, likeness)
    assert (missing, None) in found
    kept = [number for number in range(4) if number != missing]
    partners = {own: other for own, other in found if other is not None}
    assert partners == {own: place for place, own in enumerate(kept)}


@pytest.mark.parametrize("added", range(5))
def test_a_part_that_only_the_translation_has_is_alone(added: int) -> None:
    extra = part("Cette page a été traduite par 7 bénévoles de l’association.")
    french = [*FRENCH[:added], extra, *FRENCH[added:]]
    assert (None, added) in paired(ENGLISH, french, likeness)


def test_parts_of_another_shape_never_belong_together() -> None:
    heading = traits(("heading", 0), "Open the console of server 12.", ())
    assert likeness(heading, ENGLISH[0]) < 0
    assert paired([heading], ENGLISH[:1], likeness) in (
        [(0, None), (None, 0)],
        [(None, 0), (0, None)],
    )


def test_very_many_parts_are_paired_by_their_number() -> None:
    many = [part(str(number)) for number in range(300)]
    found = paired(many, many[:200], likeness)
    assert found[:200] == [(number, number) for number in range(200)]
    assert found[200:] == [(number, None) for number in range(200, 300)]


def test_whatever_is_left_out_every_part_is_told_once_and_in_order() -> None:
    chance = random.Random(5)
    for _ in range(200):
        own = [one for one in ENGLISH if chance.random() < 0.7]
        other = [one for one in FRENCH if chance.random() < 0.7]
        found = paired(own, other, likeness)
        assert [left for left, _ in found if left is not None] == [*range(len(own))]
        assert [right for _, right in found if right is not None] == [
            *range(len(other))
        ]


def test_what_has_no_partner_between_two_pairs_is_one_stretch() -> None:
    pairs = [(0, 0), (1, None), (None, 1), (2, None), (3, 2), (None, 3)]
    assert list(stretches(pairs)) == [
        ([0], [0]),
        ([1, 2], [1]),
        ([3], [2]),
        ([], [3]),
    ]


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ([["c"], ["a"], ["b1", "b2"]], [1, 2, 0]),
        # most of its addresses tell
        ([["c"], ["b1", "other"], ["a"]], [2, 1, 0]),
        # what leads elsewhere has the place that is left
        ([["c"], ["other"], ["b1", "b2"]], [1, 2, 0]),
        # one is missing, one is too many, one is there twice
        ([["c"], ["a"]], [1, 0]),
        ([["x"], ["c"], ["a"], ["b1"]], [2, 3, 1, 0]),
        ([["c"], ["c"], ["a"]], [2, 1, 0]),
        ([], []),
    ],
)
def test_parts_stand_where_the_english_has_their_addresses(
    translation: list[list[str]], expected: list[int]
) -> None:
    assert in_order_of([["a"], ["b1", "b2"], ["c"]], translation) == expected


def test_an_address_that_several_parts_have_tells_nothing() -> None:
    assert in_order_of([["a", "x"], ["b", "x"]], [["x"], ["a", "x"]]) == [1, 0]
    assert in_order_of([["a"], ["a"], ["a"]], [["a"], ["a"], ["a"]]) == [0, 1, 2]
