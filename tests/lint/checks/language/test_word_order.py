import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.word_order import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "On the **General** tab", "Nella scheda **Generale**"),
        ("ko", "Click **Start**.", "**시작**을 클릭합니다."),
        ("fr", "in the **Action** pane", "dans le volet **Action**"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "it",
            "On the **General** tab",
            "Nel **Generale** scheda",
            ["Nel **Generale** scheda"],
        ),
        (
            "es",
            "In the **Actions** pane",
            "En el **Acciones** panel",
            ["En el **Acciones** panel"],
        ),
        (
            "fr",
            "in the **Action** pane",
            "dans le **Action** volet",
            ["dans le **Action** volet"],
        ),
        ("ko", "Click **Start**.", "클릭 **시작**합니다.", ["클릭 *", "*합니다"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "Click the **following**", "다음 **설정**을 확인합니다."),
        ("it", "the **General** settings", "le impostazioni **generali** della scheda"),
        ("de", "On the **General** tab", "Auf der **Allgemein** Karte"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
