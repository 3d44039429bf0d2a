import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.grammar import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "the list of the server", "la liste du serveur"),
        ("it", "This affects the cluster.", "Ciò influisce sul cluster."),
        ("es", "the server list", "la lista del servidor"),
        ("ko", "It is a server that can be used.", "사용할 수 있는 서버입니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "the list of the server", "la liste de le serveur", ["de le"]),
        ("fr", "the address of it", "la adresse du serveur", ["la "]),
        (
            "fr",
            "in Task Manager",
            "à partir de Gestionnaire des tâches",
            ["à partir de "],
        ),
        (
            "it",
            "This affects the cluster.",
            "Ciò influisca sul cluster.",
            ["Ciò influisca"],
        ),
        ("it", "in the server", "in il server", ["in il"]),
        ("it", "authorized to add", "autorizzato a aggiungere un disco", ["a "]),
        (
            "it",
            "It is best to wait.",
            "È consigliabile che attendere.",
            ["consigliabile che attendere"],
        ),
        ("es", "of the server", "la lista de el servidor", ["de el"]),
        ("es", "rule of the Monitor", "una regla de Monitor de red", ["de "]),
        (
            "es",
            "one of them is",
            "una de las redes son lentas",
            ["una de las redes son"],
        ),
        ("es", "memory and space", "memoria y identidad", ["y "]),
        (
            "ko",
            "It is a server that can be used.",
            "서버는 사용할 수 있는입니다.",
            ["있는입니다"],
        ),
        (
            "ko",
            "The log shows a problem.",
            "로그가 표시됩니다 문제가 있습니다.",
            ["표시됩니다 "],
        ),
        (
            "ko",
            "in Windows Server 2025",
            "Windows Server 2025 년 서버입니다.",
            ["Windows Server 2025 년"],
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
        ("fr", "to use them", "prêt à les utiliser"),
        ("fr", "yes or no", "le oui ou le onze"),
        ("it", "What can be done", "Ciò che possono fare"),
        ("es", "The water is cold.", "El agua está fría."),
        ("ko", "Do it.", "확인합니다. 그런 다음 닫습니다."),
        ("de", "of the server", "Liste der Server"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
