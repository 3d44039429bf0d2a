"""Sentences that no rule owns are said again, one behind the other."""

import time

import pytest

from bpadocs.results.shared import shared_sentences
from bpadocs.words.labels import Labels

OPEN = "It could not be checked."
ABSENT = "{field} is not in the inventory."
FAILED = "{field} could not be collected: {error}"
LABELS = {
    "en": Labels("en"),
    "fr": Labels(
        "fr",
        {
            ("checker", OPEN): "Impossible de vérifier.",
            ("checker", ABSENT): "L’inventaire n’a pas de {field}.",
            ("checker", FAILED): "{field} n’a pas pu être lu : {error}",
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
