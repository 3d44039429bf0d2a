"""The shipped rules: the shapes they cover, and what a checker says of hosts that break each of them.

The texts in fixtures/checks/expected/ were read, in each language, before they were kept. After a
change of a rule, `make snapshots` writes them anew: read the difference.
"""

import re
import shutil
from pathlib import Path

import pytest
import snapshots
from check_fixtures import FOLDER, read_fixture

from bpadocs import publish
from bpadocs.example_checker import Wording, as_text, findings
from bpadocs.project.tree import read_project
from bpadocs.rule.model import ArgumentType, Category, Plural, Rule, Severity
from bpadocs.runtime import Messages
from bpadocs.words.cldr import sort_key
from bpadocs.words.labels import read_labels

ROOT = Path(__file__).parents[1]
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


def told(built: Path, rule: Rule, language: str) -> str:
    """What a checker prints of the hosts that break a rule, and of those that cannot be told."""
    fixture = read_fixture(rule.id)
    found = []
    for inventory in fixture.wrong:
        found += findings(inventory, [rule])
    messages = Messages.open(built / "build" / "messages", language)
    labels = read_labels(built, (language,))[language]
    return as_text(found, "HV01", Wording(messages, labels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_checker_says_is_what_somebody_has_read(
    built: Path, language: str, rules: tuple[Rule, ...], request: pytest.FixtureRequest
) -> None:
    text = "\n".join(told(built, rule, language) for rule in rules)
    assert "{" not in text
    path = FOLDER / "expected" / f"{language}.txt"
    assert snapshots.holds(request.config, path, text)


def test_the_shapes_that_occur(rules: tuple[Rule, ...]) -> None:
    details = [
        str(text)
        for rule in rules
        for name, text in rule.english.items()
        if name.endswith("_details")
    ]
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
