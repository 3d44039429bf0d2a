import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.wrong_script import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "x", "서버를 다시 시작합니다."),
        ("fr", "x", "Redémarrez le serveur à œuvre."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("ko", "x", "サーバーを再起動します。", ["サーバーを再起動します"]),
        ("fr", "x", "Redémarrez le сервер.", ["сервер"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "x", "Windows → 서버"),
        ("ja", "x", "サーバーを再起動します。"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
