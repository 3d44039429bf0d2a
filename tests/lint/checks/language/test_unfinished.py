import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.unfinished import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "with the setup tool.", "avec l’outil de configuration."),
        ("ko", "It must be scheduled.", "백업을 예약해야 합니다."),
        ("it", "They are on.", "Sono attivate."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "with the setup tool.", "avec l’outil de configuration de.", ["de"]),
        ("it", "See that they are on.", "Verificare che si trovano in.", ["in"]),
        ("es", "Follow the tool.", "Siga la herramienta de.", ["de"]),
        ("ko", "It must be scheduled", "백업을 예약해야", ["예약해야"]),
        ("ko", "Choose the value.", "아래 표시된 값.", ["값."]),
        (
            "ko",
            "Then choose **System**.",
            "다음을 선택 **시스템**.",
            ["시스템**.", "템**."],
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
        ("fr", "such as disks", "tels que les disques, si nécessaire"),
        ("ko", "Nothing.", "설정 없음."),
        ("ko", "Backup disks", "백업 디스크"),
        ("de", "with the tool of.", "mit dem Werkzeug von."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
