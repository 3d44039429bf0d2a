import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.ui_verbs import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "Right-click the disk.", "Fare clic con il pulsante destro sul disco."),
        ("ko", "Right-click the disk.", "디스크를 마우스 오른쪽 단추로 클릭합니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("it", "Right-click the disk.", "Fare doppio clic sul disco.", ["doppio clic"]),
        ("es", "Right-click the disk.", "Haga clic en el disco.", ["clic"]),
        (
            "fr",
            "Double-click the disk.",
            "Cliquez avec le bouton droit sur le disque.",
            ["Cliquez avec le bouton droit"],
        ),
        (
            "ko",
            "Right-click the disk.",
            "디스크를 마우스 오른쪽 단추로 입력한 다음 확인합니다.",
            ["마우스 오른쪽 단추로 입력한 다"],
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
        ("fr", "Click the disk.", "Cliquez sur le disque."),
        ("de", "Right-click the disk.", "Doppelklicken Sie auf den Datenträger."),
        ("es", "the right disk", "el disco correcto"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
