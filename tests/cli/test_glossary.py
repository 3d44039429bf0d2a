"""`bpa glossary` and `bpa audit --glossary`, as somebody uses them who has a file of terms."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from exchange_helpers import ROOT, bpa, make_project
from lxml import etree
from page_helpers import bpa as plain_bpa

CSV = """\
Source;Target;Comment;Bad
storage pool;pool de stockage;of disks;piscine
thin volume;volume dynamique;;
;vide;;
"""
COLUMNS = "en=Source,fr=Target,note=Comment,not=Bad"
MINE = "# mine\nterms:\n  free space: place libre  # agreed\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "project")
    settings = made / "pyproject.toml"
    text = settings.read_text("utf-8") + '\n[tool.bpadocs.lint]\nprofile = "windows"\n'
    settings.write_text(text, "utf-8")
    return made


def glossary(project: Path) -> Path:
    return project / "locales" / "fr" / "glossary.yaml"


def run(project: Path, *words: str) -> tuple[int, str, str]:
    return bpa("glossary", words[0], *words[1:], project=project)


def test_terms_of_a_table_come_in_and_a_second_time_change_nothing(
    project: Path,
) -> None:
    table = project / "terms.csv"
    table.write_text(CSV, "utf-8")
    words = ("import", str(table), "--locale", "fr", "--columns", COLUMNS)
    code, out, err = run(project, *words, "--dry-run")
    assert code == 1
    assert "+  storage pool:" in out
    assert not glossary(project).exists()
    code, out, err = run(project, *words)
    assert (code, out) == (
        1,
        "locales/fr/glossary.yaml: 2 terms added, 1 with a mistake\n",
    )
    assert err == f"{table}:4:1: there is no English on this line; it is left out\n"
    text = glossary(project).read_text("utf-8")
    assert text == (
        "terms:\n  storage pool:\n    use: pool de stockage\n"
        "    not: [{piscine: of disks}]\n  thin volume: volume dynamique\n"
    )
    code, out, _ = run(project, *words)
    assert "0 terms added, 2 there already" in out
    assert glossary(project).read_text("utf-8") == text


def test_what_people_wrote_stays_and_the_conflict_is_told(project: Path) -> None:
    glossary(project).parent.mkdir(parents=True)
    glossary(project).write_text(MINE, "utf-8")
    table = project / "terms.csv"
    table.write_text("en,fr\nfree space,espace libre\nscan,analyse\n", "utf-8")
    code, _, err = run(project, "import", str(table), "--locale", "fr")
    assert code == 1
    assert err == (
        "locales/fr/glossary.yaml:3:3: “free space” is “place libre” here, and “espace "
        f"libre” in {table}:2; left as it is\n"
    )
    assert glossary(project).read_text("utf-8") == MINE


def test_a_locale_or_a_file_that_is_not_there_is_told(project: Path) -> None:
    code, _, err = run(project, "import", "none.tbx", "--locale", "fr")
    assert code == 2
    assert "none.tbx" in err
    code, _, err = run(project, "import", "none.tbx", "--locale", "xx")
    assert code == 2
    assert "--locale: “xx” is no language to translate into here" in err


@pytest.mark.parametrize("form", ["tbx", "csv"])
def test_what_goes_out_comes_in_again_as_it_was(
    project: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    code, out, _ = run(project, "export", "--locale", "fr", "-o", str(file))
    assert code == 0
    assert out.startswith(f"{file}: ")
    code, out, err = run(project, "import", str(file), "--locale", "fr")
    assert (code, err) == (0, "")
    assert "0 terms added, " in out
    assert not glossary(project).exists()


def test_the_table_that_goes_out_is_csv(project: Path) -> None:
    code, out, _ = run(project, "export", "--locale", "fr", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["en", "fr", "status", "note"]
    assert {len(row) for row in rows} == {4}
    assert {row[2] for row in rows[1:]} == {"preferred", "admitted", "forbidden"}
    assert code == 0


TBX_BASIC = """\
<!ELEMENT martif (martifHeader, text)>
<!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA "en">
<!ELEMENT martifHeader (fileDesc, encodingDesc?)>
<!ELEMENT fileDesc (sourceDesc+)>
<!ELEMENT sourceDesc (p+)>
<!ELEMENT encodingDesc (p+)>
<!ELEMENT p (#PCDATA)>
<!ATTLIST p type (DCSName | XCSURI | XCSContent) #IMPLIED>
<!ELEMENT text (body)>
<!ELEMENT body (termEntry+)>
<!ELEMENT termEntry (langSet+)>
<!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet (tig+)>
<!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT tig (term, termNote*, note*)>
<!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)>
<!ATTLIST termNote type CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)>
"""
"""What the document type of TBX-Basic says of the elements that we write."""


def test_the_tbx_that_goes_out_is_valid_and_other_tools_read_it(
    project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.tbx"
    run(project, "export", "--locale", "fr", "-o", str(file))
    document = etree.parse(str(file))
    dtd = etree.DTD(io.StringIO(TBX_BASIC))
    assert dtd.validate(document), dtd.error_log
    entries = len(document.findall(".//termEntry"))
    assert entries > 1
    python = ROOT / ".venv" / "translate-toolkit" / "bin" / "python"
    if not python.exists():
        pytest.skip("no translate-toolkit here; `make translate-toolkit` brings it")
    program = (
        "import sys; from translate.storage import tbx;"
        "s = tbx.tbxfile.parsefile(sys.argv[1]);"
        "print(sum(bool(u.source and u.target) for u in s.units))"
    )
    done = subprocess.run(
        [str(python), "-c", program, str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == entries


def test_terms_hold_for_an_audit_without_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from page_helpers import TIDY_PAGE, folders, write_pages

    french = TIDY_PAGE.replace("Keep clocks in step", "Gardez les horloges au pas")
    write_pages(tmp_path / "en-us", {"a.md": TIDY_PAGE})
    write_pages(tmp_path / "fr-fr", {"a.md": french})
    terms = tmp_path / "terms.csv"
    terms.write_text("en,fr,not,note\nclock,pendule,horloge,too old\n", "utf-8")
    words = ["audit", *folders(tmp_path, "fr-fr"), "--format", "json"]

    def said() -> list[str]:
        found = json.loads(capsys.readouterr().out)
        return [one["message"] for one in found if "for clock" in one["message"]]

    plain_bpa(*words)
    assert said() == []
    plain_bpa(*words, "--glossary", terms)
    assert "“horloges”: the glossary has “pendule” for clock (too old)" in said()
    ours = tmp_path / "mine.yaml"
    ours.write_text("terms:\n  clock: {use: pendule, not: [horloge]}\n", "utf-8")
    plain_bpa(*words, "--glossary", f"fr={ours}")
    assert "“horloges”: the glossary has “pendule” for clock" in said()


def test_a_glossary_for_an_audit_with_a_mistake_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from page_helpers import TIDY_PAGE, folders, write_pages

    for locale in ("en-us", "fr-fr"):
        write_pages(tmp_path / locale, {"a.md": TIDY_PAGE})
    words = ["audit", *folders(tmp_path, "fr-fr")]
    bad = tmp_path / "bad.tbx"
    bad.write_text("<martif>\n<text>")
    assert plain_bpa(*words, "--glossary", bad) == 2
    assert f"{bad}:2:7: not XML" in capsys.readouterr().err
    assert plain_bpa(*words, "--glossary", "de=terms.csv") == 2
    assert "--glossary de=terms.csv: no language “de” here" in capsys.readouterr().err


def test_candidates_come_from_rules_without_mistakes_and_the_others_are_told(
    project: Path,
) -> None:
    [path, *_] = sorted((project / "rules").rglob("*/[!p]*.yaml"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("severity: ", "severity: no", 1), "utf-8")
    code, _, err = run(project, "suggest", "--locale", "fr")
    assert code == 2
    assert f"{path.relative_to(project).as_posix()}:" in err
    assert "bpa glossary suggest: 1 mistake, 1 file left out" in err


def test_candidates_are_a_table_that_changes_nothing_until_somebody_agrees(
    project: Path, tmp_path: Path
) -> None:
    table = tmp_path / "candidates.csv"
    code, out, err = bpa(
        "glossary", "suggest", "--locale", "fr", "-o", str(table), project=ROOT
    )
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert rows
    assert {row["status"] for row in rows} == {"candidate"}
    assert "bpa glossary import" in out
    code, out, _ = run(project, "import", str(table), "--locale", "fr")
    assert code == 0
    assert f"0 terms added, {len(rows)} that nobody has accepted yet" in out
    assert not glossary(project).exists()
    accepted = table.read_text("utf-8").replace(",candidate,", ",preferred,", 1)
    table.write_text(accepted, "utf-8")
    code, out, _ = run(project, "import", str(table), "--locale", "fr")
    assert "1 term added" in out
