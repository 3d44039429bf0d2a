import pytest
from lint_helpers import hits, rule, spans, unit

from bpadocs.lint.checks.content.translated_literals import CHECK
from bpadocs.lint.context import Context


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Set the DEFAULT pool with `Get-Pool DEFAULT`.",
            "Définissez le pool DEFAULT avec `Get-Pool DEFAULT`.",
        ),
        ("es", '"execute" or "execution"', '"ejecutar" o "ejecución"'),
        (
            "it",
            "The PackageId is in `<PackageId>`.",
            "Il valore PackageId è in `<PackageId>`.",
        ),
        (
            "ko",
            "Type `netsh trace start`, for netsh trace writes a file.",
            "netsh trace가 파일을 쓰므로 `netsh trace start`를 입력합니다.",
        ),
        # what becomes code in the translation is there
        (
            "fr",
            "Type `netsh trace start`: netsh trace writes a file.",
            "Tapez `netsh trace start` : `netsh trace` écrit un fichier.",
        ),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "Set the DEFAULT pool with `Get-Pool DEFAULT`.",
            "Définissez le pool PAR DÉFAUT avec `Get-Pool DEFAULT`.",
            ["PAR DÉFAUT"],
        ),
        (
            "es",
            '"execute" or "execution"',
            '"ejecución" o "ejecución"',
            ['"ejecución" o "ejecución"'],
        ),
        ("ko", '"save" or "store"', '"저장" 또는 "저장"', ['"저장" 또는 "저장"']),
        # nothing is in capitals: the whole text lacks it
        (
            "ko",
            "Set the DEFAULT pool with `Get-Pool DEFAULT`.",
            "`Get-Pool DEFAULT`로 기본 풀을 설정합니다.",
            ["Get-Pool DEFAULT`로 기본 풀을 설정합니다."],
        ),
        (
            "it",
            "The PackageId is in `<PackageId>`.",
            "L’identificatore è in `<PackageId>`.",
            ["L’identificatore è in `<PackageId>`."],
        ),
        (
            "fr",
            "Type `netsh trace start`: netsh trace writes a file.",
            "Tapez `netsh trace start` : le suivi netsh écrit un fichier.",
            ["Tapez `netsh trace start` : le suivi netsh écrit un fichier."],
        ),
        (
            "fr",
            "| Key | Default |\n|-|-|\n| `on` | `false` |\n| `off` | false |",
            "| Clé | Valeur |\n|-|-|\n| `on` | `false` |\n| `off` | False |",
            ["False"],
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
        ("fr", "The DEFAULT pool is used.", "Le pool par défaut est utilisé."),
        ("es", '"disk" and again "disk"', '"disco" y otra vez "disco"'),
        # ordinary words that code has too
        (
            "fr",
            "```\nrestoring packages\n```\n\nWhile restoring packages, it waits for restoring to end.",
            "```\nrestoring packages\n```\n\nPendant la restauration des packages, il en attend la fin.",
        ),
        (
            "es",
            "Use `add name`. You add name and value.",
            "Use `add name`. Añada ambos.",
        ),
        # a comment, and what a string says, are no code
        (
            "it",
            "```sh\n# the TextBox\necho 'TextBox'\n```\n\nThe TextBox opens.",
            "```sh\n# la casella\necho 'TextBox'\n```\n\nLa casella si apre.",
        ),
        # the name of a row is no value
        ("fr", "`name` and name", "`name` et Name"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


def test_the_code_of_the_whole_page_counts() -> None:
    code = unit("```\nGet-Pool DEFAULT\n```", "```\nGet-Pool DEFAULT\n```", "fr")
    text = unit("The DEFAULT pool.", "Le pool par défaut.", "fr", "issue")
    found = list(CHECK.run(rule(code, text), Context()))
    assert [(one.language, one.field) for one in found] == [("fr", "issue")]
    assert found[0].hit.message.startswith("DEFAULT is missing")


def test_a_value_in_a_cell_is_mended() -> None:
    one = unit(
        "Say `false`.\n\n| x |\n|-|\n| false |", "Dis `false`.\n\n| x |\n|-|\n| False |"
    )
    [hit] = hits(CHECK, one)
    assert hit.fix is not None
    assert hit.fix.text == "false"
