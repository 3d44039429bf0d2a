"""What stands beside an exchanged token keeps its form, or the text is left to people."""

import pytest
from carry_helpers import carried, why_left


@pytest.mark.parametrize(
    ("language", "before", "now", "text", "expected"),
    [
        # the same plural form
        ("fr", "the 8 nodes", "the 11 nodes", "les 8 nœuds", "les 11 nœuds"),
        ("ru", "5 nodes", "6 nodes", "5 узлов", "6 узлов"),
        ("ru", "21 nodes", "31 nodes", "21 узел", "31 узел"),
        ("ar", "5 nodes", "6 nodes", "5 عُقد", "6 عُقد"),
        ("cs", "at least 5 nodes", "at least 7 nodes", "alespoň 5 uzlů", "alespoň 7 uzlů"),
        # another one
        ("fr", "At least 2 GB", "At least 1 GB", "Au moins 2 Go", None),
        ("ru", "5 nodes", "4 nodes", "5 узлов", None),
        ("pl", "5 nodes", "22 nodes", "5 węzłów", None),
        ("ar", "5 nodes", "11 nodes", "5 عُقد", None),
        # a version counts nothing
        ("ru", "Windows Server 2019", "Windows Server 2022", "в Windows Server 2019", "в Windows Server 2022"),
        ("fr", "SMB 3.0", "SMB 3.1.1", "SMB 3.0", "SMB 3.1.1"),
    ],
)  # fmt: skip
def test_a_number_decides_the_form_of_what_is_counted(
    language: str, before: str, now: str, text: str, expected: str | None
) -> None:
    assert carried(language, before, now, text) == expected


@pytest.mark.parametrize(
    ("language", "before", "now", "text", "expected"),
    [
        ("it", "the 5 disks", "the 7 disks", "i 5 dischi", "i 7 dischi"),
        ("it", "the 5 disks", "the 8 disks", "i 5 dischi", None),
        ("it", "80%", "8%", "l'80%", "l'8%"),
        ("it", "80%", "90%", "l’80%", None),
        ("es", "7 or 9", "7 or 10", "7 o 9", "7 o 10"),
        ("es", "7 or 9", "7 or 8", "7 o 9", None),
        ("fr", "1.5 GB", "1.2 GB", "d’1,5 Go", None),
        ("fr", "Use of Linux", "Use of UNIX", "Utilisation de Linux", None),
        ("fr", "Run on Linux", "Run on UNIX", "Exécuter sur Linux", "Exécuter sur UNIX"),
        ("fr", "Linux is enabled", "UNIX is enabled", "Linux est activé", None),
        ("fr", "and Linux is enabled", "and UNIX is enabled", "et Linux est activé", None),
        ("fr", "with Linux installed", "with UNIX installed", "avec Linux installé", None),
        ("fr", "the new Linux", "the new UNIX", "sur nouveau Linux", None),
        ("ru", "Use Linux", "Use UNIX", "Используйте Linux", None),
        ("fr", "a Linux host", "a UNIX host", "un hôte Linux", "un hôte UNIX"),
        ("fr", "|Linux|on|\n|-|-|", "|UNIX|on|\n|-|-|", "|Linux|sur|\n|-|-|", "|UNIX|sur|\n|-|-|"),
        ("fi", "Linux is enabled", "UNIX is enabled", "Linux on käytössä", "UNIX on käytössä"),
        ("it", "the Linux host", "the UNIX host", "l'host il Linux", None),
        ("fr", "of `Get-VM`", "of `Set-VM`", "de `Get-VM`", None),
        ("fr", "of `Get-VM`", "of `Enable-VM`", "de `Get-VM`", None),
        ("fr", "of `Move-VM`", "of `Remove-VM`", "de `Move-VM`", "de `Remove-VM`"),
        ("cs", "with 5 nodes", "with 7 nodes", "s 5 uzly", None),
        ("de", "with 10 GB", "with 20 GB", "mit 10 GB", "mit 20 GB"),
        # nothing before the version changes, so no article does
        ("it", "the Windows Server 2019", "the Windows Server 2022", "il Windows Server 2019", "il Windows Server 2022"),
    ],
)  # fmt: skip
def test_a_word_before_goes_by_sound_and_gender(
    language: str, before: str, now: str, text: str, expected: str | None
) -> None:
    assert carried(language, before, now, text) == expected


LONG = f"https://example.com/{'a' * 100}"


@pytest.mark.parametrize(
    ("before", "now", "text", "expected"),
    [
        ("10 and 7", "10 and 9", "10과 7을", "10과 9를"),
        ("10 and 7", "9 and 7", "10과 7을", "9와 7을"),
        ("to 7", "to 6", "7로", "6으로"),
        ("to **7**", "to **6**", "**7**로", "**6**으로"),
        ("to 7", "to 8", "7이라고", "8이라고"),
        ("to 7", "to 9", "7이라고", None),
        ("3 nodes", "5 nodes", "3개의 노드", "5개의 노드"),
        ("512 MB", "1 GB", "512MB를", "1GB를"),
        ("Windows Server 2019", "Windows Server 2016", "Windows Server 2019는", "Windows Server 2016은"),
        ("Linux", "UNIX", "Linux를", None),
        ("7 and", "9 and", "7을(를)", "9을(를)"),
        ("Linux", "UNIX", "Linux을(를)", "UNIX을(를)"),
        ("Linux", "UNIX", "Linux 서버", "UNIX 서버"),
        ("`Get-VM`", "`Get-VMHost`", "`Get-VM`을 실행", None),
        ("`Get-VM`", "`Get-VMHost`", "`Get-VM` 명령을 실행", "`Get-VMHost` 명령을 실행"),
        ("[Linux](a.md)", "[Linux](b.md)", "[Linux](a.md)를", "[Linux](b.md)를"),
        ("“8”", "“9”", "“8”은", "“9”는"),
        ("[8](a.md)", "[9](a.md)", "[8](a.md)은", "[9](a.md)는"),
        ('[8](a_(b).md "T")', '[9](a_(b).md "T")', '[8](a_(b).md "T")은', '[9](a_(b).md "T")는'),
        (f"[8]({LONG})", f"[9]({LONG})", f"[8]({LONG})은", f"[9]({LONG})는"),
        # What is in brackets may not be what is read before the particle.
        ("Linux (8)", "Linux (9)", "Linux(8)은", None),
        ("8 (GB)", "9 (GB)", "8(GB)은", None),
        ("8 (GB)", "8 (GB) ", "8(GB)은", "8(GB)은"),
        ("to 8", "to 9", "8(으)로", "9(으)로"),
        # Some read a short number of a name as in English, and capitals as a word.
        ("IPv4", "IPv6", "IPv4를", None),
        ("IPv4", "IPv6", "IPv4 주소", "IPv6 주소"),
        ("Windows 10", "Windows 8", "Windows 10을", None),
        ("Windows 10", "Windows 11", "Windows 10을", "Windows 11을"),
        ("Windows 10", "Windows 11", "Windows 10으로", None),
        ("`10`", "`12`", "`10`을", "`12`를"),
        ("`Get-VM`", "`Get-VHD`", "`Get-VM`을", "`Get-VHD`를"),
        ("`VHD`", "`SET`", "`VHD`를", None),
        ("`SMB`", "`NAME`", "`SMB`를", None),
        ("`SMB`", "`USER`", "`SMB`를", None),
    ],
)  # fmt: skip
def test_a_korean_particle_goes_by_the_last_sound(
    before: str, now: str, text: str, expected: str | None
) -> None:
    assert carried("ko", before, now, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "10'a kadar"),
        ("hu", "10-szer"),
        ("fi", "10:n solmun"),
        ("de", "10-GB-Datenträger"),
        ("es", "10.º nodo"),
        ("pt", "10º nó"),
    ],
)
def test_what_has_an_ending_written_onto_it_is_left(language: str, text: str) -> None:
    assert carried(language, "10 times", "20 times", text) is None


def test_a_language_without_inflection_needs_no_blank() -> None:
    assert carried("ja", "10 nodes", "20 nodes", "10台のノード") == "20台のノード"
    assert carried("zh", "1,000 nodes", "2,000 nodes", "1000个节点") == "2000个节点"


def test_the_reason_names_the_word() -> None:
    reason = why_left("it", "the 5 disks", "the 8 disks", "i 5 dischi")
    assert reason == "“i” may have another form before “8”"
