"""One broken file stops itself only: every command that can goes on with the others, and says what
it left out.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from projects import PRODUCT, RULE, write_project

from bpadocs.cli import main
from bpadocs.cli.parser import called_words

SARIF = Path(__file__).parents[1] / "fixtures" / "sarif" / "sarif-2.1.0-rtm.5.json"
GOOD = "rules/hyper-v/backups.yaml"
BROKEN = "rules/hyper-v/broken.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two products: of the first one rule is broken, of the second the product itself."""
    root = write_project(
        tmp_path,
        {"backups": RULE, "broken": RULE.replace("severity: warning", "severity: bad")},
    )
    other = root / "rules/other"
    other.mkdir()
    (other / "product.yaml").write_text(
        PRODUCT.replace("name: Hyper-V", "nome: Other"), "utf-8"
    )
    (other / "other.yaml").write_text(RULE, "utf-8")
    return root


TOLD = [
    "rules/hyper-v/broken.yaml:2:11: severity is one of error, warning, information, not “bad”"
    "; the table “severities” of the settings can have more",
    "     2 | severity: bad",
    "       |           ^",
    "rules/other/product.yaml:1:1: unknown key “nome” in a product file; did you mean “name”?",
    "rules/other/product.yaml:1:1: “name” is missing",
]


def told(command: str, err: str) -> bool:
    """Whether the mistakes are the end of what was said, and how many files are left out."""
    return err.splitlines()[-len(TOLD) - 1 :] == [
        *TOLD,
        f"bpa {command}: 3 mistakes, 3 files left out",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status"], "fr-fr   hyper-v"),
        (["status", "--format", "json"], '"product": "hyper-v"'),
        (["po", "export", "--locale", "it"], "Back up virtual machines"),
        (["xliff", "export", "--locale", "it"], "Back up virtual machines"),
        (["suggest", "--locale", "it"], "6 texts to translate"),
        (["stamp", "rules"], "6 fields stamped"),
        (["new", "hyper-v/some-rule"], "wrote rules/hyper-v/some-rule.yaml"),
        (["site"], "1 rule in 3 languages"),
    ],
)
def test_the_others_are_worked_on(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main([*words, "--project", str(project)]) == 2
    captured = capsys.readouterr()
    assert said in captured.out
    assert told(" ".join(called_words(words)), captured.err)


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_texts_of_the_others_are_imported(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file = project / "fr"
    broken = project / BROKEN
    mistaken = broken.read_text("utf-8")
    broken.write_text(RULE.replace("page: Backups", "page: Other"), "utf-8")
    main(["stamp", "rules", "--project", str(project)])
    main(
        [
            kind,
            "export",
            "--locale",
            "fr",
            "--all",
            "-o",
            str(file),
            "--project",
            str(project),
        ]
    )
    file.write_text(
        file.read_text("utf-8").replace(
            "Sauvegardez chaque", "Sauvegardez bien chaque"
        ),
        "utf-8",
    )
    broken.write_text(mistaken, "utf-8")
    capsys.readouterr()
    assert main([kind, "import", str(file), "--project", str(project)]) == 2
    captured = capsys.readouterr()
    assert "Sauvegardez bien" in (project / GOOD).read_text("utf-8")
    assert broken.read_text("utf-8") == mistaken
    assert (
        f"hyper-v/broken#resolution: {BROKEN} has mistakes; mend them first"
        in captured.err
    )
    assert told(f"{kind} import", captured.err)


def test_a_build_and_a_merge_write_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--project", str(project)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        *TOLD,
        "bpa build: 3 mistakes, nothing done",
    ]
    assert not (project / "build").exists()
    (tmp_path / "part").mkdir()
    assert main(["merge", str(tmp_path / "part"), "--project", str(project)]) == 2
    assert not (project / "build").exists()


def test_words_are_not_taken_out_of_the_catalogs_for_a_mistake(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a rule that cannot be read says, nobody knows."""
    assert main(["labels", "--project", str(project)]) == 2
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "bpa labels: 3 mistakes, nothing done"
    )
    assert not (project / "locales").exists()


def test_a_product_that_is_not_known_may_be_the_broken_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            [
                "po",
                "export",
                "--locale",
                "fr",
                "--product",
                "other",
                "--project",
                str(project),
            ]
        )
        == 2
    )
    err = capsys.readouterr().err
    assert "no product “other”" in err
    assert TOLD[3] in err


def test_a_broken_product_is_not_overwritten_by_a_new_rule(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "rules/other/product.yaml").read_bytes()
    assert main(["new", "other/some-rule", "--project", str(project)]) == 2
    assert TOLD[3] in capsys.readouterr().err
    assert (project / "rules/other/product.yaml").read_bytes() == before
    assert not (project / "rules/other/some-rule.yaml").exists()


def test_a_folder_without_its_product_gets_one_with_a_new_rule(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    (root / "rules/left").mkdir()
    assert main(["new", "left/some-rule", "--project", str(root)]) == 0
    assert (root / "rules/left/product.yaml").exists()


def test_of_two_rules_with_one_page_the_first_is_worked_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": RULE, "again": RULE})
    assert main(["status", "--project", str(root)]) == 2
    captured = capsys.readouterr()
    assert (
        "rules/hyper-v/backups.yaml:1:7: rules/hyper-v/again.yaml has the same page"
        in captured.err
    )
    assert "1 file left out" in captured.err
    assert "        6" in captured.out  # not twelve


# Lint


def lint(project: Path, *words: str) -> int:
    return main(["lint", *words, "--project", str(project)])


def test_lint_shows_the_mistake_where_it_stands(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint(project) == 2
    captured = capsys.readouterr()
    message = (
        "severity is one of error, warning, information, not “bad”"
        "; the table “severities” of the settings can have more"
    )
    assert (
        f"rules/hyper-v/broken.yaml:2:11: error broken-file: {message}\n     2 | severity: bad\n"
        in captured.out
    )
    assert f"{GOOD}:" in captured.out, "the other rule is looked at"
    assert "1 rule: 3 errors, " in captured.err
    assert captured.err.endswith(", 3 files left out\n")


def test_lint_of_a_good_file_does_not_mind_the_broken_ones(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint(project, str(project / GOOD)) == 0
    captured = capsys.readouterr()
    assert "broken-file" not in captured.out
    assert captured.err.endswith(", 3 files left out\n")


@pytest.mark.parametrize(
    "path", ["rules/hyper-v/broken.yaml", "rules/other/other.yaml", "hyper-v", "rules"]
)
def test_lint_of_a_broken_file_says_what_is_wrong_with_it(
    project: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    assert lint(project, path) == 2
    assert "error broken-file" in capsys.readouterr().out


def test_nothing_is_remembered_as_whole_that_is_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lint(project) == 2
    first = capsys.readouterr().out
    assert lint(project) == 2
    assert capsys.readouterr().out == first


def findings(form: str, out: str) -> list[tuple[str, str, int]]:
    """Check, file and line of what a document for machines says."""
    if form == "json":
        return [(one["check"], one["file"], one["line"]) for one in json.loads(out)]
    if form == "github":
        return [
            (parts["title"], parts["file"], int(parts["line"]))
            for line in out.splitlines()
            for parts in [
                dict(
                    part.split("=", 1)
                    for part in line.split(" ", 1)[1].split("::")[0].split(",")
                )
            ]
        ]
    log: dict[str, Any] = json.loads(out)
    Draft4Validator(json.loads(SARIF.read_text("utf-8"))).validate(log)
    return [
        (
            result["ruleId"],
            place["artifactLocation"]["uri"],
            place["region"]["startLine"],
        )
        for result in log["runs"][0]["results"]
        for place in [result["locations"][0]["physicalLocation"]]
    ]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("rules/hyper-v/broken.yaml", b"page: [", 1),
        ("rules/hyper-v/broken.yaml", b"page: x\n\xff", 2),
        ("rules/other/product.yaml", None, 1),
        ("pyproject.toml", b"\ntool = 1", 2),
        ("locales/glossary.yaml", b"\nnames: {", 2),
    ],
)
def test_every_format_is_a_whole_document_with_the_mistake_in_it(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    file: str,
    content: bytes | None,
    line: int,
) -> None:
    path = project / file
    path.parent.mkdir(exist_ok=True)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert lint(project, "--format", form) == 2
    assert ("broken-file", file, line) in findings(form, capsys.readouterr().out)
