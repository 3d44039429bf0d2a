"""`bpa import`: pages become a project that builds the same pages, and a project's own texts are
never overwritten.
"""

import os
from pathlib import Path

import pytest
from page_helpers import FIXTURES, PAGE, bpa, folders, sha1, write_pages

from bpadocs.project.tree import Project, read_project
from bpadocs.rule.provenance import State, states

LOCALES = ("fr-fr", "ko-kr")
TAKEN_OVER = (
    "Give-each-printer-a-location",
    "Keep-the-spool-folder-off-the-system-drive",
    "Limit-the-number-of-jobs-in-a-queue",
    "Sign-every-printer-driver",
)
KEEP = "rules/print-services/keep-the-spool-folder-off-the-system-drive.yaml"


def import_pages(
    pages: Path, out: Path, *locales: str, product: str = "print-services"
) -> int:
    return bpa("import", *folders(pages, *locales), "--product", product, "--out", out)


def build(out: Path) -> Path:
    assert bpa("build", "--project", out) == 0
    return out / "build" / "docs"


def tree(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("import") / "project"
    assert import_pages(FIXTURES, out, *LOCALES) == 1  # some files are no rule pages
    build(out)
    return out


@pytest.fixture(scope="module")
def read(project: Path) -> Project:
    return read_project(project)


@pytest.mark.parametrize("name", TAKEN_OVER)
def test_every_english_page_comes_out_byte_for_byte(project: Path, name: str) -> None:
    built = project / "build/docs/en-us/print-services" / f"{name}.md"
    assert sha1(built.read_bytes()) == sha1(
        (FIXTURES / "en-us" / f"{name}.md").read_bytes()
    )


def test_the_whole_project_is_there(project: Path) -> None:
    assert sorted(
        path.stem for path in (project / "rules/print-services").iterdir()
    ) == sorted([*(name.lower() for name in TAKEN_OVER), "product"])
    assert (project / "bpadocs.toml").read_text().split("\n")[1:] == [
        'en = "en-us"',
        'fr = "fr-fr"',
        'ko = "ko-kr"',
        "",
    ]
    assert (project / "locales/fr/LC_MESSAGES/bpadocs.po").exists()
    assert (project / "rules/.schemas/rule.schema.json").exists()


def test_what_the_pages_share_stands_once(project: Path) -> None:
    product = (project / "rules/print-services/product.yaml").read_text()
    assert product == (FIXTURES.parent / "imported" / "product.yaml").read_text()


@pytest.mark.parametrize("name", TAKEN_OVER)
def test_rule_files_read_well(project: Path, name: str) -> None:
    rule = (project / "rules/print-services" / f"{name.lower()}.yaml").read_text()
    assert rule == (FIXTURES.parent / "imported" / f"{name.lower()}.yaml").read_text()


def test_provenance_comes_from_the_hash(read: Project) -> None:
    rules = {rule.page: rule for rule in read.rules}
    made_from_this = states(rules["Keep-the-spool-folder-off-the-system-drive"], "fr")
    assert set(made_from_this.values()) == {State.CURRENT}
    made_from_another = states(rules["Give-each-printer-a-location"], "fr")
    assert {
        state for name, state in made_from_another.items() if name != "description"
    } == {State.UNTRACKED}
    stamp = (
        rules["Keep-the-spool-folder-off-the-system-drive"].text["ko"].stamps["impact"]
    )
    assert stamp.origin == "machine"
    assert not stamp.reviewed


def test_a_hash_of_the_same_english_stays_valid_and_another_one_stays_itself(
    project: Path,
) -> None:
    docs = project / "build/docs"
    for locale in LOCALES:
        for original in sorted((FIXTURES / locale).iterdir()):
            built = docs / locale / "print-services" / original.name
            if original.stem in TAKEN_OVER:
                [line] = [
                    one
                    for one in original.read_text().split("\n")
                    if one.startswith("ms.openlocfilehash")
                ]
                assert line in built.read_text().split("\n")


def test_furniture_is_corrected_and_bent_marks_are_straightened(project: Path) -> None:
    korean = (
        project / "build/docs/ko-kr/print-services" / f"{TAKEN_OVER[1]}.md"
    ).read_text()
    assert "|**심각도**|경고|" in korean
    assert '## <a name="impact"></a>영향' in korean
    assert "\n\\<인쇄 서버의 목록>" in korean
    assert (
        "드라이브가 가득 차면 서버가 중지됩니다. 이는 다음 인쇄 서버에 영향을 줍니다.*"
        in korean
    )


def test_an_argument_knows_its_type(read: Project) -> None:
    rule = next(rule for rule in read.rules if rule.page == TAKEN_OVER[1])
    assert {name: (one.type, one.label) for name, one in rule.arguments.items()} == {
        "print_servers": ("list", "list of print servers")
    }


def test_what_is_left_out_is_told_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_pages(FIXTURES, tmp_path / "p", *LOCALES)
    lines = [
        line.strip().partition("en-us/")[2]
        for line in capsys.readouterr().err.split("\n")
        if "en-us/" in line
    ]
    assert lines == [
        "Broken-yaml.md:2:8: the front matter is not YAML: this quotation mark is never closed",
        "Latin-1.md:2:11: byte 0xE9 is not UTF-8; save the page as UTF-8",
        "No-front-matter.md:1:1: no front matter: the first line of a page is ---",
        "No-headings.md:4:1: not a rule page: it has no headings",
        "No-impact.md:11:1: left out: there is no section Impact",
        "Overview.md:4:1: not a rule page: no heading says Issue, Impact or Resolution",
    ]


def test_import_build_import_is_the_same_byte_for_byte(
    project: Path, tmp_path: Path
) -> None:
    docs = project / "build/docs"
    for locale in ("en-us", *LOCALES):
        write_pages(
            tmp_path,
            {
                f"{locale}/{name}": text
                for name, text in tree(docs / locale / "print-services").items()
            },
        )
    assert import_pages(tmp_path, tmp_path / "again", *LOCALES) == 0
    assert tree(tmp_path / "again/rules") == tree(project / "rules")
    assert tree(tmp_path / "again/locales") == tree(project / "locales")


def test_importing_again_changes_nothing(project: Path, tmp_path: Path) -> None:
    out = write_pages(tmp_path / "p", tree(project))
    import_pages(FIXTURES, out, *LOCALES)
    assert tree(out) == tree(project)


def test_an_edited_field_is_kept_and_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = write_pages(tmp_path / "p", tree(project))
    rule = out / KEEP
    edited = rule.read_text().replace(
        "Move the spool folder to another drive.", "Move it away!"
    )
    rule.write_text(edited)
    import_pages(FIXTURES, out, *LOCALES)
    assert rule.read_text() == edited
    line = next(
        number
        for number, text in enumerate(edited.split("\n"), 1)
        if "Move it away" in text
    )
    assert (
        f"{KEEP}:{line}:17: the page has another text.en.resolution; the project keeps its own"
        in capsys.readouterr().err
    )


def test_a_language_is_added_to_rules_that_are_there(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "p"
    import_pages(FIXTURES, out, "fr-fr")
    rule = out / KEEP
    rule.write_text(
        rule.read_text().replace("severity: warning", "severity: error  # we disagree")
    )
    settings = out / "bpadocs.toml"
    settings.write_text(settings.read_text() + 'ko = "ko-kr"\n')
    import_pages(FIXTURES, out, *LOCALES)
    assert "severity: error  # we disagree" in rule.read_text()
    both = {one.page: one for one in read_project(out).rules}[TAKEN_OVER[1]].text
    assert (
        both["ko"].fields
        == {one.page: one for one in read_project(project).rules}[TAKEN_OVER[1]]
        .text["ko"]
        .fields
    )
    assert both["ko"].stamps


def test_a_language_the_project_does_not_know_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p"
    import_pages(FIXTURES, out, "fr-fr")
    before = tree(out)
    assert import_pages(FIXTURES, out, *LOCALES) == 2
    assert 'add to [locales]: ko = "ko-kr"' in capsys.readouterr().err
    assert tree(out) == before


def test_a_broken_project_is_refused(tmp_path: Path) -> None:
    out = write_pages(tmp_path / "p", {"rules/print-services/x.yaml": "page: [\n"})
    assert import_pages(FIXTURES, out, "fr-fr") == 2
    assert list(tree(out)) == ["rules/print-services/x.yaml"]


def test_other_rules_of_the_project_stay(tmp_path: Path) -> None:
    out = tmp_path / "p"
    write_pages(tmp_path / "one", {"en-us/Keep-clocks.md": PAGE})
    assert import_pages(tmp_path / "one", out, product="hyper-v") == 0
    first = tree(out)
    assert import_pages(FIXTURES, out) == 1
    second = tree(out)
    assert {
        name: second[name] for name in first if name.startswith("rules/hyper-v/")
    } == {
        name: text for name, text in first.items() if name.startswith("rules/hyper-v/")
    }
    assert read_project(out).rules


def test_nothing_is_written_where_nothing_can_be_taken_over(tmp_path: Path) -> None:
    write_pages(tmp_path, {"en-us/Overview.md": "---\na: 1\n---\n# x\n"})
    assert import_pages(tmp_path, tmp_path / "p") == 1
    assert not (tmp_path / "p").exists()


def test_a_product_is_named_like_a_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert import_pages(FIXTURES, tmp_path / "p", product="../Hyper V") == 2
    assert "a product is named in lower case" in capsys.readouterr().err


TRANSLATED = PAGE.replace(
    "# Keep clocks in step", '# <a name="keep-clocks-in-step"></a>Gardez l’heure'
).replace("title: Keep clocks in step", "title: Gardez l’heure")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("*Set the clock.*", "- Réglez.", "stands where the English has UI text"),
        (
            "*The clock is late.*",
            "*En retard.*\n\n*Encore.*",
            "2 paragraphs where the English has 1",
        ),
        (
            "Then look again.",
            "Regardez.\n\n## See Also\nRien.",
            "a section See Also, and the English has none",
        ),
        ("# <a name", "Texte.\n\n# <a name", "text above its heading"),
        (
            "|Property|",
            "Encore une phrase.\n\n|Property|",
            "2 paragraphs above the table where the English has 1",
        ),
        (
            "## Issue",
            "Encore une phrase.\n\n## Issue",
            "2 paragraphs below the table where the English has 1",
        ),
    ],
)
def test_a_translation_of_another_structure_is_left_out_whole(
    old: str, new: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(
        tmp_path, {"en-us/Keep.md": PAGE, "fr-fr/Keep.md": TRANSLATED.replace(old, new)}
    )
    assert import_pages(tmp_path, tmp_path / "p", "fr-fr") == 1
    assert reason in capsys.readouterr().err
    [rule] = read_project(tmp_path / "p").rules
    assert list(rule.text) == ["en"]


def test_a_page_built_without_a_translation_is_none(tmp_path: Path) -> None:
    partly = TRANSLATED.replace(
        "*Set the clock.*\n\nThen look again.", "*Réglez.*\n\nRegardez."
    )
    write_pages(
        tmp_path, {"en-us/A.md": PAGE, "en-us/B.md": PAGE, "fr-fr/A.md": partly}
    )
    out = tmp_path / "p"
    assert import_pages(tmp_path, out, "fr-fr") == 0
    rule = out / "rules/print-services/a.yaml"
    rule.write_text(rule.read_text().replace("    resolution: Réglez.\n", ""))
    docs = build(out)
    for locale in ("en-us", "fr-fr"):
        write_pages(
            tmp_path / "built",
            {
                f"{locale}/{name}": x
                for name, x in tree(docs / locale / "print-services").items()
            },
        )
    import_pages(tmp_path / "built", tmp_path / "again", "fr-fr")
    rules = {one.page: one for one in read_project(tmp_path / "again").rules}
    assert "fr" not in rules["B"].text
    assert "resolution" not in rules["A"].text["fr"].fields
    assert rules["A"].text["fr"].fields["resolution_details"] == "Regardez."


def test_a_table_that_a_description_speaks_of_is_imported(tmp_path: Path) -> None:
    spoken = PAGE.replace("description: ", "description: <table> ", 1)
    for english, french in ((PAGE, spoken), (spoken, PAGE), (spoken, spoken)):
        write_pages(
            tmp_path / "pages", {"en-us/Keep.md": english, "fr-fr/Keep.md": french}
        )
        out = tmp_path / f"p{len(list(tmp_path.iterdir()))}"
        assert import_pages(tmp_path / "pages", out, "fr-fr") == 0
        built = tree(build(out) / "en-us/print-services")
        assert built["Keep.md"] == english.encode()


def test_a_page_whose_name_is_no_text_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, {"en-us/Keep.md": PAGE})
    (tmp_path / "en-us" / os.fsdecode(b"Caf\xe9.md")).write_text(PAGE, "utf-8")
    assert import_pages(tmp_path, tmp_path / "out") == 1
    assert (
        "Caf\\xe9.md:1:1: left out: its file name is not UTF-8"
        in capsys.readouterr().err
    )
    assert [rule.page for rule in read_project(tmp_path / "out").rules] == ["Keep"]
