import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.opposites import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "It is never empty.", "Il n’est jamais vide."),
        ("it", "Always close it.", "Chiuderlo sempre."),
        ("es", "Save it before you leave.", "Guárdelo antes de salir."),
        ("ko", "Save it before you leave.", "나가기 전에 저장하세요."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "It never leaves you.", "Il vous quitte toujours.", ["toujours"]),
        ("it", "Save it after that.", "Salvarlo prima.", ["prima"]),
        (
            "es",
            "Use version 2 or later.",
            "Use la versión 2 o una versión anterior.",
            ["o una versión anterior"],
        ),
        ("ko", "Disable the cache.", "캐시를 활성화합니다.", ["활성화"]),
        (
            "fr",
            "Open it. Increase the size.",
            "Ouvrez-le. Diminuez la taille.",
            ["Diminuez"],
        ),
        ("it", "the minimum size", "la dimensione massima", ["massima"]),
        # conditions
        (
            "fr",
            "The job runs if the file exists.",
            "La tâche s’exécute à moins que le fichier n’existe.",
            ["à moins que"],
        ),
        (
            "it",
            "It stays if the user agrees.",
            "Rimane a meno che l’utente non sia d’accordo.",
            ["a meno che"],
        ),
        (
            "es",
            "The copy is kept unless you agree.",
            "La copia se conserva si está de acuerdo.",
            ["si"],
        ),
        (
            "ko",
            "It runs if it exists.",
            "파일이 있지 않는 한 실행됩니다.",
            ["지 않는 한"],
        ),
        # what must be is no choice
        ("fr", "The name must be short.", "Le nom peut être court.", ["peut"]),
        ("it", "The name may be long.", "Il nome deve essere lungo.", ["deve"]),
        ("es", "You must close it.", "Puede cerrarlo.", ["Puede"]),
        ("ko", "You must close it.", "닫을 수 있습니다.", ["수 있"]),
        # what a page has two of
        ("fr", "the first page", "la dernière page", ["dernière"]),
        ("it", "Read all pages.", "Leggere alcune pagine.", ["alcune"]),
        ("es", "the same page", "otra página", ["otra"]),
        ("ko", "Lock the door.", "문의 잠금을 해제합니다.", ["잠금을 해제"]),
        ("fr", "Clear the box.", "Cochez la case.", ["Cochez"]),
        ("it", "Export the list.", "Importare l’elenco.", ["Importare"]),
        ("es", "The link is slow.", "El vínculo es rápido.", ["rápido"]),
        ("ko", "on the left", "오른쪽에", ["오른쪽"]),
        ("fr", "Exclude the file.", "Incluez le fichier.", ["Incluez"]),
        ("it", "Open the file.", "Chiudere il file.", ["Chiudere"]),
        ("es", "Connect the printer.", "Desconecte la impresora.", ["Desconecte"]),
        ("fr", "Write the file.", "Lisez le fichier.", ["Lisez"]),
        ("it", "the local disk", "il disco remoto", ["remoto"]),
        ("es", "an internal name", "un nombre externo", ["externo"]),
        ("ko", "a manual start", "자동 시작", ["자동"]),
        ("fr", "if this is true", "si ceci est faux", ["faux"]),
        # cells
        ("fr", "Yes", "Non", ["Non"]),
        ("it", "no", "sì", ["sì"]),
        ("es", "Yes.", "No.", ["No."]),
        ("ko", "No", "예", ["예"]),
        # verbs
        ("fr", "Add the user.", "Supprimez l’utilisateur.", ["Supprimez"]),
        ("it", "Stop the service.", "Avviare il servizio.", ["Avviare"]),
        ("es", "Hide the column.", "Muestre la columna.", ["Muestre"]),
        ("ko", "Download the file.", "파일을 업로드합니다.", ["업로드"]),
        ("fr", "larger than 3 MB", "inférieur à 3 Mo", ["inférieur"]),
        ("it", "The key is optional.", "La chiave è obbligatoria.", ["obbligatoria"]),
    ],
)
def test_the_reverse_is_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        # no and the opposite say the same
        ("fr", "The cache is disabled.", "Le cache n’est pas activé."),
        ("it", "Do not disable it.", "Lasciare attivata la cache."),
        # the reverse of a word that says no
        ("fr", "Stay unless you can go.", "Restez si vous ne pouvez pas partir."),
        ("es", "If it is not there, stop.", "A menos que esté, deténgase."),
        ("fr", "It is shown only if you ask.", "Il est masqué, sauf si vous demandez."),
        ("fr", "Two or more than two", "Au moins deux"),
        ("it", "Decide whether to go or not.", "Decidere se andare o meno."),
        ("ko", "a private network", "비공개 네트워크"),
        ("es", "No, it waits.", "Sí, espera."),
        # words that mean something else
        ("fr", "an important file", "un fichier important"),
        ("it", "projects of some kind", "progetti di ogni tipo"),
        ("es", "It is clear.", "Está seleccionado."),
        ("fr", "what is left of it", "Les droits qui restent"),
        # both are said
        ("es", "Before and after that", "Antes y después"),
        ("es", "Save before you leave.", "Después de guardar antes, salga."),
        # which sentence says it is not known
        ("fr", "It never ends. It waits.", "Toujours en attente, sans fin."),
        ("de", "It is never empty.", "Er ist immer leer."),
    ],
)
def test_what_may_be_right_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
