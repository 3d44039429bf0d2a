import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import bpadocs.words.languages as package
from bpadocs.cli import main
from bpadocs.project.language_schema import ABOUT, EXAMPLES
from bpadocs.project.own_languages import SCRIPTS
from bpadocs.project.schema import schemas
from bpadocs.words.languages import KINDS

FOLDER = Path(package.__path__[0])


@cache
def validator() -> Any:
    schema = json.loads(schemas()["language.schema.json"])
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.name
)
def test_the_packages_own_files_are_valid(path: Path) -> None:
    content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    assert [error.message for error in validator().iter_errors(content)] == []


@pytest.mark.parametrize(
    "content",
    [
        "loanword: x",
        "scripts: Latn",
        "senses: [{find: a}]",
        "length: [1]",
        "quotes: abc",
        "units: {KiB: a}",
        "agreement: {nouns: {x: a}}",
        "common_capitals: 1",
        "numbers: {zwei: two}",
    ],
)
def test_an_editor_sees_the_mistake_too(content: str) -> None:
    assert list(validator().iter_errors(yaml.load(content, yaml.CSafeLoader)))


def test_every_key_has_its_sentence_and_an_example() -> None:
    assert ABOUT.keys() == KINDS.keys()
    assert EXAMPLES.keys() == KINDS.keys()
    assert len(SCRIPTS) == len(set(SCRIPTS))


def test_bpa_schema_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "language"]) == 0
    assert capsys.readouterr().out == schemas()["language.schema.json"]
