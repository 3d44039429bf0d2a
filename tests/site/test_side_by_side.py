"""A text and its translation, block by block."""

import html
import re

from bpadocs.project.settings import Settings
from bpadocs.rule.model import Plural, Text
from bpadocs.site.frame import language_of
from bpadocs.site.links import Link
from bpadocs.site.markup import Surroundings
from bpadocs.site.side_by_side import CellBlock, CellMaker, TextCell, aligned
from bpadocs.words.labels import Labels

SETTINGS = Settings(locales={"en": "en-us", "fr": "fr-fr"}, help="", lint={})
AROUND = Surroundings(link=lambda target: Link(None), word=str)


def blocks(text: Text | None, *, is_markdown: bool = True) -> list[CellBlock]:
    language = language_of("fr", "fr-fr", Labels("fr"), SETTINGS)
    maker = CellMaker(AROUND, {}, is_markdown, language)
    return maker.blocks(text, lambda form: ())


def plain(cell: TextCell | None) -> str:
    if cell is None:
        return ""
    return html.unescape(re.sub("<[^>]*>", "", cell.source))


def beside(english: Text | None, translation: Text | None) -> list[tuple[str, str]]:
    lines = aligned(blocks(english), blocks(translation))
    return [(plain(line.english), plain(line.translation)) for line in lines]


def test_the_same_blocks_stand_beside_each_other() -> None:
    assert beside(
        "One.\n\n#### Two\n\n```\nx\n```", "Un.\n\n#### Deux\n\n```\ny\n```"
    ) == [
        ("One.", "Un."),
        ("#### Two", "#### Deux"),
        ("```\nx\n```", "```\ny\n```"),
    ]


def test_steps_stand_beside_steps() -> None:
    lines = beside("1. One\n2. Two\n\nEnd.", "1. Un\n2. Deux\n\nFin.")
    assert lines == [("1. One", "1. Un"), ("2. Two", "2. Deux"), ("End.", "Fin.")]


def test_a_block_that_is_missing_leaves_its_place_empty() -> None:
    english = "One.\n\n> [!NOTE]\n> Two.\n\n- Three"
    assert beside(english, "Un.\n\n- Trois") == [
        ("One.", "Un."),
        ("> [!NOTE]\n> Two.", ""),
        ("- Three", "- Trois"),
    ]
    assert beside(english, None)[0] == ("One.", "")
    assert beside(None, "Un.") == [("", "Un.")]
    assert beside("", "") == []


def test_lists_of_other_lengths_stay_whole() -> None:
    assert beside("- One\n- Two", "- Un") == [("- One\n- Two", "- Un")]


def test_plural_forms_stand_beside_those_of_the_same_name() -> None:
    english = Plural("n", {"one": "One.", "other": "Many."})
    french = Plural("n", {"one": "Un.", "many": "De.", "other": "Plusieurs."})
    lines = aligned(blocks(english), blocks(french))
    forms = [
        (line.english and line.english.form, line.translation and line.translation.form)
        for line in lines
    ]
    assert forms == [("one", "one"), (None, "many"), ("other", "other")]


def test_nothing_in_an_excerpt_is_a_place_of_the_page() -> None:
    [heading, anchor] = blocks('## Title\n\n<a name="kept"></a>Text')
    assert heading.cell.rendered == '<p class="heading">Title</p>\n'
    assert "id=" not in str(anchor.cell.rendered)


def test_plain_text_is_no_markdown() -> None:
    [block] = blocks("Use **it** with {name}.", is_markdown=False)
    assert block.cell.rendered is None
    assert block.cell.source == (
        'Use **it** with <code class="argument">{name}</code>.'
    )
