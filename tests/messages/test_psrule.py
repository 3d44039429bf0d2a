"""Pages of help and tables for PSRule."""

from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from message_helpers import (
    FIXTURE,
    REPOSITORY,
    a_rule,
    catalogs_of,
    catalogs_of_rules,
    nasty_catalogs,
    nasty_texts,
    shown_texts,
    write_messages,
)
from powershell_reader import Table, read_psd1
from psrule_reader import Help, read_help

from bpadocs.messages.catalog import Catalog
from bpadocs.messages.psrule import quoted
from bpadocs.rule.model import Rule, Translation

QUOTES = "\N{APOSTROPHE}\u2018\u2019\u201a\u201b"
FOLD = str.maketrans(dict.fromkeys(QUOTES, "'"))
"""PowerShell's scanner does not tell the five apart; the grammar knows the first alone."""


def read_table(data: bytes) -> Table:
    """With every quote made plain: one that is not doubled would end its string here."""
    return read_psd1(data.decode("utf-8-sig").translate(FOLD).encode())


def help_of(built: dict[str, Catalog], language: str, name: str) -> Help:
    page = write_messages(built, "psrule")[f"psrule/{language}/{name}.md"].decode()
    return read_help(page, language)


def detailed(details: str, **texts: str) -> Rule:
    """A rule with these details of its resolution."""
    fields = {"title": "T", "issue": "I.", **texts, "resolution_details": details}
    rule = a_rule("p/x", {"en": {"title": "T"}})
    return replace(rule, text={"en": Translation(fields)})


def test_a_page_fills_what_psrule_shows() -> None:
    built = catalogs_of(REPOSITORY)
    found = help_of(built, "fr", "TestFailover")
    assert found.name == (
        "Effectuer au moins tous les 30 jours un test de basculement de chaque machine "
        "virtuelle répliquée"
    )
    assert found.synopsis.startswith(
        "Pour au moins une machine virtuelle de réplication"
    )
    assert "\n" not in found.synopsis
    assert found.description.endswith("<liste des machines virtuelles>")
    assert found.recommendation.startswith("Effectuez un test de basculement")
    assert "```" not in found.recommendation
    assert "Start-VMFailover -VMName FILE01 -AsTest" in found.notes
    assert "Stop-VMFailover" in found.notes
    address = "https://learn.microsoft.com/powershell/module/hyper-v/"
    assert found.links[1:] == [
        ("Start-VMFailover", f"{address}start-vmfailover"),
        ("Stop-VMFailover", f"{address}stop-vmfailover"),
    ]
    link = found.annotations["online version"]
    assert link.startswith("https://learn.microsoft.com/fr-fr/windows-server/")
    page = "Test-failover-should-be-run-every-30-days"
    assert found.annotations["page"] == page
    assert found.links[0] == (found.name, link)
    assert found.annotations["severity"] == "information"
    assert found.annotations["arguments"] == "virtual_machines:list"
    assert found.annotations["format"] == "1"
    assert found.annotations["version"] == "1.2"


def test_every_page_in_every_language_has_all_that_the_rule_has() -> None:
    built = catalogs_of(REPOSITORY)
    files = write_messages(built, "psrule")
    for language in built:
        for entry in built[language].entries:
            page = files[f"psrule/{language}/{entry.facts.help_id}.md"].decode()
            found = read_help(page, language)
            assert found.name
            assert found.synopsis
            assert found.description
            assert found.recommendation
            assert found.links


def test_spanish_has_headings_of_its_own_and_all_others_english_ones() -> None:
    files = write_messages(catalogs_of(FIXTURE), "psrule")
    assert "\n## Sinopsis\n" in files["psrule/es/FreeSpace.md"].decode()
    assert "\n## SYNOPSIS\n" in files["psrule/ko/FreeSpace.md"].decode()
    assert files["psrule/es/FreeSpace.md"].startswith(b"---\nversion: 1.2\n")


def test_the_table_has_flat_keys_for_the_format_operator() -> None:
    files = write_messages(catalogs_of(FIXTURE), "psrule")
    data = files["psrule/fr/PSRule-rules.psd1"]
    assert data.startswith(b"\xef\xbb\xbf@{\n")
    table = read_table(data)
    assert table["FreeSpace_Problem"] == "{0} sont pleins. {{braces}} reste."
    assert table["FreeSpace_Severity"] == "warning"
    assert table["Catalog_Format"] == "1"
    assert all(isinstance(value, str) for value in table.values())


def test_code_in_a_list_stands_at_the_start_of_its_lines() -> None:
    details = "1. First:\n\n   ```yaml\n   a: 1\n   # no heading\n   ```\n2. Second."
    built = catalogs_of_rules(detailed(details), languages=("en",))
    page = write_messages(built, "psrule")["psrule/en/X.md"].decode()
    notes = page.partition("## NOTES\n\n")[2]
    assert notes.startswith(
        "1. First:\n\n```yml\na: 1\n# no heading\n```\n\n2. Second.\n"
    )
    assert help_of(built, "en", "X").name == "T"


def test_headings_quotations_and_references_do_not_end_the_notes() -> None:
    details = (
        "# One\n\n> [!NOTE]\n> Mind [this] and [that][x].\n\n### Three\n\nThe end."
    )
    built = catalogs_of_rules(detailed(details), languages=("en",))
    found = help_of(built, "en", "X")
    assert found.name == "T"
    assert found.notes == "**One**\nMind [this] and [that][x].\n**Three**\nThe end."


def test_links_lead_where_they_do_on_the_page() -> None:
    details = "See [a](../Other.md#part), [b](https://example.com/x.md) and [a](../Other.md#part)."
    built = catalogs_of_rules(detailed(details), languages=("en",))
    assert help_of(built, "en", "X").links[1:] == [
        ("a", "https://example.org/Other#part"),
        ("b", "https://example.com/x.md"),
    ]


def test_without_a_text_to_print_the_first_paragraphs_of_the_details_recommend() -> (
    None
):
    details = "Do [this].\n\nThen that.\n\n1. No more.\n\nNor this."
    built = catalogs_of_rules(detailed(details), languages=("en",))
    assert help_of(built, "en", "X").recommendation == "Do [this].\nThen that."


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_every_nasty_text_is_read_back_from_the_table(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    table = read_table(write_messages(built, "psrule")["psrule/fr/PSRule-rules.psd1"])
    for key, text in shown_texts(built["fr"]).items():
        shown = table[key].replace("{{", "{").replace("}}", "}")
        assert shown == text.translate(FOLD)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty_texts, min_size=1, max_size=5))
@example(["# not a heading", "## SYNOPSIS", "---", "===", "```\ncode", "C:\\[a](b)"])
def test_every_nasty_text_is_read_back_from_a_page(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    files = write_messages(built, "psrule")
    for entry in built["en"].entries:
        if not entry.fields.get("title"):
            continue
        page = files[f"psrule/en/{entry.facts.help_id}.md"].decode()
        found = read_help(page, "en")
        assert found.synopsis == "x"
        assert found.description == "x"
        assert found.name == " ".join(str(entry.fields["title"]).split())


@given(nasty_texts)
def test_a_literal_is_one_string_by_powershells_own_rule(text: str) -> None:
    """The scanner: a quote ends the string unless a quote follows, and then the second is taken."""
    literal = quoted(text)
    assert literal[0] == literal[-1] == "'"
    inside = iter(literal[1:-1])
    read = ""
    for character in inside:
        if character in QUOTES:
            character = next(inside, "END")
            assert character in QUOTES
        read += character
    assert read == text
