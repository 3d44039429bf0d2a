"""Which findings `bpa lint` and `bpa audit` tell, from the command line to the exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from hostile_repositories import git
from lxml import etree
from page_helpers import CORPUS, LOCALES, NO_CORPUS, PAGE, folders
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.report import FORMATS

FILE = "rules/hyper-v/backups.yaml"
BLANKS = RULE.replace("Certaines machines", "Certaines  machines")
TORN = BLANKS.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
"""With an error and hints in French, and no translation in Italian."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path, {"backups": TORN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


Output = pytest.CaptureFixture[str]


def lint(capsys: Output, *words: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and the findings."""
    capsys.readouterr()
    code = main(["lint", "--format", "json", *words])
    return code, json.loads(capsys.readouterr().out)


def checks(findings: list[dict[str, Any]]) -> set[str]:
    return {finding["check"] for finding in findings}


def test_checks_are_chosen_by_name(root: Path, capsys: Output) -> None:
    code, found = lint(capsys, "--select", "double-blanks")
    assert (code, checks(found)) == (0, {"double-blanks"})
    code, found = lint(capsys, "--select", "double-blanks, code-spans")
    assert (code, checks(found)) == (1, {"double-blanks", "code-spans"})
    code, found = lint(capsys, "--ignore", "code-spans", "--ignore", "double-blanks")
    assert code == 0
    assert found
    assert not checks(found) & {"double-blanks", "code-spans"}


def test_a_check_that_the_settings_disable_runs_when_it_is_asked_for(
    root: Path, capsys: Output
) -> None:
    with (root / "pyproject.toml").open("a") as file:
        file.write('[tool.bpadocs.lint]\ndisable = ["double-blanks"]\n')
    assert "double-blanks" not in checks(lint(capsys)[1])
    assert checks(lint(capsys, "--select", "double-blanks")[1]) == {"double-blanks"}
    assert "double-blanks" not in checks(lint(capsys)[1])


def test_languages_are_chosen_by_either_name(root: Path, capsys: Output) -> None:
    for name in ("fr", "fr-fr", "FR"):
        _, found = lint(capsys, "--locale", name)
        assert {one["locale"] for one in found} == {"fr-fr"}
    assert {one["locale"] for one in lint(capsys)[1]} > {"fr-fr"}


def test_levels_are_chosen_from_the_worst_down(root: Path, capsys: Output) -> None:
    _, found = lint(capsys, "--severity", "error")
    assert {one["severity"] for one in found} == {"error"}
    _, found = lint(capsys, "--severity", "warning")
    assert {one["severity"] for one in found} == {"error", "warning"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "double-blank"], "did you mean “double-blanks”?"),
        (["--ignore", "qqq"], "“bpa checks” lists them"),
        (["--locale", "de"], "“de” is no language here"),
        (["--baseline", "nope.json"], "--write-baseline makes it"),
        (["--baseline", "rules"], "this is a folder"),
        (["--baseline", "no/b.json", "--write-baseline"], "no such folder to write"),
        (["--write-baseline"], "name the file"),
        (["--statistics", "--format", "sarif"], "counts in text and json"),
        (["--since", "main"], "no git history"),
    ],
)
def test_mistakes_in_options_are_said(
    root: Path, words: list[str], said: str, capsys: Output
) -> None:
    assert main(["lint", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_quiet_prints_findings_alone(root: Path, capsys: Output) -> None:
    main(["lint"])
    loud = capsys.readouterr()
    main(["lint", "--quiet"])
    quiet = capsys.readouterr()
    assert quiet.out == loud.out
    assert quiet.err == ""
    assert "1 rule" in loud.err
    assert "code-spans" in loud.err, "the table by check"


def test_statistics_count_instead_of_telling(root: Path, capsys: Output) -> None:
    main(["lint", "--statistics", "-q"])
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split()[-1] == "all"
    by_check = {row.split()[0]: int(row.split()[-1]) for row in rows}
    assert by_check["code-spans"] == 1
    main(["lint", "--statistics", "--format", "json"])
    counts = {one["check"]: one for one in json.loads(capsys.readouterr().out)}
    assert {check: one["count"] for check, one in counts.items()} == by_check
    assert counts["double-blanks"]["fixable"] == 1


def test_known_findings_are_not_told_wherever_their_lines_are(
    root: Path, capsys: Output
) -> None:
    assert lint(capsys, "--baseline", "b.json", "--write-baseline") == (0, [])
    assert lint(capsys, "--baseline", "b.json", "--strict") == (0, [])
    (root / FILE).write_text(f"# moved\n# down\n{TORN}", "utf-8")
    assert lint(capsys, "--baseline", "b.json", "--strict") == (0, [])
    written = (root / "b.json").read_bytes()
    assert lint(capsys, "--baseline", "b.json", "--write-baseline") == (0, [])
    assert (root / "b.json").read_bytes() == written


def test_a_new_finding_is_red_and_what_is_mended_leaves(
    root: Path, capsys: Output
) -> None:
    (root / FILE).write_text(BLANKS, "utf-8")
    main(["lint", "--baseline", "b.json", "--write-baseline"])
    (root / FILE).write_text(TORN, "utf-8")
    code, found = lint(capsys, "--baseline", "b.json")
    assert (code, checks(found)) == (1, {"code-spans"})
    (root / FILE).write_text(RULE, "utf-8")
    capsys.readouterr()
    assert main(["lint", "--baseline", "b.json"]) == 0
    assert "1 mended: --write-baseline takes them out" in capsys.readouterr().err
    assert "double-blanks" in (root / "b.json").read_text("utf-8")
    main(["lint", "--baseline", "b.json", "--write-baseline"])
    assert "double-blanks" not in (root / "b.json").read_text("utf-8")


def test_only_what_would_be_told_comes_into_a_baseline(
    root: Path, capsys: Output
) -> None:
    words = ["--baseline", "b.json", "--write-baseline"]
    main(["lint", *words, "--select", "double-blanks"])
    kept = json.loads((root / "b.json").read_text("utf-8"))["findings"]
    assert {one["check"] for one in kept} == {"double-blanks"}
    main(["lint", *words, "--severity", "error"])
    kept = json.loads((root / "b.json").read_text("utf-8"))["findings"]
    assert {one["check"] for one in kept} == {"code-spans", "double-blanks"}


def test_a_baseline_is_not_written_while_a_file_cannot_be_read(
    root: Path, capsys: Output
) -> None:
    known = ["--baseline", "b.json", "--write-baseline"]
    main(["lint", *known])
    before = (root / "b.json").read_bytes()
    (root / FILE).write_text("page: [", "utf-8")
    code, found = lint(capsys, *known)
    assert (code, checks(found)) == (2, {"broken-file"})
    other = TORN.replace("page: Backups", "page: Other")
    (root / "rules/hyper-v/other.yaml").write_text(other, "utf-8")
    assert lint(capsys, *known, "hyper-v/other")[0] == 2, "what is known is not seen"
    assert (root / "b.json").read_bytes() == before
    capsys.readouterr()
    main(["lint", "--baseline", "b.json", "hyper-v/other"])
    assert "mended" not in capsys.readouterr().err


def test_fixes_are_made_of_what_is_told_alone(root: Path, capsys: Output) -> None:
    main(["lint", "--fix", "--select", "code-spans"])
    text = (root / FILE).read_text("utf-8")
    assert "Certaines  machines" in text
    main(["lint", "--baseline", "b.json", "--write-baseline"])
    main(["lint", "--fix", "--baseline", "b.json"])
    assert (root / FILE).read_text("utf-8") == text
    main(["lint", "--fix"])
    assert "Certaines  machines" not in (root / FILE).read_text("utf-8")


def test_only_what_the_branch_touched_is_told(root: Path, capsys: Output) -> None:
    other = root / "rules/hyper-v/other.yaml"
    other.write_text(TORN.replace("page: Backups", "page: Other"), "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    assert lint(capsys, "--since", "main") == (0, [])
    other.write_text(other.read_text("utf-8") + "# touched\n", "utf-8")
    code, found = lint(capsys, "--since", "main")
    assert code == 1
    assert {one["file"] for one in found} == {"rules/hyper-v/other.yaml"}
    product = root / "rules/hyper-v/product.yaml"
    product.write_text(product.read_text("utf-8") + "# touched\n", "utf-8")
    _, found = lint(capsys, "--since", "main")
    assert FILE in {one["file"] for one in found}, "its product has changed"


def write_pages(root: Path) -> None:
    """Two English pages with French ones, which have blanks too many."""
    for locale in ("en-us", "fr-fr"):
        (root / "docs" / locale).mkdir(parents=True)
        for name in ("one", "two"):
            text = PAGE
            if locale == "fr-fr":
                text = PAGE.replace("Set the clock.", "Réglez  l’heure.")
            (root / f"docs/{locale}/{name}.md").write_text(text, "utf-8")


def audit(capsys: Output, *words: str) -> tuple[int, list[dict[str, Any]]]:
    capsys.readouterr()
    code = main(["audit", "docs/en-us", "--format", "json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_audit_has_the_same_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    write_pages(tmp_path)
    monkeypatch.chdir(tmp_path)
    pair = ("--locale", "fr-fr=docs/fr-fr")
    _, found = audit(capsys, *pair, "--select", "double-blanks", "--locale", "fr")
    assert {(one["check"], one["locale"]) for one in found} == {
        ("double-blanks", "fr-fr")
    }
    beside = audit(capsys, "--locale", "fr-fr", "--select", "double-blanks")
    assert beside[1] == found, "the folder beside the English one"
    known = ("--baseline", "b.json")
    assert audit(capsys, *pair, *known, "--write-baseline") == (0, [])
    assert audit(capsys, *pair, *known, "--strict") == (0, [])
    page = tmp_path / "docs/fr-fr/one.md"
    page.write_text(page.read_text("utf-8").replace("These drift", "These  drift"))
    code, [new] = audit(capsys, *pair, *known, "--strict", "--select", "double-blanks")
    assert (code, new["rule"]) == (1, "one")


def test_a_locale_without_a_folder_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    write_pages(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["audit", "docs/en-us", "--locale", "it-it"]) == 2
    assert "there is no folder docs/it-it; a locale" in capsys.readouterr().err


def test_audit_tells_what_a_branch_touched_and_what_its_english_makes_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    write_pages(tmp_path)
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    words = ("--locale", "fr-fr=docs/fr-fr", "--since", "main")
    assert audit(capsys, *words) == (0, [])
    english = tmp_path / "docs/en-us/two.md"
    english.write_text(english.read_text("utf-8") + "\nMore.\n", "utf-8")
    _, found = audit(capsys, *words)
    assert {one["rule"] for one in found} == {"two"}
    assert {one["locale"] for one in found} >= {"fr-fr"}


def test_a_baseline_of_the_other_command_is_refused_in_a_whole_document(
    root: Path, capsys: Output
) -> None:
    main(["lint", "--baseline", "b.json", "--write-baseline"])
    write_pages(root)
    code, [found] = audit(capsys, "--locale", "fr-fr", "--baseline", "b.json")
    assert (code, found["check"], found["line"]) == (2, "broken-file", 3)


@pytest.mark.parametrize("command", ["lint", "audit"])
def test_a_part_writes_no_baseline_and_says_so(
    root: Path, capsys: Output, command: str
) -> None:
    write_pages(root)
    words = {"lint": [], "audit": ["docs/en-us", "--part", "part"]}[command]
    known = ("--baseline", "b.json", "--write-baseline")
    assert main([command, *words, "--shard", "1/2", *known]) == 2
    assert "write it with --merge" in capsys.readouterr().err
    assert not (root / "part").exists()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
@pytest.mark.parametrize("command", ["lint", "audit"])
def test_broken_input_is_a_whole_document_in_every_format(
    root: Path, capsys: Output, form: str, command: str
) -> None:
    (root / "b.json").write_text('{"findings": [,]}', "utf-8")
    write_pages(root)
    words = {"lint": [], "audit": ["docs/en-us", "--locale", "fr-fr"]}[command]
    known = ("--baseline", "b.json", "--format", form)
    assert main([command, *words, *known]) == 2
    printed = capsys.readouterr()
    assert "b.json:1:15: not JSON" in printed.err
    assert file_of_the_mistake(form, printed.out) == "b.json"


def file_of_the_mistake(form: str, text: str) -> str:
    """The file of the one finding in a document."""
    match form:
        case "json":
            [one] = json.loads(text)
            return str(one["file"])
        case "gitlab":
            [one] = json.loads(text)
            return str(one["location"]["path"])
        case "sarif":
            [one] = json.loads(text)["runs"][0]["results"]
            [where] = one["locations"]
            return str(where["physicalLocation"]["artifactLocation"]["uri"])
        case "junit":
            [suite] = etree.fromstring(text.encode())
            return str(suite.get("name"))
        case _:
            [line] = text.splitlines()
            return line.partition("::error file=")[2].partition(",")[0]


def test_names_of_files_lead_there_from_where_one_stands(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(root.parent)
    main(["lint", "--project", root.name, "-q"])
    assert capsys.readouterr().out.startswith(f"{root.name}/{FILE}:")
    monkeypatch.chdir(root / "rules" / "hyper-v")
    main(["lint", "-q"])
    first = capsys.readouterr().out.partition(":")[0]
    assert first == "backups.yaml"
    assert "Certaines" in (root / "rules/hyper-v" / first).read_text("utf-8")


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif"])
def test_services_get_names_from_the_folder_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output, form: str
) -> None:
    project = tmp_path / "docs" / "bpa"
    project.mkdir(parents=True)
    write_project(project, {"backups": TORN})
    git(tmp_path, "init", "-q")
    for folder, words in ((tmp_path, ["--project", "docs/bpa"]), (project, [])):
        monkeypatch.chdir(folder)
        main(["lint", "--format", form, *words])
        printed = capsys.readouterr().out
        assert f"docs/bpa/{FILE}" in printed
        assert printed.count(FILE) == printed.count(f"docs/bpa/{FILE}")


def test_github_gets_a_summary_of_the_step(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    summary = root / "summary.md"
    summary.write_text("from another program\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    main(["lint", "--format", "github"])
    text = summary.read_text("utf-8")
    assert text.startswith("from another program\n### bpa lint\n")
    assert "| code-spans |" in text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "no" / "such.md"))
    capsys.readouterr()
    assert main(["lint", "--format", "github"]) == 1
    assert "GITHUB_STEP_SUMMARY: not written" in capsys.readouterr().err


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
def test_imported_pages_are_green_with_a_baseline_and_a_new_finding_is_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    words = [str(word) for word in folders(CORPUS, *LOCALES)]
    assert main(["import", *words, "--product", "hyper-v", "--out", str(tmp_path)]) == 0
    monkeypatch.chdir(tmp_path)
    assert lint(capsys)[0] == 1, "as it comes, it is red"
    known = ("--baseline", "b.json")
    assert lint(capsys, *known, "--write-baseline") == (0, [])
    assert lint(capsys, *known, "--strict") == (0, [])
    rules = sorted(Path("rules").rglob("*-*.yaml"))
    for rule in rules:
        rule.write_bytes(b"# moved\n" + rule.read_bytes())
    assert lint(capsys, *known, "--strict") == (0, [])
    size = len(json.loads(Path("b.json").read_text("utf-8"))["findings"])
    assert size > 500
    rule = rules[0]
    text = rule.read_text("utf-8")
    assert "\n  fr:\n" in text
    start, mark, french = text.partition("\n  fr:\n")
    rule.write_text(start + mark + french.replace(" la ", "  la ", 1), "utf-8")
    code, found = lint(capsys, *known, "--strict")
    assert code == 1
    assert "double-blanks" in checks(found)
    rule.write_text(text, "utf-8")
    capsys.readouterr()
    main(["lint", "--fix", "--select", "double-blanks"])
    main(["lint", *known, "--write-baseline"])
    later = len(json.loads(Path("b.json").read_text("utf-8"))["findings"])
    assert later < size, "what is mended has left"
