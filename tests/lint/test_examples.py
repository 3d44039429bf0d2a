"""The examples in the documentation of checks hold: what is wrong is found, what is good is not.

An example is a line `fr: a text      good` or `fr: a text      what is wrong with it`. A line
`en: a text` without a remark is the English of the lines after it. Lines that are indented further
go on with the text. Where a check looks at several rules, each example is a rule, and one without a
remark is good.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from lint_helpers import english_spans, hits, over_all, rule, unit

from bpadocs.lint.check import (
    CatalogCheck,
    Check,
    DerivedCheck,
    PageCheck,
    ProjectCheck,
    TextCheck,
    documentation,
)
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.subject import Unit
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.korean import identity

OF_A_WHOLE_RULE_OR_PAGE = frozenset({"front_matter", "pages", "provenance", "source"})
"""Groups whose checks look at more than one text: an example of theirs is a sketch."""

OF_THE_ANALYSER = frozenset({"korean-endings", "korean-particles", "korean-spacing"})
"""Checks that find nothing where the extra `bpadocs[ko]` is not installed."""

LINE = re.compile(
    r" *(?P<language>de|en|es|fr|it|ko): (?P<text>.*?)(?: {2,}(?P<remark>\S.*))?"
)
CODE_POINT = re.compile(r"<U\+([0-9A-F]{4})>")
"""How an example writes a character that nobody would see."""
DEEPER = 4
"""Blanks more before a line that goes on with a text."""
LABEL = re.compile(r"\\<([^<>]*)>")

NOT_TO_BE_RUN: dict[tuple[str, str], str] = {}
"""By check and text, why an example does not hold when it is run. To shrink to nothing."""


@dataclass(frozen=True)
class Example:
    """One text in a check's documentation."""

    language: str
    english: str
    text: str
    remark: str | None

    @property
    def is_good(self) -> bool:
        return self.remark is None or self.remark.startswith("good")


def shown(text: str) -> str:
    """Return a text with the characters that an example writes by their number."""
    return CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text)


def examples(check: Check) -> Sequence[Example]:
    """Return the examples of a check, in order."""
    found: list[Example] = []
    english = ""
    for language, text, remark in texts(documentation(check)):
        if language == SOURCE_LANGUAGE and remark is None:
            english = text
        else:
            found.append(
                Example(language=language, english=english, text=text, remark=remark)
            )
    return found


def texts(documentation: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield language, text and remark of each text."""
    lines = documentation.splitlines()
    for number, line in enumerate(lines):
        match = LINE.fullmatch(line)
        if match:
            indent = len(line) - len(line.lstrip()) + DEEPER
            following = itertools.takewhile(
                lambda one: not one.strip() or len(one) - len(one.lstrip()) >= indent,  # noqa: B023
                lines[number + 1 :],
            )
            whole = "\n".join([match["text"], *(one[indent:] for one in following)])
            yield match["language"], shown(whole.rstrip()), match["remark"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_no_example_is_told_as_prose(check: Check) -> None:
    prose = [
        line
        for line in documentation(check).split("\n")
        if not line.startswith("    ") and re.search(r"^[a-z]{2}: |\S {4}", line)
    ]
    assert prose == []


def unit_of(example: Example, label: str) -> Unit:
    """Return an example as a unit: UI text if it has {arguments}, else Markdown."""
    ui_text = re.search(r"\{[a-z_]+\}", example.english)
    english_label = LABEL.search(example.english)
    return unit(
        example.english,
        example.text,
        example.language,
        field="impact" if ui_text else "resolution_details",
        arguments={"argument": (english_label[1], label)} if english_label else None,
    )


def is_silent(check: Check, example: Example, label: str) -> bool:
    """Tell whether the check finds nothing in an example."""
    if example.language == SOURCE_LANGUAGE and isinstance(check, TextCheck):
        return not english_spans(check, example.text)
    return not hits(check, unit_of(example, label))


def silent(check: Check, found: Sequence[Example]) -> Sequence[bool]:
    """Tell of each example whether the check finds nothing in it."""
    # the right word for the argument in brackets is the one of the good example
    labels = [LABEL.search(one.text) for one in found if one.is_good]
    label = next((one[1] for one in labels if one), "")
    if not isinstance(check, ProjectCheck):
        return [is_silent(check, one, label) for one in found]
    # each example is a rule of its own, and what is good is said by two
    twice = [*found, *(one for one in found if one.is_good)]
    rules = [
        rule(unit_of(one, label), id=f"p/{number}") for number, one in enumerate(twice)
    ]
    wrong = {hit.rule for hit in over_all(check, rules)}
    return [one.id not in wrong for one in rules[: len(found)]]


def looks_at_single_texts(check: Check) -> bool:
    group = check.run.__module__.split(".")[-2]
    if isinstance(check, PageCheck | DerivedCheck | CatalogCheck):
        return False
    return group not in OF_A_WHOLE_RULE_OR_PAGE or check.name == "markup-in-ui-text"


CHECKS_OF_TEXTS = [check for check in CHECKS if looks_at_single_texts(check)]


@pytest.mark.parametrize("check", CHECKS_OF_TEXTS, ids=lambda check: check.name)
def test_the_examples_of_a_check_hold(check: Check) -> None:
    if check.name in OF_THE_ANALYSER and not identity():
        pytest.skip("no analyser of Korean is installed; `make korean` brings it")
    found = examples(check)
    for example, is_silent in zip(found, silent(check, found), strict=True):
        listed = (check.name, example.text) in NOT_TO_BE_RUN
        assert (is_silent == example.is_good) != listed, (example, listed)


def test_no_example_is_listed_that_is_not_there() -> None:
    every = {
        (check.name, one.text) for check in CHECKS_OF_TEXTS for one in examples(check)
    }
    assert set(NOT_TO_BE_RUN) <= every
    assert all(NOT_TO_BE_RUN.values())


def test_most_checks_of_texts_have_an_example() -> None:
    """Or the first test would say nothing."""
    with_examples = [check for check in CHECKS_OF_TEXTS if examples(check)]
    assert len(with_examples) > len(CHECKS_OF_TEXTS) * 2 // 3
    assert sum(len(examples(check)) for check in CHECKS_OF_TEXTS) > 100


def test_a_text_of_several_lines_is_one_example() -> None:
    documentation = """One.

    en: > [!TIP]
        > Replace it.
    fr: > [!TIP]        the body is lost

        Remplacez-le.

    More.
    fr: é<U+00A0>:      good
"""
    assert list(texts(documentation)) == [
        ("en", "> [!TIP]\n> Replace it.", None),
        ("fr", "> [!TIP]\n\nRemplacez-le.", "the body is lost"),
        ("fr", "é\u00a0:", "good"),
    ]
