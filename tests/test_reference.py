"""The reference of the manual is that of the code as it is, and nothing of the code is missing."""

import ast
import importlib
import importlib.util
import json
import re
import shlex
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from lint_helpers import hits, unit
from reference import catalogs, environment, formats, glossary, messages, pages
from reference import checks as page_of_checks
from reference.runtime_api import members_of, public_classes, public_functions
from reference.sample import CHECK, built, found, site_status, status

import bpadocs.cli
from bpadocs.cli.commands import COMMANDS
from bpadocs.cli.endings import EXAMPLES, OWN_CODES, SHARED_CODES, codes_of
from bpadocs.cli.parser import command_parser, read_words
from bpadocs.lint.check import Check
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.report import FORMATS
from bpadocs.lint.report import json as json_format
from bpadocs.lint.settings import KEYS as LINT_KEYS
from bpadocs.project.settings import KEYS, TARGETS
from bpadocs.rule.keys import (
    ARGUMENT_KEYS,
    PRODUCT_KEYS,
    RULE_KEYS,
    SUPPRESSION_KEYS,
    SYNCED_KEYS,
    TRANSLATION_KEYS,
)
from bpadocs.words import glossary as code_of_glossaries
from bpadocs.words.languages import AGREEMENT_KEYS, KINDS

CLI = Path(bpadocs.cli.__file__).parent


def page(name: str) -> str:
    return (pages.FOLDER / name).read_text("utf-8")


def missing(name: str, words: Iterable[str]) -> list[str]:
    """Return which of these words a page does not have as code."""
    text = page(name)
    return [word for word in words if f"`{word}`" not in text]


@pytest.mark.parametrize("name", pages.PAGES)
def test_each_page_is_what_the_code_makes_now(name: str) -> None:
    assert page(name) == pages.made(name), "run: make manual"


def test_there_are_no_other_pages() -> None:
    assert {path.name for path in pages.FOLDER.iterdir()} == set(pages.PAGES)


# Commands


def parsers() -> Iterator[tuple[str, ArgumentParser]]:
    """Yield every command that does something, with its parser."""
    for command in COMMANDS:
        yield from with_those_below(command, command_parser(command))


def with_those_below(
    name: str, parser: ArgumentParser
) -> Iterator[tuple[str, ArgumentParser]]:
    below = [one for one in parser._actions if isinstance(one, _SubParsersAction)]
    if not below:
        yield name, parser
    for action in below:
        for word, inner in action.choices.items():
            yield from with_those_below(f"{name} {word}", inner)


def option_names(action: Action) -> Iterator[str]:
    if action.help != "==SUPPRESS==":
        yield from (name for name in action.option_strings if name.startswith("--"))


def test_every_command_and_every_option_is_in_the_reference() -> None:
    text = page("commands.md")
    sections = dict(
        re.findall(r"^#+ `bpa ([\w -]+)`\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    )
    shared = text.partition("\n## Begin")[0]
    lacking = []
    for name, parser in parsers():
        for action in parser._actions:
            for option in option_names(action):
                if option not in sections.get(name, "") + shared:
                    lacking.append(f"{name} {option}")
    assert sections.keys() >= set(COMMANDS)
    assert lacking == []


def test_every_command_has_an_example_that_it_takes() -> None:
    names = [name for name, _ in parsers()]
    assert list(EXAMPLES) == sorted(EXAMPLES, key=names.index)
    assert set(EXAMPLES) == set(names)
    for name, examples in EXAMPLES.items():
        for example in examples:
            words = shlex.split(re.sub(r"eval \"\$\((.*)\)\"", r"\1", example.line))
            assert words[0] == "bpa"
            assert example.line.count(f"bpa {name}") == 1
            options = read_words(words[1:])
            assert options is not None
            assert options.command == name.split()[0]


def test_every_exit_code_is_in_the_reference() -> None:
    lacking = []
    for path in sorted(CLI.glob("*.py")):
        command = path.stem.removesuffix("_").replace("_", "-")
        codes = codes_of(command) if command in COMMANDS else all_codes()
        for code in codes_in(path):
            if code not in codes:
                lacking.append(f"{path.name} {code}")
    assert lacking == []
    text = page("exit-codes.md")
    assert [code for code in all_codes() if f"| `{code}` |" not in text] == []
    assert OWN_CODES.keys() <= COMMANDS.keys()


def all_codes() -> set[int]:
    codes = set(SHARED_CODES)
    for own in OWN_CODES.values():
        codes |= own.keys()
    return codes


def codes_in(path: Path) -> set[int]:
    """Return the numbers that functions of a file return or take for the status, by name."""
    module = importlib.import_module(
        f"bpadocs.cli.{path.stem}".removesuffix(".__init__")
    )
    found: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_status = isinstance(node, ast.Assign) and "status" in ast.unparse(node)
        if isinstance(node, ast.Return) or is_status:
            found |= numbers_named(getattr(node, "value", None), module)
    return found


def numbers_named(node: ast.expr | None, module: ModuleType) -> set[int]:
    """Return the number that an expression names, or the two that it chooses from."""
    if isinstance(node, ast.IfExp):
        return numbers_named(node.body, module) | numbers_named(node.orelse, module)
    if isinstance(node, ast.Name) and node.id.isupper():
        value = getattr(module, node.id, None)
        return {value} if type(value) is int else set()
    return set()


def test_the_codes_that_are_looked_for_are_found() -> None:
    assert codes_in(CLI / "check.py") == {0, 1, 3}
    assert codes_in(CLI / "stamp.py") == {1}
    assert codes_in(CLI / "__init__.py") == {2, 70, 130, 141}


def test_the_help_of_a_command_ends_with_examples_and_codes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = command_parser("check").format_help()
    assert "\nexamples:\n  bpa check HV01.json --locale fr\n" in text
    assert (
        "\n  3    no rule is known not to be met, but one could not be checked\n"
        in text
    )
    assert text.endswith("\n  141  the program that reads the output has left\n")


# Files


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("rule-file.md", RULE_KEYS),
        ("rule-file.md", TRANSLATION_KEYS),
        ("rule-file.md", ARGUMENT_KEYS),
        ("rule-file.md", SUPPRESSION_KEYS),
        ("rule-file.md", SYNCED_KEYS),
        ("product-file.md", PRODUCT_KEYS),
        ("settings.md", KEYS),
        ("settings.md", LINT_KEYS),
        ("language-file.md", KINDS),
        ("language-file.md", AGREEMENT_KEYS),
        ("messages.md", TARGETS),
        ("formats.md", FORMATS),
        ("catalogs.md", catalogs.keys_in_catalogs()),
        ("environment.md", environment.names_in_code()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_key_is_in_the_reference(name: str, keys: Iterable[str]) -> None:
    assert missing(name, keys) == []


def test_nothing_is_told_that_there_is_not() -> None:
    assert environment.ABOUT.keys() == environment.names_in_code()
    assert catalogs.KEYS.keys() == catalogs.keys_in_catalogs()
    assert {
        "NO_COLOR",
        "PAGER",
        "BPADOCS_DEBUG",
        "LC_ALL",
    } <= environment.names_in_code()


def test_every_key_of_a_glossary_is_in_the_reference() -> None:
    code = Path(code_of_glossaries.__file__).read_text("utf-8")
    asked = set(re.findall(r'(?:\.get|\.part|\.table)\("(\w+)"\)', code))
    assert asked == glossary.KEYS.keys()
    assert missing("glossary.md", asked) == []


def test_the_examples_of_files_are_files() -> None:
    for name in ("rule-file.md", "product-file.md", "language-file.md"):
        blocks = re.findall(r"```yaml\n(.*?)```", page(name), re.S)
        assert len(blocks) > 5
        for block in blocks:
            [key] = yaml.safe_load(block)
            assert f"## `{key}`" in page(name)


# Messages


def test_every_file_of_every_target_is_shown() -> None:
    text = page("messages.md")
    shown = []
    for name in TARGETS:
        shown += messages.paths(name)
    assert [path for path in shown if f"`{path}`: " not in text] == []
    # the other half is the same in English
    french = [path for path in built() if re.search(r"\bfr\b", path)]
    assert sorted(shown) == sorted(french)


# Checks


def test_every_check_is_in_the_reference_in_its_group() -> None:
    text = page("checks.md")
    lacking = [check.name for check in CHECKS if f"\n### `{check.name}`\n" not in text]
    assert lacking == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_that_offers_a_fix_says_so(check: Check) -> None:
    section = page("checks.md").partition(f"\n### `{check.name}`\n")[2]
    section = section.partition("\n### ")[0].partition("\n## ")[0]
    assert ("`--fix` mends" in section) is page_of_checks.mends(check)


def test_which_checks_mend_is_known() -> None:
    by_name = {check.name: check for check in CHECKS}
    for name in ("no-break-spaces", "split-words", "double-blanks", "argument-blanks"):
        assert page_of_checks.mends(by_name[name]), name
    for name in ("numbers", "negation", "missing", "length", "grammar"):
        assert not page_of_checks.mends(by_name[name]), name


def test_the_plug_in_that_is_shown_works() -> None:
    import_path = pages.FOLDER.parents[1] / "tests/fixtures/reference/house_checks.py"
    spec = importlib.util.spec_from_file_location("house_checks", import_path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    [hit] = hits(module.CHECK, unit("Start it.", "Démarrer cela.", field="issue"))
    assert hit.message == "write Lancer"
    assert hit.fix is not None
    assert hit.fix.text == "Lancer"
    assert hits(module.CHECK, unit("Start it.", "Lancer cela.", field="issue")) == []


# Formats


def keys_written(module: ModuleType) -> set[str]:
    """Return every key that a module writes into plain data."""
    assert module.__file__
    found: set[str] = set()
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        keys: list[ast.expr | None] = node.keys if isinstance(node, ast.Dict) else []
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            keys = [node.slice]
        for key in keys:
            if isinstance(key, ast.Constant):
                found.add(str(key.value))
    return found


def test_every_field_of_a_finding_is_in_the_reference() -> None:
    words = keys_written(json_format) - {"locales", "pages"}  # those are of SARIF
    assert len(words) > 20
    assert missing("formats.md", words) == []
    [finding] = json.loads(found("json"))
    assert finding["check"] == CHECK
    assert finding.keys() <= formats.FINDING.keys()


@pytest.mark.parametrize(
    ("shown", "about"),
    [
        (lambda: json.loads(status())[0], formats.STATUS),
        (lambda: json.loads(site_status()), formats.SITE_STATUS),
        (lambda: json.loads(found("json", "--statistics"))[0], formats.STATISTICS),
    ],
    ids=["status", "site", "statistics"],
)
def test_every_field_of_another_format_is_in_the_reference(
    shown: Callable[[], Mapping[str, object]], about: Mapping[str, str]
) -> None:
    assert shown().keys() == about.keys()


def test_every_public_name_of_the_runtime_is_in_the_reference() -> None:
    text = page("runtime.md")
    names = [kind.__name__ for kind in public_classes()]
    assert {"Messages", "Message", "CatalogError"} <= set(names)
    names += [name for name, _ in public_functions()]
    assert [name for name in names if f"## `{name}`" not in text] == []
    for kind in public_classes():
        for name, _ in members_of(kind):
            if not name.startswith("_"):
                assert f"### `{kind.__name__}.{name}`" in text
