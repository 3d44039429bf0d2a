"""Lint over a project: what is found, what is suppressed, what is remembered."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.lint import many, run
from bpadocs.lint.cache import RULES, _head, _read, _write
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, lint_rule
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.run import CACHE, lint
from bpadocs.lint.unit import LintRule
from bpadocs.problems import BrokenInputError

CACHES = (CACHE, f"build/.cache/{RULES}")
TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")


def found(root: Path) -> list[tuple[str, str, str]]:
    return [(finding.check, finding.locale, str(finding.field)) for finding in of_content(root)]


def of_content(root: Path) -> list[Finding]:
    """Without what these small projects lack on purpose: translations that somebody confirmed."""
    return [x for x in lint(root).findings if x.check not in ("missing", "untracked")]


def test_a_rule_without_faults_has_no_findings(tmp_path: Path) -> None:
    assert found(write_project(tmp_path, {"backups": RULE})) == []


def test_a_finding_stands_where_the_file_has_it(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    [finding] = of_content(root)
    line = (root / finding.file).read_text("utf-8").split("\n")[finding.place.line - 1]
    assert (finding.file, finding.rule) == ("rules/hyper-v/backups.yaml", "hyper-v/backups")
    assert (finding.check, finding.locale, finding.field) == ("code-spans", "fr-fr", "resolution_details")
    assert line[finding.place.column - 1 : finding.place.end_column - 1] == "`Get-VM-Name DC01`"
    assert finding.place.end_line == finding.place.line


def test_several_languages_wrong_in_one_field_make_the_english_suspect(tmp_path: Path) -> None:
    italian = "  it:\n    resolution_details: Eseguire Get-VM, quindi **Avvia**.\n"
    root = write_project(tmp_path, {"backups": TORN + italian})
    assert ("suspect-english", "en-us", "resolution_details") in found(root)
    assert ("code-spans", "it-it", "resolution_details") in found(root)


SUPPRESSED = RULE.replace("text:\n", "suppress:\n  - {check: code-spans, field: %s, reason: on purpose}\ntext:\n")


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
    text = (SUPPRESSED % "it.resolution_details").replace("`Get-VM -Name DC01`, puis", "`Get-VM-Name DC01`, puis")
    checks = {check for check, _, _ in found(write_project(tmp_path, {"backups": text}))}
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
    findings = of_content(write_project(tmp_path, {"backups": text}, PYPROJECT + lint_table))
    assert {(finding.check, finding.severity) for finding in findings if finding.file.startswith("rules")} >= {
        ("unparsed-markup", Level.HINT)
    }
    assert "code-spans" not in {finding.check for finding in findings}
    [unused] = [finding for finding in findings if finding.check == "unused-suppression"]
    assert unused.file == "pyproject.toml"
    assert "rules/none/*.yaml" in unused.message


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('disable = ["code-span"]', "disable: no check is called “code-span”; did you mean “code-spans”?"),
        ('severity = {code-spans = "bad"}', "severity.code-spans is one of error, warning, hint, not “bad”"),
        ("disabled = []", "unknown setting “disabled” in [tool.bpadocs.lint]; did you mean “disable”?"),
        ("options = {code-spans = {ratio = 2}}", "options.code-spans: no option “ratio”; it has none"),
        ('suppress = [{files = "a", check = "code-spans"}]', "suppress: “reason” is missing"),
        ('suppress = ["a"]', "suppress is a list of tables: [[tool.bpadocs.lint.suppress]]"),
        ('disable = "code-spans"', 'disable is a list of checks: disable = ["length"]'),
    ],
)
def test_wrong_settings_are_reported(tmp_path: Path, setting: str, message: str) -> None:
    root = write_project(tmp_path, {"backups": RULE}, f"{PYPROJECT}[tool.bpadocs.lint]\n{setting}\n")
    with pytest.raises(BrokenInputError) as caught:
        lint(root)
    assert message in {problem.message.removesuffix("; `bpa checks` lists them") for problem in caught.value.problems}


def test_a_disabled_check_does_not_run(tmp_path: Path) -> None:
    table = '[tool.bpadocs.lint]\ndisable = ["code-spans"]\n'
    assert found(write_project(tmp_path, {"backups": TORN}, PYPROJECT + table)) == []


def test_no_rules_at_all_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BrokenInputError, match="no rules found"):
        lint(write_project(tmp_path, {}))


def test_what_has_not_changed_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path, {"backups": TORN, "other": RULE.replace("page: Backups", "page: Other")})
    before = lint(root).findings
    looked_at: list[str] = []

    def spy(rule: LintRule, selection: Selection, context: Context) -> list[Finding]:
        looked_at.append(rule.id)
        return lint_rule(rule, selection, context)

    monkeypatch.setattr(many, "lint_rule", spy)
    assert lint(root).findings == before
    assert looked_at == []
    other = root / "rules" / "hyper-v" / "other.yaml"
    other.write_text(other.read_text("utf-8").replace("Certaines machines", "Plusieurs machines"), "utf-8")
    assert lint(root).findings == before
    assert looked_at == ["hyper-v/other"]


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let lint run on this day."""

    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls(day.year, day.month, day.day)

    monkeypatch.setattr(run, "date", Day)


def test_at_midnight_only_dates_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dated = TORN.replace("text:\n", "front_matter:\n  ms.date: 6/2/2026\ntext:\n")
    root = write_project(tmp_path, {"backups": dated, "other": RULE.replace("page: Backups", "page: Other")})
    looked_at: list[str] = []

    def spy(rule: LintRule, selection: Selection, context: Context) -> list[Finding]:
        looked_at.append(rule.id)
        return lint_rule(rule, selection, context)

    monkeypatch.setattr(many, "lint_rule", spy)
    on(monkeypatch, date(2026, 6, 1))
    assert [check for check, _, _ in found(root)] == ["front-matter-date", "code-spans"]
    assert sorted(looked_at) == ["hyper-v/backups", "hyper-v/other"]
    on(monkeypatch, date(2026, 6, 2))
    assert [check for check, _, _ in found(root)] == ["code-spans"]
    on(monkeypatch, date(2026, 6, 1))
    assert [check for check, _, _ in found(root)] == ["front-matter-date", "code-spans"]
    assert sorted(looked_at) == ["hyper-v/backups", "hyper-v/other"]


IMPACT = "Cela concerne les machines virtuelles suivantes"


def test_checks_over_all_rules_remember_the_rules_that_have_not_changed(tmp_path: Path) -> None:
    usual = {name: RULE.replace("page: Backups", f"page: {name}") for name in ("One", "Two", "Three")}
    rare = usual["Two"].replace(IMPACT, "Les machines virtuelles suivantes sont touchées")
    root = write_project(tmp_path, {**usual, "Two": rare})
    before = [(finding.check, finding.rule) for finding in of_content(root)]
    assert before == [("consistent-translation", "hyper-v/Two")]
    third = root / "rules/hyper-v/Three.yaml"
    third.write_text(third.read_text("utf-8").replace("Certaines machines", "Plusieurs machines"), "utf-8")
    known = of_content(root)
    for file in CACHES:
        (root / file).unlink()
    assert known == of_content(root)
    assert {finding.rule for finding in known} == {"hyper-v/Two", "hyper-v/Three"}
    third.write_text(third.read_text("utf-8").replace(IMPACT, "Autre chose"), "utf-8")
    assert ("consistent-translation", "hyper-v/Two") not in [(one.check, one.rule) for one in of_content(root)]


@pytest.mark.parametrize("file", CACHES)
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"bpadocs lint 3 0\n[[1]]", b"\xff\xfe"])
def test_a_broken_cache_is_built_again(tmp_path: Path, file: str, content: bytes) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    for one in CACHES:
        (root / one).write_bytes(content)
    assert lint(root).findings == before
    assert (root / file).read_bytes() != content


def test_entries_of_a_broken_cache_are_built_again(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    cache = root / CACHE
    cache.write_text(cache.read_text("utf-8").replace('"error"', '"bad"'), "utf-8")
    assert lint(root).findings == before


def damaged(line: list[Any], change: Callable[[list[Any]], object]) -> list[Any]:
    copy = json.loads(json.dumps(line))
    changed = change(copy)
    return changed if isinstance(changed, list) else copy


def put(index: int, value: object) -> Callable[[list[Any]], object]:
    return lambda line: line.__setitem__(index, value)


HOSTILE: dict[str, Callable[[list[Any]], object]] = {
    "a number for a text": put(0, 1),
    "another level": put(1, "fatal"),
    "a level that is a list": put(1, []),
    "a path out": put(2, "rules/../../secret"),
    "a whole path": put(2, "/etc/passwd"),
    "an output": put(2, "build/docs/x.md"),
    "no place": put(3, []),
    "a place of texts": put(3, ["1", "1", "1", "1"]),
    "line zero": put(3, [0, 1, 1, 1]),
    "a message that is none": put(8, None),
    "half a fix": put(9, [[1, 1, 1, 1], 0]),
    "a fix without a place": put(9, [[1], 0, 1, "x"]),
    "too short": lambda line: line[:-1],
    "too long": lambda line: [*line, 1],
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_finding_that_lint_did_not_write_is_not_believed(
    tmp_path: Path, change: Callable[[list[Any]], object]
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    head, *lines = list(_read(root / CACHE))
    _write(root / CACHE, [head, *(damaged(line, change) for line in lines)])
    [[key, findings, notes]] = list(_read(root / CACHES[1]))
    _write(root / CACHES[1], [[key, [damaged(line, change) for line in findings], notes]])
    assert len(lines) == len(findings)
    assert lint(root).findings == before


@pytest.mark.parametrize(
    "line",
    [None, 1, "x", {}, [], [1, 2, 3], ["key", 1, {}], ["key", [], []], ["key", [], {"stale": 1}, 4], [[], [], {}]],
)
def test_a_line_of_another_shape_is_passed_over(tmp_path: Path, line: object) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    for file in CACHES:
        for lines in ([line], [line, *_read(root / file)]):
            _write(root / file, lines)
            assert lint(root).findings == before


def test_a_line_nested_a_hundred_thousand_times_is_passed_over(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    for file in CACHES:
        text = b"\n" + b"[" * 100_000 + b"]" * 100_000
        (root / file).write_bytes(_head(text) + text)
    assert lint(root).findings == before


def test_notes_that_no_check_wrote_are_made_again(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root)
    (root / CACHE).unlink()
    [[key, findings, notes]] = list(_read(root / CACHES[1]))
    _write(root / CACHES[1], [[key, findings, {check: [[None, 1]] for check in notes}]])
    assert lint(root) == before


def test_many_rules_are_spread_over_processes_and_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {f"rule-{n}": (TORN if n % 3 else RULE).replace("page: Backups", f"page: Page-{n}") for n in range(50)}
    root = write_project(tmp_path, rules)
    spread = lint(root).findings
    (root / CACHE).unlink()
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 1000)
    assert lint(root).findings == spread
    assert sum(finding.check == "code-spans" for finding in spread) == 33
