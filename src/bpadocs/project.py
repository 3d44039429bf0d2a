"""A project on disk: where it is, and everything in its rules/ read at once."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bpadocs import output
from bpadocs.file_names import is_device_name
from bpadocs.inputs import RULE_LIMIT, leads_out, read_inside, text_of
from bpadocs.model import Product, Rule
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.reading.product import read_product
from bpadocs.reading.report import nearest
from bpadocs.settings import FILE, Settings, read_settings
from bpadocs.source import Source

RULES = "rules"
PRODUCT_FILE = "product.yaml"


class Project(NamedTuple):
    """Settings and rules of one project, as far as they are readable."""

    root: Path
    settings: Settings
    products: tuple[Product, ...]
    rules: tuple[Rule, ...]
    """In the order of their ids."""
    problems: tuple[Problem, ...] = ()
    """The mistakes of what is left out."""
    left_out: frozenset[str] = frozenset()
    """Files of rules/ that are not in it, relative to the project."""


def find_root(start: Path) -> Path:
    """The nearest project upwards. In the folder where one starts, rules/ is enough; it may be about to become one."""
    start = start.resolve()
    if (start / RULES).is_dir():
        return start
    for folder in start.parents:
        if _looks_like_project(folder):
            return folder
    message = f"no folder “{RULES}” here, and no project above; go to one, or name one with --project"
    raise BrokenInputError([Problem(str(start), 1, 1, message)])


def _looks_like_project(folder: Path) -> bool:
    """Whether rules/ is ours: many a folder has that name, also one that a whole home lies below."""
    rules = folder / RULES
    if not rules.is_dir():
        return False
    try:
        has_product = any((rules / name / PRODUCT_FILE).is_file() for name in os.listdir(rules))
        return has_product or b"[tool.bpadocs" in (output.read_file(folder / FILE) or b"")
    except OSError:
        return False


class Folder(NamedTuple):
    """One product's folder: what its product.yaml says, and its rule files, not yet read."""

    product: Product
    text: str
    """Of product.yaml."""
    rules: tuple[str, ...]
    """Relative to the project, in order."""
    readable: bool
    """Whether the product is; where it is not, it only lets the mistakes of its rules be found."""


def read_project(root: Path) -> Project:
    """Read every file below rules/. Raises BrokenInputError with every mistake of every file."""
    project = read_what_can_be(root)
    if project.problems:
        raise BrokenInputError(project.problems)
    return project


def read_what_can_be(root: Path) -> Project:
    """The same without the rules that have mistakes. Raises BrokenInputError where nothing can be read."""
    settings = read_settings(root)
    folders, problems = scan(root)
    rules: list[Rule] = []
    for folder in folders:
        for path in folder.rules:
            rule, found = read_file(root, path, folder.product, settings)
            problems += found
            if rule:
                rules.append(rule)
    problems += clashes(root, ((rule.id, rule.page) for rule in rules))
    left_out = {problem.path for problem in problems}
    left_out.update(path for folder in folders if not folder.readable for path in folder.rules)
    return Project(
        root,
        settings,
        products=tuple(folder.product for folder in folders if folder.readable),
        rules=tuple(rule for rule in rules if rule.source.path not in left_out),
        problems=tuple(problems),
        left_out=frozenset(left_out),
    )


def read_file(root: Path, path: str, product: Product, settings: Settings) -> tuple[Rule | None, list[Problem]]:
    """One rule file, or why it cannot be read."""
    from bpadocs.reading.rule import read_rule  # the scan of a project that has not changed does without

    source, problems = read_source(root, path)
    if source is None:
        return None, problems
    return read_rule(source, rule_id(path), product, settings.languages)


def scan(root: Path) -> tuple[list[Folder], list[Problem]]:
    """Every product's folder, and what has no place in rules/."""
    folders: list[Folder] = []
    problems: list[Problem] = []
    try:
        entries = sorted((root / RULES).iterdir())
    except OSError as error:
        raise BrokenInputError([Problem(RULES, 1, 1, f"cannot be read: {error.strerror}")]) from None
    for path in entries:
        name = f"{RULES}/{path.name}"
        if path.name.startswith("."):
            continue
        if leads_out(root, name):
            problems.append(Problem(name, 1, 1, "a symbolic link that leads out of the project; not followed"))
        elif not path.is_dir():
            problems.append(Problem(name, 1, 1, "a rule stands in its product's folder: rules/<product>/"))
        elif not path.name.isprintable():
            message = "the folder's name has characters that nobody can see; rename the folder"
            problems.append(Problem(name, 1, 1, message))
        elif any(not file.startswith(".") for file in os.listdir(path)):
            folder, found = _scan_folder(root, path)
            folders.append(folder)
            problems += found
        # An empty folder is all that git keeps of one whose files are on another branch, and a command of theirs that
        # was ended before its first file.
    return folders, problems


def rule_id(path: str) -> str:
    """`rules/hyper-v/some-rule.yaml` is the rule `hyper-v/some-rule`."""
    return path.removeprefix(f"{RULES}/").removesuffix(".yaml")


def rule_path(identifier: str) -> str:
    """The file of a rule, relative to the project."""
    return f"{RULES}/{identifier}.yaml"


def read_source(root: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The text of one file of the project, or why it cannot be read."""
    try:
        data = read_inside(root, name, RULE_LIMIT)
        if data is None:
            return None, [Problem(name, 1, 1, "cannot be read: there is no such file")]
        return Source(name, text_of(data, name)), []
    except BrokenInputError as error:
        return None, list(error.problems)


def _scan_folder(root: Path, folder: Path) -> tuple[Folder, list[Problem]]:
    base = f"{RULES}/{folder.name}"
    rules: list[str] = []
    problems: list[Problem] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = f"{base}/{entry.name}"
        if entry.name.startswith(".") or entry.name == PRODUCT_FILE:
            continue
        if os.path.isdir(entry.path):  # no folder either, where a link leads to itself
            problems.append(Problem(name, 1, 1, "rules stand directly in their product's folder; move them up"))
        elif not entry.name.endswith(".yaml"):
            problems.append(Problem(name, 1, 1, "not a .yaml file; rename it, or move it out of rules/"))
        else:
            rules.append(name)
    product, text, found = _read_product(root, folder, f"{base}/{PRODUCT_FILE}")
    return Folder(product, text, tuple(rules), not found), problems + found


def _read_product(root: Path, folder: Path, name: str) -> tuple[Product, str, list[Problem]]:
    """The product; where its file cannot be read, one that lets the mistakes of its rules be found all the same."""
    unread = Product(folder.name, folder.name, (), "", None, None, {}, {}, Source(name, ""))
    if not (folder / PRODUCT_FILE).exists():
        return unread, "", [Problem(name, 1, 1, "missing; it says what the rules of this folder share")]
    source, problems = read_source(root, name)
    if source is None:
        return unread, "", problems
    product, problems = read_product(source, folder.name)
    return product or unread, source.text, problems


def clashes(root: Path, pages: Iterable[tuple[str, str]]) -> list[Problem]:
    """Rules, given as (id, page), that some file system or format could not tell apart."""
    problems: list[Problem] = []
    by_page: dict[tuple[str, str], tuple[str, str]] = {}
    by_id: dict[str, str] = {}
    for identifier, page in pages:
        path = rule_path(identifier)
        first, name = by_page.setdefault((identifier.partition("/")[0], page.casefold()), (path, page))
        if first != path:
            source, _ = read_source(root, path)
            line, column = source.position(["page"]) if source else (1, 1)
            differs = "" if name == page else ", but for upper and lower case,"
            message = f"{first} has{differs} the same page “{name}”; two pages need two names"
            problems.append(Problem(path, line, column, message))
        twin = by_id.setdefault(identifier.casefold(), path)
        if twin != path:
            message = f"differs from {twin} only in upper and lower case, which PowerShell ignores; rename one"
            problems.append(Problem(path, 1, 1, message))
        if device := next(filter(is_device_name, identifier.split("/")), None):
            message = f"“{device}” is the name of a device on Windows, where no file can have it; rename it"
            problems.append(Problem(path, 1, 1, message))
        if not identifier.isprintable():
            message = "the file name has characters that nobody can see; rename the file"
            problems.append(Problem(path, 1, 1, message))
    return problems


def select(rules: Iterable[Rule], wanted: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of these ids, products or paths; every one when none is named."""
    rules = tuple(rules)
    wanted = [rule_id(name.rstrip("/")) for name in wanted]
    unknown = [name for name in wanted if not any(_covers(name, rule) for rule in rules)]
    if unknown:
        ids = [rule.id for rule in rules]
        raise BrokenInputError(Problem(name, 1, 1, f"no such rule or product{nearest(name, ids)}") for name in unknown)
    return tuple(rule for rule in rules if not wanted or any(_covers(name, rule) for name in wanted))


def _covers(name: str, rule: Rule) -> bool:
    return name in (rule.id, rule.product.id, RULES)


__all__ = [
    "FILE",
    "PRODUCT_FILE",
    "RULES",
    "Project",
    "find_root",
    "read_project",
    "read_source",
    "read_what_can_be",
    "rule_id",
    "rule_path",
    "select",
]
