import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.code_spans import CHECK

ENGLISH = "Run `Get-VM -Name DC01`, then `Stop-VM`."


@pytest.mark.parametrize(
    "translation",
    [
        "Exécutez `Get-VM -Name DC01`, puis `Stop-VM`.",
        "Exécutez `Stop-VM` après `Get-VM -Name DC01`.",
    ],
)
def test_code_that_is_kept_is_good(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation) == []


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Exécutez `Get-VM-Name DC01`, puis `Stop-VM`.", ["`Get-VM-Name DC01`"]),
        ("Exécutez `Get-VM -Name DC01`, puis `Arrêter-VM`.", ["`Arrêter-VM`"]),
        ("Exécutez Get-VM -Name DC01, puis `Stop-VM`.", ["<whole>"]),
        ("Exécutez `Get-VM -Name DC01`, `Stop-VM`, puis `Stop-VM`.", ["`Stop-VM`"]),
    ],
)
def test_changed_missing_and_added_code_is_found(
    translation: str, found: list[str]
) -> None:
    whole = [translation if span == "<whole>" else span for span in found]
    assert spans(CHECK, ENGLISH, translation) == whole


def test_the_message_names_the_code_that_was_meant() -> None:
    [hit] = hits(CHECK, unit("Run `Get-VM -Name A`.", "Exécutez `get-vm -Name A`."))
    assert (
        hit.message
        == "`get-vm -Name A` is not in the English: it must be `Get-VM -Name A`"
    )


@pytest.mark.parametrize("field", ["title", "issue", "compliant"])
def test_plain_text_has_no_code_and_is_left_alone(field: str) -> None:
    assert spans(CHECK, "Use ` as it is", "Utilisez tel quel", field=field) == []


@pytest.mark.parametrize(
    ("english", "translation", "fixed"),
    [
        ("Run `Get-VM -All`.", "Exécutez `get-vm - all`.", "Exécutez `Get-VM -All`."),
        # other letters are another word, and somebody has to look
        ("Run `Get-VM`.", "Exécutez `Obtenir-VM`.", None),
        # a mark that code can be ended by is written otherwise
        ("Run ``a `b``.", "Exécutez ``A `b``.", None),
    ],
)
def test_blanks_and_capitals_of_code_are_mended(
    english: str, translation: str, fixed: str | None
) -> None:
    [hit] = hits(CHECK, unit(english, translation))
    written = None
    if hit.fix:
        start, end, new = hit.fix
        written = translation[:start] + new + translation[end:]
    assert written == fixed
