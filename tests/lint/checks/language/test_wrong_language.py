import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.wrong_language import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "x", "Il servizio non è in esecuzione su questo server."),
        ("pt", "x", "O serviço não está em execução neste servidor."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "it",
            "x",
            "El servicio no se está ejecutando en este servidor.",
            ["El servicio no se está ejecutando en este servidor."],
        ),
        (
            "es",
            "x",
            "Le service n’est pas démarré sur ce serveur, et il doit l’être.",
            ["Le service n’est pas démarré sur ce serveur, et il doit l’être."],
        ),
        (
            "fr",
            "x",
            "서버에서 서비스가 실행되고 있지 않습니다.",
            ["서버에서 서비스가 실행되고 있지 않습니다."],
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
        ("it", "x", "Hyper-V, SMB 3.0"),
        ("de", "x", "Der Dienst wird auf diesem Server nicht ausgeführt."),
        ("fr", "x", "tool.exe peut se bloquer en cas de sortie d’erreur volumineuse"),
        ("fr", "x", "L’exception « L’élément a un élément non valide » se produit"),
        ("it", "x", "L’errore si verifica se all’avvio l’opzione è assente"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
