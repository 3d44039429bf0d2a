"""A new project: settings, one rule in two languages, and what a repository wants beside them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.new_rule import schema_copies
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings_file import OWN_FILE, has_settings
from bpadocs.project.tree import PRODUCT_FILE, RULES, rule_path
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words import catalogs
from bpadocs.words.labels import read_labels
from bpadocs.words.vocabulary import words

STARTER: Final = Path(__file__).with_name("starter")
"""The files that a new project begins with."""

PRODUCT: Final = "dhcp-server"
RULE: Final = f"{PRODUCT}/scopes-with-free-addresses"
LANGUAGE: Final = "fr"
"""The language that the first rule is in beside English."""

_WORDS: Final = {("argument", "list of DHCP scopes"): "liste des étendues DHCP"}
"""The words of the first rule that all pages share, in that language."""

_BESIDE: Final = {
    ".gitignore": "gitignore",
    ".github/workflows/bpa.yml": "bpa.yml",
    "README.md": "README.md",
}
"""What a repository has beside the project, and which file of the starter it begins as."""


class NewProject(NamedTuple):
    """The files of a new project by path, and those that are there already and stay."""

    files: Mapping[str, bytes]
    kept: tuple[str, ...]


def check_is_free(root: Path) -> None:
    """Raise UsageError where there is a project in this folder already, or something like one."""
    if has_settings(root):
        raise UsageError("there is a project here already; nothing is overwritten")
    if os.path.lexists(root / RULES):
        raise UsageError(
            f"“{RULES}” is here already, where a project keeps its rules; nothing is "
            "overwritten: choose another folder, as in “bpa init docs”"
        )


def new_project(root: Path) -> NewProject:
    """Return the files of a project with one rule. Raises UsageError where there is one."""
    check_is_free(root)
    files = {OWN_FILE: _starter("bpadocs.toml"), **_rules(), **schema_copies(root)}
    files |= _catalogs(root, files)
    own = beside(root)
    return NewProject({**files, **own.files}, own.kept)


def beside(root: Path) -> NewProject:
    """Return what a repository wants beside a project, as far as it is not there."""
    files = {}
    kept = []
    for path, name in _BESIDE.items():
        if os.path.lexists(root / path):
            kept.append(path)
        else:
            files[path] = _starter(name)
    return NewProject(files, tuple(kept))


def _rules() -> dict[str, bytes]:
    product = f"{RULES}/{PRODUCT}/{PRODUCT_FILE}"
    return {product: _starter("product.yaml"), rule_path(RULE): _starter("rule.yaml")}


def _catalogs(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the catalogs of the words that the pages of the rule share, translated."""
    product_path = f"{RULES}/{PRODUCT}/{PRODUCT_FILE}"
    text = files[product_path].decode()
    product, problems = read_product(Source(product_path, text), PRODUCT)
    if product is None:
        raise BrokenInputError(problems)
    path = rule_path(RULE)
    source = Source(path, files[path].decode())
    rule, problems = read_rule(source, RULE, product, (SOURCE_LANGUAGE, LANGUAGE))
    if rule is None:
        raise BrokenInputError(problems)
    known = {**read_labels(root, (LANGUAGE,))[LANGUAGE].words, **_WORDS}
    shared = words([product], [rule])
    return catalogs.updated(shared, root, [LANGUAGE], {LANGUAGE: known})


def _starter(name: str) -> bytes:
    return (STARTER / name).read_bytes()
