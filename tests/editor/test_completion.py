"""What may come next is offered, and it fits where it is put."""

import pytest
from projects import RULE

from bpadocs.editor.completion import (
    ProjectWords,
    Proposal,
    ProposalKind,
    offers_at,
    typed_of,
)
from bpadocs.words.glossary import Glossary, Term

FRENCH = Glossary(
    language="fr",
    names=("Hyper-V",),
    terms={"virtual machine": Term("virtual machine", ("machine virtuelle",), ("VM",))},
    labels={"Start": ("Démarrer",)},
)
KNOWN = ProjectWords(
    languages=("en", "fr", "it"),
    categories={"storage": "Storage"},
    front_matter=("author", "ms.date"),
    glossaries={"fr": FRENCH},
    pages={"Other.md": "Another rule", "../dns/Zone.md": "A zone"},
)


def offered(text: str) -> dict[str, Proposal]:
    """Return what is offered where the text has a bar, by its label."""
    found = offers_at(text.replace("|^", ""), text.index("|^"), KNOWN)
    return {one.label: one for one in found}


def taken(text: str, label: str) -> str:
    """Return the text once an offer is taken where it has a bar."""
    offer = offered(text)[label]
    before, after = text.split("|^")
    return before[: len(before) - offer.typed] + offer.text + after


def test_keys_are_those_that_are_not_there_yet() -> None:
    found = offered("page: X\nsev|^\n")
    assert "severity" in found
    assert "page" not in found
    assert (
        found["severity"].about
        == "How bad a violation is. The setting severities adds others."
    )
    assert taken("page: X\nsev|^\n", "severity") == "page: X\nseverity: \n"
    assert taken("tex|^\n", "text") == "text:\n"


def test_a_key_that_is_mended_keeps_its_colon() -> None:
    assert taken("se|^: error", "severity") == "severity: error"


def test_fields_and_languages_are_those_of_the_project() -> None:
    assert {*offered("text:\n  en:\n    title: a\n  |^")} == {"fr", "it"}
    fields = offered("text:\n  en:\n    title: a\n    |^")
    assert {"issue", "compliant", "see_also"} <= {*fields}
    assert "title" not in fields
    assert "author" in offered("front_matter:\n  |^")


def test_values_are_those_that_the_key_may_have() -> None:
    assert {*offered("severity: |^")} == {"error", "warning", "information"}
    assert {"list", "choice"} <= {*offered("arguments:\n  a: {type: |^")}
    assert offered("category: |^")["storage"].detail == "Storage"
    assert taken("severity: wa|^", "warning") == "severity: warning"


def test_a_suppression_names_checks_and_fields() -> None:
    checks = offered("suppress:\n  - check: |^")
    assert checks["double-blanks"].detail
    assert {"impact", "fr.impact"} <= {*offered("suppress:\n  - field: |^")}


def test_snippets_are_those_of_the_schema_at_their_indentation() -> None:
    whole = taken("suppress:\n  - |^", "suppression")
    assert whole == (
        "suppress:\n  - check: ${1:check}\n  field: ${2:fr.issue}\n  reason: ${3:why}"
    )
    assert "suppression" not in offered("suppress:\n  - {|^")
    assert "reason" in offered("suppress:\n  - {|^")
    plural = offered("text:\n  en:\n    issue:\n      |^")["plural forms"]
    assert plural.kind is ProposalKind.SNIPPET
    assert "one: ${2:one thing}" in plural.text


def test_arguments_are_offered_within_braces_of_ui_text() -> None:
    for text in (
        RULE.replace("may lose", "may {|^ lose"),
        RULE.replace("Vous ", "Vous {virt|^"),
    ):
        assert offered(text)["virtual_machines"].detail == "list of virtual machines"
    assert "{virtual_machines}|" in taken(
        "arguments:\n  virtual_machines: {label: x}\ntext:\n  en:\n    issue: a {vir|^|",
        "virtual_machines",
    )
    # a brace of the text, and Markdown
    assert "virtual_machines" not in offered(RULE.replace("may lose", "may {{|^ lose"))
    assert "virtual_machines" not in offered(RULE.replace("Run `", "Run {|^`"))


def test_a_translation_is_offered_what_the_glossary_has_for_its_english() -> None:
    text = RULE.replace(
        "Sauvegardez chaque machine virtuelle", "Sauvegardez chaque machine v|^"
    )
    found = offered(text)
    assert found["machine virtuelle"].detail == "virtual machine"
    assert "Hyper-V" not in found
    assert "chaque machine virtuelle." in taken(text, "machine virtuelle")
    label = offered(RULE.replace("**Démarrer**", "**D|^**"))
    assert label["Démarrer"].detail == "Start, as Windows shows it"


def test_english_is_offered_terms_once_two_letters_are_written() -> None:
    assert "virtual machine" in offered(
        RULE.replace("Back up every virtual machine", "Back up every vi|^")
    )
    assert (
        offered(RULE.replace("Back up every virtual machine", "Back up every v|^"))
        == {}
    )


def test_links_lead_to_pages_of_the_project() -> None:
    text = RULE.replace("select **Start**.", "see [it](O|^).")
    assert offered(text)["Other.md"].detail == "Another rule"
    assert "see [it](Other.md)." in taken(text, "Other.md")
    assert "Other.md" not in offered(RULE.replace("may lose", "may [lose](|^"))


@pytest.mark.parametrize(
    ("word", "written", "typed"),
    [
        ("machine virtuelle", "une machine v", 9),
        ("machine virtuelle", "une Mach", 4),
        ("machine virtuelle", "une ", 0),
        ("machine virtuelle", "schema", 0),
        ("가상 컴퓨터", "이 가", 1),
        ("istanbul", "İ", 0),
    ],
)
def test_what_is_written_of_a_word_is_replaced(
    word: str, written: str, typed: int
) -> None:
    assert typed_of(word, written) == typed
