import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.literals import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Run services.msc.", "Exécutez services.msc."),
        ("ko", "Use Set-VMSwitch.", "Set-VMSwitch를 사용합니다."),
        ("it", "SMB 3.0 is needed.", "È necessario SMB 3.0."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Run services.msc.", "Exécutez services. msc.", ["services. msc"]),
        ("ko", "Use Set-VMSwitch.", "Set-vmswitch를 사용합니다.", ["Set-vmswitch"]),
        ("it", "SMB 3.0 is needed.", "È necessario SMB 3,0.", ["3,0"]),
        (
            "es",
            "See HKLM\\SOFTWARE\\Sample.",
            "Consulte HKLM\\Software\\Sample.",
            ["HKLM\\Software\\Sample"],
        ),
        (
            "pt",
            "Error 0x80070005 occurs.",
            "O erro 0x8007005 ocorre.",
            ["O erro 0x8007005 ocorre."],
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
        ("fr", "at 1.5 GB", "à 1,5 Go"),
        ("fr", "Mail-enabled groups", "groupes à extension messagerie"),
        ("es", "Use the cmdlet `Get-VM`.", "Use el cmdlet `Get-VM`."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
