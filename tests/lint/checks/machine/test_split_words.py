import pytest
from lint_helpers import spans

from bpadocs.lint.checks.machine.split_words import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "Schedule a backup.", "백업을 예약하는 작업을 만듭니다."),
        ("ko", "Check it with the tool.", "도구를 사용하여 확인합니다."),
        ("fr", "Use the tool.", "Utilisez l’outil."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "ko",
            "Schedule a backup.",
            "백업을 예약 하는 작업을 만듭니다.",
            ["예약 하는"],
        ),
        (
            "ko",
            "Check it with the tool.",
            "도구를 사용 하 여 확인합니다.",
            ["사용 하 여"],
        ),
        ("ko", "The report is sent.", "보고서가 전송 되었습니다.", ["전송 되었습니다"]),
        ("ko", "Information about disks", "디스크에 대 한 정보", ["대 한"]),
        (
            "ko",
            "The size is larger than the limit.",
            "크기가 제한 보다 큽니다.",
            ["제한 보다"],
        ),
        ("ko", "It is added.", "항목을 추가 합니다.", ["추가 합니다"]),
        ("ko", "It is **needed**.", "**필요** 합니다.", ["필요** 합니다"]),
        ("ko", "A member of the group", "그룹의 구성원 인 계정", ["구성원 인"]),
        ("ko", "The disk 을 is full", "디스크 을 확인", ["을"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "You must do it again.", "다시 하는 것이 좋습니다."),
        ("ko", "It can not be done.", "안 됩니다."),
        ("ko", "One server", "서버 한 대를 추가합니다."),
        ("ko", "As long as it works", "작동하는 한 괜찮습니다."),
        ("ko", "You may do so.", "작업을 합니다."),
        ("ko", "It is so that it works.", "작동하도록 합니다."),
        ("ko", "More secure", "보다 안전한 환경입니다."),
        ("ko", "New hardware", "새 하드웨어를 구입합니다."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
