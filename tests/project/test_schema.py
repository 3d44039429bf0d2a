"""The schema in the package is the model's, and says of files what the reader says."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bpadocs.cli import main
from bpadocs.project import schema

ROOT = Path(__file__).parents[2]


def test_the_kept_schemas_are_current() -> None:
    for name, text in schema.schemas().items():
        assert (schema.FOLDER / name).read_text("utf-8") == text, (
            "run: bpa schema --write"
        )


def test_they_are_schemas() -> None:
    jsonschema.Draft7Validator.check_schema(schema.rule_schema())
    jsonschema.Draft7Validator.check_schema(schema.product_schema())


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


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
