"""The .NET resources, read by .NET's own reader (Mono's) and by an XML parser."""

import base64
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from message_helpers import (
    FIXTURE,
    REPOSITORY,
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

from bpadocs.messages import message_files
from bpadocs.messages.catalog import Catalog

XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"
XML = "{http://www.w3.org/XML/1998/namespace}"


class Resource(NamedTuple):
    """A value of a .resx and its comment."""

    value: str
    comment: str


class Unit(NamedTuple):
    """A text of an .xlf."""

    source: str
    target: str
    state: str
    note: str


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


def read_with_mono(
    reader: Path, data: bytes
) -> tuple[dict[str, Resource], dict[str, str]]:
    """What it finds, and what string.Format makes of each value; what it refuses is an error."""
    path = reader.with_suffix(".resx")
    path.write_bytes(data)
    done = subprocess.run(
        ["mono", str(reader), str(path)], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    found = {}
    formatted = {}
    for line in done.stdout.splitlines():
        words = [base64.b64decode(word).decode() for word in line.split(b" ")]
        key, value, comment, shown = words
        found[key] = Resource(value, comment)
        formatted[key] = shown
    return found, formatted


def read_as_xml(data: bytes) -> dict[str, Resource]:
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
        assert element.get(f"{XML}space") == "preserve"
        name = element.get("name") or ""
        assert name.isidentifier()
        comment = element.findtext("comment") or ""
        found[name] = Resource(element.findtext("value") or "", comment)
    return found


def read_xlf(data: bytes) -> dict[str, Unit]:
    root = etree.fromstring(data)
    assert root.tag == f"{XLIFF}xliff"
    assert root.get("version") == "1.2"
    found = {}
    for unit in root.iter(f"{XLIFF}trans-unit"):
        target = unit.find(f"{XLIFF}target")
        assert target is not None
        found[unit.get("id") or ""] = Unit(
            source=unit.findtext(f"{XLIFF}source") or "",
            target=target.text or "",
            state=target.get("state") or "",
            note=unit.findtext(f"{XLIFF}note") or "",
        )
    return found


def xlf(built: dict[str, Catalog], language: str) -> bytes:
    """The XLIFF of the one product."""
    files = message_files(("resx",), head_of(built, language), built)
    (content,) = (data for path, data in files.items() if path.endswith(".xlf"))
    return content


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(nasty_texts, min_size=1, max_size=30))
def test_dotnet_reads_and_formats_every_nasty_text(
    reader: Path, texts: list[str]
) -> None:
    built = nasty_catalogs(texts)
    _, formatted = read_with_mono(reader, write("resx", built, "fr"))
    wanted = shown_texts(built["fr"])
    assert {key: formatted[key] for key in wanted} == wanted


@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_an_xml_parser_reads_every_nasty_text(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    found = read_as_xml(write("resx", built, "fr"))
    units = read_xlf(xlf(built, "fr"))
    for key, text in shown_texts(built["fr"]).items():
        value = found[key].value
        assert value.replace("{{", "{").replace("}}", "}") == text
        # English has no resolution, and XLIFF has the keys of English
        if key.endswith("_Title"):
            assert units[key].target == value
            assert units[key].source == value


def test_dotnet_formats_every_value_in_five_languages(reader: Path) -> None:
    built = catalogs_of(REPOSITORY)
    assert set(built) == {"en", "fr", "it", "es", "ko"}
    for language in built:
        data = write("resx", built, language)
        found, formatted = read_with_mono(reader, data)
        assert found == read_as_xml(data)
        assert "A-0" in formatted["TestFailover_Impact"]
        assert not any("{0}" in text for text in formatted.values())


def test_what_programs_and_people_must_know_of_a_rule() -> None:
    found = read_as_xml(write("resx", catalogs_of(FIXTURE), "fr"))
    assert found["FreeSpace_Title"] == Resource(
        "Gardez de l’espace libre", "older than its English"
    )
    assert found["FreeSpace_Severity"] == Resource("warning", "{Locked}")
    assert found["FreeSpace_Category"] == Resource("performance", "{Locked}")
    assert found["FreeSpace_Arguments"].value == "volumes:list gigabytes:number"
    assert found["FreeSpace_Page"].value == "Keep-space-free"
    assert found["Catalog_Format"].value == "1"
    assert found["Catalog_Version"].value == "1.2"
    assert found["Severity_Warning"] == Resource("Avertissement", "")


def test_plural_forms_have_keys_of_their_own() -> None:
    found = read_as_xml(write("resx", catalogs_of_rules(nasty_plural_rule()), "en"))
    note = "{0} names (list, counted): names"
    assert found["Plural_Impact"] == Resource("]]> {0}", note)
    assert found["Plural_Impact_One"] == Resource(
        "’one’ {0}", f"plural form “one”; {note}"
    )


def test_what_is_not_translated_is_left_to_the_neutral_language() -> None:
    built = catalogs_of(FIXTURE)
    assert "FreeSpace_Resolution" not in read_as_xml(write("resx", built, "fr"))
    assert "FreeSpace_Resolution" in read_as_xml(write("resx", built, "en"))


def test_keys_differ_in_more_than_case() -> None:
    built = catalogs_of(REPOSITORY)
    for language in built:
        keys = list(read_as_xml(write("resx", built, language)))
        assert len({key.casefold() for key in keys}) == len(keys)


def test_files_are_named_as_dotnet_looks_for_them() -> None:
    files = list(write_messages(catalogs_of(FIXTURE), "resx"))
    assert files[:5] == [
        "resx/HyperV.resx",
        "resx/HyperV.fr.resx",
        "resx/xlf/HyperV.fr.xlf",
        "resx/HyperV.fr-CA.resx",
        "resx/xlf/HyperV.fr-CA.xlf",
    ]


def test_xliff_has_every_key_of_the_neutral_language_and_how_far_it_is() -> None:
    built = catalogs_of(FIXTURE)
    units = read_xlf(xlf(built, "fr"))
    neutral = read_as_xml(write("resx", built, "en"))
    own = {key for key in neutral if key.startswith(("FreeSpace_", "Quiet_"))}
    assert set(units) == own
    assert list(units) == sorted(units)
    assert units["FreeSpace_Title"][:3] == (
        "Keep space free",
        "Gardez de l’espace libre",
        "needs-review-translation",
    )
    assert units["FreeSpace_Resolution"][:3] == (
        "Delete what nobody needs.",
        "Delete what nobody needs.",
        "new",
    )
    assert units["FreeSpace_Problem_One"][:3] == (
        "{0} is full. {{braces}} stay.",
        "{0} est plein. {{braces}} reste.",
        "translated",
    )


def test_a_plural_form_that_a_language_lacks_is_its_general_form() -> None:
    units = read_xlf(xlf(catalogs_of(FIXTURE), "ko"))
    assert units["FreeSpace_Impact_One"][1:3] == (
        "{1}기가바이트가 부족합니다.",
        "translated",
    )


def test_xliff_names_the_file_that_it_translates() -> None:
    root = etree.fromstring(xlf(catalogs_of(FIXTURE), "fr"))
    (file,) = root.iter(f"{XLIFF}file")
    found = {str(name): str(value) for name, value in file.attrib.items()}
    assert found == {
        "datatype": "xml",
        "source-language": "en",
        "target-language": "fr",
        "original": "../HyperV.resx",
    }
