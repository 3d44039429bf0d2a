"""What other people's tools say of exported files. They run as programs of their own."""

import shutil
from pathlib import Path

import pytest
from exchange_helpers import bpa, make_project, rule_file, whole_repository
from other_tools import run, tool

LOCALES = ("fr", "it", "es", "ko")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every text of this repository, a project with missing, stale and plural texts, and nothing at
    all.
    """
    whole = whole_repository(tmp_path_factory.mktemp("whole") / "project")
    small = make_project(tmp_path_factory.mktemp("small") / "project")
    rule = rule_file(small)
    rule.write_text(
        rule.read_text().replace("Free some space.", "Free some space soon.")
    )
    files = []
    for project, locales, extra in (
        (whole, LOCALES, ["--all"]),
        (small, ("fr", "ko", "pl"), []),
        (whole, LOCALES, []),
    ):
        for locale in locales:
            files.append(project / f"{locale}{len(extra)}.po")
            bpa(
                "po",
                "export",
                "--locale",
                locale,
                "-o",
                str(files[-1]),
                *extra,
                project=project,
            )
    return files


def test_msgfmt(files: list[Path]) -> None:
    for file in files:
        assert run(tool("msgfmt"), "-c", "-o", "/dev/null", str(file)) == ""


def test_msgattrib_and_msgmerge(files: list[Path], tmp_path: Path) -> None:
    for file in files:
        again = run(tool("msgattrib"), "--no-wrap", str(file))
        assert again.count("\nmsgctxt ") == file.read_text("utf-8").count("\nmsgctxt ")
        assert again.count("\n#| msgid ") == file.read_text("utf-8").count(
            "\n#| msgid "
        )
        merged = tmp_path / "merged.po"
        run(tool("msgmerge"), "--quiet", "-o", str(merged), str(file), str(file))
        run(tool("msgfmt"), "-c", "-o", "/dev/null", str(merged))


def test_translate_toolkit_reads_every_po_file(
    files: list[Path], tmp_path: Path
) -> None:
    # Each of these programs takes longer to start than to read all files. The last two end well
    # whatever they meet, and tell it.
    folder = tmp_path / "po"
    folder.mkdir()
    units: dict[str, int] = {}
    for number, file in enumerate(files):
        copy = folder / f"{number}.po"
        shutil.copy(file, copy)
        units[str(copy)] = file.read_text("utf-8").count("\nmsgctxt ")
    counted = run(tool("pocount"), "--csv", *units).splitlines()
    for copied, count in units.items():
        (row,) = [one for one in counted if one.startswith(f"{copied},")]
        assert f",{count}," in row or count == 0, row
    tables = tmp_path / "tables"
    told = run(tool("po2csv"), "--progress=none", str(folder), str(tables))
    assert "rror" not in told
    # of a file without any text it makes no table
    named = {path.stem for path in tables.iterdir()}
    assert named == {Path(copied).stem for copied, count in units.items() if count}
    told = run(
        tool("pofilter"),
        "--progress=none",
        "-t",
        "printf",
        str(folder),
        str(tmp_path / "filtered"),
    )
    assert "rror" not in told


def test_translate_toolkit_reads_the_xliff(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    file = project / "fr.xlf"
    bpa("xliff", "export", "--locale", "fr", "--all", "-o", str(file), project=project)
    python = Path(tool("pocount")).parent / "python"
    if not python.exists():
        pytest.skip("pocount is not in an environment of its own here")
    program = (
        "import sys; from translate.storage import xliff2; "
        "s = xliff2.Xliff2File.parsefile(sys.argv[1]);"
        "print(len(s.units), sum(bool(u.target) for u in s.units))"
    )
    assert run(str(python), "-c", program, str(file)).split() == ["7", "7"]


def test_translate_toolkit_reads_the_memory(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    file = project / "fr.tmx"
    bpa("tmx", "export", "--locale", "fr", "-o", str(file), project=project)
    python = Path(tool("pocount")).parent / "python"
    if not python.exists():
        pytest.skip("pocount is not in an environment of its own here")
    program = (
        "import sys; from translate.storage import tmx; "
        "s = tmx.tmxfile.parsefile(sys.argv[1]);"
        "print(len(s.units), s.units[0].target)"
    )
    read = run(str(python), "-c", program, str(file))
    assert read == "6 Les volumes ont besoin d’espace libre\n"
