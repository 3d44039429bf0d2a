"""The tables of Best Practices Analyzer, read as PowerShell reads them, and by a real .NET."""

from dataclasses import replace

import dotnet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from message_helpers import (
    FIXTURE,
    REPOSITORY,
    a_product,
    a_rule,
    catalogs_of,
    catalogs_of_rules,
    head_of,
    nasty_catalogs,
    nasty_plural_rule,
    nasty_texts,
    shown_texts,
    write,
    write_messages,
)
from powershell_reader import here_string
from stringdata_reader import lines_of, read_stringdata

from bpadocs.messages import message_files
from bpadocs.messages.bpa import escaped

needs_dotnet = pytest.mark.skipif(not dotnet.is_there(), reason=dotnet.WHY_NOT)


def formatted(text: str) -> str:
    """As String.Format does it without arguments; a single brace is an error there."""
    assert "{" not in text.replace("{{", "")
    assert "}" not in text.replace("}}", "")
    return text.replace("{{", "{").replace("}}", "}")


def test_a_table_of_a_rule() -> None:
    built = catalogs_of(FIXTURE)
    table = read_stringdata(write("bpa", built, "fr"))
    own = {key: text for key, text in table.items() if key.startswith("FreeSpace_")}
    assert own == {
        "FreeSpace_Title": "Gardez de l’espace libre",
        "FreeSpace_Problem": "{0} sont pleins. {{braces}} reste.",
        "FreeSpace_Problem_One": "{0} est plein. {{braces}} reste.",
        "FreeSpace_Problem_Many": "{0} sont pleins. {{braces}} reste.",
        "FreeSpace_Impact": "Il manque {1} gigaoctets.",
        "FreeSpace_Impact_One": "Il manque {1} gigaoctet.",
        "FreeSpace_Impact_Many": "Il manque {1} de gigaoctets.",
        "FreeSpace_Resolution": "Delete what nobody needs.",
        "FreeSpace_Compliant": "All is well.",
        "FreeSpace_Severity": "warning",
        "FreeSpace_Category": "performance",
        "FreeSpace_Page": "Keep-space-free",
        "FreeSpace_Help": "https://example.org/fr-fr/hyper-v/Keep-space-free",
        "FreeSpace_Arguments": "volumes:list gigabytes:number",
    }
    assert table["Catalog_Format"] == "1"
    assert table["Catalog_Language"] == "fr"
    assert table["Catalog_Version"] == "1.2"
    assert table["Severity_Error"] == "Erreur"


def test_remarks_say_what_a_translator_must_know() -> None:
    text = write("bpa", catalogs_of(FIXTURE), "fr").decode("utf-8-sig")
    entry = text[text.index('# helpID="FreeSpace"') :].split("\r\n#\r\n")[0]
    assert entry.split("\r\n") == [
        '# helpID="FreeSpace"',
        "# {0} volumes (list, counted): liste des volumes",
        "# {1} gigabytes (number, counted): nombre",
        "# older than its English: title",
        "# not translated yet: resolution compliant",
    ]


def test_the_file_is_one_command_with_one_string_for_a_powershell_grammar() -> None:
    for language in ("en", "fr", "ko"):
        data = write("bpa", catalogs_of(FIXTURE), language)
        name, text = here_string(data)
        assert name == "ConvertFrom-StringData"
        assert "FreeSpace_Title = " in text


def test_lines_end_as_windows_has_them_behind_a_mark_of_utf_8() -> None:
    data = write("bpa", catalogs_of(FIXTURE), "fr")
    assert data.startswith(b"\xef\xbb\xbf# Only add new (name,value) pairs to the end")
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert "###PSLOC start localizing" in lines
    assert lines[-3:] == ["###PSLOC", "'@", ""]


def test_a_file_a_product_and_culture() -> None:
    found = write_messages(catalogs_of(FIXTURE), "bpa")
    assert list(found)[:3] == [
        "bpa/en/HyperV.psd1",
        "bpa/fr/HyperV.psd1",
        "bpa/fr-CA/HyperV.psd1",
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty_texts, min_size=1, max_size=5))
@example(["‘@\n'@\n’@", "\\n", "C:\\new\\{0}", "= # =", "a\xa0", "\u3000b"])
def test_every_nasty_text_is_read_back(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    for language in ("en", "fr"):
        table = read_stringdata(write("bpa", built, language))
        for key, text in shown_texts(built[language]).items():
            assert formatted(table[key]) == text


@needs_dotnet
@settings(
    max_examples=3,  # of up to 120 texts each
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(nasty_texts, min_size=60, max_size=120))
def test_a_real_dotnet_reads_every_nasty_text(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    table = read_stringdata(write("bpa", built, "fr"), dotnet.unescape)
    wanted = shown_texts(built["fr"])
    found = dotnet.format_each([table[key] for key in wanted])
    assert found == list(wanted.values())


@needs_dotnet
def test_a_real_dotnet_formats_every_value_in_five_languages() -> None:
    built = catalogs_of(REPOSITORY)
    assert set(built) == {"en", "fr", "it", "es", "ko"}
    escaped_values: list[str] = []
    texts: list[str] = []
    keys = []
    for language in built:
        data = write("bpa", built, language)
        escaped_values += lines_of(data).values()
        table = read_stringdata(data)
        keys += list(table)
        texts += table.values()
    assert dotnet.unescape(escaped_values) == texts
    formatted = dotnet.format_each(texts)
    assert not any("{0}" in text for text in formatted)
    impacts = [
        text
        for key, text in zip(keys, formatted, strict=True)
        if key == "TestFailover_Impact"
    ]
    assert len(impacts) == 5
    assert all("A-0" in text for text in impacts)


@given(st.text(max_size=8))
@example(" \\ ")
@example("\u2028")
def test_what_is_escaped_is_one_line_without_blanks_at_its_edges(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    assert "\r" not in line
    assert line == line.strip()


def test_entries_keep_the_order_of_the_product_and_what_is_gone_leaves_a_remark() -> (
    None
):
    rules = [a_rule(f"p/{name}", {"en": {"title": name}}) for name in "abc"]
    built = catalogs_of_rules(*rules, languages=("en",))
    product = a_product("p")._replace(order=("c", "gone-one", "a", "b"))
    head = head_of(built, "en")._replace(products={"p": product})
    (content,) = message_files(("bpa",), head, built).values()
    entries = [
        line for line in content.decode().split("\r\n") if line.startswith("# helpID=")
    ]
    assert entries == [
        '# helpID="C"',
        '# helpID="GoneOne" is gone',
        '# helpID="A"',
        '# helpID="B"',
    ]


def test_a_rule_of_its_own_name_and_a_model_of_its_own() -> None:
    rule = replace(
        a_rule("p/x", {"en": {"title": "T"}}), given_help_id="ScanBootSector"
    )
    built = catalogs_of_rules(rule, languages=("en",))
    product = a_product("p")._replace(given_model="Contoso")
    head = head_of(built, "en")._replace(products={"p": product})
    ((path, content),) = message_files(("bpa",), head, built).items()
    assert path == "bpa/en/Contoso.psd1"
    assert b"\r\nScanBootSector_Title = T\r\n" in content


def test_plural_forms_have_keys_of_their_own() -> None:
    built = catalogs_of_rules(nasty_plural_rule())
    table = read_stringdata(write("bpa", built, "en"))
    assert table["Plural_Impact"] == "]]> {0}"
    assert table["Plural_Impact_One"] == "’one’ {0}"
    assert "Plural_Impact_Other" not in table
