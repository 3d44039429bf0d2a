import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.spacing import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Click **Next**, then close.", "Cliquez sur **Suite**, puis fermez."),
        ("es", 'the name "Host".', 'el nombre "Host".'),
        ("ko", "the bus (adapter)", "버스(어댑터)를 확인합니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Click Next, then close.", "Cliquez sur Suite , puis fermez.", [" ,"]),
        ("it", 'the message "error".', 'il messaggio "errore ".', [' "']),
        ("ko", "the next item, this server", "다음 항목,이 서버", [",이"]),
        ("ko", "the bus (adapter)", "버스 (어댑터)를 확인합니다.", ["스 ("]),
        ("ko", "To this end, this server", "이를 위해이 서버를 켭니다.", ["위해이"]),
        ("pt", "Open the list ( all ).", "Abra a lista ( todas ).", ["( ", " )"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Which one?", "Lequel\xa0?"),
        ("ko", "see (https://example.org)", "참조(설명) (https://example.org)"),
        ("ko", "Click **Next** now.", "**다음**을 클릭합니다."),
        ("ko", "the settings of (B) and (C)", "설정은 (B) 및 (C)"),
        ("es", "Files named .vhdx are large.", "Los archivos .vhdx son grandes."),
        ("fr", "of **Windows**", "Ouvrez l’**Explorateur**."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


def test_a_line_that_begins_with_a_colon_is_a_definition() -> None:
    assert spans(CHECK, "Cache\n: A place", "Cache\n: Un lugar", "es") == []
    assert spans(CHECK, "Cache: a place", "Cache : un lugar", "es") == [" :"]
