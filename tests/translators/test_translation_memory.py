"""A memory goes out of one project and helps in another."""

from pathlib import Path

from exchange_helpers import RULE, bpa, make_project, rule_file

from bpadocs.formats.tmx import read_tmx
from bpadocs.project.tree import read_project
from bpadocs.translators.translation_memory import memory_units

ENGLISH = RULE[: RULE.index("  fr:\n")]


def export(project: Path) -> Path:
    file = project / "fr.tmx"
    code, out, err = bpa(
        "tmx", "export", "--locale", "fr", "-o", str(file), project=project
    )
    assert (code, out, err) == (0, f"{file}: 6 texts\n", "")
    return file


def test_every_text_goes_out_that_can_be_relied_on(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    rule = rule_file(project)
    rule.write_text(rule.read_text("utf-8").replace("Free some", "Free more"), "utf-8")
    units = {one.id: one for one in memory_units(read_project(project), "fr", ())}
    assert "storage/free-space#resolution" not in units  # it is stale
    assert units["storage/free-space#issue"].translation.startswith("Les volumes")
    assert units["storage/free-space#issue.one"].english.startswith("The volume ")
    assert units["storage/free-space#issue.one"].translation.startswith("Le volume ")
    assert list(memory_units(read_project(project), "fr", ["other"])) == []


def test_the_memory_of_one_project_is_offered_in_another(tmp_path: Path) -> None:
    file = export(make_project(tmp_path / "one"))
    assert len(read_tmx(file.read_bytes(), "x", "en", "fr").units) == 6
    other = make_project(tmp_path / "other", ENGLISH, stamped=False)
    code, out, err = bpa("suggest", "--locale", "fr", "--tmx", str(file), project=other)
    assert (code, err) == (0, "")
    assert f"title is missing; 100% like {file}:" in out
    assert "> Les volumes ont besoin d’espace libre" in out
    assert f"bpa po export --locale fr --tmx {file} offers them" in out
    po = other / "fr.po"
    bpa(
        "po",
        "export",
        "--locale",
        "fr",
        "--tmx",
        str(file),
        "-o",
        str(po),
        project=other,
    )
    assert "Libérez de l’espace." in po.read_text("utf-8")


def test_a_memory_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", ENGLISH, stamped=False)
    bad = tmp_path / "bad.tmx"
    bad.write_text("<tmx>\n<body>")
    code, _, err = bpa("suggest", "--locale", "fr", "--tmx", str(bad), project=project)
    assert code == 2
    assert f"{bad}:2:7: not XML" in err
