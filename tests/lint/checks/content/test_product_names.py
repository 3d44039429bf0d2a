import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.content.product_names import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.habits import Habits


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Hyper-V stores SANs.", "Hyper-V stocke les SAN."),
        ("ko", "Use Hyper-V.", "Hyper-V를 사용합니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("ko", "Use Hyper-V.", "Hyper-v를 사용합니다.", ["Hyper-v"]),
        ("es", "virtual SANs", "las San virtuales", ["San"]),
        (
            "it",
            "Sample Device Bus is slow.",
            "Il dispositivo Sample Device bus è lento.",
            ["Sample Device bus"],
        ),
        ("ko", "Windows Server 2012 R2", "Windows Server 2012 r 2", ["r 2"]),
        ("pt", "Use PowerShell.", "Use o Powershell.", ["Powershell"]),
        ("fr", "Slow I/O of disks.", "Les e/s des disques sont lentes.", ["e/s"]),
        ("ko", "Slow I/O of disks.", "디스크의 i/o가 느립니다.", ["i/o"]),
        ("pt", "Use BitLocker here.", "Use o recurso aqui.", ["Use o recurso aqui."]),
        (
            "fr",
            "Windows Server, Active Directory and Linux are there.",
            "windows server, active directory et linux y sont.",
            ["active directory", "windows server", "linux"],
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
        ("fr", "SAN and no more", "sans limite, SAN"),
        ("it", "OR and NOT", "O e non"),
        ("es", "I/O of disks or networks", "E/S de discos y/o redes"),
        ("fr", "the vendor’s NIC", "la carte du fournisseur (NIC)"),
        ("it", "Microsoft and PowerShell", "Microsoft e powershell.exe, microsoft.com"),
        # an English phrase that may be a common word of the language
        ("it", "Send a Pull Request.", "Inviare una pull request."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("english", "translation", "found"),
    [
        ("Open Task Manager now.", "Aprire task manager.", ["task manager"]),
        ("Open Task Manager now.", "Aprire Task Manager.", []),
        # in a heading every word may have a capital
        ("# Open Task Manager", "# Aprire task manager", []),
        ("Task Manager opens.", "Si apre task manager.", []),
        ("Open Task Manager, a task manager.", "Aprire un task manager.", []),
    ],
)
def test_what_the_translations_write_with_a_capital_elsewhere_has_one(
    english: str, translation: str, found: list[str]
) -> None:
    habits = {"it": Habits(names=frozenset({"Task", "Manager"}))}
    context = Context(habits=habits)
    one = unit(english, translation, "it")
    text = [translation[hit.start : hit.end] for hit in hits(CHECK, one, context)]
    assert text == found


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Lanterne attend le courrier.", ["Lanterne"]),
        ("Lantern attend le courrier.", []),
        ("Les Lanterns attendent.", []),
        ("Lancez le relais.", []),
        # a word of the language
        ("Les Lanternes sont allumées.", []),
        ("Il attend le courrier.", []),
    ],
)
def test_a_word_that_is_nearly_a_name_of_all_pages_is_found(
    translation: str, found: list[str]
) -> None:
    words = frozenset({"lanternes"})
    habits = {"fr": Habits(names=frozenset({"Lantern"}), words=words)}
    looked_at = unit("Lantern waits for mail.", translation)
    hits = CHECK.run(looked_at, Context(habits=habits))
    assert [translation[hit.start : hit.end] for hit in hits] == found
