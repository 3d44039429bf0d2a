"""What an XLIFF file for translators says, and that it is as the standard wants it."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchange_helpers import (
    ROOT,
    bpa,
    exported,
    make_project,
    rule_file,
    whole_repository,
)
from lxml import etree
from lxml.isoschematron import Schematron  # type: ignore[import-not-found]

SCHEMAS = ROOT.parent / "shared" / "xliff-2.1" / "schemas"
XSD = ("xliff_core_2.0.xsd", "matches.xsd")
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCHEMATRON = ("xliff_core_2.1.sch", "matches.sch")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def export(project: Path, *words: str, locale: str = "fr") -> Path:
    return exported("xliff", project, *words, locale=locale)


@pytest.fixture(scope="module")
def valid() -> "Validator":
    if not SCHEMAS.is_dir():
        pytest.skip("the official XLIFF schemas (../shared/xliff-2.1) are not here")
    return Validator()


class Validator:
    def __init__(self) -> None:
        self.checks = [
            etree.XMLSchema(etree.parse(str(SCHEMAS / name))) for name in XSD
        ]
        self.rules = []
        for name in SCHEMATRON:
            # The schemas ask for XSLT 2, but need none of it; they name themselves with entities.
            schema = etree.parse(
                str(SCHEMAS / name),
                etree.XMLParser(load_dtd=True, resolve_entities=True),
            )
            del schema.getroot().attrib["queryBinding"]
            self.rules.append(Schematron(schema, store_report=True))

    def __call__(self, text: str) -> bool:
        document = etree.parse(io.BytesIO(text.encode()))
        return all(check.validate(document) for check in self.checks) and not any(
            map(str, self._broken(document))
        )

    def _broken(self, document: object) -> Iterator[object]:
        """What the Schematron finds but for what it calls a warning itself: a translation that has
        other codes.
        """
        for rules in self.rules:
            rules.validate(document)
            for found in rules.validation_report.iter(
                f"{SVRL}failed-assert", f"{SVRL}successful-report"
            ):
                if found.get("role") != "warning":
                    yield etree.tostring(found)


def test_the_validator_finds_faults(valid: Validator, project: Path) -> None:
    text = export(project, "--all").read_text("utf-8")
    assert valid(text)
    assert not valid(text.replace('state="translated"', 'state="done"', 1))
    assert not valid(text.replace(' dataRef="d1"', ' dataRef="d9"', 1))
    assert not valid(text.replace('<ph id="1"', '<ph id="s"', 1))


def test_every_export_is_valid(valid: Validator, tmp_path: Path) -> None:
    project = whole_repository(tmp_path / "project")
    file = project / "rules" / "hyper-v" / "integration-services-alternate-ip.yaml"
    file.write_text(
        file.read_text("utf-8").replace(
            "Use Virtual Machine", "Now use Virtual Machine"
        ),
        "utf-8",
    )
    for locale in ("fr", "it", "es", "ko"):
        for words in (("--all",), ()):
            assert valid(export(project, *words, locale=locale).read_text("utf-8"))


def test_nothing_to_translate_is_valid_too(valid: Validator, project: Path) -> None:
    text = export(project).read_text("utf-8")
    assert valid(text)
    assert bpa("xliff", "import", str(project / "fr.xlf"), project=project)[0] == 0


def test_states_previous_source_and_protected_markup(project: Path) -> None:
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *words], cwd=project, check=True)
    file = rule_file(project)
    file.write_text(
        file.read_text()
        .replace("then check again", "x")
        .replace("Then check again", "Check again")
    )
    text = export(project).read_text("utf-8")
    assert text.count("<unit ") == 1
    assert '<segment id="s" state="initial" subState="bpa:stale">' in text
    match = text[text.index("<mtc:match ") : text.index("</mtc:match>")]
    assert 'type="tm" origin="before" similarity="100"' in match
    assert "Then check again." in match
    source = text[text.rindex("<source>") : text.rindex("</source>")]
    assert 'type="other" disp="Get-Volume" dataRef="d1"/>' in source
    assert re.search(
        r'<pc id="2" [^>]*type="link" dataRefStart="d2" dataRefEnd="d3">how to clean up</pc>',
        source,
    )
    assert re.search(
        r'<pc [^>]*type="fmt" subType="xlf:b" [^>]*>Disk Cleanup</pc>', source
    )
    assert '<data id="d3">](clean-up.md)</data>' in text
    reviewed = export(project, "--all").read_text("utf-8")
    assert reviewed.count('state="translated"') == 6
