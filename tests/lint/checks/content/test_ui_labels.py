import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.ui_labels import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Click **Tools**.", "Cliquez sur **Outils**."),
        ("ko", "Click **Tools**.", "**도구**를 클릭합니다."),
        ("pt", "Click **Tools**.", "Clique em **Ferramentas**."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Click **Tools**.", "Cliquez sur **outils**.", ["**outils**"]),
        ("it", "Click **Start**.", "Fare clic su **Avvia**.", ["**Avvia**"]),
        ("es", "Click **Tools**.", "Haga clic en **Tools**.", ["**Tools**"]),
        (
            "it",
            "Under **Limits**, choose one.",
            "In **Il limite**, sceglierne uno.",
            ["**Il limite**"],
        ),
        ("ko", "Click **Limits**.", "클릭 **제한을**.", ["**제한을**"]),
        ("pt", "Click **Tools**.", "Clique em **ferramentas**.", ["**ferramentas**"]),
        (
            "fr",
            "Set **Copy all** to **true**.",
            "Donnez à **copier tout** la valeur **vrai**.",
            ["**copier tout**"],
        ),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "It is **not** supported.", "Cela n’est **pas** pris en charge."),
        ("fr", "Click **Tools**.", "Cliquez ici."),
        ("es", "Click **Sample 2**.", "Haga clic en **Muestra 2**."),
        ("ko", "Click **Settings** in **Tools**.", "**도구**의 **설정**을 클릭합니다."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
