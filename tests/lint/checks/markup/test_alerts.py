import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.alerts import CHECK

ENGLISH = "> [!TIP]\n> Replace the disk.\n\nThen go on."


def test_the_same_alert_is_good() -> None:
    assert spans(CHECK, ENGLISH, "> [!TIP]\n> Remplacez le disque.\n\nContinuez.") == []


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("> [!CONSEIL]\n> Remplacez.\n\nContinuez.", ["[!CONSEIL]"]),
        ("> [! TIP]\n> Remplacez.\n\nContinuez.", ["[! TIP]"]),
        ("> [!TIP] Remplacez.\n\nContinuez.", ["[!TIP]"]),
        ("[!TIP]\nRemplacez.\n\nContinuez.", ["[!TIP]"]),
        ("> [!NOTE]\n> Remplacez.\n\nContinuez.", ["> [!NOTE]\n> Remplacez."]),
        ("> [!TIP]\n\nRemplacez.\n\nContinuez.", ["> [!TIP]"]),
        ("Remplacez.\n\nContinuez.", ["Remplacez."]),
    ],
)
def test_a_changed_alert_is_found(translation: str, found: list[str]) -> None:
    assert spans(CHECK, ENGLISH, translation) == found


def test_an_added_alert_is_found() -> None:
    [hit] = hits(CHECK, unit("Go on.", "> [!TIP]\n> Continuez."))
    assert hit.message == "the English has no alert here"


def test_lists_inside_an_alert_count_as_its_body() -> None:
    english = "> [!NOTE]\n> a\n> - b"
    assert spans(CHECK, english, english) == []
    assert spans(CHECK, english, "> [!NOTE]\n> a\n\n- b") == ["> [!NOTE]\n> a"]
