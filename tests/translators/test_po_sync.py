"""A folder of PO files in step with the rules, and what translators wrote into them."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from exchange_helpers import RULE, bpa, make_project, rule_file
from other_tools import run, tool
from yaml import safe_load

from bpadocs.formats import po_file
from bpadocs.formats.po_file import PoEntry
from bpadocs.project.tree import read_project
from bpadocs.rule.model import Rule
from bpadocs.system.saving import save
from bpadocs.translators.po_sync import synced

ISSUE = "storage/free-space#issue"
RESOLUTION = "storage/free-space#resolution"
IMPACT = "storage/free-space#impact"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def sync(project: Path, *words: str) -> str:
    code, out, err = bpa("po", "sync", str(project / "po"), *words, project=project)
    assert (code, err) == (0, "")
    return out


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "po").iterdir()}


def entry(project: Path, name: str, file: str = "fr.po") -> PoEntry:
    catalog = po_file.read((project / "po" / file).read_bytes(), file)
    return next(one for one in catalog.messages if one.context == name)


def replace(project: Path, *pairs: tuple[str, str], file: str = "fr.po") -> None:
    path = project / "po" / file
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def new_english(project: Path, old: str, new: str) -> None:
    path = rule_file(project)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_second_sync_changes_no_byte(project: Path) -> None:
    sync(project)
    first = files(project)
    assert sorted(first) == ["fr.po", "ko.po", "pl.po", "rules.pot"]
    assert "unchanged" in sync(project)
    assert files(project) == first


def test_no_line_of_a_rule_is_in_a_file(project: Path) -> None:
    sync(project)
    first = files(project)
    path = rule_file(project)
    path.write_text(f"# one\n# two\n{path.read_text('utf-8')}", "utf-8")
    sync(project)
    assert files(project) == first
    assert entry(project, ISSUE).references == ("rules/storage/free-space.yaml",)


def test_another_layout_is_no_change(project: Path) -> None:
    sync(project)
    path = project / "po/fr.po"
    run(tool("msgcat"), "--width=40", "-o", str(path), str(path))
    folded = path.read_bytes()
    assert folded.count(b"\n") > 80
    assert "unchanged" in sync(project, "--locale", "fr")
    assert path.read_bytes() == folded


def test_a_translation_that_is_not_imported_stays(project: Path) -> None:
    sync(project)
    replace(project, ("Libérez de l’espace.", "Faites de la place."))
    out = sync(project)
    assert "1 not imported yet" in out
    kept = entry(project, RESOLUTION)
    assert (kept.strings, kept.fuzzy) == (("Faites de la place.",), False)
    first = files(project)
    sync(project)
    assert files(project) == first


def test_a_translation_of_another_english_is_fuzzy_with_that(project: Path) -> None:
    sync(project)
    replace(project, ("Libérez de l’espace.", "Faites de la place."))
    new_english(project, "Free some space.", "Free some space soon.")
    sync(project)
    first = files(project)
    new_english(project, "Free some space soon.", "Free some space at once.")
    sync(project)
    sync(project)
    kept = entry(project, RESOLUTION)
    assert kept.strings == ("Faites de la place.",)
    assert kept.fuzzy
    assert (kept.id, kept.previous) == ("Free some space at once.", "Free some space.")
    assert files(project) != first


def test_what_is_imported_is_the_rules_again(project: Path) -> None:
    sync(project)
    replace(project, ("Libérez de l’espace.", "Faites de la place."))
    code, out, _ = bpa("po", "import", str(project / "po/fr.po"), project=project)
    assert (code, out.startswith("1 text imported")) == (0, True)
    assert "not imported yet" not in sync(project)
    new_french = "Dégagez de l’espace."
    path = rule_file(project)
    text = path.read_text("utf-8").replace("Faites de la place.", new_french)
    path.write_text(text, "utf-8")
    bpa("stamp", "rules/storage", project=project)
    sync(project)
    assert entry(project, RESOLUTION).strings == (new_french,)


def test_a_stale_text_that_was_confirmed_in_the_file_stays_confirmed(
    project: Path,
) -> None:
    new_english(project, "Free some space.", "Free some space soon.")
    sync(project)
    assert entry(project, RESOLUTION).fuzzy
    path = project / "po/fr.po"
    text = path.read_text("utf-8")
    path.write_text(text.replace("#, fuzzy\n", ""), "utf-8")
    sync(project)
    assert not entry(project, RESOLUTION).fuzzy
    _, out, _ = bpa("po", "import", str(path), project=project)
    assert "1 confirmed as it stands" in out


def test_words_of_translators_and_their_tools_stay(project: Path) -> None:
    sync(project)
    replace(
        project,
        ('"Last-Translator: nobody yet\\n"', '"Last-Translator: Zoé <z@x.org>\\n"'),
        ('"Language: fr\\n"', '"Language: fr\\n"\n"X-Generator: Weblate 5.9\\n"'),
        ("# Best Practices", "# Zoé, 2026.\n# Best Practices"),
        (
            f'msgctxt "{RESOLUTION}"',
            f'# ask the desk\n#, no-wrap\nmsgctxt "{RESOLUTION}"',
        ),
    )
    sync(project)
    text = (project / "po/fr.po").read_text("utf-8")
    assert text.startswith("# Zoé, 2026.\n# Best Practices")
    assert "X-Generator: Weblate 5.9" in text
    assert "Last-Translator: Zoé <z@x.org>" in text
    own = entry(project, RESOLUTION)
    assert (own.remarks, own.flags) == (("ask the desk",), ("no-wrap",))


def test_a_text_whose_name_a_tool_has_dropped_is_not_lost(project: Path) -> None:
    sync(project)
    path = project / "po/fr.po"
    before = path.read_text("utf-8")
    own, plural = entry(project, IMPACT), entry(project, ISSUE)
    replace(
        project,
        (f'msgctxt "{IMPACT}"\n', ""),
        (f'msgctxt "{ISSUE}"\n', ""),
        (f'msgstr "{own.strings[0]}"', 'msgstr "Mon travail"'),
    )
    assert "2 obsolete" in sync(project)
    assert path.read_text("utf-8").startswith(before)
    catalog = po_file.read(path.read_bytes(), "fr.po")
    kept = {one.id: one.strings for one in catalog.obsolete}
    assert kept == {own.id: ("Mon travail",), plural.id: plural.strings}
    first = path.read_bytes()
    sync(project)
    assert path.read_bytes() == first


def test_what_is_saved_meanwhile_is_not_overwritten(project: Path) -> None:
    sync(project)
    path = project / "po/fr.po"
    first = path.read_bytes()
    new_english(project, "Free some space.", "Free much space.")

    class Rules(tuple[Rule, ...]):
        """The rules; while they are gone through, somebody saves the file."""

        def __iter__(self) -> Iterator[Rule]:
            path.write_text("meanwhile", "utf-8")
            return super().__iter__()

    own = read_project(project)
    own = own._replace(rules=Rules(own.rules))
    _, french = synced(own, path.parent, ["fr"], datetime.now(UTC))
    assert french.change.before == first
    assert len(save(path.parent, {french.name: french.change}).refused) == 1
    assert path.read_text("utf-8") == "meanwhile"


def test_a_text_that_is_gone_is_obsolete_and_comes_back(project: Path) -> None:
    sync(project)
    path = rule_file(project)
    before = path.read_text("utf-8")
    gone = before.replace('    impact: "Backups fail: #1 cause of calls"\n', "")
    gone = gone.replace(
        "resolution_details: |\n      Run", "impact_details: |\n      Run"
    )
    gone = gone.replace("    impact: 'Les", "    compliant: 'Les")
    path.write_text(gone, "utf-8")
    assert "obsolete" in sync(project, "--locale", "fr")
    text = (project / "po/fr.po").read_text("utf-8")
    assert f'#~ msgctxt "{IMPACT}"' in text
    first = files(project)
    sync(project, "--locale", "fr")
    assert files(project) == first
    path.write_text(before, "utf-8")
    sync(project, "--locale", "fr")
    assert "#~" not in (project / "po/fr.po").read_text("utf-8")


def test_a_renamed_rule_finds_its_texts_in_a_file_of_before(project: Path) -> None:
    sync(project)
    replace(project, ("Libérez de l’espace.", "Faites de la place."))
    old = (project / "po/fr.po").read_bytes()
    code, _, _ = bpa("mv", "storage/free-space", "storage/room", project=project)
    assert code == 0
    (project / "po/fr.po").write_bytes(old)
    sync(project)
    kept = entry(project, "storage/room#resolution")
    assert kept.strings == ("Faites de la place.",)
    assert b"#~" not in (project / "po/fr.po").read_bytes()


# Plural forms


def test_the_plural_header_is_that_of_gettext(project: Path, tmp_path: Path) -> None:
    sync(project)
    for language in ("fr", "ko", "pl"):
        new = tmp_path / f"{language}.po"
        template = str(project / "po/rules.pot")
        words = ["-i", template, "-l", language, "-o", str(new), "--no-translator"]
        run(tool("msginit"), *words)
        wanted = po_file.read(new.read_bytes(), "new")
        ours = po_file.read((project / f"po/{language}.po").read_bytes(), "ours")
        numbers, theirs = po_file.formula(wanted.header)
        count, own = po_file.formula(ours.header)
        assert count == numbers
        assert [own(number) for number in range(200)] == [
            theirs(number) for number in range(200)
        ]


def test_a_form_that_gettext_does_not_tell_apart_keeps_its_text(project: Path) -> None:
    path = rule_file(project)
    french = "      other: Les volumes {volumes} ont"
    assert french in path.read_text("utf-8")
    many = "      many: De nombreux volumes {volumes} ont {percent} %.\n"
    new_english(project, french, f"{many}{french}")
    bpa("stamp", "rules/storage", project=project)
    sync(project)
    assert entry(project, ISSUE).strings[1] == (
        "De nombreux volumes {volumes} ont {percent} %."
    )
    assert b"nplurals=3" in (project / "po/fr.po").read_bytes()
    _, out, _ = bpa("po", "import", str(project / "po/fr.po"), project=project)
    assert out.startswith("0 texts imported")


def test_a_plural_text_comes_back_by_two_forms(project: Path) -> None:
    sync(project)
    assert b"nplurals=2" in (project / "po/fr.po").read_bytes()
    replace(project, ("Les volumes {volumes} ont", "Ces volumes {volumes} ont"))
    _, out, _ = bpa("po", "import", str(project / "po/fr.po"), project=project)
    assert out.startswith("1 text imported")
    text = read_project(project).rules[0].text["fr"].fields["issue"]
    assert not isinstance(text, str)
    assert sorted(text.forms) == ["one", "other"]


# Other people's tools


def test_gettext_reads_and_writes_what_sync_made(project: Path, tmp_path: Path) -> None:
    sync(project)
    first = files(project)
    for name in first:
        path = str(project / "po" / name)
        said = run(tool("msgfmt"), "-c", "-o", str(tmp_path / "x.mo"), path)
        is_template = name.endswith(".pot")
        assert ("initial default value" in said) is is_template
        run(tool("msgcat"), "-o", path, path)
    assert "wrote" not in sync(project)


def test_msgmerge_with_the_template_loses_nothing(project: Path) -> None:
    sync(project)
    replace(project, ("Libérez de l’espace.", "Faites de la place."))
    path, template = str(project / "po/fr.po"), str(project / "po/rules.pot")
    run(tool("msgmerge"), "--quiet", "--update", "--backup=none", path, template)
    sync(project)
    assert entry(project, RESOLUTION).strings == ("Faites de la place.",)
    # msgmerge takes the comments of the template: of when the translation was made nothing is known
    _, out, _ = bpa("po", "import", path, project=project)
    assert out.endswith("1 refused\n")
    _, out, _ = bpa("po", "import", path, "--force", project=project)
    assert out.startswith("1 text imported")


def test_translate_toolkit_reads_and_writes_what_sync_made(project: Path) -> None:
    python = Path(tool("pofilter")).parent / "python"
    sync(project)
    program = (
        "import sys; from translate.storage.po import pofile\n"
        "store = pofile.parsefile(sys.argv[1])\n"
        "unit = next(u for u in store.units if u.getcontext().endswith('#resolution'))\n"
        "unit.target = 'Faites de la place.'\n"
        "store.updateheader(x_generator='Weblate 5.9', add=True)\n"
        "store.save()\n"
        "print(sum(u.istranslated() for u in store.units))\n"
    )
    path = str(project / "po/fr.po")
    said = run(str(python), "-c", program, path)
    assert said == "5\n"
    assert "1 not imported yet" in sync(project, "--locale", "fr")
    first = files(project)
    sync(project, "--locale", "fr")
    assert files(project) == first
    _, out, _ = bpa("po", "import", path, project=project)
    assert out.startswith("1 text imported")


# Mistakes


def test_a_file_that_is_no_po_stops_all(project: Path) -> None:
    sync(project)
    (project / "po/fr.po").write_text("<<<<<<< HEAD\n", "utf-8")
    (project / "po/ko.po").write_bytes(b'msgid ""\nmsgstr "\xff"\n')
    first = files(project)
    new_english(project, "Free some space.", "Free some space soon.")
    code, _, err = bpa("po", "sync", str(project / "po"), project=project)
    assert code == 2
    assert "fr.po:1:1: " in err
    assert "ko.po:2:1: " in err
    assert files(project) == first


def test_a_broken_rule_stops_all_for_its_texts_would_seem_gone(project: Path) -> None:
    sync(project)
    first = files(project)
    rule_file(project).write_text(RULE.replace("severity: warning", "severity: bad"))
    code, _, err = bpa("po", "sync", str(project / "po"), project=project)
    assert (code, "severity is one of" in err) == (2, True)
    assert files(project) == first


def test_a_dry_run_shows_the_change_and_writes_nothing(project: Path) -> None:
    code, out, _ = bpa("po", "sync", str(project / "po"), "--dry-run", project=project)
    assert code == 0
    assert "+++ b/" in out
    assert not (project / "po").exists()


def test_the_rules_are_no_place_for_it(project: Path) -> None:
    words = ["po", "sync", str(project / "rules/storage")]
    code, _, err = bpa(*words, project=project)
    assert (code, "holds rules alone; name another folder" in err) == (2, True)


# Platforms


def test_the_settings_name_the_files_that_are_there(project: Path) -> None:
    bpa("po", "settings", str(project / "po"), project=project)
    bpa("labels", project=project)
    sync(project)
    for component in json.loads((project / "weblate.json").read_text()):
        assert component["file_format"] == "po"
        assert (project / component["new_base"]).is_file()
        names = [path.as_posix() for path in project.glob(component["filemask"])]
        assert len(names) == 3
    crowdin = safe_load((project / "crowdin.yml").read_text())
    assert crowdin["preserve_hierarchy"] is True
    for file in crowdin["files"]:
        assert (project / file["source"].lstrip("/")).is_file()
        names = file["languages_mapping"]["locale_with_underscore"]
        assert names == {"fr": "fr", "ko": "ko", "pl": "pl"}
        for name in names.values():
            path = file["translation"].replace("%locale_with_underscore%", name)
            assert (project / path.lstrip("/")).is_file()


def test_weblate_finds_the_files_by_itself(project: Path) -> None:
    python = Path(tool("pofilter")).parent / "python"
    there = [str(python), "-c", "import translation_finder"]
    if subprocess.run(there, check=False, capture_output=True).returncode:
        pytest.skip("no translation-finder here; `make translate-toolkit` brings it")
    bpa("labels", project=project)
    sync(project)
    program = (
        "import json, sys; from translation_finder import discover\n"
        "print(json.dumps([one.match for one in discover(sys.argv[1])]))\n"
    )
    found = json.loads(run(str(python), "-c", program, str(project)))
    bases = {one["filemask"]: one.get("new_base") for one in found}
    assert bases["po/*.po"] == "po/rules.pot"
    assert "locales/*/LC_MESSAGES/bpadocs.po" in bases


def test_settings_that_are_there_stay(project: Path) -> None:
    (project / "crowdin.yml").write_text("mine\n")
    _, out, _ = bpa("po", "settings", str(project / "po"), project=project)
    assert "crowdin.yml is there already, and stays as it is" in out
    assert (project / "crowdin.yml").read_text() == "mine\n"


def test_files_elsewhere_are_none_of_a_platform(project: Path, tmp_path: Path) -> None:
    code, _, _ = bpa("po", "settings", str(tmp_path / "x"), project=project)
    assert code == 2
