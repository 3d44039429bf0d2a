"""Add a rule to a project: its file, ready to fill in, and what its product still lacks."""

import datetime
import uuid
from pathlib import Path

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.project import new_rule
from bpadocs.project.chosen import named_rule
from bpadocs.project.product_order import with_name
from bpadocs.project.rule_head import RuleHead, head_of
from bpadocs.project.tree import (
    PRODUCT_FILE,
    RULES,
    Project,
    read_what_can_be,
    rule_path,
)
from bpadocs.rule.model import Product
from bpadocs.system import saving
from bpadocs.system.files import is_device_name
from bpadocs.system.saving import Saved

_PRODUCT_SCHEMA = "product.schema.json"
_RULE_SCHEMA = "rule.schema.json"


def add_rule(
    root: Path, named: str, title: str | None = None, severity: str | None = None
) -> tuple[Saved, Project]:
    """Write the files of a new rule, and return what was written and the project as it was read.

    Without a title, it is made of the name; without a severity, the rule is a warning. The project
    that is returned has no more the mistake that this mends: a product without its product.yaml.
    Raises UsageError where no rule can have the name, title or severity, and BrokenInputError where
    the file is there or its product cannot be read.
    """
    # What somebody writes from here on is not overwritten.
    before = saving.snapshot(root, new_rule.COPIES)
    project = read_what_can_be(root)
    identifier = named_rule(named)
    check_name(identifier, named)
    path = rule_path(identifier)
    if (root / path).exists():
        raise BrokenInputError(
            [Problem(path, 1, 1, "exists already; nothing is overwritten")]
        )
    _refuse_former_name(project, identifier)
    head = head_of(identifier, title, severity, project.settings.severities)
    _refuse_page_of_another(project, identifier, head.page)
    product_id = identifier.partition("/")[0]
    project = _without_missing_product(project, product_id)
    product = _product(project, product_id)
    files = dict(new_rule.schema_copies(project.root))
    if product is None:
        files[_product_path(product_id)] = _product_file(project, product_id)
    elif product.order:
        name = identifier.rpartition("/")[2]
        own = product.source
        before[own.path] = own.text.encode()
        files[own.path] = with_name(own.text, name).encode()
    files[path] = _rule_file(project, head, product)
    saved = saving.save(root, saving.since(before, files))
    return saved, project


def _refuse_former_name(project: Project, identifier: str) -> None:
    """Raise UsageError where a rule had this id before: with two, nothing could be built."""
    for rule in project.rules:
        if identifier in map(str.casefold, rule.aliases):
            raise UsageError(
                f"{identifier}: {rule.id} was called so, and checkers may ask for it by that id; "
                "choose another name, or take the alias out of that rule"
            )


def _refuse_page_of_another(project: Project, identifier: str, page: str) -> None:
    """Raise UsageError where another rule has the page: with two, nothing could be built."""
    product = identifier.partition("/")[0]
    for rule in project.rules:
        is_same = rule.page.casefold() == page.casefold()
        if rule.product.id == product and is_same:
            raise UsageError(
                f"{identifier}: its page would be called “{page}”, as that of {rule.id} is; "
                "give it another --title"
            )


def check_name(identifier: str, named: str) -> None:
    """Raise UsageError where no new rule can have this id, in the words of who named it."""
    if not new_rule.is_rule_id(identifier):
        raise UsageError(
            f"{shown.name(named)}: a rule is named product/rule, in lower case letters, digits and "
            "hyphens: hyper-v/some-rule"
        )
    if any(map(is_device_name, identifier.split("/"))):
        raise UsageError(
            f"{shown.name(named)}: Windows takes con, prn, aux, nul, com1 and the like for "
            "devices; choose another name"
        )


def check_product_name(named: str) -> None:
    """Raise UsageError where no new product can have this folder."""
    check_name(f"{named}/rule", named)


def _without_missing_product(project: Project, product_id: str) -> Project:
    """Return the project without the mistake that this product has no product.yaml.

    Raises BrokenInputError where the product has one, and it is broken.
    """
    path = _product_path(product_id)
    of_product = [problem for problem in project.problems if problem.path == path]
    if of_product and (project.root / path).exists():
        raise BrokenInputError(of_product)
    others = tuple(problem for problem in project.problems if problem.path != path)
    return project._replace(problems=others)


def _product(project: Project, product_id: str) -> Product | None:
    for product in project.products:
        if product.id == product_id:
            return product
    return None


def _product_path(product_id: str) -> str:
    return f"{RULES}/{product_id}/{PRODUCT_FILE}"


def _product_file(project: Project, product_id: str) -> bytes:
    name = product_id.replace("-", " ").title()
    schema = new_rule.schema_reference(project.root, _PRODUCT_SCHEMA)
    return new_rule.product_file(name, schema).encode()


def _rule_file(project: Project, head: RuleHead, product: Product | None) -> bytes:
    front_matter = _front_matter(product) if product else {}
    schema = new_rule.schema_reference(project.root, _RULE_SCHEMA)
    languages = project.settings.languages
    return new_rule.rule_file(head, languages, front_matter, schema).encode()


def _front_matter(product: Product) -> dict[str, str]:
    """Return the keys that the product leaves to each rule, with the values that are known."""
    today = datetime.date.today()
    known = {
        "ms.assetid": str(uuid.uuid4()),
        "ms.date": f"{today.month}/{today.day}/{today.year}",
    }
    open_keys = [key for key, value in product.front_matter.items() if value is None]
    return {key: known.get(key, "TODO") for key in open_keys}
