import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.content.literals import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Run services.msc.", "Exécutez services.msc."),
        ("ko", "Use Set-VMSwitch.", "Set-VMSwitch를 사용합니다."),
        ("it", "SMB 3.0 is needed.", "È necessario SMB 3.0."),
        ("es", "Press Ctrl+Shift+M.", "Presione Ctrl+Mayús+M."),
        ("fr", "Press Shift+Delete.", "Appuyez sur Maj+Suppr."),
        ("ko", "Press Ctrl+M.", "Ctrl+M을 누릅니다."),
        ("it", "Press Ctrl+M or Windows+R.", "Premere WINDOWS+R o CTRL+M."),
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
        ("it", "Press Ctrl+M to mow.", "Premere **CTRL+N** per falciare.", ["CTRL+N"]),
        ("ko", "Press Shift + F9.", "Shift + F8을 누릅니다.", ["Shift + F8"]),
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
        ("fr", "Write to a@b.example.", "Écrivez à a@b. example.", ["a@b. example"]),
        ("es", "Use SHA-256.", "Use SHA-512.", ["Use SHA-512."]),
        ("fr", "It speaks TCP/IP.", "Il parle TCP / IP.", ["TCP / IP"]),
        ("es", "It is read-only.", "Es de tipo read- only.", ["read- only"]),
        ("ko", "Add --no-cache.", "-- no-cache를 추가합니다.", ["-- no-cache"]),
        ("fr", "Look at /etc/hosts.", "Regardez / etc/hosts.", ["/ etc/hosts"]),
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
        ("fr", "It is read/write.", "Il est en lecture / écriture."),
        ("fr", "A two-way trust.", "Une approbation bidirectionnelle."),
        ("it", "On - off, on-off.", "On - off, on-off."),
        ("es", "Wait -- and see.", "Espere -- y vea."),
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
