"""What becomes of an XLIFF file that came back."""

import re
from pathlib import Path

import pytest
from exchange_helpers import (
    bpa,
    carried,
    change,
    exported,
    make_project,
    rule_file,
    tree,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def export(project: Path, *words: str, locale: str = "fr") -> Path:
    return exported("xliff", project, *words, locale=locale)


def test_a_translation_goes_in(project: Path) -> None:
    file = export(project, "--all")
    change(
        file,
        (
            "<target>Libérez de l’espace.</target>",
            "<target>Faites de la place.</target>",
        ),
    )
    code, out, _ = bpa("xliff", "import", str(file), project=project)
    assert (code, out) == (0, "1 text imported, 4 unchanged, 0 refused\n")
    assert b"    resolution: Faites de la place.\n" in rule_file(project).read_bytes()
    once = tree(project)
    assert (
        bpa("xliff", "import", str(file), project=project)[1]
        == "0 texts imported, 5 unchanged, 0 refused\n"
    )
    assert tree(project) == once


def test_what_is_refused(project: Path) -> None:
    file = export(project, "--all")
    before = tree(project)
    change(
        file,
        (
            'state="translated">\n        <source>Volumes need',
            'state="initial">\n        <source>Volumes need',
        ),
        ("<target>Les volumes ont besoin", "<target>Tous les volumes ont besoin"),
        ("<source>Free some space", "<source>Free more space"),
        ("<target>Libérez de", "<target>Libérez beaucoup de"),
        (" consultez <pc", " voyez <pc"),
        ("<target>Les sauvegardes échouent : première cause d'appels</target>", ""),
    )
    text = file.read_text("utf-8")
    target = text.rindex("<target>")
    link = re.search(r'<ph [^>]*dataRef="d1"/>', text[target:])
    assert link
    file.write_text(
        text[:target] + text[target:].replace(link[0], "Get-Volume", 1), "utf-8"
    )
    code, out, err = bpa("xliff", "import", str(file), project=project)
    assert code == 1
    assert (
        "storage/free-space#title: left, for it is not done: its state is still “initial”"
        in err
    )
    assert (
        "storage/free-space#resolution: the English has changed since the export: "
        "Free [-more-]{+some+} space." in err
    )
    assert (
        "storage/free-space#resolution_details: the translation is without “`Get-Volume`”"
        in err
    )
    assert (
        out
        == "0 texts imported, 1 unchanged, 1 left unfinished, 1 left untranslated, 2 refused\n"
    )
    assert tree(project) == before
    lines = {int(line.split(":")[1]) for line in err.splitlines()}
    text = file.read_text("utf-8")
    assert text[: text.index("<target>Tous")].count("\n") + 1 in lines


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello", "not XML"),
        (b"", "not XML"),
        (b"<a>", "not XML"),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
            "DOCTYPE",
        ),
        (b"<xliff/>", "not XLIFF 2"),
        (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
            "not XLIFF 2",
        ),
        (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" trgLang="de"/>',
            "its trgLang is “de”",
        ),
        (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>',
            "it has no trgLang",
        ),
        (b"<a>" * 200 + b"</a>" * 200, "nested more than 100 deep"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "not XML"),
        (b"<a>\xff</a>", "not XML"),
    ],
)
def test_a_file_that_is_none_of_ours(
    project: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "x.xlf"
    file.write_bytes(content)
    code, _, err = bpa("xliff", "import", str(file), project=project)
    assert code == 2
    assert message in err
    assert err.startswith(f"{file}:1:")


def test_files_of_other_tools(project: Path) -> None:
    """A tool may cut a text into segments, put its own marks around words, and write <sc> and <ec>
    for <pc>.
    """
    file = export(project, "--all")
    change(
        file,
        (
            '<segment id="s" state="translated">\n        <source>Free some space.</source>\n'
            "        <target>Libérez de l’espace.</target>\n      </segment>",
            '<segment id="s1" state="final">'
            "<source>Free </source><target>Faites </target></segment>"
            "<ignorable><source/></ignorable>"
            '<segment id="s2" state="translated"><source>some space.</source>'
            '<target>de la <mrk id="m" type="comment" value="x">place</mrk>.</target></segment>',
        ),
    )
    text = file.read_text("utf-8")
    text = re.sub(
        r'<pc (id="(\d+)")[^>]*?type="fmt"[^>]*dataRefStart="(\w+)" dataRefEnd="(\w+)">(.*?)</pc>',
        r'<sc \1 dataRef="\3"/>\5<ec startRef="\2" dataRef="\4"/>',
        text,
    )
    assert "<sc " in text
    file.write_text(text, "utf-8")
    code, out, _ = bpa("xliff", "import", str(file), project=project)
    assert (code, out) == (0, "1 text imported, 4 unchanged, 0 refused\n")
    assert b"resolution: Faites de la place.\n" in rule_file(project).read_bytes()


def test_what_was_carried_goes_out_to_be_read_and_comes_back_reviewed(
    project: Path,
) -> None:
    assert "free-space#resolution" not in export(carried(project)).read_text("utf-8")
    file = export(project, "--carried")
    before = tree(project)
    bpa("xliff", "import", str(file), project=project)
    assert tree(project) == before, "nobody has read it yet"
    change(file, ('state="initial" subState="bpa:carried"', 'state="translated"'))
    _, out, _ = bpa("xliff", "import", str(file), project=project)
    assert out.startswith("0 texts imported, 1 confirmed as it stands")
    assert " machine reviewed\n" in rule_file(project).read_text("utf-8")
