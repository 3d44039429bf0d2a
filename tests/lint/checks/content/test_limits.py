import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.limits import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("es", "Assign at least 512 MB.", "Asigne al menos 512 MB."),
        ("ko", "Assign at least 512 MB.", "512MB 이상을 할당합니다."),
        ("fr", "Use up to 4 disks.", "Utilisez jusqu’à 4 disques."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("es", "Assign at least 512 MB.", "Asigne hasta 512 MB.", ["hasta "]),
        ("fr", "Assign at least 512 MB.", "Affectez au plus 512 Mo.", ["au plus"]),
        ("it", "Use up to 4 disks.", "Usare almeno 4 dischi.", ["almeno"]),
        ("ko", "Assign at least 512 MB.", "512MB 이하를 할당합니다.", ["이하"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "One or more disks are full.", "Un ou plusieurs disques sont pleins."),
        ("es", "Wait until tomorrow.", "Espere hasta mañana."),
        ("de", "Assign at least 512 MB.", "Weisen Sie 512 MB zu."),
        # another word may say it as well
        ("it", "Assign at least 512 MB.", "Assegnare 512 MB."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
