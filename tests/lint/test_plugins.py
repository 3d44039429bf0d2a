"""Checks of other packages, by entry point; and the hook that runs lint before a commit."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
import yaml
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint import registry

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

CHECK = TextCheck("no-demarrer", run, Level.ERROR, english=False)
CLASH = TextCheck("code-spans", run)
NOTHING = 1
'''


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    (tmp_path / "house_checks.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    registry.all_checks.cache_clear()
    yield monkeypatch
    registry.all_checks.cache_clear()
    sys.modules.pop("house_checks", None)


def install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    entry = EntryPoint("house", value, registry.ENTRY_POINTS)
    monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints([entry] if group == entry.group else []))


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
        ("house_checks:CLASH", "a check is already called “code-spans”; choose another name"),
        ("house_checks:NOTHING", "house_checks:NOTHING is no check: make it a UnitCheck, TextCheck, …"),
        ("house_checks:GONE", "cannot be loaded: AttributeError"),
        ("no_such_module:CHECK", "cannot be loaded: ModuleNotFoundError"),
    ],
)
def test_a_broken_plug_in_is_a_mistake(
    plugin: pytest.MonkeyPatch, value: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    install(plugin, value)
    assert main(["checks"]) == 2
    assert f"entry point bpadocs.checks:house:1:1: {message}" in capsys.readouterr().err


def test_the_hook_calls_a_command_that_exists() -> None:
    hooks = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [(hook["id"], hook["entry"], hook["language"]) for hook in hooks] == [("bpa-lint", "bpa lint", "python")]
