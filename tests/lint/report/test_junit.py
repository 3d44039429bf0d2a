"""JUnit's XML is that of the schema, whatever the texts have in them."""

from pathlib import Path

import pytest
from finding_helpers import finding, report_of
from lxml import etree

from bpadocs.errors import Problem
from bpadocs.lint.findings import Finding, Level, broken_file
from bpadocs.lint.report import render

SCHEMA = Path(__file__).parents[3] / ".venv" / "junit" / "junit-10.xsd"
"""That of Jenkins, which pytest tests its own reports with; `make junit-schema` fetches it."""

ERROR = finding("code-spans", 28, 16, level=Level.ERROR, message="a < b & “c” ]]>")
WARNING = finding("terms", 3, 1, file="fr-fr/another.md")
HINT = finding("double-blanks", 4, 1, level=Level.HINT)
BROKEN = broken_file(Problem("rules/a.yaml", 2, 1, "not YAML"))
ODD = finding("terms", 1, 1, message="a\x00b\x1b[31m \udc80 ##vso[task.x]", file="\x01")
EVERY = (ERROR, WARNING, HINT, BROKEN, ODD)


def text_of(*findings: Finding) -> str:
    return render("junit", report_of(findings))


def suites(*findings: Finding) -> dict[str, etree._Element]:
    """The suites by their names."""
    found: dict[str, etree._Element] = {}
    for suite in etree.fromstring(text_of(*findings).encode()):
        found[str(suite.get("name"))] = suite
    return found


def test_each_file_is_a_suite_and_each_finding_a_case() -> None:
    found = suites(ERROR, WARNING, HINT, BROKEN)
    page = found["fr-fr/page.md"]
    assert dict(page.items()) == {
        "name": "fr-fr/page.md",
        "tests": "2",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    case, hint = page
    assert case.get("name") == "code-spans fr-fr impact"
    [failure] = case
    assert (failure.tag, failure.get("type")) == ("failure", "error")
    assert failure.text == "fr-fr/page.md:28:16: a < b & “c” ]]>"
    assert [one.tag for one in hint] == ["skipped"]
    assert found["rules/a.yaml"].get("errors") == "1"


def test_where_nothing_is_found_a_case_has_passed() -> None:
    [suite] = suites().values()
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    [case] = suite
    assert len(case) == 0


def test_what_xml_cannot_hold_and_what_services_obey_is_spelled_out() -> None:
    text = text_of(ODD)
    etree.fromstring(text.encode())
    assert "##vso[" not in text
    assert "\x1b" not in text


@pytest.mark.skipif(
    not SCHEMA.is_file(), reason="no JUnit schema here; `make junit-schema` fetches it"
)
@pytest.mark.parametrize("findings", [(), EVERY], ids=["none", "every kind"])
def test_it_is_valid_by_the_schema(findings: tuple[Finding, ...]) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(text_of(*findings).encode()))
