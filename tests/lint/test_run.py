"""Lint over a project: what is found, and what is suppressed."""

import shutil
from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.errors import BrokenInputError
from bpadocs.lint import parallel
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.run import lint

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")


def found(root: Path) -> list[tuple[str, str, str]]:
    return [
        (finding.check, finding.locale, str(finding.field))
        for finding in of_content(root)
    ]


def of_content(root: Path) -> list[Finding]:
    """Without what these small projects lack on purpose: translations that somebody confirmed."""
    return [x for x in lint(root).findings if x.check not in ("missing", "untracked")]


def test_a_rule_without_faults_has_no_findings(tmp_path: Path) -> None:
    assert found(write_project(tmp_path, {"backups": RULE})) == []


def test_a_finding_stands_where_the_file_has_it(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    [finding] = of_content(root)
    line = (root / finding.file).read_text("utf-8").split("\n")[finding.place.line - 1]
    assert (finding.file, finding.rule) == (
        "rules/hyper-v/backups.yaml",
        "hyper-v/backups",
    )
    assert (finding.check, finding.locale, finding.field) == (
        "code-spans",
        "fr-fr",
        "resolution_details",
    )
    assert (
        line[finding.place.column - 1 : finding.place.end_column - 1]
        == "`Get-VM-Name DC01`"
    )
    assert finding.place.end_line == finding.place.line


def test_several_languages_wrong_in_one_field_make_the_english_suspect(
    tmp_path: Path,
) -> None:
    italian = "  it:\n    resolution_details: Eseguire Get-VM, quindi **Avvia**.\n"
    root = write_project(tmp_path, {"backups": TORN + italian})
    assert ("suspect-english", "en-us", "resolution_details") in found(root)
    assert ("code-spans", "it-it", "resolution_details") in found(root)


SUPPRESSED = RULE.replace(
    "text:\n",
    "suppress:\n  - {check: code-spans, field: %s, reason: on purpose}\ntext:\n",
)


@pytest.mark.parametrize("field", ["fr.resolution_details", "resolution_details", ""])
def test_a_suppressed_finding_is_gone(tmp_path: Path, field: str) -> None:
    text = SUPPRESSED.replace("field: %s, ", f"field: {field}, " if field else "")
    text = text.replace("`Get-VM -Name DC01`, puis", "`Get-VM-Name DC01`, puis")
    assert found(write_project(tmp_path, {"backups": text})) == []


@pytest.mark.parametrize("field", ["fr.resolution_details", "impact"])
def test_a_suppression_of_nothing_is_found(tmp_path: Path, field: str) -> None:
    root = write_project(tmp_path, {"backups": SUPPRESSED % field})
    [finding] = of_content(root)
    assert (finding.check, finding.place.line) == ("unused-suppression", 7)
    assert field in finding.message


def test_a_suppression_of_another_field_does_not_help(tmp_path: Path) -> None:
    text = (SUPPRESSED % "it.resolution_details").replace(
        "`Get-VM -Name DC01`, puis", "`Get-VM-Name DC01`, puis"
    )
    checks = {
        check for check, _, _ in found(write_project(tmp_path, {"backups": text}))
    }
    assert checks == {"code-spans", "unused-suppression"}


def test_an_unknown_check_is_not_suppressed_in_silence(tmp_path: Path) -> None:
    text = (SUPPRESSED % "impact").replace("code-spans", "code-span")
    [finding] = of_content(write_project(tmp_path, {"backups": text}))
    assert "no check is called “code-span”" in finding.message


def test_settings_suppress_whole_files_and_change_severities(tmp_path: Path) -> None:
    lint_table = """
[tool.bpadocs.lint.severity]
unparsed-markup = "hint"
[[tool.bpadocs.lint.suppress]]
files = "rules/hyper-v/*.yaml"
check = "code-spans"
reason = "pages of a product that is gone"
[[tool.bpadocs.lint.suppress]]
files = "rules/none/*.yaml"
check = "code-spans"
reason = "nothing"
"""
    text = TORN.replace("**Démarrer**", "** Démarrer**")
    findings = of_content(
        write_project(tmp_path, {"backups": text}, PYPROJECT + lint_table)
    )
    of_rules = [one for one in findings if one.file.startswith("rules")]
    told = [(one.check, one.severity) for one in of_rules]
    # the bold that is none is also bold that is missing
    told += [(one.check, one.severity) for first in of_rules for one in first.also]
    assert ("unparsed-markup", Level.HINT) in told
    assert "code-spans" not in {finding.check for finding in findings}
    [unused] = [
        finding for finding in findings if finding.check == "unused-suppression"
    ]
    assert unused.file == "pyproject.toml"
    assert "rules/none/*.yaml" in unused.message


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            'disable = ["code-span"]',
            "disable: no check is called “code-span”; did you mean “code-spans”?",
        ),
        (
            'severity = {code-spans = "bad"}',
            "severity.code-spans is one of error, warning, hint, not “bad”",
        ),
        (
            "disabled = []",
            "unknown setting “disabled” in [tool.bpadocs.lint]; did you mean “disable”?",
        ),
        (
            "options = {code-spans = {ratio = 2}}",
            "options.code-spans: no option “ratio”; it has none",
        ),
        (
            'suppress = [{files = "a", check = "code-spans"}]',
            "suppress: “reason” is missing",
        ),
        (
            'suppress = ["a"]',
            "suppress is a list of tables: [[tool.bpadocs.lint.suppress]]",
        ),
        ('disable = "code-spans"', 'disable is a list of checks: disable = ["length"]'),
    ],
)
def test_wrong_settings_are_reported(
    tmp_path: Path, setting: str, message: str
) -> None:
    root = write_project(
        tmp_path, {"backups": RULE}, f"{PYPROJECT}[tool.bpadocs.lint]\n{setting}\n"
    )
    with pytest.raises(BrokenInputError) as caught:
        lint(root)
    assert message in {
        problem.message.removesuffix(" `bpa checks` lists them")
        for problem in caught.value.problems
    }


def test_a_disabled_check_does_not_run(tmp_path: Path) -> None:
    table = '[tool.bpadocs.lint]\ndisable = ["code-spans"]\n'
    assert found(write_project(tmp_path, {"backups": TORN}, PYPROJECT + table)) == []


def test_no_rules_at_all_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BrokenInputError, match="no rules found"):
        lint(write_project(tmp_path, {}))


def test_many_rules_are_spread_over_processes_and_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {
        f"rule-{n}": (TORN if n % 3 else RULE).replace(
            "page: Backups", f"page: Page-{n}"
        )
        for n in range(50)
    }
    root = write_project(tmp_path, rules)
    spread = lint(root).findings
    shutil.rmtree(root / "build")
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 1000)
    assert lint(root).findings == spread
    assert sum(finding.check == "code-spans" for finding in spread) == 33
