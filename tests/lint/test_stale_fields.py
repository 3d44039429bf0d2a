"""A writer changes the English: `stale` says it all, and no check of a language they cannot write
stands in the way.
"""

import json
import shutil
from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.findings import Level
from bpadocs.lint.run import lint

ROOT = Path(__file__).parents[2]
WEEKLY = "rules/hyper-v/weekly-backup.yaml"


def change(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text("utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's settings and words, which also keeps what lint remembers."""
    root = tmp_path_factory.mktemp("shipped")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(ROOT / "locales", root / "locales")
    return root


@pytest.fixture
def shipped(copied: Path) -> Path:
    """The rules of this repository, and a figure in the English of one of them changed.

    They are copied anew for each test. Of those that are the same in all tests, lint knows what it
    found.
    """
    shutil.rmtree(copied / "rules", ignore_errors=True)
    shutil.copytree(ROOT / "rules", copied / "rules")
    change(copied, WEEKLY, "in the past seven days.\n", "in the past fourteen days.\n")
    return copied


def test_a_new_figure_in_english_fails_in_no_language(shipped: Path) -> None:
    assert main(["lint", "--project", str(shipped)]) == 0
    # of this rule: another may wait for its translations
    findings = [one for one in lint(shipped).findings if one.file == WEEKLY]
    assert {finding.check for finding in findings} == {"stale"}
    assert len(findings) == 2 * 4


def test_it_fails_in_no_language_either_when_the_writer_has_given_a_reason(
    shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            [
                "stamp",
                "rules",
                "--reason",
                "the figure is explained below",
                "--project",
                str(shipped),
            ]
        )
        == 0
    )
    capsys.readouterr()
    assert main(["lint", "--project", str(shipped), "--format", "json"]) == 0
    told = [
        (one["check"], one["locale"], one["severity"])
        for one in json.loads(capsys.readouterr().out)
        if one["file"] == WEEKLY
    ]
    assert told == [("numbers", "ko-kr", "hint")] * 2, (
        "it is told still, to whoever reads hints"
    )
    change(
        shipped,
        WEEKLY,
        "하나 이상의 가상 컴퓨터가 지난 7일",
        "하나 이상의 가상 컴퓨터가 지난 9일",
    )
    levels = {
        (one.field, one.severity)
        for one in lint(shipped).findings
        if one.check == "numbers"
    }
    assert levels == {("issue", Level.ERROR), ("compliant", Level.HINT)}, (
        "the reason was given for another text"
    )


def test_a_translation_that_was_edited_is_compared(shipped: Path) -> None:
    change(
        shipped,
        WEEKLY,
        "하나 이상의 가상 컴퓨터가 지난 7일",
        "하나 이상의 가상 컴퓨터가 지난 9일",
    )
    errors = [one for one in lint(shipped).findings if one.severity is Level.ERROR]
    assert [(one.check, one.language, one.field) for one in errors] == [
        ("numbers", "ko", "issue")
    ]


SUPPRESSED = RULE.replace(
    "text:\n  en:",
    "suppress: [{check: code-spans, field: fr.resolution_details, reason: meant so}]\ntext:\n  en:",
).replace("`Get-VM -Name DC01`, puis", "`Get-VM-Name DC01`, puis")
"""Whose French is wrong, and meant to be so."""


def stamped(tmp_path: Path, pyproject: str = PYPROJECT, text: str = SUPPRESSED) -> Path:
    root = write_project(tmp_path, {"backups": text}, pyproject)
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    return root


def checks(root: Path) -> set[str]:
    return {
        finding.check for finding in lint(root).findings if finding.language != "it"
    }


def test_a_suppression_is_not_called_unused_while_its_field_is_stale(
    tmp_path: Path,
) -> None:
    root = stamped(tmp_path)
    assert checks(root) == set()
    change(
        root,
        "rules/hyper-v/backups.yaml",
        "then select **Start**",
        "then choose **Start**",
    )
    assert checks(root) == {"stale"}


def test_a_suppression_in_the_settings_is_not_either(tmp_path: Path) -> None:
    table = """
[[tool.bpadocs.lint.suppress]]
files = "rules/hyper-v/*.yaml"
check = "code-spans"
reason = "meant so"
"""
    text = SUPPRESSED.replace(
        "suppress: [{check: code-spans, field: fr.resolution_details, reason: meant so}]\n",
        "",
    )
    root = stamped(tmp_path, PYPROJECT + table, text)
    assert checks(root) == set()
    change(
        root,
        "rules/hyper-v/backups.yaml",
        "then select **Start**",
        "then choose **Start**",
    )
    assert checks(root) == {"stale"}


def test_the_english_is_no_suspect_when_two_translations_are_stale(
    tmp_path: Path,
) -> None:
    change_of = ("`Get-VM -Name DC01`, then", "`Get-VM -Name DC02`, then")
    french = RULE.partition("  fr:\n")[2]
    root = stamped(tmp_path, text=f"{RULE}  it:\n{french}")
    change(root, "rules/hyper-v/backups.yaml", *change_of)
    assert {
        finding.check
        for finding in lint(root).findings
        if finding.field == "resolution_details"
    } == {"stale"}


def test_checks_that_look_at_the_translation_alone_speak_still(tmp_path: Path) -> None:
    text = RULE.replace("sélectionnez **Démarrer**", "sélectionnez ** Démarrer**")
    root = stamped(tmp_path, text=text)
    assert "unparsed-markup" in checks(root)
    change(
        root,
        "rules/hyper-v/backups.yaml",
        "then select **Start**",
        "then choose **Start**",
    )
    assert checks(root) == {"stale", "unparsed-markup"}


def test_rules_are_not_compared_by_what_is_stale_in_them(tmp_path: Path) -> None:
    other = "Some virtual machines are left alone."
    same = RULE.replace("Some virtual machines are not backed up.", other)
    names = ("one", "two", "three")
    root = write_project(tmp_path, dict.fromkeys(names, same))
    odd = RULE.replace(
        "Certaines machines virtuelles ne sont pas",
        "Quelques machines virtuelles ne sont pas",
    )
    (root / "rules/hyper-v/odd.yaml").write_text(
        odd.replace("page: Backups", "page: Odd"), "utf-8"
    )
    for name in names:
        change(
            root, f"rules/hyper-v/{name}.yaml", "page: Backups", f"page: {name.title()}"
        )
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert "consistent-translation" not in checks(root)
    change(
        root,
        "rules/hyper-v/odd.yaml",
        "Some virtual machines are not backed up.",
        other,
    )
    assert checks(root) == {"stale"}
