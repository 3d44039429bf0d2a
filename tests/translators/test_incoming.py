"""What goes in, what is left and what is refused, whichever file carries it."""

import re
import subprocess
from pathlib import Path

import pytest
from exchange_helpers import RULE, bpa, clear, make_project, rule_file, tree

from bpadocs.project.tree import read_project
from bpadocs.rule.model import Origin, Stamp

KINDS = ("po", "xliff")
FREE, ROOM, PLACE = (
    "Libérez de l’espace.",
    "Faites de la place.",
    "Libérez donc de la place.",
)
TITLE = "Les volumes ont besoin d’espace libre"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """With a translation that lint has nothing against, in every field."""
    return make_project(
        tmp_path / "project",
        RULE.replace(" : première cause d''appels", "\xa0: cause nº 1 des appels"),
    )


def export(project: Path, kind: str, *words: str, name: str = "fr") -> Path:
    file = project / f"{name}.{kind}"
    code, _, err = bpa(
        kind, "export", "--locale", "fr", "-o", str(file), *words, project=project
    )
    assert (code, err) == (0, "")
    return file


def replace(file: Path, old: str, new: str, times: int = 1) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == times, (old, text)
    file.write_text(text.replace(old, new), "utf-8")


def translate(file: Path, new: str, old: str = FREE) -> None:
    """Write another translation into a file of either kind."""
    around = ('msgstr "', '"') if file.suffix == ".po" else ("<target>", "</target>")
    replace(file, old.join(around), new.join(around))


def stamp_of(project: Path, field: str = "resolution") -> Stamp | None:
    rule = read_project(project).rules[0]
    return rule.text["fr"].stamps.get(field)


def state_in(file: Path, source: str, new: str) -> None:
    """Give the XLIFF unit with this source another state."""
    text = file.read_text("utf-8")
    changed, times = re.subn(
        rf'state="\w+"([^>]*>\s*<source>{re.escape(source)})', rf'state="{new}"\1', text
    )
    assert times == 1
    file.write_text(changed, "utf-8")


@pytest.fixture
def overtaken(project: Path, kind: str) -> Path:
    """A file out with an agency while a colleague has written and reviewed another translation."""
    file = export(project, kind, "--all")
    replace(rule_file(project), FREE, ROOM)
    words = ("--locale", "fr", "--field", "resolution", "--reviewed")
    assert bpa("stamp", "rules/storage", *words, project=project)[0] == 0
    return file


def test_a_newer_translation_is_not_replaced(
    project: Path, kind: str, overtaken: Path
) -> None:
    translate(overtaken, PLACE)
    before = tree(project)
    code, out, err = bpa(kind, "import", str(overtaken), project=project)
    assert (code, out) == (1, "0 texts imported, 4 unchanged, 1 refused\n")
    assert (
        "storage/free-space#resolution: the translation has changed since the export"
        in err
    )
    assert "[-Libérez donc-]{+Faites+} de la place.); --force takes the file's" in err
    assert tree(project) == before


def test_force_takes_the_file_s(project: Path, kind: str, overtaken: Path) -> None:
    translate(overtaken, PLACE)
    code, out, err = bpa(kind, "import", "--force", str(overtaken), project=project)
    assert (code, out, err) == (0, "1 text imported, 4 unchanged, 0 refused\n", "")
    assert PLACE in rule_file(project).read_text()
    found = stamp_of(project)
    assert found
    assert not found.reviewed  # the review was of the other text


def test_what_nobody_touched_in_the_file_leaves_the_newer_translation_alone(
    project: Path, kind: str, overtaken: Path
) -> None:
    translate(overtaken, "Les volumes veulent de l’espace libre", TITLE)
    code, out, err = bpa(kind, "import", str(overtaken), project=project)
    assert (code, err) == (0, "")
    assert (
        out
        == "1 text imported, 3 unchanged, 1 left as rules/ has it by now, 0 refused\n"
    )
    assert ROOM in rule_file(project).read_text()
    found = stamp_of(project)
    assert found
    assert found.reviewed


def test_the_same_new_translation_from_both_sides_is_no_conflict(
    project: Path, kind: str, overtaken: Path
) -> None:
    translate(overtaken, ROOM)
    before = tree(project)
    code, out, err = bpa(kind, "import", str(overtaken), project=project)
    assert (code, out, err) == (0, "0 texts imported, 5 unchanged, 0 refused\n", "")
    assert tree(project) == before


def test_rewrapped_lines_are_no_newer_translation(project: Path, kind: str) -> None:
    file = export(project, kind, "--all")
    rule = rule_file(project)
    replace(
        rule, f"resolution: {FREE}", "resolution: >-\n      Libérez\n      de l’espace."
    )
    translate(file, PLACE)
    assert bpa(kind, "import", str(file), project=project)[:2] == (
        0,
        "1 text imported, 4 unchanged, 0 refused\n",
    )


def test_a_text_that_was_empty_at_the_export_and_is_not_now(
    project: Path, kind: str
) -> None:
    clear(project, "fr")
    file = export(project, kind)
    rule = rule_file(project)
    rule.write_text(f"{rule.read_text()}  fr:\n    resolution: {ROOM}\n")
    if kind == "po":
        replace(
            file,
            'msgid "Free some space."\nmsgstr ""',
            f'msgid "Free some space."\nmsgstr "{PLACE}"',
        )
    else:
        replace(
            file,
            "<source>Free some space.</source>",
            f"<source>Free some space.</source><target>{PLACE}</target>",
        )
        state_in(file, "Free some space.", "translated")
    code, out, err = bpa(kind, "import", str(file), project=project)
    assert (code, out) == (
        1,
        "0 texts imported, 0 unchanged, 4 left untranslated, 1 refused\n",
    )
    assert (
        "storage/free-space#resolution: the translation has changed since the export"
        in err
    )
    assert ROOM in rule.read_text()


def test_one_plural_form_that_is_newer(project: Path, kind: str) -> None:
    file = export(project, kind, "--all")
    replace(
        rule_file(project),
        "Le volume {volumes} a moins",
        "Le volume {volumes} n’a plus que moins",
    )
    bpa("stamp", "rules/storage", "--locale", "fr", project=project)
    before = tree(project)
    if kind == "po":
        replace(
            file,
            'msgstr[0] "Le volume {volumes} a',
            'msgstr[0] "Votre volume {volumes} a',
        )
    else:
        replace(file, "<target>Le volume ", "<target>Votre volume ")
    code, _, err = bpa(kind, "import", str(file), project=project)
    assert code == 1
    assert (
        "storage/free-space#issue: the translation has changed since the export" in err
    )
    assert "[-Votre-]{+Le+} volume {volumes} {+n’+}a{+ plus que+} moins" in err
    assert tree(project) == before


def test_untouched_text_whose_english_has_moved_on_is_left(
    project: Path, kind: str
) -> None:
    file = export(project, kind, "--all")
    replace(rule_file(project), "Free some space.", "Free some space soon.")
    before = tree(project)
    code, out, err = bpa(kind, "import", str(file), project=project)
    assert (code, err) == (0, "")
    assert (
        out
        == "0 texts imported, 4 unchanged, 1 left as rules/ has it by now, 0 refused\n"
    )
    assert tree(project) == before


def without_notes(file: Path) -> None:
    """As tools write it that drop what the export said to translators."""
    text = file.read_text("utf-8")
    text = (
        re.sub(r"(?m)^#\. .*\n", "", text)
        if file.suffix == ".po"
        else re.sub(r"(?s) *<notes>.*?</notes>\n", "", text)
    )
    file.write_text(text, "utf-8")
    assert "Exported" not in text
    assert "exported" not in text


def test_a_file_without_our_notes_replaces_no_confirmed_translation(
    project: Path, kind: str, overtaken: Path
) -> None:
    without_notes(overtaken)
    before = tree(project)
    code, _, err = bpa(kind, "import", str(overtaken), project=project)
    assert code == 1
    assert (
        "another translation is in rules/, and the file has lost what it was exported with"
        in err
    )
    assert "[-Libérez-]{+Faites+}" in err
    assert tree(project) == before
    assert bpa(kind, "import", "--force", str(overtaken), project=project)[0] == 0
    assert FREE in rule_file(project).read_text()


def test_a_file_without_our_notes_brings_what_is_missing_or_stale(
    project: Path, kind: str
) -> None:
    replace(rule_file(project), "Free some space.", "Free some space soon.")
    file = export(project, kind, "--all")
    without_notes(file)
    translate(file, "Libérez vite de l’espace.")
    if kind == "po":
        replace(file, "#, fuzzy\n", "")
    else:
        state_in(file, "Free some space soon.", "translated")
    assert bpa(kind, "import", str(file), project=project)[:2] == (
        0,
        "1 text imported, 4 unchanged, 0 refused\n",
    )
    clear(project, "fr")
    assert bpa(kind, "import", str(file), project=project)[:2] == (
        0,
        "5 texts imported, 0 unchanged, 0 refused\n",
    )


def test_what_is_begun_and_not_done_is_told_and_is_no_error(
    project: Path, kind: str
) -> None:
    replace(rule_file(project), "Free some space.", "Free some space soon.")
    file = export(project, kind)
    translate(file, "Libérez vite de l’espace.")
    before = tree(project)
    code, out, err = bpa(kind, "import", str(file), project=project)
    assert (code, out) == (
        0,
        "0 texts imported, 0 unchanged, 1 left unfinished, 0 refused\n",
    )
    assert "storage/free-space#resolution: left, for it is not done: " in err
    assert tree(project) == before


def test_two_translations_of_one_text_are_not_both_taken(project: Path) -> None:
    """As in a file that somebody has put together from two."""
    file = export(project, "xliff", "--all")
    text = file.read_text("utf-8")
    [unit] = re.findall(r'(?s)<unit id="resolution".*?</unit>', text)
    twice = [unit.replace(FREE, ROOM), unit.replace(FREE, PLACE)]
    file.write_text(text.replace(unit, "\n".join(twice)), "utf-8")
    code, out, err = bpa("xliff", "import", str(file), project=project)
    assert (code, out) == (1, "1 text imported, 4 unchanged, 1 refused\n")
    assert re.search(
        r"free-space#resolution: another translation of it stands on line \d+\n", err
    )
    assert ROOM in rule_file(project).read_text()


# Who made it, and who has read it


def test_origin_and_review_are_what_somebody_says(project: Path, kind: str) -> None:
    file = export(project, kind, "--all")
    translate(file, PLACE)
    assert (
        bpa(kind, "import", "--origin", "machine", str(file), project=project)[0] == 0
    )
    found = stamp_of(project)
    assert found
    assert (found.origin, found.reviewed) == (Origin.MACHINE, False)
    title = stamp_of(project, "title")
    assert title
    assert title.origin is Origin.HUMAN  # nobody brought another one
    code, out, _ = bpa(kind, "import", "--reviewed", str(file), project=project)
    assert (code, out) == (
        0,
        "0 texts imported, 5 confirmed as they stand, 0 unchanged, 0 refused\n",
    )
    found = stamp_of(project)
    assert found
    assert (found.origin, found.reviewed) == (Origin.MACHINE, True)
    assert (
        bpa(kind, "import", str(file), project=project)[1]
        == "0 texts imported, 5 unchanged, 0 refused\n"
    )


def test_a_review_that_was_made_since_the_export_stays(
    project: Path, kind: str
) -> None:
    file = export(project, kind, "--all")
    bpa("stamp", "rules/storage", "--locale", "fr", "--reviewed", project=project)
    before = tree(project)
    assert (
        bpa(kind, "import", str(file), project=project)[1]
        == "0 texts imported, 5 unchanged, 0 refused\n"
    )
    assert tree(project) == before


def test_provenance_comes_back_exactly(project: Path, kind: str) -> None:
    words = ("--origin", "machine", "--reviewed")
    bpa(
        "stamp",
        "rules/storage",
        "--locale",
        "fr",
        "--field",
        "title",
        *words,
        project=project,
    )
    bpa(
        "stamp",
        "rules/storage",
        "--locale",
        "fr",
        "--field",
        "impact",
        "--reviewed",
        project=project,
    )
    replace(rule_file(project), "Free some space.", "Free some  more space.")
    reason = ("--reason", "typo in English")
    bpa(
        "stamp",
        "rules/storage",
        "--locale",
        "fr",
        "--field",
        "resolution",
        *reason,
        project=project,
    )
    file = export(project, kind, "--all")
    before = read_project(project).rules[0].text["fr"]
    clear(project, "fr")
    assert bpa(kind, "import", str(file), project=project)[:2] == (
        0,
        "5 texts imported, 0 unchanged, 0 refused\n",
    )
    after = read_project(project).rules[0].text["fr"]
    assert after.stamps == before.stamps
    assert {
        str(one.origin) + one.reviewed * " reviewed" for one in after.stamps.values()
    } == {*("human", "human reviewed", "machine reviewed")}
    assert after.stamps["resolution"].reason == "typo in English"


@pytest.mark.parametrize("state", ["reviewed", "final"])
def test_states_of_xliff_come_back_as_reviews(project: Path, state: str) -> None:
    file = export(project, "xliff", "--all")
    state_in(file, "Volumes need free space", state)
    translate(file, PLACE)
    state_in(file, "Free some space.", state)
    code, out, _ = bpa("xliff", "import", str(file), project=project)
    assert (code, out) == (
        0,
        "1 text imported, 1 confirmed as it stands, 3 unchanged, 0 refused\n",
    )
    stamps = read_project(project).rules[0].text["fr"].stamps
    assert {name for name, one in stamps.items() if one.reviewed} == {
        "title",
        "resolution",
    }


def test_a_state_that_stood_there_at_the_export_is_no_review_of_another_text(
    project: Path,
) -> None:
    """Many tools leave the state as it was when somebody writes another text."""
    bpa("stamp", "rules/storage", "--locale", "fr", "--reviewed", project=project)
    file = export(project, "xliff", "--all")
    assert file.read_text("utf-8").count('state="reviewed"') == 7
    translate(file, PLACE)
    translate(file, "Les volumes veulent de l’espace libre", TITLE)
    state_in(file, "Volumes need free space", "final")
    assert (
        bpa("xliff", "import", str(file), project=project)[1]
        == "2 texts imported, 3 unchanged, 0 refused\n"
    )
    stamps = read_project(project).rules[0].text["fr"].stamps
    assert not stamps["resolution"].reviewed
    assert stamps["title"].reviewed
    assert stamps["impact"].reviewed


# Several files


def test_several_files_at_once_and_one_that_is_broken(project: Path, kind: str) -> None:
    first, second = (
        export(project, kind, "--all"),
        export(project, kind, "--all", name="second"),
    )
    translate(first, PLACE)
    translate(second, "Les volumes veulent de l’espace libre", TITLE)
    broken = project / "broken.file"
    broken.write_text("hello")
    code, out, err = bpa(
        kind, "import", str(first), str(broken), str(second), project=project
    )
    assert code == 2
    assert (
        out
        == "2 texts imported, 7 unchanged, 1 left as rules/ has it by now, 0 refused\n"
    )
    assert err.startswith(f"{broken}:1:")
    assert err.count("\n") == 1
    text = rule_file(project).read_text()
    assert PLACE in text
    assert "Les volumes veulent" in text


def test_several_languages_into_a_folder_and_back(project: Path, kind: str) -> None:
    out = project / "out"
    words = (
        kind,
        "export",
        "--locale",
        "fr",
        "--locale",
        "ko-kr",
        "--all",
        "-o",
        str(out),
    )
    code, _, err = bpa(*words, project=project)
    assert code == 2
    assert "name one that is there" in err
    out.mkdir()
    suffix = "po" if kind == "po" else "xlf"
    code, said, _ = bpa(*words, project=project)
    assert (code, said) == (
        0,
        f"{out / f'fr.{suffix}'}: 5 texts\n{out / f'ko.{suffix}'}: 5 texts\n",
    )
    code, said, _ = bpa(
        kind, "import", *map(str, sorted(out.iterdir())), project=project
    )
    assert (code, said) == (
        0,
        "0 texts imported, 5 unchanged, 5 left untranslated, 0 refused\n",
    )


def test_gettext_s_own_tools_keep_what_an_import_needs(
    project: Path, overtaken: Path, kind: str
) -> None:
    if kind != "po":
        pytest.skip("gettext knows PO alone")
    translate(overtaken, PLACE)
    for words in (
        ["msgattrib", "--width=40"],
        ["msgcat", "--sort-output"],
        ["msgmerge", "-q", str(overtaken)],
    ):
        try:
            done = subprocess.run(
                [*words, str(overtaken)], capture_output=True, check=True
            )
        except FileNotFoundError:
            pytest.skip("no gettext here: Debian's package gettext has it")
        file = project / "tool.po"
        file.write_bytes(done.stdout)
        _, out, err = bpa("po", "import", "--dry-run", str(file), project=project)
        assert out == "0 texts would be imported, 4 unchanged, 1 refused\n"
        assert "the translation has changed since the export" in err
