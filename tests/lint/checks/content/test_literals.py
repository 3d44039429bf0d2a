import pytest
from lint_helpers import hits, spans, unit

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
        (
            "fr",
            "Add the package Sample.Build.Tasks.",
            "Ajoutez le package Sample. Build.Tasks.",
            ["Sample. Build.Tasks"],
        ),
        ("ko", "It is host.example.org.", "호스트입니다.", ["호스트입니다."]),
        ("es", "Set some_name to it.", "Establezca some _name.", ["some _name"]),
        ("it", "Open the .ext file.", "Aprire il file. ext ora.", [". ext"]),
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
        ("fr", "See host.example.org.", "Consultez Host.Example.org."),
        ("fr", "It is *major.minor*.", "C’est *principale.secondaire*."),
        ("fr", "Open readme.text.", "Ouvrez lisez-moi.text."),
        ("it", "Open the .ext file.", "Aprire il file con estensione ext."),
        ("it", "It is done.Then wait.", "È fatto. Poi attendere."),
        ("it", "Use e.g. a disk.", "Usare ad es. un disco."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


def test_the_point_of_a_token_gets_its_blank_back() -> None:
    text = "Aprire il file. ext ora."
    (hit,) = hits(CHECK, unit("Open the .ext file.", text, "it"))
    assert hit.fix is not None
    mended = text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]
    assert mended == "Aprire il file .ext ora."
