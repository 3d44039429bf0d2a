"""Sentences that no rule owns are said again, one behind the other."""

import time

import pytest

from bpadocs.results.printed import KnownGap
from bpadocs.results.shared import shared_sentences
from bpadocs.words.labels import Labels

OPEN = "It could not be checked."
ABSENT = "{field} is not in the inventory."
FAILED = "{field} could not be collected: {error}"
MISFIT = "{field} is {value}, which does not fit."
LABELS = {
    "en": Labels("en"),
    "fr": Labels(
        "fr",
        {
            ("checker", OPEN): "Impossible de vérifier.",
            ("checker", ABSENT): "L’inventaire n’a pas de {field}.",
            ("checker", FAILED): "{field} n’a pas pu être lu : {error}",
            ("checker", MISFIT): "{value} ne convient pas à {field}.",
            ("page", "Other"): "Autre.",
        },
    ),
}


@pytest.mark.parametrize(
    ("text", "head", "said"),
    [
        (f"{OPEN}", "", "Impossible de vérifier."),
        (
            f"A problem.\n\n{OPEN} VMs[].State (SQL01. X) is not in the inventory.",
            "A problem.",
            "Impossible de vérifier. L’inventaire n’a pas de VMs[].State (SQL01. X).",
        ),
        (
            f"{OPEN} A could not be collected: Access denied. Ask. B is not in the inventory.",
            "",
            "Impossible de vérifier. A n’a pas pu être lu : Access denied. Ask. "
            "L’inventaire n’a pas de B.",
        ),
        ("A problem.", "A problem.", ""),
        (f"{OPEN} And more.", f"{OPEN} And more.", ""),
        ("Other", "Other", ""),
        ("", "", ""),
    ],
)
def test_the_last_paragraph_is_read_sentence_by_sentence(
    text: str, head: str, said: str
) -> None:
    assert shared_sentences(LABELS).said(text, LABELS["fr"]) == (head, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"{OPEN} A (x) is 5, which) is 7, which does not fit.",
            "Impossible de vérifier. 7 ne convient pas à A (x) is 5, which).",
        ),
        (
            f"{OPEN} A (x) could not be collected: y) could not be collected: No.",
            "Impossible de vérifier. A (x) could not be collected: y) n’a pas pu être lu : No.",
        ),
        (
            f"{OPEN} A (x) is not in the inventory. A (z) is not in the inventory.",
            "Impossible de vérifier. L’inventaire n’a pas de A (x) is not in the inventory. A (z).",
        ),
        (
            f"{OPEN} A (x) is not in the inventory. b) is not in the inventory.",
            "Impossible de vérifier. L’inventaire n’a pas de A (x) is not in the inventory. b).",
        ),
        (
            f'{OPEN} A is "{"a" * 38}…, which does not fit.',
            f'Impossible de vérifier. "{"a" * 38}… ne convient pas à A.',
        ),
    ],
)
def test_names_that_read_as_the_sentence_stay_whole(text: str, said: str) -> None:
    assert shared_sentences(LABELS).said(text, LABELS["fr"]) == ("", said)


def test_what_is_missing_tells_two_readings_apart() -> None:
    text = f"{OPEN} A (x) is not in the inventory. B (z) is not in the inventory."
    two = (
        "Impossible de vérifier. L’inventaire n’a pas de A (x). "
        "L’inventaire n’a pas de B (z)."
    )
    one = (
        "Impossible de vérifier. "
        "L’inventaire n’a pas de A (x) is not in the inventory. B (z)."
    )
    shared = shared_sentences(LABELS)
    a, b = KnownGap("A", ""), KnownGap("B", "")
    assert shared.said(text, LABELS["fr"]) == ("", two)
    assert shared.said(text, LABELS["fr"], frozenset([a, b])) == ("", two)
    assert shared.said(text, LABELS["fr"], frozenset([a])) == ("", one)


def test_a_text_of_a_rule_is_none_of_these_though_it_reads_as_one() -> None:
    text = "The machines a) could not be collected: b are paused."
    assert shared_sentences(LABELS).said(text, LABELS["fr"]) == (text, "")


def test_back_again() -> None:
    text = "Impossible de vérifier. L’inventaire n’a pas de VMs."
    assert shared_sentences(LABELS).said(text, LABELS["en"]) == (
        "",
        f"{OPEN} VMs is not in the inventory.",
    )


def test_no_paragraph_takes_long() -> None:
    start = time.process_time()
    text = "x could not be collected: . " * 5_000 + "end"
    assert shared_sentences(LABELS).said(text, LABELS["fr"]) == (text, "")
    assert time.process_time() - start < 5
