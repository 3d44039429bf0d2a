"""The script that collects inventories: by a PowerShell grammar, beside the schema and the manual.

It runs on Windows alone; what can be known of it elsewhere is held here.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from powershell_script import PowerShellScript, read_script

from bpadocs.project.checks import COLLECTOR, schema_path

MANUAL = Path(__file__).parents[2] / "docs" / "inventory.md"


@pytest.fixture(scope="module")
def script() -> PowerShellScript:
    return read_script(COLLECTOR)


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    """What the manual says of each cmdlet: a row of its table, or what stands behind its link."""
    text = MANUAL.read_text("utf-8")
    found: dict[str, str] = {}
    places = [
        *re.finditer(r"\[?\b([A-Z][A-Za-z]+-[A-Z]\w+)\](?=\(https:)", text),
        *re.finditer(r"^\| ([A-Z]\w+-\w+) of", text, re.MULTILINE),
    ]
    for place in places:
        end = re.compile(r"\n\||\),|\) and|\)\. ").search(text, place.end())
        assert end is not None
        found[place[1]] = found.get(place[1], "") + text[place.start() : end.end()]
    return found


def test_the_grammar_reads_all_of_it(script: PowerShellScript) -> None:
    assert script.mistakes == ()
    assert len(script.cmdlets) > 25
    assert len(script.properties) > 50


def test_windows_powershell_reads_it_without_a_byte_order_mark() -> None:
    # it takes such a file for one in the encoding of the host's language
    assert COLLECTOR.read_bytes().isascii()


def test_the_manual_names_each_cmdlet_with_its_page_and_parameters(
    script: PowerShellScript, rows: dict[str, str]
) -> None:
    text = MANUAL.read_text("utf-8")
    for cmdlet, parameters in script.cmdlets.items():
        page = rf"\[{cmdlet}\]\(https://learn\.microsoft\.com/powershell/module/[\w.-]+/{cmdlet.lower()}\)"
        assert re.search(page, text), cmdlet
        for parameter in parameters:
            assert f"{parameter}" in rows[cmdlet], (cmdlet, parameter)


def test_the_manual_names_each_property(script: PowerShellScript) -> None:
    words = set(re.findall(r"\w+", MANUAL.read_text("utf-8")))
    assert script.properties - words == set()


def test_the_manual_names_no_cmdlet_that_the_script_does_not_use(
    script: PowerShellScript, rows: dict[str, str]
) -> None:
    assert set(rows) == set(script.cmdlets)


def fields(schema: dict[str, Any]) -> Iterator[str]:
    """The names of all fields."""
    for name, inner in schema.get("properties", {}).items():
        yield name
        yield from fields(inner)
    if "items" in schema:
        yield from fields(schema["items"])


def test_it_writes_every_field_of_the_schema() -> None:
    text = COLLECTOR.read_text("utf-8")
    schema = json.loads(schema_path("hyper-v").read_text("utf-8"))
    names = list(fields(schema))
    assert "LastBackup" in names
    for name in names:
        written = rf"\b{name} = |\['{name}'\] = |{{ {name} = "
        assert re.search(written, text), name


def test_every_field_of_the_schema_is_in_the_manual() -> None:
    words = set(re.findall(r"\w+", MANUAL.read_text("utf-8")))
    schema = json.loads(schema_path("hyper-v").read_text("utf-8"))
    derived = {"FreeBytes", "FreePercent", "SizeBytes", "CollectedAt", "ComputerName"}
    unnamed = set(fields(schema)) - words - derived
    assert unnamed <= {"Field", "Owner", "Guarded", "EmbeddedTeaming", "ClusterShared"}
