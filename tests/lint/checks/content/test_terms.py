import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.terms import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Use Device Manager on the virtual machine.",
            "Utilisez le Gestionnaire de périphériques sur la machine virtuelle.",
        ),
        ("ko", "the virtual switch", "가상 스위치를"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Use Device Manager.", "Utilisez Device Manager.", ["Device Manager"]),
        (
            "fr",
            "Use Device Manager.",
            "Utilisez le gestionnaire de périphériques.",
            ["gestionnaire de périphériques"],
        ),
        (
            "fr",
            "virtual machines",
            "les ordinateurs virtuels",
            ["ordinateurs virtuels"],
        ),
        ("it", "the virtual switch", "il commuttore virtuale", ["commuttore virtuale"]),
        (
            "ko",
            "the integration services",
            "integration services를 설치합니다.",
            ["integration services"],
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
        (
            "fr",
            "Use Virtual Machine Connection on virtual machines.",
            "Utilisez Connexion à un ordinateur virtuel sur les machines virtuelles.",
        ),
        ("ko", "in a failover", "장애 조치(failover) 중"),
        ("it", "the virtual switch", "il commutatore"),
        ("pt", "the virtual machine", "a máquina virtual"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
