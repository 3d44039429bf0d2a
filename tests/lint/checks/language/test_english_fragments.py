import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.english_fragments import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("es", "There might be a delay.", "Podría haber un retraso."),
        ("ko", "Use networks.", "네트워크를 사용합니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("es", "There might be a delay.", "There podría haber un retraso.", ["There"]),
        ("fr", "Check the list.", "Check la liste.", ["Check"]),
        (
            "ko",
            "Use local networks here.",
            "여기서 local networks를 사용합니다.",
            ["local networks"],
        ),
        ("pt", "Open the list.", "Abra the lista.", ["the"]),
        ("es", "*A server is slow.*", "un servidor *A está lento.*", ["A"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Check the configuration and the source.",
            "Vérifiez la configuration et la source.",
        ),
        ("ko", "in the event of failover", "장애 조치(failover) 시"),
        ("it", "the server and the file", "il server e il file"),
        ("es", "Use it.", "Use esto."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


def test_of_an_unknown_language_only_what_is_surely_english_is_told() -> None:
    assert (
        spans(CHECK, "Look in the other.", "Sehen Sie in der anderen nach.", "de") == []
    )
    assert spans(CHECK, "Open this in there.", "Öffnen this in dort.", "de") == [
        "this in"
    ]
