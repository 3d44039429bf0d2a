"""The sixteen rules: the shapes they cover, and what a checker says of a server that breaks each of them.

The texts in fixtures/inventory/expected/ were read, in each language, before they were put there. After a change of a
rule, read the difference, then write them again with

    bpa build && bpa check tests/fixtures/inventory/hyper-v-host.json --locale fr > …/expected/fr.txt
"""

import re
import shutil
from pathlib import Path

import pytest

from bpadocs import publish
from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.rule.model import ArgumentType, Category, Plural, Rule, Severity
from bpadocs.words.cldr import sort_key

ROOT = Path(__file__).parents[1]
INVENTORIES = ROOT / "tests" / "fixtures" / "inventory"
LANGUAGES = ("en", "fr", "it", "es", "ko")


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return read_project(ROOT).rules


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shipped")
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "pyproject.toml", root)
    publish.run(root, root / "build")
    return root


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_checker_says_of_a_server_that_breaks_every_rule(
    built: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = INVENTORIES / "hyper-v-host.json"
    assert (
        main(["check", str(inventory), "--locale", language, "--project", str(built)])
        == 1
    )
    assert capsys.readouterr().out == (
        INVENTORIES / "expected" / f"{language}.txt"
    ).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_broken_there(language: str, rules: tuple[Rule, ...]) -> None:
    text = (INVENTORIES / "expected" / f"{language}.txt").read_text("utf-8")
    assert re.findall(r"^RuleId       : (\S+)$", text, re.MULTILINE) == [
        rule.id for rule in rules
    ]
    assert "{" not in text


def test_a_server_in_order_keeps_them_all(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = INVENTORIES / "hyper-v-host-compliant.json"
    assert (
        main(["check", str(inventory), "--locale", "en", "--project", str(built)]) == 0
    )
    assert capsys.readouterr().out.count("Compliance   : ") == 16


def test_the_shapes_that_occur(rules: tuple[Rule, ...]) -> None:
    details = [
        str(text)
        for rule in rules
        for name, text in rule.english.items()
        if name.endswith("_details")
    ]
    assert len(rules) == 16
    assert {rule.severity for rule in rules} == set(Severity)
    assert len({rule.category for rule in rules}) >= 4 <= len(Category)
    assert {
        argument.type for rule in rules for argument in rule.arguments.values()
    } == set(ArgumentType)
    assert (
        sum(
            any(isinstance(text, Plural) for text in rule.english.values())
            for rule in rules
        )
        >= 2
    )
    for mark in (r"^1\. ", r"^```powershell$", r"^> \[!\w+\]$", r"^\|.*\|$", r"^###+ "):
        assert any(re.search(mark, text, re.MULTILINE) for text in details), mark
    assert any("see_also" in rule.english for rule in rules)
    assert any(
        not any(name.endswith("_details") for name in rule.english) for rule in rules
    )
    assert all(rule.check for rule in rules)


@pytest.mark.parametrize("locale", ["en-us", "fr-fr", "it-it", "es-es", "ko-kr"])
def test_indexes_list_by_category_in_the_languages_own_order(
    built: Path, locale: str
) -> None:
    language = locale.partition("-")[0]
    text = (built / f"build/docs/{locale}/index.md").read_text("utf-8")
    categories = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert categories == sorted(categories, key=lambda name: sort_key(name, language))
    for part in text.split("\n## ")[1:]:
        titles = re.findall(r"^- \[(.+)\]\(", part, re.MULTILINE)
        assert titles == sorted(titles, key=lambda title: sort_key(title, language))
    assert len(categories) >= 4
