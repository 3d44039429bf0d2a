"""What reads texts takes no longer per character of a long text than of a short one, whatever the text is made of."""

import re
from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest
from expressions import Used, all_expressions, hostile_seeds
from finding_helpers import report_of
from hostile import growth
from page_helpers import PAGE, page

from bpadocs.formats.code import code_lines
from bpadocs.formats.markdown import parse, parse_plain
from bpadocs.formats.yaml.nodes import MapNode, ScalarNode, compose
from bpadocs.formats.yaml.scalars import ScalarPlace, write
from bpadocs.formats.yaml.spans import locator
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.habits import observe_habits
from bpadocs.lint.history import word_diff
from bpadocs.lint.report.text import render
from bpadocs.pages.markup import markdown, slug
from bpadocs.published.fallen_back import Marks, english_beside, with_fallen_back
from bpadocs.published.found_layout import derive_translation
from bpadocs.published.looked_through import looked_through
from bpadocs.published.reader import read_page
from bpadocs.published.subjects import PLACEHOLDER
from bpadocs.published.texts import english_fields, tidy
from bpadocs.published.unreadable import UnreadableError
from bpadocs.published.words import applies_to_systems
from bpadocs.rule.provenance import nfc, normalise
from bpadocs.site.highlight import LEXERS, MAX_LENGTH, highlight
from bpadocs.words.labels import Labels
from bpadocs.words.languages import LanguageData

SOURCE = Labels("en")

MOST = 3.0


def times(
    run: Callable[[str], object], make: Callable[[int], str], small: int, large: int
) -> float:
    def seconds(length: int) -> float:
        text = make(length)
        start = process_time()
        run(text)
        return process_time() - start

    return growth(seconds, small, large)


def repeated(seed: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda length: before + seed * (length // len(seed)) + after


def slow_seed(used: Used) -> str:
    """What makes it slow, or nothing."""
    for seed in hostile_seeds(used.pattern):
        # what comes last lets a match fail that has taken all before it
        make = repeated(seed, "a ", "\x01")
        if (
            times(used.run, make, 200, 2_000) > MOST
            and times(used.run, make, 1_000, 8_000) > MOST
        ):
            return seed
    return ""


@pytest.mark.parametrize("part", range(4))
def test_no_regular_expression_tries_the_same_again_and_again(part: int) -> None:
    own = all_expressions()[part::4]
    slow = {used.where: seed for used in own if (seed := slow_seed(used))}
    assert slow == {}


def test_every_regular_expression_is_looked_at() -> None:
    places = {used.where for used in all_expressions()}
    assert {
        "bpadocs.lint.view._SENTENCE_END",
        "ko.unfinished[0].find",
        "bpadocs.published.table._DELIMITER_ROW",
    } <= places
    quadratic = Used("here", re.compile(r"[a-z]+\d"), searched=True)
    assert times(quadratic.run, repeated("a", after="b"), 200, 2_000) > MOST


@pytest.mark.parametrize(
    "seed",
    [
        *("[a]", "[", "![", "[a](", "a\n", "a\r\n", "a*", "*a*b", "_*", "\\|", "`a\n", "| |\n|-|\n"),
        *("- a\n", "> a\n", "a  \n", "<a "),
    ],
)  # fmt: skip
def test_the_tree_of_a_long_text_takes_no_longer_per_character(seed: str) -> None:
    assert times(parse.__wrapped__, repeated(seed), 500, 4_000) <= MOST
    assert times(parse_plain.__wrapped__, repeated(seed), 500, 4_000) <= MOST


def test_the_tree_of_one_paragraph_of_many_lines_takes_no_longer_per_character() -> (
    None
):
    assert times(parse.__wrapped__, repeated("a\n"), 1_000, 12_000) <= MOST


def test_marks_within_marks_within_marks_are_read() -> None:
    depth = 2_000
    tree = parse("*a " * depth + "b* " * depth)
    assert tree.blocks[0].plain.split() == ["a"] * depth + ["b"] * depth
    assert max(len(list(inline.walk())) for inline in tree.inlines) > 1


@pytest.mark.parametrize("seed", ["a ", "a b ", ". ", "word "])
def test_a_word_diff_of_long_texts_takes_no_longer_per_character(seed: str) -> None:
    assert (
        times(lambda text: word_diff(text, "b " + text), repeated(seed), 1_000, 8_000)
        <= MOST
    )
    assert (
        times(
            lambda text: word_diff(f"{text} c", f"d {text[::-1]}"),
            repeated(seed),
            1_000,
            8_000,
        )
        <= MOST
    )


@pytest.mark.parametrize("seed", ["*\n\n", "a\n", "## Issue\n", "\n", " \n"])
def test_the_layout_of_a_page_of_equal_lines_takes_no_longer_per_character(
    seed: str,
) -> None:
    def derived(text: str) -> None:
        derive_translation(text, f"b\n{text}c\n", {})

    assert times(derived, repeated(seed), 4_000, 32_000) <= MOST


@pytest.mark.parametrize("seed", ["[a](b) ", "![a b](c d) ", "[a ", "a "])
def test_a_long_text_is_written_in_no_more_time_per_character(seed: str) -> None:
    place = ScalarPlace(
        column=0,
        indent=2,
        width=100,
    )

    def written(text: str) -> None:
        assert write(text, place).body

    assert times(written, repeated(seed), 8_000, 128_000) <= MOST


@pytest.mark.parametrize("seed", ["<tr>\n", "\n"])
def test_a_table_of_very_many_rows_takes_no_longer_per_character(seed: str) -> None:
    def derived(text: str) -> None:
        derive_translation(f"a\n<table>\n{text}b\n", f"a\n<table>\n{text}\n", {})

    assert times(derived, repeated(seed), 8_000, 128_000) <= MOST


SECTIONS = "## Issue\n\na\n\n## Impact\n\na\n\n## Resolution\n\nb\n"
TABLE = "|**a**|b|\n|-|-|\n|x|y|\n\n"


def read(text: str) -> None:
    with suppress(UnreadableError):
        read_page(text.encode(), "f", "f.md", "fr")


@pytest.mark.parametrize(
    ("before", "seed", "after"),
    [
        ("---\ntitle: x\n---\n# T\n\na|b\n", " ", "x\n\n" + SECTIONS),
        ("---\ntitle: x\n---\n# T\n\na\n", " ", "x\n\n" + TABLE + SECTIONS),
        ("---\ntitle: x\n---\n# T\n\na|b\n", "- ", "x\n\n" + SECTIONS),
        ("---\ntitle: x\n---\n# T\n\na|b\n", "-|", "x\n\n" + SECTIONS),
        ("---\ntitle: x\n---\n# ", '<a name="x"></a>', "T\n\n" + SECTIONS),
        (
            "---\ntitle: x\n---\n# T\n\n<table><tr><td>a",
            " ",
            "b</td><td>x</td></tr></table>\n\n" + SECTIONS,
        ),
        (
            "---\ntitle: x\n---\n# T\n\n<table><tr><td>a",
            "<b>",
            "b</td><td>x</td></tr></table>\n\n" + SECTIONS,
        ),
        ("---\ntitle: x\n---\n# T\n\n<table>", "<tr><td>", "</table>\n\n" + SECTIONS),
        ("---\ntitle: x\n---\n# T\n\n<table>", "<td ", "></td></table>\n\n" + SECTIONS),
        ("---\ntitle: x\n---\n# T\n\n", "a\n", "\n" + SECTIONS),
    ],
)
def test_a_long_page_takes_no_longer_per_character(
    before: str, seed: str, after: str
) -> None:
    assert times(read, repeated(seed, before, after), 1_000, 16_000) <= MOST


def beside_its_english(text: str) -> None:
    english = page(PAGE + text.replace("[x] ", ""))
    translation = page(f"{PAGE}{text}", "fr", english=english)
    marks = Marks("[x]", "In the following sections")
    english_beside(english, with_fallen_back(translation, english, marks))


def test_a_page_of_labels_that_fell_back_takes_no_longer_per_character() -> None:
    make = repeated("\nSee \\<[x] a>.\n")
    assert times(beside_its_english, make, 1_000, 16_000) <= MOST


@pytest.mark.parametrize(
    ("run", "seed"),
    [
        (lambda text: tidy(f"a{text}b"), "a  \n"),
        (lambda text: tidy(f"    a\n{text}    b"), "\n"),
        (lambda text: english_fields(text, {}), "a\n"),
        (lambda text: applies_to_systems(f"> Applies to: a{text}b", SOURCE), " "),
        (lambda text: applies_to_systems(f"> Applies to: a{text}b", SOURCE), "*"),
        (lambda text: PLACEHOLDER.findall(f"\\<a{text}b"), " "),
        (normalise, "a\n"),
        (normalise, "a\u0301\n"),
        (nfc, "\u0301\u0316"),
        (slug, "]("),
        (lambda text: markdown(f"a{text}b", {}), "\n\u00a0"),
        (lambda text: looked_through(text, mdx=True), "{/* a "),
        (lambda text: looked_through(text, mdx=True), "<a {"),
        (lambda text: looked_through(f"<a{text}", mdx=True), "a"),
        (lambda text: looked_through(text, mdx=False), "{{< a "),
        (lambda text: looked_through(text, mdx=False), "{% a "),
        (lambda text: looked_through(f"{{#{text}", mdx=False), " "),
        (lambda text: observe_habits("", text, LanguageData()), "]("),
        (lambda text: code_lines(text, "powershell"), "<# "),
        (lambda text: code_lines(text, "js"), "/* "),
        (lambda text: code_lines(text, ""), "<!--"),
        (lambda text: code_lines(text, ""), "`\\"),
    ],
)
def test_long_texts_of_pages_take_no_longer_per_character(
    run: Callable[[str], object], seed: str
) -> None:
    assert times(run, repeated(seed), 1_000, 16_000) <= MOST


@pytest.mark.parametrize("language", sorted(LEXERS))
@pytest.mark.parametrize("seed", [" \n", "&"])
def test_code_is_coloured_in_a_second_however_hostile(language: str, seed: str) -> None:
    code = seed * (MAX_LENGTH // len(seed))
    start = process_time()
    highlight.__wrapped__(code, language)
    assert process_time() - start < 2


@pytest.mark.parametrize("language", ["csharp", "zeek", "systemd", "autoit"])
def test_code_in_a_language_of_a_slow_lexer_stays_plain(language: str) -> None:
    assert highlight("x = 1", language) == "x = 1"


def seconds_of_places(length: int) -> float:
    text = "text:\n  " + "a b. " * (length // 5) + "\n"
    root = compose(text, "rule.yaml")
    assert isinstance(root, MapNode)
    node = root.get("text")
    assert isinstance(node, ScalarNode)
    locate = locator(text, node)
    start = process_time()
    assert [locate(offset)[0] for offset in range(0, length - 5, 5)] == [2] * (
        length // 5 - 1
    )
    return process_time() - start


def test_many_places_in_a_long_text_are_found_as_quickly_as_few() -> None:
    assert growth(seconds_of_places, 10_000, 160_000) <= MOST


def seconds_of_output(length: int) -> float:
    line = "a b. " * (length // 5)
    places = [Place(1, at + 1, 1, at + 2) for at in range(0, len(line), 50)]
    findings = [
        Finding(
            "spacing",
            Level.HINT,
            "rule.yaml",
            place,
            "r",
            "fr-fr",
            "fr",
            "impact",
            "wrong",
        )
        for place in places
    ]
    start = process_time()
    shown = render(report_of(findings, line))
    assert shown.count("^") == len(places)
    return process_time() - start


def test_many_findings_in_a_long_line_are_shown_as_quickly_as_few() -> None:
    assert growth(seconds_of_output, 2_000, 32_000) <= MOST
