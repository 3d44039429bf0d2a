import pytest

from bpadocs.translators.siblings import Substitution, adapt, shape, what_differs


@pytest.mark.parametrize(
    ("sibling", "translation", "english", "language", "expected"),
    [
        (
            "Use at least 512 MB for Windows 7.",
            "Utilisez au moins 512 Mo pour Windows 7.",
            "Use at least 1024 MB for Windows 8.1.",
            "fr",
            "Utilisez au moins 1024 Mo pour Windows 8.1.",
        ),
        (
            "Windows 2012 only",
            "Nur Windows 2012",
            "Windows 2012 R2 only",
            "de",
            "Nur Windows 2012 R2",
        ),
        (
            "For Windows Vista only",
            "Solo para Windows Vista",
            "For Windows 7 only",
            "es",
            "Solo para Windows 7",
        ),
        # eight is Windows in one place and a number of gigabytes in the other
        (
            "Windows 8 needs 8 GB",
            "Windows 8 richiede 8 GB",
            "Windows 10 needs 8 GB",
            "it",
            "Windows 10 richiede 8 GB",
        ),
        (
            "Set {cpu} to 4",
            "Mettez {cpu} à 4",
            "Set {cores} to 8",
            "fr",
            "Mettez {cores} à 8",
        ),
        (
            "Run `Get-VM` now",
            "Exécutez `Get-VM`",
            "Run `Get-VMHost` now",
            "fr",
            "Exécutez `Get-VMHost`",
        ),
        # Korean particles follow the sound of what stands before them
        (
            "Use Windows 7 here",
            "Windows 7을 사용합니다",
            "Use Windows 2 here",
            "ko",
            "Windows 2를 사용합니다",
        ),
        (
            "Move to Windows 2 now",
            "이제 Windows 2로 이동",
            "Move to Windows 3 now",
            "ko",
            "이제 Windows 3으로 이동",
        ),
        ("The same", "La même chose", "The same", "fr", "La même chose"),
    ],
)
def test_exchanged(
    sibling: str, translation: str, english: str, language: str, expected: str
) -> None:
    found = adapt(sibling, translation, english, language)
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("sibling", "translation", "english"),
    [
        (
            "Start the server",
            "Démarrez le serveur",
            "Stop the server",
        ),  # a word differs
        (
            "At least 2 disks",
            "Au moins deux disques",
            "At least 4 disks",
        ),  # the number is a word in French
        (
            "Needs 2 disks",
            "Nécessite 2 disques sur 2",
            "Needs 4 disks",
        ),  # it stands there twice
        ("Has 2 disks", "A 2 disques", "Has 1 disks"),  # one takes a singular
        ("Up to 1.5 GB", "Jusqu’à 1,5 Go", "Up to 2.5 GB"),  # a decimal comma
        ("It is 2 and 2", "C’est 2 et 2", "It is 2 and 3"),  # which of the two?
    ],
)
def test_left_to_a_translator(sibling: str, translation: str, english: str) -> None:
    assert adapt(sibling, translation, english, "fr") is None


def test_what_was_exchanged() -> None:
    found = adapt(
        "Windows 7 with 1 GB", "Windows 7 avec 1 Go", "Windows 8 with 1 GB", "fr"
    )
    assert found == ("Windows 8 avec 1 Go", (Substitution("7", "8"),))


def test_siblings_have_one_shape() -> None:
    assert shape("Use 512 MB for Windows 7.") == shape(
        "Use 1024 MB for Windows Server 2012 R2."
    )
    assert shape("Use 512 MB.") != shape("Use up to 512 MB.")


def test_differences() -> None:
    found = list(
        what_differs(
            "Attached to the SCSI controller", "Connected to the SCSI controller 2"
        )
    )
    assert found == [("Attached", "Connected"), ("", "2")]
