"""`bpa new-model`: a Schematron and a script that are read as they are."""

import re
from pathlib import Path

import pytest
from exchange_helpers import ROOT
from lxml import etree, isoschematron
from powershell_reader import here_string
from projects import RULE, write_project
from stringdata_reader import unescaped

from bpadocs.cli import main
from bpadocs.project.tree import read_project

BPA = "{http://schemas.microsoft.com/sml/bpa/2008/02}"
SML = "{http://schemas.microsoft.com/sml/extensions/2007/03}"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    text = (ROOT / "rules/hyper-v/checkpoints-in-production.yaml").read_text("utf-8")
    write_project(root, {"backups": RULE})
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    (root / "pyproject.toml").write_text(settings, "utf-8")
    (root / "rules/hyper-v/checkpoints.yaml").write_text(text, "utf-8")
    return root


def bpa(root: Path, *words: str) -> int:
    return main([*words, "--project", str(root)])


def test_a_schematron_names_each_rule_and_its_texts(project: Path) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    root = etree.parse(project / "models/HyperV/HyperV.sch").getroot()
    cases = root.findall(f".//{SCHEMATRON}assert")
    assert [case.get(f"{BPA}helpID") for case in cases] == ["Backups", "Checkpoints"]
    case = cases[1]
    assert case.get(f"{SML}severity") == "warning"
    assert case.get(f"{SML}category") == "mssmlbpa:operation mssmlbpa:markupv2"
    values = [one.get("select") for one in case.findall(f"{SCHEMATRON}value-of")]
    assert values == ["tns:virtual_machines", "tns:age"]
    texts = [one.get(f"{SML}locid") for one in case if one.get(f"{SML}locid")]
    assert texts == [
        "Checkpoints_Title",
        "Checkpoints_Problem",
        "Checkpoints_Impact",
        "Checkpoints_Resolution",
    ]
    link = case.findtext(f"{BPA}helpTopic") or ""
    assert link.startswith("https://learn.microsoft.com/en-us/")
    (met,) = [
        one
        for one in root.findall(f".//{SCHEMATRON}report")
        if one.get(f"{BPA}helpID") == "Checkpoints"
    ]
    assert met.get(f"{SML}severity") == "info"
    assert met[-1].get(f"{SML}locid") == "Checkpoints_Compliant"


def test_the_schematron_tells_what_is_met_from_what_is_not(project: Path) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    schema = etree.parse(project / "models/HyperV/HyperV.sch")
    # what a Schematron processor reports is what Best Practices Analyzer says of a met rule
    for report in schema.findall(f".//{SCHEMATRON}report"):
        parent = report.getparent()
        assert parent is not None
        parent.remove(report)
    validator = isoschematron.Schematron(schema)
    found = "<HyperV xmlns='urn:models:HyperV'><Backups><Compliant>{}</Compliant></Backups></HyperV>"
    assert validator.validate(etree.fromstring(found.format("true")))
    assert not validator.validate(etree.fromstring(found.format("false")))


def test_the_script_brings_the_english_along(project: Path) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    data = (project / "models/HyperV/HyperV.ps1").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# The texts in English")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    block = re.search(r"data _system_translations \{\r\n(.*?'@\r\n)\}", text, re.DOTALL)
    assert block
    name, table = here_string(block[1].encode())
    assert name == "ConvertFrom-StringData"
    lines = dict(
        line.split(" = ", 1)
        for line in table.splitlines()
        if " = " in line and line[0] != "#"
    )
    rules = {rule.help_id: rule for rule in read_project(project).rules}
    for help_id, rule in rules.items():
        assert unescaped(lines[f"{help_id}_Title"]) == rule.english["title"]
    assert "Import-LocalizedData -BindingVariable _system_translations" in text


def test_the_order_is_noted_and_a_new_rule_goes_to_its_end(project: Path) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    (product,) = read_project(project).products
    assert product.order == ("backups", "checkpoints")
    assert bpa(project, "new", "hyper-v/a-new-one") == 0
    (product,) = read_project(project).products
    assert product.order == ("backups", "checkpoints", "a-new-one")
    assert bpa(project, "build") == 0
    table = (project / "build/messages/bpa/en-US/HyperV.psd1").read_text("utf-8-sig")
    assert re.findall(r'^# helpID="(.*)"', table, re.MULTILINE) == [
        "Backups",
        "Checkpoints",
        "ANewOne",
    ]


def test_nothing_is_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    script = project / "models/HyperV/HyperV.ps1"
    script.write_text("mine")
    capsys.readouterr()
    assert bpa(project, "new-model", "hyper-v") == 2
    assert "models/HyperV/HyperV.ps1:1:1: exists already" in capsys.readouterr().err
    assert script.read_text() == "mine"


def test_a_product_that_is_not_there_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bpa(project, "new-model", "hyperv") == 2
    assert "hyperv is no product; the project has hyper-v" in capsys.readouterr().err
    assert not (project / "models").exists()


def test_what_was_ended_half_way_is_finished(project: Path) -> None:
    assert bpa(project, "new-model", "hyper-v") == 0
    product = project / "rules/hyper-v/product.yaml"
    files = [product, *(project / "models/HyperV").iterdir()]
    whole = {path: path.read_bytes() for path in files}
    product.write_bytes(product.read_bytes().partition(b"order:")[0])
    (project / "models/HyperV/HyperV.ps1").unlink()
    assert bpa(project, "new-model", "hyper-v") == 0
    assert {path: path.read_bytes() for path in files} == whole
