import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.numbers import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Assign 1,024 MB in 2 steps.", "Affectez 1\xa0024 Mo en deux étapes."),
        ("it", "Assign 1,024 MB.", "Assegnare 1.024 MB."),
        ("ko", "One or more disks, 2 GB each.", "1개 이상의 디스크, 각 2GB."),
        ("es", "at 1.5 GB", "en 1,5 GB"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "Assign 512 MB.", "Affectez 521 Mo.", ["521 Mo"]),
        ("it", "Assign 1,024 MB.", "Assegnare 1.024 GB.", ["1.024 GB"]),
        ("ko", "Assign 1,024 MB.", "1024mb를 할당합니다.", ["1024mb"]),
        (
            "ko",
            "Assign at least 256 MB, and 2 GB.",
            "최소 256, 그리고 2GB를 할당합니다.",
            ["256"],
        ),
        ("es", "Wait 30 seconds.", "Espere.", ["Espere."]),
        ("pt", "Use 4 disks.", "Use 5 discos.", ["5"]),
        # bits are no bytes
        ("it", "Assign 2 GB.", "Assegnare 2 Gb.", ["2 Gb"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Windows Server 2012 R2", "Windows Server 2012 R2"),
        ("fr", "Run `Get-VM -Id 5`.", "Exécutez `Get-VM -Id 5`."),
        ("ko", "one disk", "디스크 1개"),
        ("it", "SR-IOV and x64", "SR-IOV e x64"),
        ("fr", "a size of 4k", "une taille de 4\xa0Ko"),
        ("ko", "on R2", "r 2에서"),
        # the English says bits, or is as careless
        ("es", "a link of 10 Gb", "un vínculo de 10 Gb"),
        ("fr", "a disk of 10 Gb", "un disque de 10\xa0Go"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
