import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.negation import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "The service is not available.", "Il servizio non è disponibile."),
        ("fr", "It cannot start.", "Impossible de démarrer."),
        ("ko", "It is not used.", "사용되지 않습니다."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "it",
            "The service is not available.",
            "Il servizio è disponibile.",
            ["Il servizio è disponibile."],
        ),
        (
            "fr",
            "Stop. It does not start. Wait.",
            "Arrêtez. Il démarre. Attendez.",
            ["Il démarre."],
        ),
        (
            "es",
            "If the disk is not found, the server does not start.",
            "Si se encuentra el disco, el servidor no arranca.",
            ["Si se encuentra el disco"],
        ),
        ("ko", "It is not used.", "사용됩니다.", ["사용됩니다."]),
        # in two sentences, and no one says it
        (
            "ko",
            "Do not open the oven; the bread is still rising.",
            "오븐을 여세요. 빵이 부풀고 있습니다.",
            ["오븐을 여세요. 빵이 부풀고 있습니다."],
        ),
        # words with in- and im- that say no no
        (
            "it",
            "Do not write in the address book.",
            "Inserire informazioni nell’indirizzario.",
            ["Inserire informazioni nell’indirizzario."],
        ),
        (
            "fr",
            "Do not bring guests.",
            "Informez les invités.",
            ["Informez les invités."],
        ),
        (
            "es",
            "The menu is not printed.",
            "El menú se imprime e incluye el vino.",
            ["El menú se imprime e incluye el vino."],
        ),
        # “but” is no “only”
        (
            "ko",
            "The oven is hot, but no bread is baked.",
            "오븐이 뜨겁지만 빵이 구워집니다.",
            ["오븐이 뜨겁지만 빵이 구워집니다."],
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
        ("fr", "not only fast", "rapide et sûr"),
        ("es", "It no longer works.", "Ha dejado de funcionar."),
        ("de", "It is not used.", "Es wird benutzt."),
        # the sentences are cut otherwise: the no is in the one before
        (
            "fr",
            "It needs the tool. The old system does not have it; start it.",
            "L’outil est nécessaire et l’ancien système n’en a pas. Démarrez-le.",
        ),
        ("it", "The restore may not work.", "Il ripristino può avere esito negativo."),
        ("es", "The restore may not work.", "El resultado puede ser negativo."),
        ("it", "The bread is not usable.", "Il pane è inutilizzabile."),
        ("fr", "The guests are not permitted.", "Les invités sont interdits."),
        ("es", "Use butter and not oil. Stir.", "Use mantequilla en lugar de aceite."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
