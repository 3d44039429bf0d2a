import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.language.grammar import CHECK
from bpadocs.lint.context import Context


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


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "much work",
            "un grand nombre de travail",
            ["un grand nombre de travail"],
        ),
        ("fr", "Start it.", "Mettez le démarrer maintenant.", ["Mettez le démarrer"]),
        ("fr", "Close it.", "Faites le fermer.", ["Faites le fermer"]),
        (
            "it",
            "It is a bad idea to wait.",
            "È una cattiva idea per attendere.",
            ["cattiva idea per attendere"],
        ),
        (
            "it",
            "what must be read",
            "ciò che devono essere letti",
            ["ciò che devono essere letti"],
        ),
        ("it", "Bold shows it.", "Grassetto indica il nome.", ["Grassetto indica"]),
        (
            "it",
            "Removal of it is slow.",
            "Rimozione del disco è lenta.",
            ["Rimozione del disco è"],
        ),
        (
            "it",
            "It is installed on each node.",
            "È installato ogni nodo del cluster.",
            ["installato ogni nodo"],
        ),
        (
            "it",
            "Use filters only if permitted by the owner.",
            "Usare i filtri solo se è permesso dal titolare.",
            ["se è permesso dal "],
        ),
        ("es", "Bold shows it.", "Negrita indica el nombre.", ["Negrita indica"]),
        (
            "es",
            "Use filters only if permitted by the owner.",
            "Use filtros solo si es permitido por el titular.",
            ["si es permitido por"],
        ),
        (
            "es",
            "It is locked for one user.",
            "Se bloquea para un usuario.",
            ["Se bloquea para"],
        ),
    ],
)
def test_patterns_are_rules_of_the_language(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    """Sentences of other kinds of pages, without the profile of any."""
    one = unit(english, translation, language)
    text = [translation[hit.start : hit.end] for hit in hits(CHECK, one, Context())]
    assert text == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "many files", "un grand nombre de fichiers de stockage"),
        (
            "fr",
            "Update the folder.",
            "Mettez à jour le dossier, mettez le dossier ici.",
        ),
        ("fr", "Have it run.", "Faites-le démarrer, ou faites démarrer le service."),
        ("it", "Good practices for that", "Una buona pratica per gestire i dati"),
        ("it", "what was read", "ciò che è stato letto"),
        ("it", "Bold shows it.", "Il grassetto indica il nome."),
        ("it", "It runs on each node.", "È installato su ogni nodo."),
        ("it", "Every day it is updated.", "Viene aggiornato ogni giorno."),
        (
            "it",
            "Use it only if permitted by it.",
            "Usarlo solo se è permesso dal titolare.",
        ),
        # a name that ends in an s is no plural
        (
            "it",
            "Use Windows only if supported by it.",
            "Usare Windows solo se è supportato dal computer.",
        ),
        (
            "es",
            "Use Windows only when supported by it.",
            "Use Windows solo cuando sea compatible con el equipo.",
        ),
        ("es", "It locks for users.", "Se bloquea para todos."),
        ("es", "the rule that it informs of", "la regla de la que informa"),
    ],
)
def test_what_the_rules_do_not_forbid_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert hits(CHECK, unit(english, translation, language), Context()) == []


@pytest.mark.parametrize(
    ("language", "translation", "found"),
    [
        ("fr", "la page de l’Kettle", ["’"]),
        ("fr", "Il dit qu’Docker attend.", ["’"]),
        ("fr", "ce ancien fichier et sa adresse", ["ce ", "sa "]),
        ("fr", "Vérifiez si il existe.", ["si il"]),
        ("fr", "un nouveau utilisateur", ["nouveau "]),
        ("fr", "le première fois", ["le première"]),
        ("fr", "Le fichier est pas là.", ["est pas"]),
        ("it", "la pagina dell’server", ["’"]),
        ("it", "un script e i strumenti", ["un ", "i "]),
        ("it", "i nomi degli file", ["degli "]),
        ("it", "una nuovo cartella", ["una nuovo"]),
        ("it", "perchè non è qui", ["perchè"]),
        ("it", "E’ possibile.", ["E’ "]),
        ("es", "la nuevo carpeta", ["la nuevo"]),
        ("es", "Vea tambien la configuracion.", ["tambien", "configuracion"]),
        ("es", "mas de tres", ["mas "]),
        ("ko", "그러면 되요.", ["되요"]),
        ("ko", "설치됬습니다.", ["됬습니다"]),
    ],
)
def test_slips_that_every_grammar_names_are_found(
    language: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, "It is so.", translation, language) == found


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("fr", "l’npm, l’XML, d’nginx et l’hôte"),
        ("fr", "ce à quoi il sert, ce en quoi, le compte SA est là"),
        ("fr", "Si elle existe, il n’est pas là et ce n’est jamais pas à pas."),
        ("fr", "un nouveau et un ancien, le nouveau en bas"),
        ("it", "l’host, un’area, il server, un software, il sito"),
        ("it", "lo stesso, gli scenari, degli ospiti, il prima possibile"),
        ("it", "degli altri; I servizi; la prima volta"),
        ("es", "la nueva versión, el otro, la acción, esta última, si es así"),
        ("ko", "됩니다. 돼요. 안 됩니다. 며칠"),
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(
    language: str, translation: str
) -> None:
    assert spans(CHECK, "It is so.", translation, language) == []
