"""What is said of a project while it is served: to the terminal, and to open pages."""

import errno
import queue
import tempfile
import threading
from pathlib import Path

import pytest
from desk_helpers import write_desk_project
from projects import PYPROJECT, RULE, write_project

from bpadocs.errors import BrokenInputError, LostProcessError, Problem, UsageError
from bpadocs.rule.model import Rule
from bpadocs.site import session
from bpadocs.site.session import Site
from bpadocs.translators.field_edit import base_of, shown_forms

LOSES_ARGUMENT = "      {virtual_machines}\n    resolution: Sauv"
"""Of the French."""
RULES = {"first": RULE, "second": RULE.replace("Backups", "More-backups")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", RULES)


def rewrite(root: Path, before: str, after: str) -> set[str]:
    """Change the first rule; return its file as a watcher names it."""
    path = root / "rules/hyper-v/first.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return {"rules/hyper-v/first.yaml"}


def messages(site: Site) -> list[str]:
    """What open pages are told to be wrong."""
    return [one["message"] for one in site.news.mistakes]


def test_it_says_how_many_rules_were_read_anew_and_nothing_of_none(root: Path) -> None:
    site = Site(root)
    assert site.look().startswith("2 rules read anew (")
    assert site.look() == ""
    changed = rewrite(root, "Back up every", "Save every")
    assert site.look(changed).startswith("1 rule read anew (")
    assert site.look(changed) == ""


def test_a_mistake_is_said_as_long_as_it_is_there(root: Path) -> None:
    site = Site(root)
    site.look()
    assert not site.failed
    version = site.news.version
    changed = rewrite(root, "severity: warning", "severity: warm")
    for _ in range(2):
        said = site.look(changed).splitlines()
        assert said[0].startswith("rules/hyper-v/first.yaml:2:11: ")
        assert site.failed
        assert [one["line"] for one in site.news.mistakes] == [2]
    assert site.news.version == version, "pages show what they showed"
    mended = rewrite(root, "severity: warm\n", "severity: warning\n")
    # that it is over is worth a line, though all rules are as they were
    assert site.look(mended).endswith(" s)")
    assert not site.failed
    assert messages(site) == []


def test_what_cannot_be_read_at_all_is_said_until_it_can(root: Path) -> None:
    site = Site(root)
    site.look()
    settings = root / "pyproject.toml"
    settings.write_text("tool = 1", "utf-8")
    assert site.look().startswith("pyproject.toml:")
    assert site.failed
    settings.write_text(PYPROJECT, "utf-8")
    assert "rules read anew" in site.look(), "and there is a line that it is over"
    assert not site.failed


@pytest.mark.parametrize(
    ("error", "said", "told"),
    [
        (
            BrokenInputError([Problem("a.yaml", 3, 4, "none")]),
            "a.yaml:3:4: none",
            "none",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "rules"),
            "rules:1:1: Permission denied",
            "Permission denied",
        ),
        (
            OSError(errno.EMFILE, "Too many open files"),
            "bpa serve: Too many open files",
            "bpa serve: Too many open files",
        ),
        (OSError(), "bpa serve: ", "bpa serve: "),
        (LostProcessError("killed"), "bpa serve: killed", "bpa serve: killed"),
        (UsageError("no"), "bpa serve: no", "bpa serve: no"),
    ],
)
@pytest.mark.parametrize("what", ["look", "lint"])
def test_whatever_goes_wrong_is_said_and_is_no_end(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    said: str,
    told: str,
    what: str,
) -> None:
    site = Site(root)
    site.look()

    def failing(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(site.live, what, failing)
        assert getattr(site, what)() == said
        assert messages(site) == [told]
        assert site.failed
    getattr(site, what)()
    assert messages(site) == []
    assert not site.failed


def test_a_bug_while_all_rules_are_looked_at_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(root.parent))
    site = Site(root)
    site.look()

    def buggy() -> None:
        raise KeyError("a key that is not there")

    monkeypatch.setattr(site.live, "lint", buggy)
    assert site.lint().startswith("bpa serve: a bug in bpadocs: KeyError(")
    assert len([*root.parent.glob("bpadocs-*.txt")]) == 1


def test_findings_are_counted_by_level_and_pages_told_that_all_is_looked_at(
    root: Path,
) -> None:
    site = Site(root)
    site.look()
    assert site.news.is_checking
    # in each rule, nothing is translated into Italian, and nobody has confirmed the French
    assert site.lint() == "checked: 4 warnings"
    assert not site.news.is_checking
    site.look(rewrite(root, LOSES_ARGUMENT, "    resolution: Sauv"))
    assert site.news.is_checking
    # an argument is missing, but nothing else is new
    assert site.lint() == "checked: 1 error, 4 warnings"


def test_where_nothing_is_found_it_says_so(tmp_path: Path) -> None:
    english = RULE[: RULE.index("  fr:")]
    settings = '[tool.bpadocs.locales]\nen = "en-us"\n'
    site = Site(write_project(tmp_path, {"first": english}, settings))
    site.look()
    assert site.lint() == "checked: nothing found"


@pytest.mark.parametrize(
    ("locales", "page"),
    [
        ('fr = "fr-fr"\n', "fr-fr/translate.html"),
        ('fr = "fr-fr"\nit = "it-it"\n', "en-us/translate.html"),
        ("", "en-us/translate.html"),
        ("fr = 1\n", ""),
    ],
)
def test_work_begins_in_the_one_language_or_where_it_is_chosen(
    tmp_path: Path, locales: str, page: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.bpadocs.locales]\nen = "en-us"\n{locales}', "utf-8"
    )
    assert Site(tmp_path).first_page == page


def test_nobody_may_write_where_it_was_not_asked_for(root: Path) -> None:
    assert Site(root).desk is None
    assert Site(root).workplace is None


def test_each_run_has_a_token_and_a_name_of_its_own(root: Path) -> None:
    one, other = Site(root), Site(root)
    assert one.token != other.token
    assert len(one.token) >= 43, "32 bytes that nobody can guess"
    assert one.news.run != other.news.run


def rule_of(site: Site) -> Rule:
    assert site.live.state
    return site.live.state.rules["hyper-v/disk"]


def test_what_is_saved_in_a_browser_is_shown_and_said_at_once(tmp_path: Path) -> None:
    said: list[str] = []
    site = Site(write_desk_project(tmp_path), editing=True, say=said.append)
    site.look()
    assert site.desk
    rule = rule_of(site)
    text = "Le disque est inutilisable."
    assert shown_forms(rule, "fr", "issue") != {"other": text}
    version = site.news.version_of(rule.id)
    answer = site.desk.save(
        {
            "rule": rule.id,
            "language": "fr",
            "field": "issue",
            "forms": {"other": text},
            "base": base_of(rule, "fr", "issue")._asdict(),
            "say": "draft",
        }
    )
    assert answer.status == 200
    [line] = said
    assert line.startswith("1 rule read anew (")
    assert shown_forms(rule_of(site), "fr", "issue") == {"other": text}
    assert site.news.version_of(rule.id) > version


def test_all_rules_are_looked_at_after_a_change_and_what_is_new_is_said_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_BREATH", 0)
    said: queue.Queue[str] = queue.Queue()
    looked: queue.Queue[str] = queue.Queue()
    site = Site(root, say=said.put)
    lint = site.lint

    def noted() -> str:
        found = lint()
        looked.put(found)
        return found

    monkeypatch.setattr(site, "lint", noted)
    threading.Thread(target=site.lint_forever, daemon=True).start()
    site.look()
    assert looked.get(timeout=60) == "checked: 4 warnings"
    site.look(rewrite(root, "Back up every", "Save every"))
    assert looked.get(timeout=60) == "checked: 4 warnings"
    site.look(rewrite(root, LOSES_ARGUMENT, "    resolution: Sauv"))
    assert looked.get(timeout=60) == "checked: 1 error, 4 warnings"
    assert said.get(timeout=60) == "checked: 4 warnings"
    assert said.get(timeout=60) == "checked: 1 error, 4 warnings"
