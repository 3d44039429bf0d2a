import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.language.title_capital import CHECK


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("# Keep clocks in step", "# Gardez l’heure"),
        ("# Keep clocks in step", "# 시계를 맞추십시오"),
        ("# keep clocks in step", "# gardez l’heure"),
    ],
)
def test_a_title_that_begins_as_the_english_does_is_good(
    english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, "fr") == []


def test_a_heading_in_lower_case_is_found_at_its_first_word() -> None:
    english = "Read this.\n\n## Keep clocks in step\n"
    translation = "Lisez ceci.\n\n## gardez l’heure\n"
    assert spans(CHECK, english, translation, "fr") == ["gardez"]
    (hit,) = hits(CHECK, unit(english, translation, "fr"))
    assert hit.fix is not None
    mended = translation[: hit.fix.start] + hit.fix.text + translation[hit.fix.end :]
    assert mended == "Lisez ceci.\n\n## Gardez l’heure\n"


def test_a_title_needs_no_mark_to_be_one() -> None:
    found = spans(CHECK, "Keep clocks in step", "gardez l’heure", "fr", field="title")
    assert found == ["gardez"]


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Keep clocks in step.", "gardez l’heure."),
        ("# How to use pip", "# pip : son emploi"),
        ("# Configure it with tool.exe", "# tool.exe, sa configuration"),
        ("# The `config` command", "# `config` (commande)"),
        ("# The iOS app", "# iOS : l’application"),
    ],
)
def test_sentences_names_and_code_are_left_alone(
    english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, "fr") == []
