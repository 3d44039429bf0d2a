import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.particles import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "Create a VLAN.", "VLAN을 만듭니다."),
        ("ko", "Restart the server.", "서버를 다시 시작합니다."),
        ("ko", "Windows Server 2016", "2016을 지원합니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("ko", "Create a VLAN.", "VLAN를 만듭니다.", ["VLAN를"]),
        ("ko", "Restart the server.", "서버을 다시 시작합니다.", ["서버을"]),
        ("ko", "It supports 2016.", "2016를 지원합니다.", ["2016를"]),
        ("ko", "The VM is off.", "VM는 꺼져 있습니다.", ["VM는"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ko", "in autumn", "가을 업데이트"),
        ("ko", "The NIC", "NIC을 확인합니다."),
        ("fr", "VLAN", "VLAN를"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
