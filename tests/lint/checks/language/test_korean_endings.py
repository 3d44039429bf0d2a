import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.korean_endings import CHECK
from bpadocs.words.korean import identity

pytestmark = pytest.mark.skipif(
    not identity(), reason="no analyser of Korean is installed; `make korean` brings it"
)

FORMAL = "서버를 다시 시작합니다. 로그를 확인합니다."


@pytest.mark.parametrize(
    "text",
    [
        f"{FORMAL} 자세한 내용은 설명서를 참조하세요. 삭제하지 마십시오.",
        f"{FORMAL} 데이터를 잃을 수 있음.",
        f"{FORMAL} 종속성 관리.",
        "서버를 시작한다. 로그를 확인한다.",
        "서버를 시작합니다. 로그를 확인한다.",  # one of each: nobody knows which is meant
    ],
)
def test_good_texts_are_good(text: str) -> None:
    assert spans(CHECK, "x", text, "ko") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{FORMAL} 끝나면 창을 닫는다.", ["닫는다"]),
        (f"{FORMAL} 끝나면 창을 닫아요.", ["닫아요"]),
    ],
)
def test_faults_are_found_in_place(text: str, found: list[str]) -> None:
    assert spans(CHECK, "x", text, "ko") == found
