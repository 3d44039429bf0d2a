"""What lint keeps of a run for the next one: what is believed, and what is found again."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from projects import RULE, write_project

from bpadocs.lint import basis, cache_keys, parallel, run
from bpadocs.lint.cache import (
    CONCLUDED,
    MADE_BY,
    OWN,
    RUN,
    TEXTS,
    TOGETHER,
    Changes,
    FindingsCache,
    LastRun,
)
from bpadocs.lint.cache import RULE as BY_RULE
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_subject
from bpadocs.lint.findings import Finding
from bpadocs.lint.run import lint
from bpadocs.lint.same_texts import SameTexts
from bpadocs.lint.settings import read_lint_settings
from bpadocs.lint.subject import Subject
from bpadocs.project.settings import Settings
from bpadocs.project.tree import scan
from bpadocs.publish.run import run as build
from bpadocs.system.cache import FILE, Cache, Entry, digest

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
OTHER = RULE.replace("page: Backups", "page: Other")
ID = "hyper-v/backups"
RULE_FILE = f"rules/{ID}.yaml"


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that are looked at by themselves from now on, in order."""
    rules: list[str] = []

    def spy(
        rule: Subject, selection: Selection, context: Context, known: SameTexts
    ) -> list[Finding]:
        rules.append(rule.id)
        return check_subject(rule, selection, context, known)

    monkeypatch.setattr(parallel, "check_subject", spy)
    return rules


def of_content(root: Path) -> list[Finding]:
    """Without what these small projects lack on purpose: translations that somebody confirmed."""
    return [
        one for one in lint(root).findings if one.check not in ("missing", "untracked")
    ]


def found(root: Path) -> list[str]:
    return [finding.check for finding in of_content(root)]


def cache_of(root: Path) -> Cache:
    return Cache(root / "build", MADE_BY)


def forget(root: Path) -> None:
    (root / "build" / FILE).unlink()


def write(root: Path, file: str, before: str, after: str) -> None:
    """Put one text in the place of another in a file that has it."""
    path = root / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def encoded(value: object) -> bytes:
    return json.dumps(value).encode()


def test_what_has_not_changed_is_not_looked_at_again(
    tmp_path: Path, looked_at: list[str]
) -> None:
    root = write_project(tmp_path, {"backups": TORN, "other": OTHER})
    before = lint(root).findings
    looked_at.clear()
    assert lint(root).findings == before
    assert looked_at == []
    write(root, "rules/hyper-v/other.yaml", "Certaines machines", "Plusieurs machines")
    assert lint(root).findings == before
    assert looked_at == ["hyper-v/other"]


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let lint run on this day."""

    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls(day.year, day.month, day.day)

    monkeypatch.setattr(run, "date", Day)


def test_at_midnight_only_dates_are_looked_at_again(
    tmp_path: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = TORN.replace("text:\n", "front_matter:\n  ms.date: 6/2/2026\ntext:\n")
    root = write_project(tmp_path, {"backups": dated, "other": OTHER})
    on(monkeypatch, date(2026, 6, 1))
    assert found(root) == ["front-matter-date", "code-spans"]
    assert sorted(looked_at) == ["hyper-v/backups", "hyper-v/other"]
    on(monkeypatch, date(2026, 6, 2))
    assert found(root) == ["code-spans"]
    on(monkeypatch, date(2026, 6, 1))
    assert found(root) == ["front-matter-date", "code-spans"]
    assert sorted(looked_at) == ["hyper-v/backups", "hyper-v/other"]


IMPACT = "Cela concerne les machines virtuelles suivantes"


def test_checks_over_all_rules_remember_the_rules_that_have_not_changed(
    tmp_path: Path,
) -> None:
    usual = {
        name: RULE.replace("page: Backups", f"page: {name}")
        for name in ("One", "Two", "Three")
    }
    rare = usual["Two"].replace(
        IMPACT, "Les machines virtuelles suivantes sont touchées"
    )
    root = write_project(tmp_path, {**usual, "Two": rare})
    before = [(finding.check, finding.rule) for finding in of_content(root)]
    assert before == [("consistent-translation", "hyper-v/Two")]
    third = root / "rules/hyper-v/Three.yaml"
    third.write_text(
        third.read_text("utf-8").replace("Certaines machines", "Plusieurs machines"),
        "utf-8",
    )
    known = of_content(root)
    forget(root)
    assert known == of_content(root)
    assert {finding.rule for finding in known} == {"hyper-v/Two", "hyper-v/Three"}
    third.write_text(third.read_text("utf-8").replace(IMPACT, "Autre chose"), "utf-8")
    assert ("consistent-translation", "hyper-v/Two") not in [
        (one.check, one.rule) for one in of_content(root)
    ]


KINDS = (RUN, CONCLUDED, BY_RULE, OWN)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The kinds and names of the notes that are written from now on."""
    names: list[tuple[str, str]] = []
    original = Cache.write

    def spy(cache: Cache, notes: list[Entry], *more: Any) -> None:
        names.extend((kind, name) for kind, name, _ in notes)
        original(cache, notes, *more)

    monkeypatch.setattr(Cache, "write", spy)
    return names


def test_a_changed_rule_is_written_and_no_other(
    tmp_path: Path, written: list[tuple[str, str]]
) -> None:
    rules = {
        f"rule-{number}": TORN.replace("Backups", f"Page-{number}")
        for number in range(5)
    }
    root = write_project(tmp_path, rules)
    lint(root)
    file = "rules/hyper-v/rule-3.yaml"
    assert {(RUN, RUN), (CONCLUDED, file), (BY_RULE, "hyper-v/rule-3")} < set(written)
    written.clear()
    lint(root)
    assert written == []
    write(root, file, "Get-VM-Name DC01", "Get-VM -Name DC01")
    lint(root)
    by_rule = [one for one in written if not one[0].startswith("lint notes ")]
    assert sorted(by_rule) == [
        (CONCLUDED, file),
        (OWN, "hyper-v/rule-3"),
        (BY_RULE, "hyper-v/rule-3"),
        (RUN, RUN),
        (TEXTS, "hyper-v/rule-3"),
        # of the five, it alone is translated otherwise
        (TOGETHER, "hyper-v/rule-3"),
    ]
    # of the notes of all rules, those of the one sentence that changed
    assert len(written) - len(by_rule) == 1


def test_on_another_day_the_run_alone_is_written(
    tmp_path: Path, written: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    lint(root)
    written.clear()
    on(monkeypatch, date(2999, 6, 1))
    lint(root)
    assert written == [(RUN, RUN)]


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN, "other": OTHER})
    lint(root)
    (root / RULE_FILE).unlink()
    assert ID not in {finding.rule for finding in lint(root).findings}
    cache = cache_of(root)
    assert set(cache.notes(BY_RULE)) == {"hyper-v/other"}
    assert RULE_FILE not in cache.notes(CONCLUDED)


def test_a_build_and_lint_share_one_file_and_keep_what_the_other_has(
    tmp_path: Path, looked_at: list[str]
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    lint(root)
    looked_at.clear()
    assert build(root, root / "build").rules_read == 1
    lint(root)
    assert looked_at == []
    write(root, RULE_FILE, "Get-VM-Name DC01", "Get-VM -Name DC01")
    lint(root)
    write(root, RULE_FILE, "Get-VM -Name DC01`, puis", "Get-VM-Name DC01`, puis")
    assert build(root, root / "build").rules_read == 0


def test_findings_that_another_user_has_kept_are_not_believed(
    tmp_path: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path / "project", {"backups": TORN})
    before = lint(root).findings
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another user"))
    looked_at.clear()
    assert lint(root).findings == before
    assert looked_at == [ID]


def test_a_rule_that_changes_while_it_is_looked_at_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    original = read_lint_settings

    def changing(*words: Any) -> Any:
        monkeypatch.undo()
        write(root, RULE_FILE, "Get-VM-Name DC01", "Get-VM -Name DC01")
        return original(*words)

    monkeypatch.setattr(basis, "read_lint_settings", changing)
    assert "code-spans" not in found(root)
    write(root, RULE_FILE, "Get-VM -Name DC01`, puis", "Get-VM-Name DC01`, puis")
    assert "code-spans" in found(root)


def test_a_rule_that_is_back_after_it_was_missed_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": TORN, "other": OTHER})
    text = (root / RULE_FILE).read_text("utf-8")
    original = scan

    def without(root: Path, settings: Settings) -> Any:
        (root / RULE_FILE).unlink()
        return original(root, settings)

    monkeypatch.setattr(basis, "scan", without)
    assert "code-spans" not in found(root)
    monkeypatch.undo()
    (root / RULE_FILE).write_text(text, "utf-8")
    assert "code-spans" in found(root)


@pytest.mark.parametrize("file", ["pyproject.toml", "locales/fr/glossary.yaml"])
def test_nothing_is_kept_when_settings_or_words_change_during_the_run(
    tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else "labels: {}\n"
    path.write_text(before, "utf-8")
    original = read_lint_settings

    def changing(*words: Any) -> Any:
        path.write_text(before + "# changed\n", "utf-8")
        return original(*words)

    monkeypatch.setattr(basis, "read_lint_settings", changing)
    lint(root)
    assert [cache_of(root).notes(kind) for kind in KINDS] == [{}, {}, {}, {}]


def test_a_project_that_was_moved_away_is_not_made_again(tmp_path: Path) -> None:
    root = write_project(tmp_path / "here", {"backups": TORN})
    lint(root)
    last = FindingsCache(root / "build").last
    assert last is not None
    cache = FindingsCache(tmp_path / "gone" / "build")
    cache.keep(Changes(last))
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"SQLite format 3\0", b"\xff\xfe"])
def test_a_broken_cache_is_built_again(
    tmp_path: Path, content: bytes, looked_at: list[str]
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    (root / "build" / FILE).write_bytes(content)
    assert lint(root).findings == before
    looked_at.clear()
    assert lint(root).findings == before
    assert looked_at == []


def damaged(entry: list[Any], change: Callable[[list[Any]], object]) -> list[Any]:
    copy = json.loads(json.dumps(entry))
    changed = change(copy)
    return changed if isinstance(changed, list) else copy


def put(index: int, value: object) -> Callable[[list[Any]], object]:
    return lambda entry: entry.__setitem__(index, value)


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
    "a fix of another text": put(9, [[1, 1, 1, 1], 0, 1, "x", 1]),
    "a fix without a place": put(9, [[1], 0, 1, "x", "y"]),
    "an empty fix": put(9, []),
    "another finding that is none": put(12, [["code-spans"]]),
    "too short": lambda entry: entry[:-1],
    "too long": lambda entry: [*entry, 1],
}


def replace_concluded(root: Path, contents: dict[str, bytes]) -> None:
    """Put these findings in the place of those of the last run, and vouch for them."""
    cache = cache_of(root)
    last = json.loads(cache.notes(RUN)[RUN])
    pieces = [
        piece for name in sorted(contents) for piece in (name.encode(), contents[name])
    ]
    last[LastRun._fields.index("concluded")] = digest(*pieces)
    sealed = encoded(last)
    changed = [(CONCLUDED, name, content) for name, content in contents.items()]
    cache.write([(RUN, RUN, sealed), *changed], ())


def test_findings_that_are_vouched_for_are_believed(tmp_path: Path) -> None:
    """Or the next test would say nothing."""
    root = write_project(tmp_path, {"backups": TORN})
    lint(root)
    contents = cache_of(root).notes(CONCLUDED)
    entries = json.loads(contents[RULE_FILE])
    changed = [damaged(entry, put(8, "believed")) for entry in entries]
    replace_concluded(root, {**contents, RULE_FILE: encoded(changed)})
    assert "believed" in {finding.message for finding in lint(root).findings}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_finding_of_another_shape_is_not_believed(
    tmp_path: Path, change: Callable[[list[Any]], object]
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    cache = cache_of(root)
    contents = {
        file: encoded([damaged(entry, change) for entry in json.loads(content)])
        for file, content in cache.notes(CONCLUDED).items()
    }
    findings, buckets = json.loads(cache.notes(OWN)[ID])
    own = encoded([[damaged(one, change) for one in findings], buckets])
    cache.write([(OWN, ID, own)], ())
    replace_concluded(root, contents)
    assert lint(root).findings == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"1",
        b"{}",
        b"[]",
        b"[1, 2, 3]",
        b"[" * 100_000 + b"]" * 100_000,
        b"\xff",
        b'["key", [], {}]',
        b'["key", [], {"stale": 1}, {}]',
        b'["key", [], {"stale": [1]}, {}]',
        b'["key", [], {}, {"fr-fr": "many"}]',
        b'["key", [], {}, {"fr-fr": -1}]',
        b"[[], [], {}, {}]",
    ],
)
def test_a_note_of_another_shape_is_passed_over(tmp_path: Path, content: bytes) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    for kind, name in ((RUN, RUN), (CONCLUDED, RULE_FILE), (BY_RULE, ID)):
        lint(root)
        key = json.loads(cache_of(root).notes(BY_RULE)[ID])[0]
        cache_of(root).write([(kind, name, content.replace(b"key", key.encode()))], ())
        assert lint(root).findings == before


def test_findings_of_another_run_are_not_taken_for_the_last(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    before = lint(root).findings
    cache_of(root).write([(CONCLUDED, RULE_FILE, b"[]")], ())
    assert lint(root).findings == before


def test_with_another_analyser_of_korean_nothing_that_was_found_is_taken_over(
    tmp_path: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    lint(root)
    lint(root)
    assert looked_at == [ID]
    monkeypatch.setattr(cache_keys, "identity", lambda: "another one, 1.0")
    lint(root)
    assert looked_at == [ID, ID]
