import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.link_targets import CHECK

ENGLISH = "See [Start](../start.md#install) and [Help](https://example.org/help)."


@pytest.mark.parametrize(
    "translation",
    [
        "Voir [Démarrer](../start.md#install) et [Aide](https://example.org/help).",
        "Voir [Aide](https://example.org/help) et [Démarrer](../start.md#install 'titre').",
    ],
)
def test_the_same_targets_are_good(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "../start.md#install",
            "../start.md#installer",
            "the link leads elsewhere: it must be ../start.md#install",
        ),
        (
            "../start.md",
            "start.md",
            "the link leads elsewhere: it must be ../start.md#install",
        ),
        (
            "org/help",
            "org/fr-fr/help",
            "a locale does not belong into the address: it must be https://example.org/help",
        ),
        (
            "https://",
            "http://",
            "the link leads elsewhere: it must be https://example.org/help",
        ),
    ],
)
def test_a_changed_target_is_found_and_mended(
    before: str, after: str, message: str
) -> None:
    text = ENGLISH.replace(before, after)
    [hit] = hits(CHECK, unit(ENGLISH, text))
    assert hit.message == message
    assert text[hit.start] == "["
    assert hit.fix is not None
    assert text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :] == ENGLISH


def test_missing_and_added_links_are_found() -> None:
    assert spans(CHECK, ENGLISH, "Voir [Démarrer](../start.md#install).") == [
        "Voir [Démarrer](../start.md#install)."
    ]
    assert spans(CHECK, "See it.", "Voir [ici](a.md).") == ["[ici](a.md)"]


def test_images_count_too() -> None:
    assert spans(CHECK, "![A](a.png)", "![A](b.png)") == ["![A](b.png)"]


def test_the_readers_own_locale_may_take_the_place_of_english() -> None:
    english = "[A](https://example.org/en-us/a)"
    assert spans(CHECK, english, "[A](https://example.org/fr-fr/a)") == []
    assert spans(CHECK, english, "[A](https://example.org/it-it/a)") == [
        "[A](https://example.org/it-it/a)"
    ]


def test_an_address_in_plain_text_is_left_alone() -> None:
    assert spans(CHECK, "https://example.org", "https://example.com") == []
