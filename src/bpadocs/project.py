"""A project on disk: where it is, and everything in its rules/ read at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bpadocs.model import Product, Rule
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.reading.product import read_product
from bpadocs.reading.report import nearest
from bpadocs.reading.rule import read_rule
from bpadocs.settings import FILE, Settings, read_settings
from bpadocs.source import Source

RULES = "rules"
PRODUCT_FILE = "product.yaml"
MAX_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Project:
    """Settings and rules of one project, all of them readable."""

    root: Path
    settings: Settings
    products: tuple[Product, ...]
    rules: tuple[Rule, ...]
    """In the order of their ids."""


def find_root(start: Path) -> Path:
    """The nearest folder upwards that has rules/."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / RULES).is_dir():
            return folder
    message = f"no folder “{RULES}” here or above; go to a project, or name one with --project"
    raise BrokenInputError([Problem(str(start), 1, 1, message)])


def read_project(root: Path) -> Project:
    """Read every file below rules/. Raises BrokenInputError with every mistake of every file."""
    settings = read_settings(root)
    problems: list[Problem] = []
    products: list[Product] = []
    rules: list[Rule] = []
    folders = sorted(path for path in (root / RULES).iterdir() if not path.name.startswith("."))
    for folder in folders:
        if not folder.is_dir():
            problems.append(
                Problem(f"{RULES}/{folder.name}", 1, 1, "a rule stands in its product's folder: rules/<product>/")
            )
            continue
        product, files, found = _read_folder(folder)
        problems += found
        if product:
            products.append(product)
        for source in files:
            rule, found = read_rule(source, rule_id(source.path), product or _unread(folder), settings.languages)
            problems += found
            if rule:
                rules.append(rule)
    problems += _page_clashes(rules)
    if problems:
        raise BrokenInputError(problems)
    return Project(root, settings, tuple(products), tuple(rules))


def rule_id(path: str) -> str:
    """`rules/hyper-v/some-rule.yaml` is the rule `hyper-v/some-rule`."""
    return path.removeprefix(f"{RULES}/").removesuffix(".yaml")


def rule_path(identifier: str) -> str:
    """The file of a rule, relative to the project."""
    return f"{RULES}/{identifier}.yaml"


def read_source(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The text of one file, or why it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // 1_000_000
            return None, [Problem(name, 1, 1, f"the file has {size} MB, which no rule needs; is it the right file?")]
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, 1, 1, f"cannot be read: {error.strerror}")]
    try:
        return Source(name, data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"not UTF-8 (byte 0x{data[error.start]:02X}); save the file as UTF-8"
        return None, [Problem(name, line, column, message)]


def _read_folder(folder: Path) -> tuple[Product | None, list[Source], list[Problem]]:
    problems: list[Problem] = []
    sources: list[Source] = []
    product: Product | None = None
    base = f"{RULES}/{folder.name}"
    for path in sorted(folder.iterdir()):
        name = f"{base}/{path.name}"
        if path.name.startswith("."):
            continue
        if path.is_dir():
            problems.append(Problem(name, 1, 1, "rules stand directly in their product's folder; move them up"))
        elif path.suffix != ".yaml":
            problems.append(Problem(name, 1, 1, "not a .yaml file; rename it, or move it out of rules/"))
        else:
            source, found = read_source(path, name)
            problems += found
            if source and path.name == PRODUCT_FILE:
                product, found = read_product(source, folder.name)
                problems += found
            elif source:
                sources.append(source)
    if not (folder / PRODUCT_FILE).exists():
        problems.append(Problem(f"{base}/{PRODUCT_FILE}", 1, 1, "missing; it says what the rules of this folder share"))
    return product, sources, problems


def _unread(folder: Path) -> Product:
    """Stands in for a product that cannot be read, so that the mistakes of its rules are found all the same."""
    return Product(folder.name, folder.name, (), "", None, None, {}, {}, Source(f"{RULES}/{folder.name}", ""))


def _page_clashes(rules: Iterable[Rule]) -> list[Problem]:
    by_page: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        by_page[rule.product.id, rule.page.casefold()].append(rule)
    problems = []
    for first, *others in by_page.values():
        for rule in others:
            line, column = rule.source.position(["page"])
            differs = "" if rule.page == first.page else ", but for upper and lower case,"
            message = f"{first.source.path} has{differs} the same page “{first.page}”; two pages need two names"
            problems.append(Problem(rule.source.path, line, column, message))
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
    "rule_id",
    "rule_path",
    "select",
]
