"""Which blocks of two texts are compared, and what a field of a subject is."""

import pytest
from lint_helpers import LOCALES, passage, rule, unit

from bpadocs.formats.markdown import Block
from bpadocs.lint.subject import (
    ArgumentLabel,
    Passage,
    Subject,
    join,
    known_fields,
    names_of,
)

NOTHING = ""

PAIRS: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "as many blocks of the same kinds": (
        "### First\n\nOne **two**.\n\nThree.",
        "### Premier\n\nUn **deux**.\n\nTrois.",
        [("First", "Premier"), ("One two.", "Un deux."), ("Three.", "Trois.")],
    ),
    "a heading of another level is a heading": (
        "### First\n\nOne.",
        "#### Premier\n\nUn.",
        [("First", "Premier"), ("One.", "Un.")],
    ),
    "a text of one line": ("One.", "Un.", [("One.", "Un.")]),
    "nothing at all": ("", "", []),
    "no translation": ("One.\n\nTwo.", "", [("One.\n\nTwo.", NOTHING)]),
    "no English": ("", "Un.", [(NOTHING, "Un.")]),
    "a paragraph lost before a list": (
        "### First\n\nRead this.\n\n- One.\n- Two.\n\nLast.",
        "### Premier\n\n- Un.\n- Deux.\n\nFin.",
        [
            ("First", "Premier"),
            ("Read this.", NOTHING),
            ("One.", "Un."),
            ("Two.", "Deux."),
            ("Last.", "Fin."),
        ],
    ),
    "a paragraph added before a list": (
        "### First\n\n- One.\n\nLast.",
        "### Premier\n\nLisez ceci.\n\nEt cela.\n\n- Un.\n\nFin.",
        [
            ("First", "Premier"),
            (NOTHING, "Lisez ceci.\n\nEt cela."),
            ("One.", "Un."),
            ("Last.", "Fin."),
        ],
    ),
    "a list that became paragraphs": (
        "Do this:\n\n- One.\n- Two.\n\n### More\n\nLast.",
        "Faites ceci :\n\nUn.\n\nDeux.\n\n### Plus\n\nFin.",
        [
            ("Do this:", "Faites ceci :"),
            ("One.\n\nTwo.", "Un.\n\nDeux."),
            ("More", "Plus"),
            ("Last.", "Fin."),
        ],
    ),
    "a list one level deeper": (
        "- One.\n- Two.\n\nLast.",
        "- Un.\n  - Deux.\n\nFin.",
        [("One.", "Un."), ("Two.", "Deux."), ("Last.", "Fin.")],
    ),
    "a heading lost at the beginning": (
        "### First\n\nOne.",
        "Un.",
        [("First", NOTHING), ("One.", "Un.")],
    ),
    "a heading lost at the end": (
        "One.\n\n### Last",
        "Un.",
        [("One.", "Un."), ("Last", NOTHING)],
    ),
    "a block at the beginning is not one at the end too": (
        "One.",
        "Un.\n\n### Titre\n\nDeux.",
        [("One.", "Un."), (NOTHING, "Titre\n\nDeux.")],
    ),
    "cells of a table": (
        "| a | b |\n|-|-|\n| c | d |",
        "| A | B |\n|-|-|\n| C | D |",
        [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")],
    ),
    "code is not written for readers": (
        "One.\n\n```\nGet-VM\n```\n\n### Two",
        "Un.\n\n### Deux",
        [("One.", "Un."), ("Two", "Deux")],
    ),
}


@pytest.mark.parametrize(
    ("english", "translation", "expected"), PAIRS.values(), ids=PAIRS.keys()
)
def test_blocks_are_paired(
    english: str, translation: str, expected: list[tuple[str, str]]
) -> None:
    segments = unit(english, translation).segments
    assert [(one.english.plain, one.translation.plain) for one in segments] == expected


def test_in_ui_text_marks_are_text_and_make_no_blocks() -> None:
    segments = unit("# One\n\n**Two**", "- Un\n\nDeux", field="title").segments
    assert [(one.english.plain, one.translation.plain) for one in segments] == [
        ("# One", "- Un"),
        ("**Two**", "Deux"),
    ]


TEXT = "> One **two** `three`.\n\nFour [five](six.md).\n\n### Seven"


def blocks() -> tuple[Block, ...]:
    return tuple(passage(TEXT).tree.prose)


def test_joined_blocks_are_one_text_with_empty_lines_between() -> None:
    joined = join(blocks())
    assert joined.plain == "One two three.\n\nFour five.\n\nSeven"
    assert TEXT[joined.start : joined.end] == TEXT[2:]
    inlines = [inline for block in blocks() for inline in block.inlines]
    assert [one.kind for one in joined.inlines] == [one.kind for one in inlines]


def test_each_character_of_joined_blocks_leads_back_to_its_own() -> None:
    joined = join(blocks())
    for index, character in enumerate(joined.plain):
        if character != "\n":
            assert TEXT[joined.plain_offset(index)] == character, index


def test_a_span_over_the_empty_line_reaches_from_block_to_block() -> None:
    joined = join(blocks())
    start, end = joined.plain_span(
        joined.plain.index("three"), joined.plain.index("five")
    )
    assert TEXT[start:end] == "three`.\n\nFour "


def test_the_empty_line_stays_within_the_passage() -> None:
    joined = join(blocks())
    first = joined.plain.index("\n\n")
    places = [joined.plain_offset(index) for index in (first, first + 1)]
    assert all(0 <= place <= len(TEXT) for place in places)
    assert places == sorted(places)


def test_empty_blocks_take_no_line() -> None:
    header = passage("| |\n|-|\n| c |").tree.prose
    assert [block.plain for block in header] == ["", "c"]
    assert join(header).plain == "c"


def test_one_block_stays_itself_and_none_is_an_empty_one() -> None:
    [block] = passage("One.").tree.prose
    assert join([block]) is block
    nothing = join([])
    assert (nothing.plain, nothing.start, nothing.end, nothing.inlines) == (
        "",
        0,
        0,
        (),
    )
    assert nothing.plain_span(0, 0) == (0, 0)


def beside(english: str, translation: str, words: str) -> str:
    """The part of the translation that belongs to the place of these words."""
    start, end = unit(english, translation).beside(english.index(words))
    return translation[start:end]


TWO = "One `a`.\n\nTwo `b`."


@pytest.mark.parametrize(
    ("english", "translation", "words", "expected"),
    [
        (TWO, "Un.\n\nDeux.", "One", "Un."),
        (TWO, "Un.\n\nDeux.", "a`", "Un."),
        (TWO, "Un.\n\nDeux.", "Two", "Deux."),
        (TWO, "Un.\n\nDeux.", "b`", "Deux."),
        # between two blocks, and before the first
        (TWO, "Un.\n\nDeux.", "\n\n", "Un."),
        ("\n\nOne.", "Un.\nSuite.", "\n", "Un."),
        # a block that the translation does not have
        ("### One\n\nTwo.", "Deux.\nSuite.", "One", "Deux."),
        ("One.\n\n### Two", "Un.\nSuite.\n\nFin.", "Two", "Fin."),
        # code is in no block that is written for readers
        ("One.\n\n```\ncode\n```", "Un.\nSuite.", "code", "Un."),
        # of two rows the right one, and of cells that are empty the first
        ("| a | b |\n|-|-|\n| c | d |", "| A | B |\n|-|-|\n| C | D |", "d", "D"),
    ],
)
def test_what_is_missing_belongs_to_the_block_beside_it(
    english: str, translation: str, words: str, expected: str
) -> None:
    assert beside(english, translation, words) == expected


def test_behind_the_end_of_a_block_is_outside_of_it() -> None:
    one = unit("One.\n\nTwo.", "Un.\nSuite.\n\nDeux.\nSuite.")
    assert one.beside(3) == (0, len("Un.\nSuite."))
    assert one.beside(4) == (0, len("Un."))
    assert one.beside(6) == (
        len("Un.\nSuite.\n\n"),
        len("Un.\nSuite.\n\nDeux.\nSuite."),
    )


def test_of_empty_cells_at_one_place_the_first_is_meant() -> None:
    english = "| a | |\n|-|-|\n| | d |"
    translation = "| A | x |\n|-|-|\n| y | D |"
    one = unit(english, translation)
    empty = [segment for segment in one.segments if not segment.english.plain]
    assert [segment.translation.plain for segment in empty] == ["x", "y"]
    for segment in empty:
        span = (segment.translation.start, segment.translation.end)
        assert one.beside(segment.english.start) == span


ENGLISH = {"title": passage("One"), "impact": passage("Two")}
DATE = passage("1/1/2020")
ANCHOR = passage("", file="anchor.yaml")


def subject(with_anchor: bool) -> Subject:
    return rule(
        unit("One", "Un", field="title"),
        unit("Two", "Due", "it", field="impact"),
        front_matter={"fr": {"ms.date": DATE}},
        anchor=(lambda language, name: ANCHOR) if with_anchor else None,
    )


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "title", "One"),
        ("en", "impact", "Two"),
        ("fr", "title", "Un"),
        ("it", "impact", "Due"),
        ("fr", "front_matter.ms.date", "1/1/2020"),
    ],
)
def test_a_text_is_found_by_language_and_field(
    language: str, name: str, text: str
) -> None:
    assert subject(with_anchor=True).passage(language, name).text == text


MISSING = [
    ("en", "issue"),
    ("fr", "impact"),
    ("de", "title"),
    ("en", "front_matter.ms.date"),
    ("fr", "front_matter.author"),
    ("fr", "ms.date"),
    ("fr", None),
    ("en", None),
]


@pytest.mark.parametrize(("language", "name"), MISSING)
def test_what_has_no_text_is_at_the_anchor(language: str, name: str | None) -> None:
    assert subject(with_anchor=True).passage(language, name) is ANCHOR


@pytest.mark.parametrize(("language", "name"), MISSING)
def test_without_an_anchor_it_is_at_the_top_of_the_file(
    language: str, name: str | None
) -> None:
    found = subject(with_anchor=False).passage(language, name)
    assert (found.text, found.markup, found.file) == ("", False, "rule.yaml")
    assert found.locate(7) == (1, 1)


def test_units_and_passages_come_in_order_english_first() -> None:
    one = subject(with_anchor=False)
    assert [(language, name) for language, name, _ in one.passages] == [
        ("en", "title"),
        ("en", "impact"),
        ("fr", "title"),
        ("it", "impact"),
    ]
    assert [found.text for _, _, found in one.passages] == ["One", "Two", "Un", "Due"]
    assert [unit.field for unit in one.of("it")] == ["impact"]
    assert list(one.of("de")) == []


def test_a_page_has_no_stale_fields() -> None:
    one = subject(with_anchor=False)
    assert one.states == {}
    assert one.comparable is one
    assert not one.partly_stale
    assert not one.still_fits("fr", "title")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (None, {"fr"}),
        ("title", {"title", "fr.title"}),
        ("impact.one", {"impact.one", "impact", "fr.impact.one", "fr.impact"}),
        (
            "front_matter.ms.date",
            {
                "front_matter",
                "front_matter.ms",
                "front_matter.ms.date",
                "fr.front_matter",
                "fr.front_matter.ms",
                "fr.front_matter.ms.date",
            },
        ),
    ],
)
def test_a_field_may_be_named_in_part_and_with_its_language(
    field: str | None, names: set[str]
) -> None:
    assert names_of("fr", field) == names


def test_every_field_that_a_finding_may_have_is_known() -> None:
    one = Subject(
        id="p/r",
        file="rule.yaml",
        english=ENGLISH,
        units={},
        arguments={"host": ArgumentLabel("host", "hôte")},
        front_matter={"fr": {"ms.date": DATE}},
        locales=LOCALES,
    )
    known = known_fields(one)
    for field in (
        "title",
        "impact.one",
        "synced.impact",
        "label.severity",
        "value.property",
        "section.see_also",
        "page",
        "severity",
        "arguments.host.label",
        "front_matter.ms.date",
        "front_matter.title",
        "front_matter.description",
    ):
        assert names_of("fr", field) | names_of("en", field) <= known, field
    assert {"fr", "en"} <= known
    assert not {"titel", "xx", "xx.title", "suppress", "arguments.guest"} & known


def test_the_tree_of_ui_text_takes_its_marks_for_text() -> None:
    [markdown] = Passage("**One**", True, "f", lambda _: (1, 1)).tree.prose
    [plain] = Passage("**One**", False, "f", lambda _: (1, 1)).tree.prose
    assert (markdown.plain, plain.plain) == ("One", "**One**")
