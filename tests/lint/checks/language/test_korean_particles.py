import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.korean_particles import CHECK
from bpadocs.words.korean import identity

pytestmark = pytest.mark.skipif(
    not identity(), reason="no analyser of Korean is installed; `make korean` brings it"
)


@pytest.mark.parametrize(
    "text",
    [
        "관리자는 목록으로 돌아갑니다.",
        "파일로 저장하고 서버와 클라이언트를 확인합니다.",
        "유일한 어셈블리입니다. 다른 이유인 경우에는 언제든지 중단합니다.",
        "전문가가 결과와 효과를 확인합니다.",
        "VM이 실행됩니다. HTML로 저장합니다. DHCP와 DNS를 확인합니다.",
        "ZIP으로 저장합니다. ZIP로 저장합니다.",  # read as a word by some
        "값을 8로, 3으로, 10으로 설정합니다.",
        "Windows 9로 업그레이드",  # nobody knows how it is read
        "강의의 내용",
    ],
)
def test_good_texts_are_good(text: str) -> None:
    assert spans(CHECK, "x", text, "ko") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("관리자은 사용합니다.", "관리자은"),
        ("목록로 돌아갑니다.", "목록로"),
        ("서버으로 이동합니다.", "서버으로"),
        ("컴퓨터이 실행됩니다.", "컴퓨터이"),
        ("목록와 표를 확인합니다.", "목록와"),
        ("VM가 실행됩니다.", "VM가"),
        ("VLAN와 SAN을 확인합니다.", "VLAN와"),
        ("값을 5으로 설정합니다.", "5으로"),
        ("클러스터에서에서 실행됩니다.", "에서에서"),
        ("디스크의의 크기입니다.", "의의"),
    ],
)
def test_faults_are_found_in_place(text: str, found: str) -> None:
    assert spans(CHECK, "x", text, "ko") == [found]


def test_what_the_check_particles_finds_is_not_told_again() -> None:
    assert spans(CHECK, "x", "VM는 꺼져 있습니다.", "ko") == []
