"""A project on disk: where it is, and what its rules/ holds."""

import os
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.former_names import former_name_clashes
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings import Settings, read_settings
from bpadocs.project.settings_file import has_settings
from bpadocs.rule.model import Product, Rule, SourceFile
from bpadocs.rule.names import RuleNames
from bpadocs.system.files import (
    RULE_LIMIT,
    leads_out,
    read_inside,
    text_of,
    windows_refusal,
)

RULES = "rules"
PRODUCT_FILE = "product.yaml"

FindIdle = Callable[[Path, Sequence[str]], Collection[str]]
"""Tells which rule files of a project there is nothing to do about."""


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
    """Return the folder of the nearest project upwards.

    In the folder where the search starts, rules/ is enough: it may be about to become a project.
    """
    start = start.resolve()
    if (start / RULES).is_dir():
        return start
    for folder in start.parents:
        if _looks_like_project(folder):
            return folder
    raise UsageError(
        f"no project here or above ({start}); “bpa init” begins one here, “--project DIR” "
        "names one elsewhere"
    )


def _looks_like_project(folder: Path) -> bool:
    """Whether the folder's rules/ is ours: many a folder has that name, even above a home."""
    rules = folder / RULES
    if not rules.is_dir():
        return False
    try:
        for name in os.listdir(rules):
            if (rules / name / PRODUCT_FILE).is_file():
                return True
        return has_settings(folder)
    except (OSError, BrokenInputError):
        return False


def names_of(rule: Rule) -> RuleNames:
    """Return what a rule is called."""
    return RuleNames(
        id=rule.id,
        page=rule.page,
        help_id=rule.help_id,
        aliases=rule.aliases,
        redirect_from=rule.redirect_from,
    )


class ProductFolder(NamedTuple):
    """One product's folder: what its product.yaml says, and its rule files, not yet read."""

    product: Product
    text: str
    """The text of product.yaml."""
    rules: tuple[str, ...]
    """The paths of the rule files, relative to the project, in order."""
    readable: bool
    """Whether product.yaml has no mistake. Where it has, the product is a stand-in, with which the
    mistakes of its rules can be found all the same.
    """


def read_project(root: Path) -> Project:
    """Return the project, if all of it is readable.

    Raises BrokenInputError with every mistake of every file below rules/.
    """
    project = read_what_can_be(root)
    if project.problems:
        raise BrokenInputError(project.problems)
    return project


def read_what_can_be(
    root: Path,
    before: Project | None = None,
    find_idle: FindIdle | None = None,
    changed: Collection[str] | None = None,
) -> Project:
    """Return the project without the rules that have mistakes.

    Of the project as it was read before, the rules are taken that have not changed; where it is
    known which files have `changed` since, no other rule that was whole is read at all. Rules in
    idle files are not read. Raises BrokenInputError where nothing can be read.
    """
    settings = read_settings(root)
    folders, problems = scan(root, settings)
    known = _known_rules(before, settings)
    settled = _settled(before, known, changed)
    idle = _idle(root, folders, find_idle)
    rules: list[Rule] = []
    for folder in folders:
        product = folder.product
        for path in folder.rules:
            if path in idle:
                continue
            rule: Rule | None = known.get(path)
            found: list[Problem] = []
            if rule is None:
                rule, found = read_rule_file(root, path, product, settings)
            elif path not in settled or product.source != rule.product.source:
                rule, found = _read_again(root, rule, product, settings)
            problems += found
            if rule:
                rules.append(rule)
    names = [names_of(rule) for rule in rules]
    problems += clashes(root, names, settings)
    left_out = _left_out(folders, problems)
    return Project(
        root=root,
        settings=settings,
        products=tuple(folder.product for folder in folders if folder.readable),
        rules=tuple(rule for rule in rules if rule.source.path not in left_out),
        problems=tuple(problems),
        left_out=left_out,
    )


def _idle(
    root: Path, folders: Iterable[ProductFolder], find_idle: FindIdle | None
) -> Collection[str]:
    if find_idle is None:
        return ()
    paths: list[str] = []
    for folder in folders:
        paths.extend(folder.rules)
    return find_idle(root, paths)


def _known_rules(before: Project | None, settings: Settings) -> dict[str, Rule]:
    """Return the rules of before by their files; none where they were read with other settings."""
    if before is None or before.settings != settings:
        return {}
    return {rule.source.path: rule for rule in before.rules}


def _settled(
    before: Project | None,
    known: Mapping[str, Rule],
    changed: Collection[str] | None,
) -> frozenset[str]:
    """Return the files that need not be read again: they were whole, and have not changed."""
    if before is None or changed is None:
        return frozenset()
    return frozenset(known).difference(before.left_out, changed)


def _left_out(
    folders: Iterable[ProductFolder], problems: Iterable[Problem]
) -> frozenset[str]:
    """Return the files that have mistakes, with all rules of a product that has some."""
    files = {problem.path for problem in problems}
    for folder in folders:
        if not folder.readable:
            files.update(folder.rules)
    return frozenset(files)


def _read_again(
    root: Path, known: Rule, product: Product, settings: Settings
) -> tuple[Rule | None, list[Problem]]:
    """Return the rule as it is known, if nothing has changed that it was read from."""
    source, problems = read_source(root, known.source.path)
    if source is None:
        return None, problems
    if source.text == known.source.text and product.source == known.product.source:
        return known, []
    return read_rule_file(root, known.source.path, product, settings)


def read_rule_file(
    root: Path, path: str, product: Product, settings: Settings
) -> tuple[Rule | None, list[Problem]]:
    """Return the rule in one file, or why it cannot be read."""
    source, problems = read_source(root, path)
    if source is None:
        return None, problems
    return read_rule(source, rule_id(path), product, settings.languages)


def scan(
    root: Path, settings: Settings | None = None
) -> tuple[list[ProductFolder], list[Problem]]:
    """Return the folder of every product, and a problem for all that has no place in rules/.

    The products have what the settings give to all of them, such as categories of their own.
    """
    folders: list[ProductFolder] = []
    problems: list[Problem] = []
    try:
        entries = sorted((root / RULES).iterdir())
    except OSError as error:
        problem = _of_file(RULES, f"cannot be read: {error.strerror}")
        raise BrokenInputError([problem]) from None
    for path in entries:
        if path.name.startswith("."):
            continue
        refusal = _folder_refusal(root, path)
        if refusal:
            name = f"{RULES}/{path.name}"
            problems.append(_of_file(name, refusal))
        elif _has_files(path):
            folder, found = _scan_folder(root, path)
            if settings is not None:
                product = with_settings(folder.product, settings)
                folder = folder._replace(product=product)
            folders.append(folder)
            problems += found
    problems += _same_folders(folders)
    problems += _shared_models(folders)
    return folders, problems


def with_settings(product: Product, settings: Settings) -> Product:
    """Return a product with what the settings give to all of them."""
    return product._replace(
        template=settings.template,
        categories=settings.categories,
        severities=settings.severities,
    )


def _same_folders(folders: Iterable[ProductFolder]) -> Iterator[Problem]:
    """Yield a problem for each product's folder that is another one to few systems."""
    by_name: dict[str, str] = {}
    for folder in folders:
        name = f"{RULES}/{folder.product.id}"
        first = by_name.setdefault(name.casefold(), name)
        if first != name:
            message = (
                f"differs from {first} only in upper and lower case, and Windows and macOS have "
                "one folder for both; rename one"
            )
            yield _of_file(name, message)


def _shared_models(folders: Iterable[ProductFolder]) -> Iterator[Problem]:
    """Yield a problem for each product whose model has the name of another's."""
    by_model: dict[str, str] = {}
    for folder in folders:
        path = folder.product.source.path
        model = folder.product.model
        first = by_model.setdefault(model.casefold(), path)
        if first != path:
            line, column = Source(path, folder.text).position(["model"])
            message = f"{first} has the same model “{model}”; state another: model: …"
            yield Problem(path, line, column, message)


def _folder_refusal(root: Path, path: Path) -> str | None:
    """Return why something in rules/ cannot be a product's folder, or None where it can."""
    if leads_out(root, f"{RULES}/{path.name}"):
        return "a symbolic link that leads out of the project; not followed"
    if not path.is_dir():
        return "a rule stands in its product's folder: rules/<product>/"
    if not path.name.isprintable():
        return "the folder's name has characters that nobody can see; rename the folder"
    return None


def _has_files(folder: Path) -> bool:
    # An empty folder is no product: it is all that git keeps of one whose files are on another
    # branch, and all that a command of ours leaves that was ended before its first file.
    return any(not name.startswith(".") for name in os.listdir(folder))


def rule_id(path: str) -> str:
    """Return the id of the rule in a file: `hyper-v/some-rule` for its path below rules/."""
    return path.removeprefix(f"{RULES}/").removesuffix(".yaml")


def rule_path(identifier: str) -> str:
    """Return the file of a rule, relative to the project."""
    return f"{RULES}/{identifier}.yaml"


def read_source(root: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """Return the text of one file of the project, or why it cannot be read."""
    try:
        data = read_inside(root, name, RULE_LIMIT)
        if data is None:
            return None, [_of_file(name, "cannot be read: there is no such file")]
        return Source(name, text_of(data, name)), []
    except BrokenInputError as error:
        return None, list(error.problems)


def _scan_folder(root: Path, folder: Path) -> tuple[ProductFolder, list[Problem]]:
    base = f"{RULES}/{folder.name}"
    rules: list[str] = []
    problems: list[Problem] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name == PRODUCT_FILE:
            continue
        name = f"{base}/{entry.name}"
        refusal = _file_refusal(entry)
        if refusal:
            problems.append(_of_file(name, refusal))
        else:
            rules.append(name)
    product_file = f"{base}/{PRODUCT_FILE}"
    product, text, found = _read_product(root, folder, product_file)
    if not found:
        found = _order_problems(Source(product_file, text), product, rules)
    read = ProductFolder(
        product=product,
        text=text,
        rules=tuple(rules),
        readable=not found,
    )
    return read, problems + found


def _order_problems(
    source: Source, product: Product, rules: Iterable[str]
) -> list[Problem]:
    """Return what is wrong with the order that a product keeps of its rules, if it keeps one."""
    if not product.order:
        return []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, name in enumerate(product.order):
        if name in seen:
            line, column = source.position(["order", number])
            message = f"order has “{name}” twice; remove this one"
            problems.append(Problem(source.path, line, column, message))
        seen.add(name)
    for path in rules:
        name = rule_id(path).rpartition("/")[2]
        if name not in seen:
            line, column = source.position(["order"])
            message = f"order lacks the rule “{name}”; add it at the end"
            problems.append(Problem(source.path, line, column, message))
    return problems


def _file_refusal(entry: "os.DirEntry[str]") -> str | None:
    """Return why something in a product's folder cannot be a rule file, or None where it can."""
    # Not entry.is_dir(), which raises where a link leads to itself; that is no folder.
    if os.path.isdir(entry.path):
        return "rules stand directly in their product's folder; move them up"
    if not entry.name.endswith(".yaml"):
        return "not a .yaml file; rename it, or move it out of rules/"
    return None


def _read_product(
    root: Path, folder: Path, name: str
) -> tuple[Product, str, list[Problem]]:
    """Return the product, the text of its file, and every mistake in it.

    Where the file cannot be read, the product is a stand-in.
    """
    unread = _stand_in(folder.name, name)
    if not (folder / PRODUCT_FILE).exists():
        return unread, "", [missing_product(folder.name)]
    source, problems = read_source(root, name)
    if source is None:
        return unread, "", problems
    product, problems = read_product(source, folder.name)
    return product or unread, source.text, problems


def missing_product(identifier: str) -> Problem:
    """Return the problem of a product's folder without product.yaml."""
    message = (
        "missing; it says what the rules of this folder share, such as name and "
        f"operating_systems; bpa new {identifier}/SOME-RULE writes one"
    )
    return _of_file(f"{RULES}/{identifier}/{PRODUCT_FILE}", message)


def _stand_in(identifier: str, path: str) -> Product:
    """Return a product with which rules can be read, so that all their mistakes are found."""
    return Product(
        id=identifier,
        name=identifier,
        operating_systems=(),
        applies_to="",
        intro=None,
        note=None,
        front_matter={},
        layout={},
        source=SourceFile(path, ""),
    )


def clashes(
    root: Path, rules: Sequence[RuleNames], settings: Settings
) -> list[Problem]:
    """Return a problem for each rule that a file system or format cannot tell from another."""
    problems: list[Problem] = []
    by_page: dict[tuple[str, str], tuple[str, str]] = {}
    by_help_id: dict[tuple[str, str], str] = {}
    by_id: dict[str, str] = {}
    for identifier, page, help_id, _, _ in rules:
        path = rule_path(identifier)
        product, _, _ = identifier.partition("/")
        folded = (product, page.casefold())
        first, name = by_page.setdefault(folded, (path, page))
        if first != path:
            differs = "" if name == page else ", but for upper and lower case,"
            message = (
                f"{first} has{differs} the same page “{name}”; two pages need two names"
            )
            problems.append(_at_key(root, path, "page", message))
        # PSRule finds a rule by this name alone, whatever product it is of.
        within = "" if "psrule" in settings.messages else product
        first = by_help_id.setdefault((within, help_id.casefold()), path)
        if first != path:
            message = (
                f"{first} has the same help id “{help_id}”; state another: help_id: …"
            )
            problems.append(_at_key(root, path, "help_id", message))
        twin = by_id.setdefault(identifier.casefold(), path)
        if twin != path:
            reason = "only in upper and lower case, which PowerShell ignores"
            message = f"differs from {twin} {reason}; rename one"
            problems.append(_of_file(path, message))
        for message in _name_refusals(identifier):
            problems.append(_of_file(path, message))
    for identifier, key, message in former_name_clashes(rules):
        problems.append(_at_key(root, rule_path(identifier), key, message))
    return problems


def _at_key(root: Path, path: str, key: str, message: str) -> Problem:
    """Return a problem of the value under a key of a rule."""
    # The file is read again, for this is rare, and to keep the places of all rules takes memory.
    source, _ = read_source(root, path)
    line, column = source.position([key]) if source else (1, 1)
    return Problem(
        path=path,
        line=line,
        column=column,
        message=message,
    )


def _name_refusals(identifier: str) -> Iterator[str]:
    """Yield what is wrong with the name of a rule file, or of its folder."""
    for name in identifier.split("/"):
        refusal = windows_refusal(name)
        if refusal:
            yield f"“{name}” {refusal}; rename it"
    if not identifier.isprintable():
        yield "the file name has characters that nobody can see; rename the file"


def _of_file(path: str, message: str) -> Problem:
    """Return a problem of a file as a whole."""
    return Problem(
        path=path,
        line=1,
        column=1,
        message=message,
    )


__all__ = [
    "PRODUCT_FILE",
    "RULES",
    "Project",
    "find_root",
    "read_project",
    "read_source",
    "read_what_can_be",
    "rule_id",
    "rule_path",
]
