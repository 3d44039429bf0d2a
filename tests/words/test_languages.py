import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bpadocs.project.tree import read_project
from bpadocs.words.expression import Expression
from bpadocs.words.languages import (
    LanguageData,
    LanguageReader,
    Pattern,
    known_languages,
    read_language,
)

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "bpadocs"


def expressions(data: LanguageData) -> Iterator[Expression]:
    for value in vars(data).values():
        if isinstance(value, Expression):
            yield value
        elif isinstance(value, tuple):
            for pattern in value:
                if isinstance(pattern, Pattern):
                    parts = (
                        pattern.find,
                        pattern.english,
                        pattern.unless_english,
                        pattern.unless,
                    )
                    yield from (part for part in parts if part is not None)


@cache
def texts() -> tuple[str, ...]:
    """Every text of the shipped rules."""
    rules = read_project(ROOT).rules
    fields = (
        text
        for rule in rules
        for one in rule.text.values()
        for text in one.fields.values()
    )
    return tuple(text for text in fields if isinstance(text, str))


@pytest.mark.parametrize("language", known_languages())
def test_every_pattern_of_a_language_compiles(language: str) -> None:
    found = list(expressions(read_language(language)))
    assert found
    assert all(expression.compiled.pattern for expression in found)


@pytest.mark.parametrize("language", known_languages())
def test_no_match_is_missed_by_looking_for_plain_words_first(language: str) -> None:
    for expression in expressions(read_language(language)):
        for text in texts():
            assert (
                expression.may_be_in(text.lower()) or expression.search(text) is None
            ), expression.source


def test_a_language_without_a_file_is_known_by_nothing() -> None:
    data = read_language("tlh")
    assert not data.known
    assert not data.function_words


def test_a_variant_has_the_data_of_its_language() -> None:
    assert read_language("fr-CA").function_words == read_language("fr").function_words


def test_agreement_knows_stems_with_their_endings() -> None:
    rules = read_language("it").agreement
    assert rules.adjectives["configurata"] == "fs"
    assert rules.nouns["macchine"] == "fp"


def gives_language(node: ast.AST) -> bool:
    """Whether this is a call that returns LanguageData."""
    if not isinstance(node, ast.Call):
        return False
    name = (
        node.func.attr
        if isinstance(node.func, ast.Attribute)
        else getattr(node.func, "id", "")
    )
    return name in ("read_language", "language")


def assigned(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def language_fields_read(module: ast.Module) -> Iterator[str]:
    """The attributes that a module reads of LanguageData."""
    names = set()
    nodes = [*ast.walk(module)]
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            "pattern_check"
        ):
            # pattern_check("grammar", __name__, lambda language: language.grammar)
            for argument in node.args:
                if isinstance(argument, ast.Lambda):
                    names |= {one.arg for one in argument.args.args}
        if isinstance(node, ast.Assign):
            names |= {
                target.id
                for target, value in assigned(node)
                if isinstance(target, ast.Name) and gives_language(value)
            }
        if (
            isinstance(node, ast.arg)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id == "LanguageData"
        ):
            names.add(node.arg)
    for node in nodes:
        if isinstance(node, ast.Attribute):
            owner = node.value
            if gives_language(owner) or (
                isinstance(owner, ast.Name) and owner.id in names
            ):
                yield node.attr


def test_every_field_of_a_language_has_a_reader() -> None:
    fields = {field.name for field in dataclasses.fields(LanguageData)}
    files = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "languages"]
    read: set[str] = set()
    for path in files:
        text = path.read_text("utf-8")
        # a module without any of these has no data of a language to read from
        if re.search(r"language\(|LanguageData|pattern_check", text):
            read.update(language_fields_read(ast.parse(text)))
    assert fields - read == set()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"full_stops": "."},
            "xx.yaml: unknown key “full_stops” in the file; known are scripts, ",
        ),
        (
            {"grammar": [{"find": "a", "massage": "b"}]},
            "xx.yaml: unknown key “massage” in the pattern “a”; known are find",
        ),
        (
            {"agreement": {"noun": {}}},
            "xx.yaml: unknown key “noun” in agreement; known are nouns, ",
        ),
        (
            {"lists": {"vowel": "a e"}, "negation": "no"},
            "xx.yaml: no pattern uses the list “vowel”",
        ),
    ],
)
def test_what_nothing_reads_in_a_languages_file_is_refused(
    content: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=r"xx\.yaml") as caught:
        LanguageReader("xx.yaml", content).data()
    assert str(caught.value).startswith(message)
