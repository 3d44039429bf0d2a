"""Checks of other packages, by entry point; and the hook that runs lint before a commit."""

import importlib
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
import yaml
from page_helpers import FIXTURES
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint import registry
from bpadocs.lint.cache import FindingsCache, WholeRun
from bpadocs.lint.run import lint
from bpadocs.site.session import Site

PLUGIN = '''
"""Nobody writes “Démarrer” here.

    fr: Lancer         good
    fr: Démarrer       found
"""
from bpadocs.lint.check import TextCheck
from bpadocs.lint.findings import Hit, Level

def run(passage, language, context):
    at = passage.text.find("Démarrer")
    if at >= 0:
        yield Hit(at, at + 8, "write Lancer")

CHECK = TextCheck("no-demarrer", run, severity=Level.ERROR, english=False)
CLASH = TextCheck("code-spans", run)
NOTHING = 1
'''


@pytest.fixture
def plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    (tmp_path / "house_checks.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    registry.all_checks.cache_clear()
    yield monkeypatch
    registry.all_checks.cache_clear()
    sys.modules.pop("house_checks", None)


def install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    entry = EntryPoint("house", value, registry.ENTRY_POINTS)
    monkeypatch.setattr(
        registry,
        "entry_points",
        lambda group: EntryPoints([entry] if group == entry.group else []),
    )


def test_a_plug_in_runs_and_is_explained(
    plugin: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(plugin, "house_checks:CHECK")
    root = write_project(tmp_path / "project", {"backups": RULE})
    assert main(["lint", "--project", str(root)]) == 1
    assert "error no-demarrer: write Lancer" in capsys.readouterr().out
    assert main(["explain", "no-demarrer"]) == 0
    assert "Nobody writes “Démarrer” here." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "house_checks:CLASH",
            "a check is already called “code-spans”; choose another name",
        ),
        (
            "house_checks:NOTHING",
            "house_checks:NOTHING is no check: make it a UnitCheck, TextCheck, …",
        ),
        ("house_checks:GONE", "cannot be loaded: AttributeError"),
        ("no_such_module:CHECK", "cannot be loaded: ModuleNotFoundError"),
    ],
)
def test_a_broken_plug_in_is_a_mistake(
    plugin: pytest.MonkeyPatch,
    value: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install(plugin, value)
    assert main(["checks"]) == 2
    assert (
        f"bpa checks: entry point bpadocs.checks:house: {message}"
        in capsys.readouterr().err
    )


RAISING = (
    PLUGIN
    + """
from bpadocs.lint.check import DerivedCheck, ProjectCheck, RuleCheck, UnitCheck
from bpadocs.lint.findings import Fix, RuleHit

def boom(*_):
    raise ValueError("boom\\nand more")

def late(unit, context):
    yield from run(unit.translation, unit.language, context)
    if unit.field == "resolution_details":
        raise KeyError("late")

def odd(rule, context):
    yield "no hit"

def far(rule, context):
    yield RuleHit("no/such", "en", "title", Hit(0, 1, "far"))

UNIT = UnitCheck("house", boom)
LATE = UnitCheck("house", late)
TEXT = TextCheck("house", boom)
RULE = RuleCheck("house", boom)
ODD = RuleCheck("house", odd)
NOTES = ProjectCheck("house", boom, notes=boom)
ALL = ProjectCheck("house", boom, notes=lambda rule, context: [])
FAR = ProjectCheck("house", lambda notes, rules, context: far(None, None), notes=lambda rule, context: [])
DERIVED = DerivedCheck("house", boom)
NONE = UnitCheck("house", lambda unit, context: None)
"""
)
TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
FILE = "rules/hyper-v/backups.yaml"
IN_RULE = f"{FILE}:8:5: the check house failed on hyper-v/backups: "


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "UNIT",
            f"{FILE}:19:12: the check house failed on hyper-v/backups, fr.title: ValueError: boom and more; ",
        ),
        (
            "LATE",
            f"{FILE}:28:7: the check house failed on hyper-v/backups, fr.resolution_details: KeyError: 'late'; ",
        ),
        (
            "TEXT",
            f"{FILE}:8:12: the check house failed on hyper-v/backups, en.title: ValueError: boom and more; ",
        ),
        ("RULE", IN_RULE + "ValueError: boom"),
        ("ODD", IN_RULE + "AttributeError: "),
        ("NOTES", IN_RULE + "ValueError: boom"),
        (
            "ALL",
            "rules:1:1: the check house failed on all rules together: ValueError: boom",
        ),
        (
            "FAR",
            "rules:1:1: the check house failed on all rules together: KeyError: 'no/such'",
        ),
        ("DERIVED", IN_RULE + "ValueError: boom"),
        (
            "NONE",
            f"{FILE}:19:12: the check house failed on hyper-v/backups, fr.title: TypeError: ",
        ),
    ],
)
def test_a_check_that_raises_is_one_line_and_the_others_go_on(
    plugin: pytest.MonkeyPatch,
    tmp_path: Path,
    value: str,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "house_checks.py").write_text(RAISING, "utf-8")
    install(plugin, f"house_checks:{value}")
    root = write_project(
        tmp_path / "project",
        {"backups": TORN, "other": RULE.replace("page: Backups", "page: O")},
    )
    for _ in range(2):  # nothing of it is remembered as if all had been looked at
        assert main(["lint", "--project", str(root)]) == 2
        printed = capsys.readouterr()
        assert "error code-spans: " in printed.out
        *_, line, count = printed.err.splitlines()
        assert line.startswith(message)
        assert line.endswith(" (and in 1 more place)") == (
            value not in ("ALL", "FAR", "DERIVED")
        )
        assert count == "1 check failed; the findings of the others are shown"


def test_a_suppression_of_a_check_that_raises_is_not_called_unused(
    plugin: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "house_checks.py").write_text(RAISING, "utf-8")
    install(plugin, "house_checks:UNIT")
    suppressed = RULE.replace(
        "text:\n", "suppress:\n  - {check: house, reason: known}\ntext:\n", 1
    )
    root = write_project(tmp_path / "project", {"backups": suppressed})
    assert main(["lint", "--project", str(root)]) == 2
    assert "unused-suppression" not in capsys.readouterr().out


def test_a_check_that_raises_in_an_audit_is_one_line(
    plugin: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page_check = (
        "\nfrom bpadocs.lint.check import PageCheck\nPAGE = PageCheck('house', boom)\n"
    )
    (tmp_path / "house_checks.py").write_text(RAISING + page_check, "utf-8")
    install(plugin, "house_checks:PAGE")
    assert (
        main(
            [
                "audit",
                str(FIXTURES / "en-us"),
                "--locale",
                f"fr-fr={FIXTURES / 'fr-fr'}",
            ]
        )
        == 2
    )
    printed = capsys.readouterr()
    assert "Broken-yaml.md:2:8: error unreadable-page" in printed.out
    line, _ = printed.err.splitlines()
    assert (
        "the check house failed on this page, en: ValueError: boom and more; " in line
    )


def test_a_preview_is_made_without_a_check_that_raises(
    plugin: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "house_checks.py").write_text(RAISING, "utf-8")
    install(plugin, "house_checks:UNIT")
    root = write_project(tmp_path / "project", {"backups": TORN})
    assert main(["site", "--project", str(root)]) == 2
    line, _ = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"{FILE}:19:12: the check house failed on hyper-v/backups, fr.title: "
    )
    assert "code-spans" in (
        root / "build/site/fr-fr/compare/hyper-v/Backups.html"
    ).read_text("utf-8")
    site = Site(root)
    site.look()
    assert site.lint() == line


def test_the_code_of_a_plug_in_is_part_of_what_is_remembered(
    plugin: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(plugin, "house_checks:CHECK")
    root = write_project(tmp_path / "project", {"backups": RULE})
    assert "write Lancer" in {one.message for one in lint(root).findings}
    (tmp_path / "house_checks.py").write_text(
        PLUGIN.replace("write Lancer", "write Exécuter"), "utf-8"
    )
    sys.modules.pop("house_checks")
    importlib.invalidate_caches()
    shutil.rmtree(tmp_path / "__pycache__", ignore_errors=True)
    registry.all_checks.cache_clear()
    assert "write Exécuter" in {one.message for one in lint(root).findings}


def test_every_file_of_a_plug_ins_package_counts(
    plugin: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "checks.py").write_text(PLUGIN, "utf-8")
    (package / "words.txt").write_text("please", "utf-8")
    install(plugin, "house.checks:CHECK")
    before = list(registry.plugin_inputs())
    (package / "words.txt").write_text("click", "utf-8")
    after = list(registry.plugin_inputs())
    for name in ("house", "house.checks"):
        sys.modules.pop(name)
    assert b"please" in before
    assert before != after


def test_without_the_cache_nothing_is_read_and_nothing_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": TORN})
    assert main(["lint", "--project", str(root), "--no-cache"]) == 1
    assert not (root / "build" / ".cache").exists()
    lint(root)
    nothing = WholeRun([], 1, {})
    monkeypatch.setattr(
        FindingsCache, "whole", lambda cache, key: nothing if cache._cache else None
    )
    assert main(["lint", "--project", str(root)]) == 0
    capsys.readouterr()
    assert main(["lint", "--project", str(root), "--no-cache"]) == 1
    assert "error code-spans: " in capsys.readouterr().out


def test_the_hook_calls_a_command_that_exists() -> None:
    hooks = yaml.safe_load(
        (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    assert [(hook["id"], hook["entry"], hook["language"]) for hook in hooks] == [
        ("bpa-lint", "bpa lint", "python"),
        ("bpa-build-check", "bpa build --check", "python"),
        ("bpa-audit", "bpa audit", "python"),
    ]
