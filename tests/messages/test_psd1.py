"""The PowerShell data files, read by a PowerShell grammar."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from message_helpers import (
    FIXTURE,
    catalogs_of,
    catalogs_of_rules,
    nasty_catalogs,
    nasty_plural_rule,
    nasty_texts,
    write,
    write_messages,
)
from powershell_reader import Table, read_psd1

from bpadocs.messages import psd1
from bpadocs.messages.catalog import Catalog, merged
from bpadocs.messages.psd1 import quoted
from bpadocs.rule.model import Plural

QUOTES = "\N{APOSTROPHE}\u2018\u2019\u201a\u201b"
FOLD = str.maketrans(dict.fromkeys(QUOTES, "'"))
"""PowerShell's scanner does not tell the five apart; the grammar knows the first alone."""


def expected(catalog: Catalog, english: Catalog) -> Table:
    table: Table = {}
    for entry, general in zip(catalog.entries, english.entries, strict=True):
        fields, fallback = merged(entry, general)
        message: Table = {
            name: {"counts": text.count, **text.forms}
            if isinstance(text, Plural)
            else text
            for name, text in fields.items()
        }
        if entry.stale:
            message["stale"] = " ".join(entry.stale)
        if fallback:
            message["fallback"] = " ".join(fallback)
        table[entry.rule] = message
    return table


def folded(table: Table) -> Table:
    return {
        key.translate(FOLD): folded(value)
        if isinstance(value, dict)
        else value.translate(FOLD)
        for key, value in table.items()
    }


def read_as_powershell(data: bytes) -> Table:
    """With every quote made plain: one that is not doubled would end its string here."""
    return read_psd1(data.decode("utf-8-sig").translate(FOLD).encode())


def test_every_text_of_a_project_is_read_back() -> None:
    built = catalogs_of(FIXTURE)
    for catalog in built.values():
        data = write(psd1, built, catalog.language)
        language = read_as_powershell(data).pop("cldr")
        assert language["language"] == catalog.language
        wanted = expected(catalog, built["en"])
        assert {
            key: value
            for key, value in read_as_powershell(data).items()
            if key != "cldr"
        } == folded(wanted)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_every_nasty_text_is_read_back(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    data = write(psd1, built, "fr")
    found = read_as_powershell(data)
    del found["cldr"]
    assert found == folded(expected(built["fr"], built["en"]))


@settings(max_examples=300)
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


def test_plural_forms_are_a_table() -> None:
    built = catalogs_of_rules(nasty_plural_rule())
    found = read_psd1(write(psd1, built, "en"))
    assert found["a/plural"]["impact"]["counts"] == "names"
    assert found["a/plural"]["impact"]["other"] == "]]> {names}"


def test_files_lie_where_import_localizeddata_looks() -> None:
    files = [
        name
        for name in write_messages(catalogs_of(FIXTURE))
        if name.startswith("powershell/")
    ]
    assert files == [
        "powershell/bpadocs.psd1",
        "powershell/fr/bpadocs.psd1",
        "powershell/fr-CA/bpadocs.psd1",
        "powershell/es/bpadocs.psd1",
        "powershell/ko/bpadocs.psd1",
        "powershell/ru/bpadocs.psd1",
    ]


def test_the_file_has_a_bom_and_line_feeds() -> None:
    built = catalogs_of(FIXTURE)
    data = write(psd1, built, "fr")
    assert data.startswith(b"\xef\xbb\xbf@{\n")
    assert b"\r" not in data
    assert data.endswith(b"}\n")
