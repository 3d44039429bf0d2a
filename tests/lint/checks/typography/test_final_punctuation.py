import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.final_punctuation import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Stop the service", "Arrêter le service"),
        ("ko", "Do this:", "다음을 수행합니다."),
        ("it", "*Do one of these:*", "*Eseguire una di queste:*"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language, field="title") == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Stop the service", "Arrêter le service.", ["."]),
        ("es", "Is it full?", "Está lleno.", ["."]),
        ("pt", "Wait …", "Espere.", ["."]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language, field="title") == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Stop the service.", "Arrêtez le service"),
        ("ko", "Do this.", "다음을 수행합니다!"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language, field="title") == []


def test_a_phrase_that_became_a_sentence_of_korean_may_end_as_one() -> None:
    english = "Supports the setting of several networks"
    sentence = "여러 네트워크의 설정을 지원합니다."
    assert spans(CHECK, english, sentence, "ko") == []
    assert spans(CHECK, english, sentence, "ko", field="title") == ["."]
    assert spans(CHECK, english, "여러 네트워크의 설정 지원.", "ko") == ["."]
