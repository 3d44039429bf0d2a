"""`bpa new`"""

import argparse
import datetime
import uuid
from pathlib import Path

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say
from bpadocs.file_names import is_device_name
from bpadocs.problems import BrokenInputError, Problem

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("rule", help="product/rule in lower case with hyphens, such as hyper-v/some-rule")


def run(options: argparse.Namespace) -> int:
    root = shared.project_root(options)
    with shared.alone(root):
        return _write(root, options)


def _write(root: Path, options: argparse.Namespace) -> int:
    from bpadocs import new_rule, saving
    from bpadocs.project import PRODUCT_FILE, RULES, read_what_can_be, rule_id, rule_path

    before = saving.snapshot(root, new_rule.COPIES)
    project = read_what_can_be(root)
    identifier = rule_id(options.rule)
    path = rule_path(identifier)
    if not new_rule.is_rule_id(identifier):
        message = "a rule is named product/rule, in lower case letters, digits and hyphens: hyper-v/some-rule"
        raise BrokenInputError([Problem(options.rule, 1, 1, message)])
    if any(map(is_device_name, identifier.split("/"))):
        message = "Windows takes con, prn, aux, nul, com1 and the like for devices; choose another name"
        raise BrokenInputError([Problem(options.rule, 1, 1, message)])
    if (root / path).exists():
        raise BrokenInputError([Problem(path, 1, 1, "exists already; nothing is overwritten")])
    product_id = identifier.partition("/")[0]
    product = next((product for product in project.products if product.id == product_id), None)
    product_path = f"{RULES}/{product_id}/{PRODUCT_FILE}"
    of_product = [problem for problem in project.problems if problem.path == product_path]
    if of_product and (project.root / product_path).exists():
        raise BrokenInputError(of_product)
    # One that is missing is written now.
    project = project._replace(problems=tuple(one for one in project.problems if one not in of_product))
    files = dict(new_rule.schema_copies(project.root))
    if product is None:
        reference = new_rule.schema_reference(project.root, "product.schema.json")
        name = product_id.replace("-", " ").title()
        files[product_path] = new_rule.product_file(name, reference).encode()
    open_keys = [key for key, value in product.front_matter.items() if value is None] if product else []
    today = datetime.date.today()
    known = {"ms.assetid": str(uuid.uuid4()), "ms.date": f"{today.month}/{today.day}/{today.year}"}
    front_matter = {key: known.get(key, "TODO") for key in open_keys}
    reference = new_rule.schema_reference(project.root, "rule.schema.json")
    text = new_rule.rule_file(identifier, project.settings.languages, front_matter, reference)
    files[path] = text.encode()
    saved = saving.save(root, saving.since(before, files))
    for name in saved.written:
        say(f"wrote {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    say("fill it in, then: bpa build")
    return shared.ended(options, 0, project)
