"""The schema in the package is the model's, and says of files what the reader says."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.registry import all_checks
from bpadocs.lint.settings import KEYS as LINT_KEYS
from bpadocs.lint.settings import read_lint_settings
from bpadocs.project import schema
from bpadocs.project.new_project import STARTER
from bpadocs.project.settings import KEYS, read_settings

ROOT = Path(__file__).parents[2]


def test_the_kept_schemas_are_current() -> None:
    for name, text in schema.schemas().items():
        assert (schema.FOLDER / name).read_text("utf-8") == text, (
            "run: bpa schema --write"
        )


def test_they_are_schemas() -> None:
    jsonschema.Draft7Validator.check_schema(schema.rule_schema())
    jsonschema.Draft7Validator.check_schema(schema.product_schema())


NAMES_OF_ENGLISH = re.compile(r"language\.(actions|durations|opposites|units)\..+")
"""Keys that are names: the example stands at the table that has them."""


def keys_of(node: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield each key of a schema with what it says of it, and whether it may be left out."""
    if isinstance(node, list):
        for one in node:
            yield from keys_of(one, path)
    if not isinstance(node, dict):
        return
    for key, own in node.get("properties", {}).items():
        required = key in node.get("required", ())
        yield f"{path}.{key}", own, not required
        yield from keys_of(own, f"{path}.{key}")
    for word in ("items", "additionalProperties", "anyOf"):
        yield from keys_of(node.get(word), f"{path}.*")


def all_keys() -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    for name, text in schema.schemas().items():
        yield from keys_of(json.loads(text), name.partition(".")[0])


def test_every_key_says_what_it_is_for_and_has_an_example() -> None:
    keys = list(all_keys())
    assert len(keys) > 100
    lacking = []
    for path, own, _ in keys:
        has_example = "examples" in own or NAMES_OF_ENGLISH.fullmatch(path)
        if not own.get("description", "").endswith(".") or not has_example:
            lacking.append(path)
    assert lacking == []


def test_every_key_that_may_be_left_out_says_what_holds_then() -> None:
    lacking = []
    for path, own, is_optional in all_keys():
        # of the keys of a language, the schema says it once
        is_told = path.startswith("language.") and "*" not in path
        told = "default" in own or "Without it" in own["description"] or is_told
        if is_optional and not told:
            lacking.append(path)
    assert lacking == []
    language = json.loads(schema.schemas()["language.schema.json"])
    assert "may be left out" in language["description"]


def test_every_example_is_valid() -> None:
    wrong = []
    seen = 0
    for path, own, _ in all_keys():
        for example in own.get("examples", ()):
            seen += 1
            if not jsonschema.Draft7Validator(own).is_valid(example):
                wrong.append(path)
    assert seen > 100
    assert wrong == []


def test_each_has_a_name_and_a_title_of_its_own() -> None:
    found = [json.loads(text) for text in schema.schemas().values()]
    assert len({one["$id"] for one in found}) == len(found)
    assert all(one["title"] for one in found)


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def test_the_shipped_files_are_valid() -> None:
    rules = jsonschema.Draft7Validator(schema.rule_schema())
    products = jsonschema.Draft7Validator(schema.product_schema())
    seen = 0
    for path in sorted((ROOT / "rules").glob("*/*.yaml")):
        validator = products if path.name == "product.yaml" else rules
        assert [error.message for error in validator.iter_errors(load(path))] == [], (
            path
        )
        seen += 1
    assert seen > 1


def test_each_rule_file_names_its_schema() -> None:
    for path in sorted((ROOT / "rules").glob("*/*.yaml")):
        first = path.read_text("utf-8").split("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("=")[2]).is_file(), path


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key",
        "unknown-field",
        "unknown-severity",
        "unknown-category",
        "argument-type",
        "argument-without-label",
        "argument-name",
        "wrong-type-list",
        "plural-in-title",
        "plural-without-other",
        "title-missing",
        "english-missing",
        "page-folder",
        "page-absolute",
        "suppress-without-reason",
        "suppress-no-list",
        "key-missing",
        "only-a-list",
    ],
)
def test_an_editor_sees_the_mistake_too(name: str) -> None:
    broken = load(ROOT / f"tests/fixtures/broken/rules/broken/{name}.yaml")
    assert list(jsonschema.Draft7Validator(schema.rule_schema()).iter_errors(broken))


def test_bpa_schema_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema.schemas()["rule.schema.json"]
    assert main(["schema", "product"]) == 0
    assert capsys.readouterr().out == schema.schemas()["product.schema.json"]


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("", True),
        ('out = "docs/generated"\nversion = "1.2"\nmessages = ["bpa"]\n', True),
        ('[locales]\nen = "en-us"\nzh-Hans = "zh-cn"\n', True),
        ('[lint]\nprofile = "windows"\nenable = ["length"]\n', True),
        ('[lint.severity]\nterms = "hint"\n[lint.options.terms]\n', True),
        ('outt = "x"\n', False),
        ('out = "../x"\n', False),
        ('out = "/tmp"\n', False),
        ('out = ".hidden"\n', False),
        ("out = 1\n", False),
        ('template = "/etc/passwd"\n', False),
        ("template = true\n", False),
        ("help = 1\n", False),
        ('edit_url = "https://example.org/edit/main/{path}#L{line}"\n', True),
        ('edit_url = "https://example.org/{path}"\n', True),
        ('edit_url = "https://example.org/edit/main"\n', False),
        ('edit_url = "javascript:alert(1)//{path}"\n', False),
        ('edit_url = "https://example.org/{file}/{path}"\n', False),
        ('edit_url = "https://example.org/a b/{path}"\n', False),
        ("edit_url = true\n", False),
        ('issue_url = "https://example.org/?t={rule}+{language}.{field}"\n', True),
        ('issue_url = "https://example.org/{path}"\n', False),
        ('issue_url = "mailto:a@example.org?subject={rule}"\n', False),
        ("issue_url = 1\n", False),
        ('[categories]\nstorage = "Storage"\n', True),
        ('[categories]\nsecurity = "Safety"\n', False),
        ('[categories]\ncost-saving = "Cost"\n', False),
        ('[categories]\nstorage = ""\n', False),
        ("categories = 1\n", False),
        ('[severities]\ncritical = {word = "Critical", like = "error"}\n', True),
        ('[severities]\nerror = {word = "Mistake", like = "error"}\n', False),
        ('[severities]\ncritical = {word = "Critical", like = "fatal"}\n', False),
        ('[severities]\ncritical = {word = "Critical"}\n', False),
        ('[severities]\ncritical = {word = "", like = "error"}\n', False),
        ('[severities]\ncritical = {word = "x", like = "error", rank = 1}\n', False),
        ('[severities]\nvery-bad = {word = "Bad", like = "error"}\n', False),
        ('[severities]\ncritical = "Critical"\n', False),
        ("severities = 1\n", False),
        ('[locales]\nfr = "fr-fr"\n', False),
        ('source = "en"\n', True),
        ('source = "fr"\n[locales]\nfr = "fr-fr"\n', True),
        ('source = "fr"\n[locales]\nen = "en-us"\nfr = "fr-fr"\n', True),
        ('source = "fr"\n', False),
        ('source = "en"\n[locales]\nfr = "fr-fr"\n', False),
        ("source = 1\n", False),
        ('[locales]\nen = "en-US"\n', False),
        ('[locales]\nen = "en-us"\nfrench = "fr-fr"\n', False),
        ('messages = ["psd1"]\n', False),
        ('messages = ["bpa", "bpa"]\n', False),
        ('version = "1 2"\n', False),
        ("lint = 1\n", False),
        ("[lint]\nenabled = []\n", False),
        ('[lint]\nprofile = "unix"\n', False),
        ('[lint.severity]\nterms = "bad"\n', False),
        ('[[lint.suppress]]\nfiles = "*"\ncheck = "terms"\n', False),
    ],
)
def test_schema_and_reader_agree_on_settings(
    tmp_path: Path, text: str, is_valid: bool
) -> None:
    validator = jsonschema.Draft7Validator(schema.settings_schema())
    assert validator.is_valid(tomllib.loads(text)) is is_valid
    (tmp_path / "bpadocs.toml").write_text(text)
    problems = mistakes(tmp_path)
    assert (not problems) is is_valid, problems
    assert {problem.path for problem in problems} <= {"bpadocs.toml"}


def mistakes(root: Path) -> Sequence[Problem]:
    """Return what the readers of settings have to say of those in this folder."""
    try:
        read_lint_settings(read_settings(root).lint, all_checks(), root)
    except BrokenInputError as error:
        return error.problems
    return ()


def test_the_schema_has_every_setting() -> None:
    properties = schema.settings_schema()["properties"]
    assert tuple(properties["lint"]["properties"]) == LINT_KEYS
    assert set(properties) == set(KEYS)


def test_the_settings_of_this_repository_and_of_a_new_project_are_valid() -> None:
    validator = jsonschema.Draft7Validator(schema.settings_schema())
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    starter = (STARTER / "bpadocs.toml").read_text("utf-8")
    [shown] = re.findall(
        r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S
    )
    for settings in (own["tool"]["bpadocs"], *map(tomllib.loads, (starter, shown))):
        assert [error.message for error in validator.iter_errors(settings)] == []
