import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.content.durations import CHECK
from bpadocs.lint.context import Context


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Wait 30 seconds.", "Attendez 30\xa0secondes."),
        ("it", "a 15-minute break", "una pausa di 15 minuti"),
        ("es", "60 secs or 2 hours", "60 seg o 2 horas"),
        ("ko", "for 24 hours", "24시간 동안"),
        # words and abbreviations that both languages have
        ("fr", "30 minutes", "30 minutes"),
        ("it", "60 s or 2 h", "60 s o 2 h"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Wait 30 seconds.", "Attendez 30 minutes.", ["30 minutes"]),
        ("it", "after 3 weeks", "dopo 3 mesi", ["3 mesi"]),
        ("es", "2 hours and 5 days", "2 horas y 5 horas", ["5 horas"]),
        ("ko", "for 24 hours", "24일 동안", ["24일"]),
        ("it", "30 minutes", "30 minutes", ["30 minutes"]),
        ("ko", "It bakes for 2 hours.", "2 hours 동안 굽습니다.", ["2 hours"]),
    ],
)
def test_another_unit_is_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


def test_the_message_names_the_unit_of_the_english() -> None:
    [hit] = hits(CHECK, unit("Wait 30 seconds.", "Attendez 30 minutes."))
    assert hit.message == "another unit of time: the English has 30 seconds"


def test_the_units_are_those_of_the_source_language() -> None:
    context = Context(source_language="it")
    assert not hits(CHECK, unit("dopo 3 settimane", "après 3 semaines"), context)
    assert hits(CHECK, unit("dopo 3 settimane", "après 3 mois"), context)


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        # one of the two says no unit, or another number
        ("fr", "Wait 30.", "Attendez 30 secondes."),
        ("it", "5 business days", "5 giorni lavorativi"),
        ("fr", "60 seconds", "1 minute"),
        # no unit of time
        ("es", "10 sections", "10 secciones"),
        ("ko", "on July 1, 2026", "2026년 7월 1일"),
        ("de", "30 seconds", "30 Minuten"),
    ],
)
def test_what_cannot_be_compared_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
