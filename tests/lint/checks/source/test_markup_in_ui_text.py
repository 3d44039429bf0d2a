import pytest
from lint_helpers import spans

from bpadocs.lint.checks.source.markup_in_ui_text import CHECK


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sélectionnez **Démarrer**.", ["**Démarrer**"]),
        ("Sélectionnez *Démarrer*.", ["*Démarrer*"]),
        ("Exécutez `Get-VM`.", ["`Get-VM`"]),
        ("Voir [ici](a.md).", ["[ici](a.md)"]),
        ("Un<br>deux", ["<br>"]),
        ("\\<liste>", ["\\<"]),
        ("# Titre", ["# "]),
    ],
)
def test_markdown_is_found(text: str, found: list[str]) -> None:
    assert spans(CHECK, "", text, field="issue") == found


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "*.vhdx et *.avhdx",
        "{vms}",
        "C:\\Users",
        "a < b > c",
        "snake_case_name",
        "[1] (a)",
        "prix : 5 #",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert spans(CHECK, "", text, field="issue") == []


def test_details_are_markdown() -> None:
    assert spans(CHECK, "", "**a** `b`", field="issue_details") == []
