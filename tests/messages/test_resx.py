"""The .NET resources, read by .NET's own reader (Mono's) and by an XML parser."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
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

from bpadocs.messages import resx
from bpadocs.messages.catalog import Catalog

Found = dict[str, tuple[str, str]]
"""Key to value and comment."""


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program around System.Resources.ResXResourceReader."""
    if not (shutil.which("mcs") and shutil.which("mono")):
        pytest.skip(
            "Mono is not installed "
            "(Debian: mono-runtime mono-mcs libmono-system-windows-forms4.0-cil)"
        )
    program = tmp_path_factory.mktemp("mono") / "ResxReader.exe"
    source = FIXTURE / "ResxReader.cs"
    command = ["mcs", f"-out:{program}", "-r:System.Windows.Forms.dll", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return program


def read_with_mono(reader: Path, data: bytes) -> Found:
    path = reader.with_suffix(".resx")
    path.write_bytes(data)
    output = subprocess.run(
        ["mono", str(reader), str(path)], check=True, capture_output=True
    ).stdout
    lines = [
        [base64.b64decode(word).decode() for word in line.split(b" ")]
        for line in output.splitlines()
    ]
    return {key: (value, comment) for key, value, comment in lines}


def read_as_xml(data: bytes) -> Found:
    root = etree.fromstring(data)
    assert {
        element.get("name"): element.findtext("value")
        for element in root.iter("resheader")
    } == {
        "resmimetype": "text/microsoft-resx",
        "version": "2.0",
        "reader": "System.Resources.ResXResourceReader, "
        "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, "
        "PublicKeyToken=b77a5c561934e089",
        "writer": "System.Resources.ResXResourceWriter, "
        "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, "
        "PublicKeyToken=b77a5c561934e089",
    }
    found = {}
    for element in root.iter("data"):
        assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        found[element.get("name") or ""] = (
            element.findtext("value") or "",
            element.findtext("comment") or "",
        )
    return found


def texts_of(found: Found) -> dict[str, str]:
    return {
        key: value for key, (value, _) in found.items() if not key.startswith("cldr/")
    }


def expected(catalog: Catalog) -> dict[str, str]:
    """For catalogs without plural forms."""
    return {
        f"{entry.rule}/{name}": str(text)
        for entry in catalog.entries
        for name, text in entry.fields.items()
    }


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(nasty_texts, min_size=1, max_size=30))
def test_dotnet_reads_every_nasty_text(reader: Path, texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    data = write(resx, built, "fr")
    assert texts_of(read_with_mono(reader, data)) == expected(built["fr"])


@settings(max_examples=100, deadline=None)
@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_an_xml_parser_reads_every_nasty_text(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    data = write(resx, built, "fr")
    assert texts_of(read_as_xml(data)) == expected(built["fr"])


def test_dotnet_and_the_xml_parser_agree_on_a_project(reader: Path) -> None:
    built = catalogs_of(FIXTURE)
    for language in built:
        data = write(resx, built, language)
        assert read_with_mono(reader, data) == read_as_xml(data)


def test_plural_forms_have_keys_of_their_own_and_stale_texts_a_comment() -> None:
    found = read_as_xml(write(resx, catalogs_of_rules(nasty_plural_rule()), "fr"))
    assert {
        key: value for key, value in found.items() if key.startswith("a/plural/impact")
    } == {
        "a/plural/impact": ("’ $x {names}", ""),
        "a/plural/impact/one": ("’ $x {names}", "plural form, counts names"),
        "a/plural/impact/many": ("’ $x {names}", "plural form, counts names"),
        "a/plural/impact/other": ("’ $x {names}", "plural form, counts names"),
    }
    found = read_as_xml(write(resx, catalogs_of(FIXTURE), "fr"))
    assert found["hyper-v/free-space/title"] == (
        "Gardez de l’espace libre",
        "stale: the English has changed since",
    )


def test_what_is_not_translated_is_left_to_the_neutral_language() -> None:
    built = catalogs_of(FIXTURE)
    assert "hyper-v/free-space/resolution" not in read_as_xml(write(resx, built, "fr"))
    assert "hyper-v/free-space/resolution" in read_as_xml(write(resx, built, "en"))


def test_keys_differ_in_more_than_case() -> None:
    built = catalogs_of(FIXTURE)
    for language in built:
        keys = list(read_as_xml(write(resx, built, language)))
        assert len({key.casefold() for key in keys}) == len(keys)


def test_files_are_named_as_dotnet_looks_for_them() -> None:
    files = [
        name
        for name in write_messages(catalogs_of(FIXTURE))
        if name.startswith("dotnet/")
    ]
    assert files[:3] == [
        "dotnet/bpadocs.resx",
        "dotnet/bpadocs.fr.resx",
        "dotnet/bpadocs.fr-CA.resx",
    ]
