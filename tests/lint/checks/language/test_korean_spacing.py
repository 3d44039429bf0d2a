from pathlib import Path

import pytest
from lint_helpers import hits, passage, spans, unit

from bpadocs.lint.checks.language.korean_spacing import CHECK
from bpadocs.lint.context import Context
from bpadocs.words.korean import identity

HUMAN = Path(__file__).parents[5] / "shared" / "human" / "ko" / "ko-kr"

pytestmark = pytest.mark.skipif(
    not identity(), reason="no analyser of Korean is installed; `make korean` brings it"
)


@pytest.mark.parametrize(
    "text",
    [
        "파일을 사용할 수 있습니다.",
        "`Get-VM`을 실행하는 서버에서 확인하십시오.",
        "이것은 그 파일만큼 큽니다.",
        "데이터를 잃을 수 있음",
        "할 때까지 기다려 보십시오.",
        "**설정** 탭에서",
    ],
)
def test_good_texts_are_good(text: str) -> None:
    assert spans(CHECK, "x", text, "ko") == []


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        ("파일을 사용할수 있습니다.", "사용할수", "사용할 수"),
        ("파일을 사용할 수있습니다.", "수있습니다", "수 있습니다"),
        ("속성에 해당 하는 값입니다.", "해당 하는", "해당하는"),
        ("관리자 에게만 보입니다.", "관리자 에게만", "관리자에게만"),
        ("파일을 사용할수있습니다.", "사용할수있습니다", "사용할 수 있습니다"),
    ],
)
def test_faults_are_found_in_place_and_mended(
    text: str, found: str, right: str
) -> None:
    one = unit("x", text, "ko")
    (hit,) = hits(CHECK, one)
    assert text[hit.start : hit.end] == found
    assert hit.fix is not None
    assert hit.fix.text == right
    mended = text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]
    assert hits(CHECK, unit("x", mended, "ko")) == []


@pytest.mark.parametrize(
    "text",
    [
        "보안을 **모니터링** 하여 알립니다.",  # the blank is that of the markup
        "파일을 사용 하여 확인합니다.",  # the check split-words has it
        "Utilisez le serveur.",
    ],
)
def test_what_others_tell_or_nobody_can_is_left_alone(text: str) -> None:
    assert spans(CHECK, "x", text, "ko") == []
    assert spans(CHECK, "x", text, "fr") == []


@pytest.mark.skipif(not HUMAN.is_dir(), reason="../shared/human is not here")
def test_on_pages_that_people_translated_hardly_anything_is_said() -> None:
    """One finding on 48 pages, which a reader found right."""
    found = []
    for page in sorted(HUMAN.glob("*.md")):
        _, _, text = page.read_text("utf-8-sig").partition("\n---\n")
        found += list(CHECK.run(passage(text), "ko", Context()))
    assert len(found) <= 2
