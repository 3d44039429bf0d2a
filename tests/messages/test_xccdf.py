"""XCCDF benchmarks, read by OpenSCAP and by an XML parser."""

import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from message_helpers import (
    FIXTURE,
    REPOSITORY,
    catalogs_of,
    nasty_catalogs,
    nasty_texts,
    shown_texts,
    write,
)

XCCDF = "{http://checklists.nist.gov/xccdf/1.2}"
OWN = "{urn:bpadocs:messages}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

needs_oscap = pytest.mark.skipif(
    not shutil.which("oscap"),
    reason="no oscap here; Debian's package openscap-scanner brings it",
)


def rule_of(root: "etree._Element", identifier: str) -> "etree._Element":
    """The one rule of this id."""
    (rule,) = [
        rule for rule in root.iter(f"{XCCDF}Rule") if rule.get("id") == identifier
    ]
    return rule


def oscap(*words: str) -> str:
    done = subprocess.run(
        ["oscap", "xccdf", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_oscap
@pytest.mark.parametrize("language", ["en", "fr", "it", "es", "ko"])
def test_openscap_finds_it_valid_and_makes_a_guide_of_it(
    tmp_path: Path, language: str
) -> None:
    built = catalogs_of(REPOSITORY)
    file = tmp_path / f"{language}.xml"
    file.write_bytes(write("xccdf", built, language))
    oscap("validate", str(file))
    guide = tmp_path / "guide.html"
    oscap("generate", "guide", "--output", str(guide), str(file))
    shown = guide.read_text("utf-8")
    for entry in built[language].entries:
        assert f"xccdf_bpadocs_rule_HyperV_{entry.facts.help_id}" in shown
        assert str(entry.fields["title"]) in unescape(shown)


@needs_oscap
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(nasty_texts, min_size=1, max_size=20))
def test_openscap_finds_every_nasty_text_valid(
    tmp_path: Path, texts: list[str]
) -> None:
    file = tmp_path / "nasty.xml"
    file.write_bytes(write("xccdf", nasty_catalogs(texts), "fr"))
    oscap("validate", str(file))


@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_an_xml_parser_reads_every_nasty_text(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    root = etree.fromstring(write("xccdf", built, "fr"))
    wanted = shown_texts(built["fr"])
    for entry in built["fr"].entries:
        help_id = entry.facts.help_id
        found = rule_of(root, f"xccdf_bpadocs_rule_A_{help_id}")
        title = found.findtext(f"{XCCDF}title") or ""
        assert title == wanted.get(f"{help_id}_Title", "")
        fix = found.findtext(f"{XCCDF}fixtext") or ""
        assert fix == wanted.get(f"{help_id}_Resolution", "")


def test_a_rule_as_xccdf_has_it() -> None:
    root = etree.fromstring(write("xccdf", catalogs_of(FIXTURE), "fr"))
    assert root.get(LANG) == "fr"
    assert root.findtext(f"{XCCDF}version") == "1.2"
    rule = rule_of(root, "xccdf_bpadocs_rule_HyperV_FreeSpace")
    assert rule.get("severity") == "medium"
    assert rule.findtext(f"{XCCDF}title") == "Gardez de l’espace libre"
    description = rule.findtext(f"{XCCDF}description")
    assert description == "<liste des volumes> sont pleins. {braces} reste."
    assert rule.findtext(f"{XCCDF}rationale") == "Il manque <nombre> gigaoctets."
    (fix,) = rule.iter(f"{XCCDF}fixtext")
    assert fix.text == "Delete what nobody needs."
    assert fix.get(LANG) == "en"
    (reference,) = rule.iter(f"{XCCDF}reference")
    assert reference.get("href") == "https://example.org/fr-fr/hyper-v/Keep-space-free"
    (own,) = rule.iter(f"{OWN}rule")
    assert {str(name): str(value) for name, value in own.attrib.items()} == {
        "id": "hyper-v/free-space",
        "severity": "warning",
        "category": "performance",
        "page": "Keep-space-free",
    }
    arguments = [(argument.get("name"), argument.get("type")) for argument in own]
    assert arguments == [("volumes", "list"), ("gigabytes", "number")]


def test_rules_stand_by_product_and_category_which_have_the_words_of_the_language() -> (
    None
):
    root = etree.fromstring(write("xccdf", catalogs_of(FIXTURE), "fr"))
    (product,) = root.iterchildren(f"{XCCDF}Group")
    assert product.findtext(f"{XCCDF}title") == "Hyper-V"
    categories = {}
    for group in product.iterchildren(f"{XCCDF}Group"):
        rules = [rule.get("id") for rule in group.iterchildren(f"{XCCDF}Rule")]
        categories[group.findtext(f"{XCCDF}title")] = rules
    assert categories["Performances"] == ["xccdf_bpadocs_rule_HyperV_FreeSpace"]
