"""A baseline is written as one sorted text, and read with every mistake at its place."""

import json
from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.lint.baseline import Baseline, KnownFinding
from bpadocs.lint.baseline_file import baseline_text, read_baseline

ONE = KnownFinding("hyper-v/a", "fr-fr", "terms", "impact", "machine", "not “machine”")
TWO = KnownFinding(
    "hyper-v/a", "it-it", "stale", "issue", "", "made from older English"
)
EXPECTED = """\
{
  "version": 1,
  "command": "lint",
  "findings": [
    {"rule": "hyper-v/a", "locale": "fr-fr", "check": "terms", "field": "impact", "words": "machine", "message": "not “machine”", "count": 3},
    {"rule": "hyper-v/a", "locale": "it-it", "check": "stale", "field": "issue", "message": "made from older English"}
  ]
}
"""


def read(folder: Path, text: str) -> Baseline:
    file = folder / "baseline.json"
    file.write_text(text, "utf-8")
    return read_baseline(file, "lint")


def mistakes(folder: Path, text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each mistake."""
    with pytest.raises(BrokenInputError) as raised:
        read(folder, text)
    return [(one.line, one.column, one.message) for one in raised.value.problems]


def test_a_line_for_each_finding_sorted_whatever_the_order(tmp_path: Path) -> None:
    one_way = Baseline("lint", {TWO: 1, ONE: 3})
    other_way = Baseline("lint", {ONE: 3, TWO: 1})
    assert baseline_text(one_way) == baseline_text(other_way) == EXPECTED
    assert read(tmp_path, EXPECTED) == one_way


def test_an_empty_baseline_is_json_too(tmp_path: Path) -> None:
    text = baseline_text(Baseline("lint", {}))
    assert json.loads(text)["findings"] == []
    assert len(read(tmp_path, text)) == 0


def test_what_nobody_sees_is_spelled_out_and_read_as_it_was(tmp_path: Path) -> None:
    odd = ONE._replace(words="a\u202eb\x1b", message="##[error] “\udc80”")
    text = baseline_text(Baseline("lint", {odd: 1}))
    assert "\u202e" not in text
    assert "##[" not in text
    assert read(tmp_path, text) == Baseline("lint", {odd: 1})


def test_a_line_that_a_merge_has_left_twice_counts_once(tmp_path: Path) -> None:
    first, last = EXPECTED.splitlines()[4:6]
    doubled = EXPECTED.replace(last, f"{first}\n{last}")
    assert read(tmp_path, doubled) == Baseline("lint", {ONE: 3, TWO: 1})


def test_another_layout_is_read_as_well(tmp_path: Path) -> None:
    text = json.dumps(json.loads(EXPECTED), indent=8)
    assert read(tmp_path, text) == Baseline("lint", {ONE: 3, TWO: 1})


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    text = EXPECTED.replace('"count": 3', '"count": 0').replace(
        '"check": "stale", ', ""
    )
    assert mistakes(tmp_path, text) == [
        (5, 5, "“count” is a whole number, 1 or more"),
        (6, 5, "“check” is missing"),
    ]
    [(line, column, message)] = mistakes(
        tmp_path, EXPECTED.replace("locale", "local", 1)
    )
    assert (line, column) == (5, 5)
    assert "did you mean “locale”?" in message


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "not JSON"),
        ("[]", 1, 1, "no list “findings”"),
        ('{"findings": {}}', 1, 1, "no list “findings”"),
        (EXPECTED.replace('  "findings"', "oops"), 4, 1, "not JSON"),
        (EXPECTED.replace('"version": 1', '"version": 7'), 2, 3, "take a newer one"),
        (EXPECTED.replace('"version": 1', '"version": true'), 2, 3, "“version” is 1"),
        (
            EXPECTED.replace('"lint"', '"audit"'),
            3,
            3,
            "of “bpa audit”, not of “bpa lint”",
        ),
        (EXPECTED.replace('"command"', '"comand"'), 3, 3, "did you mean “command”?"),
        (EXPECTED.replace("[\n", "[ 5,\n"), 4, 17, "a finding is an object"),
        (EXPECTED.replace('"terms"', "[]"), 5, 5, "“check” must be a text in quotes"),
        (f"<<<<<<< HEAD\n{EXPECTED}", 1, 1, "a merge has left a conflict"),
        ("[" * 100_000, 1, 1, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_where(
    tmp_path: Path, text: str, line: int, column: int, said: str
) -> None:
    found = mistakes(tmp_path, text)
    assert any(one[:2] == (line, column) and said in one[2] for one in found), found


def test_a_file_that_is_no_text_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenInputError, match="UTF-8"):
        read_baseline(file, "lint")


def test_branches_that_add_findings_at_different_rules_merge(tmp_path: Path) -> None:
    from hostile_repositories import git

    file = tmp_path / "baseline.json"
    rules = [ONE._replace(rule=f"hyper-v/{letter}") for letter in "bdfhk"]

    def commit(*more: KnownFinding) -> None:
        """Write the baseline with these findings, and commit it."""
        findings = dict.fromkeys([*rules, *more], 1)
        file.write_text(baseline_text(Baseline("lint", findings)), "utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", "one")

    git(tmp_path, "init", "-q", "-b", "main")
    commit()
    git(tmp_path, "checkout", "-qb", "other")
    commit(ONE._replace(rule="hyper-v/c"))
    git(tmp_path, "checkout", "-q", "main")
    commit(ONE._replace(rule="hyper-v/j"))
    git(tmp_path, "merge", "-q", "-m", "both", "other")
    merged = read_baseline(file, "lint")
    assert [one.rule[-1] for one in sorted(merged.findings)] == list("bcdfhjk")
