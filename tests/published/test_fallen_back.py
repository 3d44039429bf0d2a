"""What a build marks for want of a translation is told once, and looked at by no other check."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from drifting_pages import Repository
from page_helpers import FIXTURES, PAGE, bpa, folders, page

from bpadocs.pages.published import FallenBack
from bpadocs.project.tree import read_project
from bpadocs.published.fallen_back import (
    Marks,
    as_written,
    english_beside,
    with_fallen_back,
)

PROJECT = FIXTURES.parent / "half_translated"
MARK = "[en anglais]"
ROOM = "printing/Keep-the-room-cool.md"
METERS = "printing/Count-the-pages.md"
CABINETS = "printing/Write-down-the-locations.md"


def built_in(root: Path, *further: str) -> Path:
    """The project with its pages, in further locales too. Its translations are confirmed."""
    shutil.copytree(PROJECT, root)
    settings = root / "bpadocs.toml"
    text = settings.read_text("utf-8")
    for locale in further:
        line = f'{locale.partition("-")[0]} = "{locale}"'
        text = text.replace("[locales]", f"[locales]\n{line}")
    settings.write_text(text, "utf-8")
    assert bpa("stamp", "printing", "--project", root) == 0
    assert bpa("build", "--project", root) == 0
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_in(tmp_path_factory.mktemp("fallen_back") / "project")


@pytest.fixture
def docs(project: Path, tmp_path: Path) -> Path:
    """Pages of its own for a test that changes them."""
    return Path(shutil.copytree(project / "build/docs", tmp_path / "docs"))


class Audits:
    """Runs audits with the words of the project, and reads what they print."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._project = project
        self._capsys = capsys

    def findings(self, docs: Path, *words: str) -> list[dict[str, Any]]:
        self._capsys.readouterr()
        own = ["--project", str(self._project), "--format", "json"]
        bpa("audit", *folders(docs, "fr-fr"), *own, *words)
        found: list[dict[str, Any]] = json.loads(self._capsys.readouterr().out)
        return found

    def told(self, docs: Path, *words: str) -> set[tuple[str, str, str]]:
        """The page, check and field of each finding."""
        every = [
            (Path(one["file"]).relative_to(docs / "fr-fr").as_posix(), one)
            for one in self.findings(docs, *words)
        ]
        told = [(name, one["check"], one["field"]) for name, one in every]
        assert len(told) == len(set(told)), "told twice"
        return set(told)


@pytest.fixture
def audits(project: Path, capsys: pytest.CaptureFixture[str]) -> Audits:
    return Audits(project, capsys)


UNTRANSLATED = {
    (ROOM, "description"),
    (ROOM, "heading"),
    (ROOM, "issue"),
    (ROOM, "impact"),
    (ROOM, "resolution"),
    (ROOM, "resolution_details"),
    (ROOM, "see_also"),
    (METERS, "description"),
    (METERS, "issue"),
    (METERS, "resolution_details"),
    (CABINETS, "heading"),
    (CABINETS, "value.category"),
    (CABINETS, "note"),
    # it stands in two texts that are translated
    (CABINETS, "arguments.nameless_cabinets.label"),
    (CABINETS, "resolution"),
    (CABINETS, "see_also"),
}
"""All that no one has translated, each text once; the page of trays and the index are whole."""
TOLD = {(name, "missing", field) for name, field in UNTRANSLATED}


def change(docs: Path, name: str, before: str, after: str) -> Path:
    file = docs / "fr-fr" / name
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")
    return file


# Told are the texts that are not translated, and nothing else


def test_each_text_without_a_translation_is_told_once_and_nothing_else(
    docs: Path, audits: Audits
) -> None:
    assert audits.told(docs) == TOLD


def test_they_are_told_where_they_stand_as_lint_tells_them(
    docs: Path, audits: Audits
) -> None:
    places = {}
    for one in audits.findings(docs):
        assert one["severity"] == "warning"
        name = Path(one["file"]).relative_to(docs / "fr-fr").as_posix()
        lines = Path(one["file"]).read_text("utf-8").split("\n")
        line = lines[one["line"] - 1][one["column"] - 1 :]
        places[name, one["field"]] = one["message"], line
    for name, field in [*places]:
        message, line = places.pop((name, field))
        assert line.startswith(MARK) != (field == "description"), (name, field)
        if name == CABINETS:
            places[field, ""] = message, line
    assert places == {
        ("heading", ""): (
            "heading has no translation into fr",
            f"{MARK} Write down where each cabinet is",
        ),
        ("value.category", ""): (
            "“Shelves and cabinets” has no translation into fr",
            f"{MARK} Shelves and cabinets|",
        ),
        ("note", ""): (
            "“None of the sentences below is shown by a checker of yours.” "
            "has no translation into fr",
            f"{MARK} None of the sentences below is shown by a checker of yours.",
        ),
        ("arguments.nameless_cabinets.label", ""): (
            "“list of nameless cabinets” has no translation into fr",
            f"{MARK} list of nameless cabinets>*",
        ),
        ("resolution", ""): (
            "resolution has no translation into fr",
            f"{MARK} *Write down the floor of each cabinet.*",
        ),
        ("see_also", ""): ("see_also has no translation into fr", MARK),
    }


def test_lint_tells_the_same_of_the_rules(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["--select", "missing", "--format", "json"]
    bpa("lint", "printing/details", "printing/texts", "--project", project, *words)
    found = json.loads(capsys.readouterr().out)
    pages = {"printing/details": METERS, "printing/texts": CABINETS}
    told = set()
    for one in found:
        field = "heading" if one["field"] == "title" else one["field"]
        told.add((pages[one["rule"]], field))
        assert one["severity"] == "warning"
    words_of_all = {"value.category", "note", "arguments.nameless_cabinets.label"}
    assert told == {
        (name, field)
        for name, field in UNTRANSLATED
        if name != ROOM and field not in words_of_all
    }


@pytest.mark.parametrize(
    ("name", "before", "after", "check", "field"),
    [
        # above what is marked, below it, in the midst of it, and beside a marked label
        (METERS, "Fixez un compteur", "Fixez 2 compteurs", "numbers", "resolution"),
        (CABINETS, "20 jours", "30 jours", "numbers", "resolution"),
        (METERS, "Personne ne sait", "On sait bien", "negation", "impact"),
        (
            METERS,
            "(https://example.com/meters)",
            "(meters.md)",
            "link-targets",
            "see_also",
        ),
        (CABINETS, "Personne ne sait où", "On sait bien où", "negation", "issue"),
        (CABINETS, "|**Gravité**|", "|**Va**|", "furniture", "label.severity"),
    ],
)
def test_a_fault_beside_them_is_found_as_ever(
    docs: Path,
    audits: Audits,
    name: str,
    before: str,
    after: str,
    check: str,
    field: str,
) -> None:
    change(docs, name, before, after)
    assert audits.told(docs) == {*TOLD, (name, check, field)}


def test_a_fix_beside_them_is_made(docs: Path, audits: Audits) -> None:
    before = (docs / "fr-fr" / CABINETS).read_text("utf-8")
    file = change(docs, CABINETS, "sur la liste est", "sur la liste  est")
    audits.findings(docs, "--fix")
    assert file.read_text("utf-8") == before


def test_a_part_that_a_page_lacks_is_told_beside_them(
    docs: Path, audits: Audits
) -> None:
    change(docs, METERS, "|**Gravité**|Avertissement|\n", "")
    told = audits.told(docs)
    assert told > TOLD
    assert {check for _, check, _ in told - TOLD} == {"page-parts"}


def test_brackets_of_pages_that_do_not_say_what_they_mean_are_text(
    docs: Path, audits: Audits
) -> None:
    file = docs / "fr-fr" / METERS
    before, _, rest = file.read_text("utf-8").partition("> [!NOTE]\n> Certaines")
    file.write_text(before + rest.partition("\n\n")[2], "utf-8")
    found = audits.findings(docs, "--select", "missing,untranslated,structure")
    own = {one["check"] for one in found if one["file"].endswith(METERS)}
    assert own == {"untranslated", "structure"}


def test_a_language_without_words_has_its_furniture_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = built_in(tmp_path / "project", "de-de")
    docs = root / "build/docs"
    capsys.readouterr()
    bpa("audit", *folders(docs, "de-de"), "--project", root, "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert {one["check"] for one in found} == {"missing"}
    told = [
        one["field"] for one in found if one["file"].endswith("Keep-the-room-cool.md")
    ]
    rows = ("property", "operating_system", "product", "severity", "category")
    assert sorted(told) == sorted(
        [
            *(field for name, field in UNTRANSLATED if name == ROOM),
            *(f"label.{row}" for row in rows),
            *("value.property", "value.severity", "value.category"),
            *("applies_to", "note"),
            *(f"section.{name}" for name in ("issue", "impact", "resolution")),
        ]
    )
    of_index = [one["field"] for one in found if one["file"].endswith("index.md")]
    assert of_index == ["heading"]


# The list of all rules


def test_the_index_marks_what_it_has_in_english(docs: Path) -> None:
    lines = (docs / "fr-fr/index.md").read_text("utf-8").split("\n")
    assert [line for line in lines if line.startswith(("## ", "- "))] == [
        "## [en anglais] Shelves and cabinets",
        f"- [\\[en anglais\\] Write down where each cabinet is]({CABINETS})",
        "## Opérations",
        f"- [Compter les pages de chaque imprimante]({METERS})",
        f"- [\\[en anglais\\] Keep the room below 30 degrees]({ROOM})",
        "- [Remplir les bacs avant qu’ils ne soient vides](printing/Refill-the-trays.md)",
    ]
    english = (docs / "en-us/index.md").read_text("utf-8")
    assert "[English]" not in english
    assert MARK not in english


def test_a_fault_in_the_index_is_found_beside_what_is_marked(
    docs: Path, audits: Audits
) -> None:
    change(docs, "index.md", "(printing/Refill-the-trays.md)", "(printing/Other.md)")
    assert audits.told(docs) == {*TOLD, ("index.md", "link-targets", "operations")}


# Drift


def drift(project: Path, folder: Path, name: str, before: str, after: str) -> Path:
    """The pages of this name, whose English changed after it was translated."""
    files = {}
    for locale in ("en-us", "fr-fr"):
        text = (project / "build/docs" / locale / name).read_text("utf-8")
        files[f"docs/{locale}/{name}"] = text
    repository = Repository(folder / "repository")
    repository.commit(files)
    english = files[f"docs/en-us/{name}"]
    assert before in english
    repository.commit({f"docs/en-us/{name}": english.replace(before, after)})
    repository.close()
    return repository.folder / "docs"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (METERS, "A meter needs no battery", "A meter needs a battery"),
        (METERS, "What a meter tells you", "What no meter tells you"),
        (METERS, "These printers have no meter:", "Give these printers a meter:"),
        (METERS, "Attach the meter below the tray.", "One.\n\n1. Two."),
        (CABINETS, "Who may open a cabinet", "Who may close a cabinet"),
        (CABINETS, "None of the sentences", "Not all of the sentences"),
    ],
)
def test_what_is_not_translated_is_not_stale(
    project: Path, tmp_path: Path, audits: Audits, name: str, before: str, after: str
) -> None:
    docs = drift(project, tmp_path, name, before, after)
    told = audits.told(docs, "--ignore", "english-revision")
    assert told == {one for one in TOLD if one[0] == name}


def test_what_is_translated_is_stale_beside_it(
    project: Path, tmp_path: Path, audits: Audits
) -> None:
    docs = drift(
        project, tmp_path, METERS, "Attach a meter to each", "Attach two meters to each"
    )
    [stale] = audits.findings(docs, "--select", "stale-block")
    lines = Path(stale["file"]).read_text("utf-8").split("\n")
    assert lines[stale["line"] - 1] == "*Fixez un compteur à chacune d’elles.*"


# Import


def test_an_import_takes_over_what_is_translated_and_no_more(
    project: Path, docs: Path, tmp_path: Path
) -> None:
    # a category of the project's own is known to that project alone
    for locale, word in (("en-us", "Policy"), ("fr-fr", "Stratégie")):
        file = docs / locale / CABINETS
        text = file.read_text("utf-8").replace(f"{MARK} Shelves", "Shelves")
        file.write_text(text.replace("Shelves and cabinets", word), "utf-8")
    out = tmp_path / "again"
    bpa("import", *folders(docs, "fr-fr"), "--product", "printing", "--out", out)
    fields = []
    for root in (project, out):
        found = {}
        for rule in read_project(root).rules:
            translation = rule.text.get("fr")
            found[rule.page] = set(translation.fields) if translation else set()
        fields.append(found)
    before, after = fields
    assert after == before


# One page


MARKS = Marks("[anglais]", "Ce qui est en anglais est précédé de [anglais].")
FRENCH = PAGE.replace("\nSee [more]", f"\n> [!NOTE]\n> {MARKS.notice}\n\nSee [more]")


def fallen_back(text: str) -> dict[str, str]:
    english = page()
    found = with_fallen_back(page(text, "fr", english=english), english, MARKS)
    assert as_written(found).text == text
    assert len(found.text) == len(text)
    return {
        one.field: found.written[one.span.start : one.span.end]
        for one in found.fallen_back
    }


def test_a_page_that_does_not_say_so_has_nothing_that_fell_back() -> None:
    english = page()
    own = page(PAGE.replace("*The", "[anglais] *The"), "fr", english=english)
    assert with_fallen_back(own, english, MARKS) is own
    assert english_beside(english, own) is english


def test_a_link_whose_text_is_the_mark_is_none() -> None:
    text = FRENCH.replace("*The clock", "[anglais](en.md) *The clock")
    assert fallen_back(text).keys() == {"notice", "description"}


def test_ui_text_goes_as_far_as_that_of_the_english() -> None:
    text = FRENCH.replace("*These drift", "[anglais] *These drift")
    text = text.replace("*Set the clock", "[anglais] *Set the clock")
    found = fallen_back(text)
    assert found["impact"] == "[anglais] *These drift:*\n\n\\<list of hosts>"
    assert found["resolution"] == "[anglais] *Set the clock.*"
    assert "resolution_details" not in found


def test_a_paragraph_in_italics_with_code_in_it_is_no_ui_text() -> None:
    own = PAGE.replace("list of hosts>\n", "list of hosts>\n\n*Run `a`.*\n")
    english = page(own)
    text = FRENCH.replace("*These drift", "[anglais] *These drift")
    text = text.replace("list of hosts>\n", "list of hosts>\n\n*Exécutez `a`.*\n")
    found = with_fallen_back(page(text, "fr", english=english), english, MARKS)
    [ui] = [one for one in found.fallen_back if one.field == "impact"]
    assert found.written[ui.span.start : ui.span.end].endswith("list of hosts>")
    assert "*Run `a`.*" in english_beside(english, found).text


def test_a_label_without_a_translation_is_not_left_of_an_english_text_that_is() -> None:
    more = "\nSee \\<list of hosts>.\n"
    english = page(PAGE + more)
    text = FRENCH.replace("*These drift", "[anglais] *These drift")
    text += more.replace("list", "[anglais] list")
    found = with_fallen_back(page(text, "fr", english=english), english, MARKS)
    assert found.fallen_back[-1].field == "arguments.hosts.label"
    beside = english_beside(english, found)
    section = beside.section("impact")
    assert section is not None
    assert not beside.slice(section.body).strip()
    assert r"See \<xxxxxxxxxxxxx>." in beside.text


def test_details_that_are_marked_in_their_midst_go_to_the_end_of_both() -> None:
    english = page(PAGE + "\nThis stays.\n\nThis goes.\n")
    text = FRENCH + "\nCeci reste.\n\n[anglais]\n\nThis goes.\n"
    found = with_fallen_back(page(text, "fr", english=english), english, MARKS)
    one = found.fallen_back[-1]
    assert isinstance(one, FallenBack)
    assert one.field == "resolution_details"
    beside = english_beside(english, found)
    section = beside.section("resolution")
    assert section is not None
    kept = " ".join(beside.text[section.body.start :].split())
    assert kept == "*Set the clock.* Then look again. This stays."
    assert len(beside.text) == len(english.text)
