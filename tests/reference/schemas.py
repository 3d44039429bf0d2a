"""The pages of files whose keys a schema states: rules, products, settings, languages."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bpadocs.project import schema
from bpadocs.project.language_schema import language_schema
from reference.writing import (
    as_yaml,
    cell,
    code,
    escaped,
    fence,
    fill,
    page,
    prose,
    table,
)

Schema = Mapping[str, Any]
SHORT = 60
"""Characters: an example that is longer does not stand in a table."""

WORDS = {
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a table of its keys",
    "array": "a list",
}
RULE_INTRO = """
    A rule is one file, `rules/PRODUCT/NAME.yaml`; its id is `PRODUCT/NAME`. The keys stand in this
    order. `bpa new PRODUCT/NAME` writes a file to fill in, and `bpa schema` prints the JSON Schema
    of it, `urn:bpadocs:schema:rule`, which this page is made of.

    What reads as a number, a date or a truth value in YAML is text here: `severity: yes` is a
    mistake. What people read must be quoted then: `title: 2016` is a mistake too, and
    `title: '2016'` is the title “2016”.
"""
PRODUCT_INTRO = """
    `rules/PRODUCT/product.yaml` has what the rules of one product share. `bpa schema product`
    prints the JSON Schema of it, `urn:bpadocs:schema:product`, which this page is made of.
"""
SETTINGS_INTRO = """
    The settings of a project stand in `bpadocs.toml` in its folder, or in the tables
    `[tool.bpadocs]` of its `pyproject.toml`. All of them may be left out. `bpa schema settings`
    prints the JSON Schema of them, `urn:bpadocs:schema:settings`, which this page is made of.

    The examples are those of `bpadocs.toml`. In `pyproject.toml`, `[lint]` is `[tool.bpadocs.lint]`.
"""
LANGUAGE_INTRO = """
    `languages/LANGUAGE.yaml` says what a project knows of a language: for lint, beside what
    bpadocs knows itself. [A language of your own](../languages.md) tells how one is written.
    `bpa schema language` prints the JSON Schema of it, `urn:bpadocs:schema:language`, which this
    page is made of.
"""


def rule_file() -> str:
    """Return the page of rule files."""
    keys = _keys(schema.rule_schema(), as_yaml, "yaml")
    return page("Rule file", prose(RULE_INTRO), *keys)


def product_file() -> str:
    """Return the page of product.yaml."""
    keys = _keys(schema.product_schema(), as_yaml, "yaml")
    return page("Product file", prose(PRODUCT_INTRO), *keys)


def settings() -> str:
    """Return the page of bpadocs.toml."""
    keys = _keys(schema.settings_schema(), as_toml, "toml")
    return page("Settings", prose(SETTINGS_INTRO), *keys)


def language_file() -> str:
    """Return the page of what a project knows of a language."""
    own = language_schema({})
    told = fill(escaped(own["description"]))
    keys = _keys(own, as_yaml, "yaml")
    return page("Language file", prose(LANGUAGE_INTRO), told, *keys)


def as_toml(value: Mapping[str, Any]) -> str:
    """Return keys with their values as one would write them in a settings file."""
    lines = []
    for key, own in value.items():
        if isinstance(own, Mapping):
            lines.append(f"[{key}]")
            lines += [f"{_toml_key(name)} = {_toml(one)}" for name, one in own.items()]
        else:
            lines.append(f"{key} = {_toml(own)}")
    return "\n".join(lines)


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = [f"{_toml_key(key)} = {_toml(own)}" for key, own in value.items()]
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else json.dumps(key)


def _keys(whole: Schema, write: Any, info: str) -> Iterator[str]:
    """Yield what is said of each key of a file."""
    required = whole.get("required", ())
    told: dict[tuple[str, ...], str] = {}
    for key, own in whole["properties"].items():
        yield f"## `{key}`"
        yield fill(escaped(own["description"]))
        facts = [f"- Value: {_values(own)}."]
        if key in required:
            facts.append("- Required.")
        elif "default" in own:
            facts.append(f"- Default: {code(_inline(own['default']))}.")
        yield "\n".join(facts)
        for example in own["examples"]:
            yield fence(write({key: example}), info)
        yield from _inner(own, key, told)


def _inner(own: Schema, key: str, told: dict[tuple[str, ...], str]) -> Iterator[str]:
    """Yield a table for each object that a value has in it, with a row for each of its keys.

    What was told of another key is not told again.
    """
    for where, inner in _objects(own, key):
        title = inner.get("title", "")
        words = f"{title}, {code(where)}" if title else code(where)
        keys = tuple(inner["properties"])
        before = told.setdefault(keys, key)
        if before != key:
            yield f"{words}: the keys are those of [`{before}`](#{before})."
            continue
        yield f"{words}:"
        yield table(("Key", "What it is for", "Value", "Example"), _rows(inner))


def _rows(inner: Schema) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    before: Schema = {}
    for key, one in inner["properties"].items():
        if one == before:
            first, *others = rows[-1]
            rows[-1] = (f"{first}, {code(key)}", *others)
        else:
            rows.append(_row(key, one, key in inner.get("required", ())))
        before = one
    return rows


def _objects(own: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield the objects in a schema that have keys of their own, each with where it is."""
    seen = []
    for where, inner in _below(own, path):
        # the English texts have the keys of every language
        keys = list(inner["properties"])
        if keys not in seen and keys != ["en"]:
            seen.append(keys)
            yield where, inner


def _below(own: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield the objects in a schema; those under any name before one that is named."""
    for one in own.get("anyOf", ()):
        yield from _below(one, path)
    more = own.get("additionalProperties")
    if isinstance(more, Mapping):
        yield from _below(more, f"{path}.NAME")
    if "items" in own:
        yield from _below(own["items"], f"{path}[]")
    if own.get("properties"):
        yield path, own
    for key, inner in own.get("properties", {}).items():
        yield from _below(inner, f"{path}.{key}")


def _row(key: str, own: Schema, is_required: bool) -> tuple[str, ...]:
    about = own["description"]
    if is_required:
        about += " Required."
    elif "default" in own:
        about += f" Default: `{_inline(own['default'])}`."
    examples = own.get("examples", ())
    example = _inline(examples[0]) if examples else ""
    shown = code(example).replace("|", "\\|") if 0 < len(example) <= SHORT else ""
    return code(key), cell(about), _values(own), shown


def _inline(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return value.replace("\n", "\\n") or '""'
    return json.dumps(value, ensure_ascii=False)


def _values(own: Schema) -> str:
    """Say what may stand behind a key."""
    if "enum" in own:
        return " or ".join(code(one or '""') for one in own["enum"])
    if "anyOf" in own:
        said_of_each = dict.fromkeys(_values(one) for one in own["anyOf"])
        return "; or ".join(said_of_each)
    kinds = own.get("type", ())
    if isinstance(kinds, str):
        kinds = [kinds]
    if kinds == ["null"]:
        return "empty"
    said = " or ".join(_kinds(own, kinds))
    if "pattern" in own:
        said += f" that matches {code(own['pattern'])}".replace("|", "\\|")
    if "null" not in kinds:
        return said
    if "string" in kinds:
        return f"{said} or nothing"
    return f"{said}, or empty" if said else "empty"


def _kinds(own: Schema, kinds: Sequence[str]) -> Iterator[str]:
    """Yield what each type of a schema is called."""
    if "string" in kinds:
        # a number, a date and a truth value are text, too
        yield "text"
        return
    for kind in kinds:
        more = own.get("additionalProperties")
        if kind == "array" and "items" in own:
            yield f"a list, each {_values(own['items'])}"
        elif kind == "object" and isinstance(more, Mapping):
            yield f"a table of names, each with {_values(more)}"
        elif kind != "null":
            yield WORDS[kind]
