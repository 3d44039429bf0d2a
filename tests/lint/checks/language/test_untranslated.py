import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.untranslated import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "The service is stopped.", "Le service est arrêté."),
        ("pt", "The service is stopped.", "O serviço está parado."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "The service is stopped.",
            "The service is stopped.",
            ["The service is stopped."],
        ),
        ("pt", "Use the local disk.", "Use the local disk.", ["Use the local disk."]),
        ("ko", "Network settings", "Network settings", ["Network settings"]),
        (
            "fr",
            "> The account is linked.",
            "> The account is linked.",
            ["The account is linked."],
        ),
        (
            "it",
            "*The account is linked.*",
            "*The account is linked.*",
            ["The account is linked."],
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
        ("fr", "Windows Server 2016", "Windows Server 2016"),
        ("it", "Hyper-V", "Hyper-V"),
        ("fr", "Configuration", "Configuration"),
        ("ko", "`Get-VM`", "`Get-VM`"),
        (
            "fr",
            "File B. disk_drive_2/Tool.Config:",
            "File B. disk_drive_2/Tool.Config:",
        ),
        (
            "fr",
            "> *The account is linked with another one.*",
            "> *The account is linked with another one.*",
        ),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
