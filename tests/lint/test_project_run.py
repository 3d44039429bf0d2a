"""Lint after something has changed: the same findings as from nothing, and little work."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bench.generate import generate
from projects import RULE, write_project

from bpadocs.lint import cache_keys, look, parallel, run
from bpadocs.lint.cache import FindingsCache
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_subject
from bpadocs.lint.findings import Finding
from bpadocs.lint.run import LintReport, lint
from bpadocs.lint.same_texts import SameTexts
from bpadocs.lint.subject import Subject
from bpadocs.project import tree
from bpadocs.system.cache import FILE

IMPACT = "Cela concerne les machines virtuelles suivantes"
RARE = "Les machines virtuelles suivantes sont touchées"
GLOSSARY = "locales/fr/glossary.yaml"


@dataclass
class Work:
    """What a run has done."""

    looked_at: list[str] = field(default_factory=list)
    """The rules that checks looked at by themselves."""
    checks: set[str] = field(default_factory=set)
    """The checks that did."""
    read: list[str] = field(default_factory=list)
    """The rule files that were parsed."""

    def forget(self) -> None:
        """Begin again."""
        self.looked_at.clear()
        self.checks.clear()
        self.read.clear()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """The work that is done from now on, all of it in this process."""
    done = Work()

    def checking(
        rule: Subject, chosen: Selection, context: Context, same_texts: SameTexts
    ) -> list[Finding]:
        done.looked_at.append(rule.id)
        done.checks.update(check.name for check in chosen.checks)
        return check_subject(rule, chosen, context, same_texts)

    def reading(root: Path, name: str) -> Any:
        done.read.append(name)
        return tree.read_source(root, name)

    monkeypatch.setattr(parallel, "check_subject", checking)
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 1_000)
    for module in ("look", "basis"):
        monkeypatch.setattr(f"bpadocs.lint.{module}.read_source", reading)
    return done


def project(folder: Path) -> Path:
    """Rules that say one thing alike, so that the checks over all rules have something to say."""
    rules = {}
    for name in ("One", "Two", "Three", "Four"):
        rules[name] = RULE.replace("page: Backups", f"page: {name}")
    rules["Two"] = rules["Two"].replace(IMPACT, RARE)
    rules["Four"] = rules["Four"].replace("`Get-VM -Name DC01`, puis", "`Get-VM`, puis")
    root = write_project(folder, rules)
    edit(root, GLOSSARY, "", "terms:\n  nothing: {use: rien}\n")
    return root


def edit(root: Path, file: str, before: str, after: str) -> None:
    """Put one text in the place of another."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if path.exists() else ""
    assert before in text
    path.write_text(text.replace(before, after) if before else text + after, "utf-8")


def from_nothing(root: Path) -> LintReport:
    return lint(root, cached=False)


THREE = "rules/hyper-v/Three.yaml"
SETTINGS = "pyproject.toml"


def settings(lines: str) -> Callable[[Path], None]:
    return lambda root: edit(root, SETTINGS, "", f"\n{lines}\n")


def removed(root: Path) -> None:
    (root / "rules/hyper-v/One.yaml").unlink()


def added(root: Path) -> None:
    text = RULE.replace("page: Backups", "page: Five").replace(IMPACT, RARE)
    (root / "rules/hyper-v/Five.yaml").write_text(text, "utf-8")


def broken(root: Path) -> None:
    edit(root, THREE, "text:", "txt:")


def clashing(root: Path) -> None:
    edit(root, THREE, "page: Three", "page: One")


def renamed(root: Path) -> None:
    (root / THREE).rename(root / "rules/hyper-v/Zero.yaml")


def suppressed(root: Path) -> None:
    entry = "suppress:\n  - {check: code-spans, reason: on purpose}\ntext:\n"
    edit(root, "rules/hyper-v/Four.yaml", "text:\n", entry)


CHANGES: dict[str, Callable[[Path], None]] = {
    "a translation": lambda root: edit(root, THREE, IMPACT, RARE),
    "a usual translation": lambda root: edit(root, THREE, IMPACT, "Autre chose"),
    "an English word": lambda root: edit(root, THREE, "Some", "Certain"),
    "a comment, which moves all places": lambda root: edit(
        root, "rules/hyper-v/Two.yaml", "severity", "# moved\nseverity"
    ),
    "a rule that is gone": removed,
    "a rule that is new": added,
    "a rule under another name": renamed,
    "a rule with a mistake": broken,
    "a rule with the page of another": clashing,
    "a rule that suppresses": suppressed,
    "the product": lambda root: edit(
        root, "rules/hyper-v/product.yaml", "", "# a comment\n"
    ),
    "a term": lambda root: edit(
        root, GLOSSARY, "", "  virtual machine: {use: ordinateur virtuel}\n"
    ),
    "a name": lambda root: edit(
        root, "locales/glossary.yaml", "", "names: [machines]\n"
    ),
    "a level": settings('[tool.bpadocs.lint]\nseverity = {code-spans = "hint"}'),
    "a check that is off": settings('[tool.bpadocs.lint]\ndisable = ["code-spans"]'),
    "a check over all rules that is off": settings(
        '[tool.bpadocs.lint]\ndisable = ["consistent-translation"]'
    ),
    "an option": settings(
        '[tool.bpadocs.lint.options.front-matter-keys]\nrequired = ["ms.topic"]'
    ),
    "a suppression": settings(
        '[[tool.bpadocs.lint.suppress]]\nfiles = "rules/hyper-v/F*"\n'
        'check = "code-spans"\nreason = "on purpose"'
    ),
    "a suppression of nothing": settings(
        '[[tool.bpadocs.lint.suppress]]\nfiles = "rules/hyper-v/O*"\n'
        'check = "code-spans"\nreason = "on purpose"'
    ),
    "the profile": settings('[tool.bpadocs.lint]\nprofile = "windows"'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_and_back_again_the_same_is_found_as_from_nothing(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    root = project(tmp_path)
    kept: dict[Path, bytes] = {}
    for path in root.rglob("*"):
        if path.is_file():
            kept[path] = path.read_bytes()
    before = lint(root)
    assert before == from_nothing(root)
    assert "consistent-translation" in {one.check for one in before.findings}
    change(root)
    after = from_nothing(root)
    assert lint(root) == after
    assert lint(root) == after
    for folder in ("rules/hyper-v", "locales"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and path not in kept:
                path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)
    assert lint(root) == before


@pytest.mark.parametrize("seed", range(3))
def test_after_many_changes_the_same_is_found_as_from_nothing(
    tmp_path: Path, seed: int
) -> None:
    root = project(tmp_path)
    source = random.Random(seed)
    for name in source.sample(sorted(CHANGES), 8):
        try:
            CHANGES[name](root)
        except (AssertionError, FileNotFoundError):
            continue  # another change has taken away what it begins with
        try:
            expected = from_nothing(root)
        except Exception as error:
            with pytest.raises(type(error)):
                lint(root)
            break
        assert lint(root) == expected, name


def test_on_another_day_only_dates_are_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    edit(root, THREE, "text:\n", "front_matter:\n  ms.date: 6/2/2026\ntext:\n")
    for day in (date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 1)):
        monkeypatch.setattr(run, "date", _Day(day))
        found = lint(root)
        assert found == from_nothing(root)
        in_future = "front-matter-date" in {one.check for one in found.findings}
        assert in_future == (day == date(2026, 6, 1))


class _Day:
    """Stands in the place of the class of dates, and says which day it is."""

    def __init__(self, day: date) -> None:
        self._day = day

    def today(self) -> date:
        """The day."""
        return self._day


def test_with_another_version_of_the_tool_everything_is_looked_at_again(
    tmp_path: Path, work: "Work", monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path)
    before = lint(root)
    monkeypatch.setattr(cache_keys, "code_digest", lambda: "another version")
    work.forget()
    assert lint(root).findings == before.findings
    assert len(work.looked_at) == 4
    monkeypatch.undo()
    CHANGES["a translation"](root)
    assert lint(root) == from_nothing(root)


def test_a_run_that_was_killed_while_it_wrote_is_as_if_it_had_not_been(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    lint(root)
    CHANGES["a translation"](root)
    # what a process leaves that is killed between its first page and its last
    with closing(sqlite3.connect(root / "build" / FILE)) as database:
        database.execute("PRAGMA user_version=1")
    assert lint(root) == from_nothing(root)
    assert lint(root) == from_nothing(root)
    assert FindingsCache(root / "build").last is not None


@pytest.mark.parametrize(
    "kind",
    [
        "lint own",
        "lint together",
        "lint rule",
        "lint concluded",
        "lint notes consistent-translation",
    ],
)
def test_what_is_lost_of_a_cache_is_found_again(tmp_path: Path, kind: str) -> None:
    root = project(tmp_path)
    lint(root)
    with closing(sqlite3.connect(root / "build" / FILE)) as database:
        database.execute("DELETE FROM notes WHERE kind = ?", (kind,))
        database.commit()
    CHANGES["a usual translation"](root)
    assert lint(root) == from_nothing(root)


# How much work it is


def test_of_a_changed_rule_nothing_but_that_rule_is_read(
    tmp_path: Path, work: Work
) -> None:
    root = project(tmp_path)
    lint(root)
    assert sorted(work.looked_at) == [
        f"hyper-v/{name}" for name in ("Four", "One", "Three", "Two")
    ]
    work.forget()
    lint(root)
    assert work == Work()
    edit(root, THREE, "Certaines machines", "Plusieurs machines")
    lint(root)
    assert work.looked_at == ["hyper-v/Three"]
    # once to look at it, and once for the places of what the checks over all rules say of it
    assert work.read == [THREE, THREE]


def test_of_a_changed_english_word_nothing_but_that_rule_is_read(
    tmp_path: Path, work: Work
) -> None:
    root = project(tmp_path)
    lint(root)
    work.forget()
    edit(root, THREE, "issue: Some virtual", "issue: Certain virtual")
    lint(root)
    assert work.looked_at == ["hyper-v/Three"]
    assert set(work.read) == {THREE}


def test_a_changed_term_concerns_the_rules_that_have_it(
    tmp_path: Path, work: Work
) -> None:
    root = project(tmp_path)
    edit(root, THREE, "Some virtual", "Some scheduled virtual")
    lint(root)
    work.forget()
    edit(root, GLOSSARY, "", "  scheduled task: {use: tâche planifiée}\n")
    lint(root)
    assert work.looked_at == ["hyper-v/Three"]
    assert set(work.read) == {THREE}


def test_how_bad_findings_are_is_changed_without_a_look_at_any_rule(
    tmp_path: Path, work: Work
) -> None:
    root = project(tmp_path)
    lint(root)
    work.forget()
    settings('[tool.bpadocs.lint]\nseverity = {code-spans = "hint"}')(root)
    lint(root)
    assert work == Work()
    edit(root, SETTINGS, "severity = {", "disable = ['apostrophes']\nseverity = {")
    lint(root)
    assert work == Work()


def test_an_option_of_a_check_has_that_check_run_again_and_no_other(
    tmp_path: Path, work: Work
) -> None:
    root = project(tmp_path)
    lint(root)
    work.forget()
    CHANGES["an option"](root)
    lint(root)
    assert work.checks == {"front-matter-keys"}


def test_notes_are_read_of_what_is_compared_with_a_changed_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = generate(tmp_path, 8)
    lint(root)
    read: list[int] = []
    original = FindingsCache.noted

    def spy(cache: FindingsCache, check: str, buckets: Any = None) -> Any:
        found = original(cache, check, buckets)
        read.append(len(found))
        return found

    monkeypatch.setattr(FindingsCache, "noted", spy)
    [first, *_] = sorted((root / "rules").rglob("rule-*.yaml"))
    text = first.read_text("utf-8")
    first.write_text(text.replace("| Set-VMMemory", "| Set-VM"), "utf-8")
    lint(root)
    every = [len(original(FindingsCache(root / "build"), "consistent-translation"))]
    assert max(read) < every[0] / 4
    assert look  # the module whose reading is counted above
