"""Findings as people and machines read them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from finding_helpers import finding, report_of
from jsonschema import Draft4Validator
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.registry import CHECKS, in_order
from bpadocs.lint.report import render, source_in

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
PLACE = "rules/hyper-v/backups.yaml:28:16"
SCORE = {
    "words": 42,
    "points": 25,
    "points_per_1000_words": 595.24,
    "score": 40.48,
}
"""One error in the 42 words of the rule."""
MESSAGE = "`Get-VM-Name DC01` is not in the English: it must be `Get-VM -Name DC01`"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    others = [
        check.name
        for check in CHECKS
        if check.name not in ("code-spans", "unused-suppression")
    ]
    table = f"[tool.bpadocs.lint]\ndisable = {json.dumps(others)}\n"
    project = write_project(tmp_path, {"backups": TORN})
    with (project / "pyproject.toml").open("a") as file:
        file.write(table)
    return project


def output(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(words)
    return code, capsys.readouterr().out


def test_text_shows_the_span_in_its_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = output(capsys, "lint", "--project", str(root))
    assert code == 1
    assert text.splitlines() == [
        f"{PLACE}: error code-spans: {MESSAGE} [fr resolution_details]",
        "    28 |       Exécutez `Get-VM-Name DC01`, puis sélectionnez **Démarrer**.",
        "       |                ^^^^^^^^^^^^^^^^^^",
        "       = fix: “`Get-VM-Name DC01`” becomes “`Get-VM -Name DC01`”",
    ]


def test_json_is_a_list_of_objects(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = output(capsys, "lint", "--project", str(root), "--format", "json")
    assert json.loads(text) == [
        {
            "check": "code-spans",
            "severity": "error",
            "mqm": "accuracy/do-not-translate",
            "file": "rules/hyper-v/backups.yaml",
            "line": 28,
            "column": 16,
            "end_line": 28,
            "end_column": 34,
            "rule": "hyper-v/backups",
            "locale": "fr-fr",
            "field": "resolution_details",
            "message": MESSAGE,
            "fix": {
                "line": 28,
                "column": 16,
                "end_line": 28,
                "end_column": 34,
                "text": "`Get-VM -Name DC01`",
            },
            "score": {"page": SCORE, "locale": SCORE},
        }
    ]


def test_sarif_has_rules_results_and_regions(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = output(capsys, "lint", "--project", str(root), "--format", "sarif")
    log = json.loads(text)
    [run] = log["runs"]
    [result] = run["results"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert (
        run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        == result["ruleId"]
        == "code-spans"
    )
    assert (result["level"], result["message"]["text"]) == ("error", MESSAGE)
    scores = run["properties"]["scores"]
    assert scores["locales"]["fr-fr"] == SCORE
    assert scores["pages"] == [{"rule": "hyper-v/backups", "locale": "fr-fr", **SCORE}]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/hyper-v/backups.yaml"
    assert place["region"] == {
        "startLine": 28,
        "startColumn": 16,
        "endLine": 28,
        "endColumn": 34,
    }


def test_sarif_tells_what_a_check_is_and_where_to_read_more(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = output(capsys, "lint", "--project", str(root), "--format", "sarif")
    (run,) = json.loads(text)["runs"]
    driver = run["tool"]["driver"]
    (rule,) = (one for one in driver["rules"] if one["id"] == "code-spans")
    assert rule["name"] == "CodeSpans"
    assert rule["help"]["text"].startswith(rule["fullDescription"]["text"])
    assert "bpa explain code-spans" in rule["help"]["markdown"]
    assert rule["helpUri"].startswith(driver["informationUri"])


def test_sarif_knows_a_finding_again_on_another_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = root / "rules/hyper-v/backups.yaml"
    marks = []
    for start in ("", "# moved\n# down\n"):
        rule.write_text(start + TORN, "utf-8")
        _, text = output(capsys, "lint", "--project", str(root), "--format", "sarif")
        (result,) = json.loads(text)["runs"][0]["results"]
        marks.append(result["partialFingerprints"])
    assert marks[0] == marks[1]
    assert marks[0]["bpadocs/v1"]


def test_github_annotations_are_escaped(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = output(capsys, "lint", "--project", str(root), "--format", "github")
    where = "file=rules/hyper-v/backups.yaml,line=28,endLine=28,col=16,endColumn=33,title=code-spans"
    assert text == f"::error {where}::{MESSAGE}\n"


def test_hangul_is_underlined_at_its_width(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "rules" / "hyper-v" / "backups.yaml"
    path.write_text(RULE.replace("Exécutez `Get-VM", "설정 `받기-VM"), "utf-8")
    lines = output(capsys, "lint", "--project", str(root))[1].splitlines()
    at = (
        next(index for index, line in enumerate(lines) if " code-spans: `받기" in line)
        + 1
    )
    assert lines[at].startswith("    28 |")
    assert (
        lines[at + 1]
        == "       |            " + "^" * len("`받기-VM -Name DC01`") + "^^"
    )


def test_long_lines_are_cut_around_the_span(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "rules" / "hyper-v" / "backups.yaml"
    path.write_text(
        TORN.replace("Exécutez `", "Exécutez " + "encore et " * 40 + "`"), "utf-8"
    )
    lines = output(capsys, "lint", "--project", str(root))[1].splitlines()
    at = next(index for index, line in enumerate(lines) if " code-spans: " in line)
    excerpt, mark = lines[at + 1 : at + 3]
    assert len(excerpt) < 130
    assert excerpt.startswith("    28 | …")
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "`Get-VM-Name DC01`"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("hyper-v/backups", 1),
        ("hyper-v", 1),
        ("rules", 1),
        ("rules/hyper-v/backups.yaml", 1),
    ],
)
def test_rules_are_named_by_id_folder_or_file(
    root: Path, path: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert main(["lint", path]) == code


def test_a_path_without_rules_is_a_mistake(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", "--project", str(root), "hyper-v/backup", "nothing"]) == 2
    assert (
        "bpa lint: hyper-v/backup: no rule there; did you mean “hyper-v/backups”?"
        in capsys.readouterr().err
    )


def test_strict_counts_warnings_too(root: Path) -> None:
    path = root / "rules" / "hyper-v" / "backups.yaml"
    suppression = "suppress:\n  - {check: code-spans, reason: none}\ntext:\n"
    path.write_text(RULE.replace("text:\n", suppression), "utf-8")
    assert main(["lint", "--project", str(root)]) == 0
    assert main(["lint", "--project", str(root), "--strict"]) == 1


def test_every_check_is_listed_and_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, listed = output(capsys, "checks")
    assert code == 0
    names = [line.split()[0] for line in listed.splitlines()]
    assert names == [check.name for check in in_order(CHECKS)]
    for check in CHECKS:
        code, text = output(capsys, "explain", check.name)
        assert code == 0
        assert text.startswith(f"{check.name} (")
        assert (f"\nMQM: {check.mqm}, " in text) == (check.mqm is not None)
        settings = f"Settings, in [lint.options.{check.name}] of bpadocs.toml:"
        assert (settings in text) == bool(check.options)
        assert len(text.splitlines()) > 3, f"{check.name} has no documentation"
        assert check.run.__module__.endswith(f".{check.name.replace('-', '_')}")


def test_an_unknown_check_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "code-span"]) == 2
    assert "did you mean “code-spans”?" in capsys.readouterr().err


def test_sarif_is_valid_by_the_official_schema(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = output(capsys, "lint", "--project", str(root), "--format", "sarif")
    log = json.loads(text)
    assert len(log["runs"][0]["results"]) == 1
    assert mistakes(log) == []


def mistakes(log: object) -> list[str]:
    """What is wrong with a log by the official schema."""
    schema = Path(__file__).parents[1] / "fixtures" / "sarif" / "sarif-2.1.0-rtm.5.json"
    validator = Draft4Validator(json.loads(schema.read_text("utf-8")))
    return [error.message for error in validator.iter_errors(log)]


FIRST = finding("terms", 1, 13, 15, file="a.md", message="a wrong word", fix="OK")
BESIDE = finding("grammar", 1, 13, 15, file="a.md", message="no such form")
AGAIN = finding("terms", 2, 18, 20, file="b.md", message="a wrong word", fix="OK")
GROUP = replace(FIRST, also=(BESIDE,), elsewhere=(AGAIN,))


def rendered(form: str, one: Finding = GROUP) -> str:
    return render(form, report_of([one], "Cliquez sur ok"))


def test_text_tells_the_fix_what_else_is_said_and_the_other_places() -> None:
    fix = replace(edit_of(FIRST), field_text="Cliquez sur ok", start=12, end=14)
    assert rendered("text", replace(GROUP, fix=fix)).splitlines()[3:] == [
        "       = fix: “ok” becomes “OK”",
        "       = also grammar: no such form",
        "       = also at b.md:2:18",
    ]


def test_text_is_silent_about_what_is_mended_with_the_whole() -> None:
    assert "also grammar" not in rendered("text", replace(GROUP, check="furniture"))


@pytest.mark.parametrize(
    ("text", "new", "told"),
    [
        ("un  mot", "", "take out “ ”"),
        ("un mot", "\u00a0", "put in “\\u00a0”"),
    ],
)
def test_blanks_that_come_and_go_are_told(text: str, new: str, told: str) -> None:
    end = 4 if "  " in text else 3
    fix = replace(edit_of(FIRST), field_text=text, start=3, end=end, text=new)
    assert f"= fix: {told}\n" in rendered("text", replace(FIRST, fix=fix))


def test_json_has_what_is_beside_a_finding_and_the_places_of_a_group() -> None:
    [entry] = json.loads(rendered("json"))
    assert [one["check"] for one in entry["also"]] == ["grammar"]
    assert [(one["file"], one["line"]) for one in entry["places"]] == [
        ("a.md", 1),
        ("b.md", 2),
    ]


def test_json_counts_the_words_that_wait_at_all_places_of_a_group() -> None:
    waiting = replace(FIRST, words=3, elsewhere=(replace(FIRST, file="b.md", words=4),))
    [entry] = json.loads(rendered("json", waiting))
    assert entry["waiting"] == {"words": 7, "locale_words": 7}


def test_sarif_counts_the_places_of_a_group() -> None:
    log = json.loads(rendered("sarif"))
    assert mistakes(log) == []
    [result] = log["runs"][0]["results"]
    assert result["occurrenceCount"] == 2
    [other] = result["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "b.md"
    assert result["properties"]["also"] == ["grammar: no such form"]
    rules = {one["id"]: one for one in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["grammar"]["properties"] == {
        "mqm": "linguistic-conventions/grammar",
        "mqmSeverity": "major",
    }


def test_an_annotation_counts_the_other_places() -> None:
    assert rendered("github").endswith("::a wrong word (and at 1 more place)\n")


def test_lint_groups_and_fails_under_a_score(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "rules" / "hyper-v" / "backups.yaml"
    (path.parent / "other.yaml").write_text(
        path.read_text("utf-8").replace("page: Backups", "page: Other"), "utf-8"
    )
    code, text = output(capsys, "lint", "--project", str(root), "--group")
    assert (code, text.count("error code-spans")) == (1, 1)
    assert "       = also at rules/hyper-v/other.yaml:28:16\n" in text
    with (root / "pyproject.toml").open("a") as file:
        file.write('[tool.bpadocs.lint.severity]\ncode-spans = "hint"\n')
    assert main(["lint", "--project", str(root)]) == 0
    capsys.readouterr()
    assert main(["lint", "--project", str(root), "--fail-under", "98"]) == 1
    assert "fr-fr scores 97.6, less than 98\n" in capsys.readouterr().err
    assert main(["lint", "--project", str(root), "--fail-under", "97"]) == 0


@pytest.mark.parametrize("word", ["101", "-1", "much", "nan"])
def test_a_score_that_is_none_is_a_mistake(
    root: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["lint", "--project", str(root), f"--fail-under={word}"])
    assert ended.value.code == 2
    assert f"{word}: a score is a number from 0 to 100" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["English", "French", "Norwegian Bokmål"])
def test_what_changed_is_called_as_in_the_message(source: str) -> None:
    assert source_in(f"the {source} has changed since this was translated") == source
    of_a_block = f"the {source} of this paragraph has changed since it was translated"
    assert source_in(of_a_block) == source


def edit_of(one: Finding) -> Edit:
    assert one.fix
    return one.fix
