from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.code_blocks import CHECK

ENGLISH = "Run:\n\n```powershell\nGet-VM # all of them\nStop-VM -Name DC01\n```"


def test_code_that_is_kept_is_good_and_comments_may_be_translated() -> None:
    assert (
        spans(
            CHECK,
            ENGLISH,
            ENGLISH.replace("Run", "Exécutez").replace("all of them", "toutes"),
        )
        == []
    )


def test_a_changed_line_is_found() -> None:
    assert spans(CHECK, ENGLISH, ENGLISH.replace("-Name DC01", "-Nom DC01")) == [
        "Stop-VM -Nom DC01"
    ]


def test_a_blank_in_a_name_counts() -> None:
    assert spans(CHECK, ENGLISH, ENGLISH.replace("Get-VM #", "Get- VM #")) == [
        "Get- VM # all of them"
    ]


def test_another_language_of_the_block_is_found() -> None:
    [hit] = hits(CHECK, unit(ENGLISH, ENGLISH.replace("powershell", "console")))
    assert hit.message == "the language of this code is “powershell” in the English"


def test_a_missing_line_and_a_missing_block_are_found() -> None:
    fence = ENGLISH.split("\n\n")[1]
    assert spans(CHECK, ENGLISH, ENGLISH.replace("\nStop-VM -Name DC01", "")) == [
        fence.replace("\nStop-VM -Name DC01", "")
    ]
    assert spans(CHECK, ENGLISH, "Exécutez ceci :") == ["Exécutez ceci :"]
    assert spans(CHECK, "Run:", ENGLISH) == [fence]


def test_code_spans_are_another_check() -> None:
    assert spans(CHECK, "Run `a`.", "Exécutez `b`.") == []


COMPONENT = """\
```jsx
// The counter
function Counter() {
  const label = "clicks so far"; // text
  return <p title="Some words">Clicked {count} times</p>;
}
```
"""


def test_comments_strings_and_text_between_tags_may_be_translated() -> None:
    translation = (
        COMPONENT.replace("The counter", "Le compteur\n// de clics")
        .replace("clicks so far", "clics jusqu’ici")
        .replace("// text", "// texte")
        .replace("Some words", "Des mots")
        .replace("Clicked {count} times", "Cliqué {count} fois")
    )
    assert spans(CHECK, COMPONENT, translation) == []


def test_code_beside_them_may_not() -> None:
    changed = COMPONENT.replace("{count}", "{compte}").replace("const", "constante")
    assert spans(CHECK, COMPONENT, changed) == [
        '  constante label = "clicks so far"; // text',
        '  return <p title="Some words">Clicked {compte} times</p>;',
    ]


def test_blanks_within_a_line_are_no_fault() -> None:
    assert spans(CHECK, ENGLISH, ENGLISH.replace("Stop-VM ", "Stop-VM \t ")) == []


def test_blanks_and_capitals_of_a_line_are_mended() -> None:
    french = ENGLISH.replace("Stop-VM -Name", "stop-VM - Name")
    [hit] = hits(CHECK, unit(ENGLISH, french))
    assert hit.fix is not None
    start, end, new = hit.fix
    assert french[:start] + new + french[end:] == ENGLISH


def test_a_line_with_other_words_or_another_comment_is_left_to_somebody() -> None:
    for french in (
        ENGLISH.replace("Stop-VM", "Arrêter-VM"),
        ENGLISH.replace("Get-VM # all of them", "get-VM # toutes"),
    ):
        [hit] = hits(CHECK, unit(ENGLISH, french))
        assert hit.fix is None
