import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.agreement import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "x", "una scheda configurata"),
        ("es", "x", "las redes privadas"),
        ("fr", "x", "une machine virtuelle connectée"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("it", "x", "una scheda configurato", ["scheda configurato"]),
        ("it", "x", "uno o più schede", ["uno o più schede"]),
        ("es", "x", "los redes", ["los redes"]),
        ("fr", "x", "un machine", ["un machine"]),
        (
            "it",
            "x",
            "Una macchina che esegue Windows e configurato con due dischi",
            ["e configurato"],
        ),
        ("it", "x", "una scheda bus host fisico", ["scheda bus host fisico"]),
        # “tous” has an article behind it
        ("fr", "x", "toutes les ports", ["toutes les ports"]),
        ("es", "x", "todas los errores", ["todas los errores"]),
        ("es", "x", "La tamaño crece.", ["La tamaño"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "x", "i dischi del server configurati"),
        ("es", "x", "la red del equipo conectado"),
        ("fr", "x", "le port de la machine virtuelle configuré"),
        ("de", "x", "der Maschine"),
        ("fr", "x", "toutes les machines et tous les nouveaux ports"),
        # the adjective is that of the last of two nouns
        ("it", "x", "La coda macchine virtuali aspetta."),
        # a phrase with an article of its own
        ("it", "x", "versioni diverse dell’elemento"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
