"""`bpa stamp`"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import exchange, shared
from bpadocs.cli.terminal import say
from bpadocs.rule.model import FIELDS, Origin

if TYPE_CHECKING:
    from bpadocs.translators.stamping import Confirmation

REFUSED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the rules, the project, which of their texts are confirmed, and what is said of them."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="rule files, product folders or rule ids",
    )
    shared.add_project(parser)
    shared.add_languages(parser)
    parser.add_argument(
        "--field",
        action="append",
        choices=FIELDS,
        metavar="FIELD",
        help="only this field, likewise",
    )
    parser.add_argument(
        "--reason",
        help=(
            "why an unchanged translation still fits the changed English, such as “typo in "
            "English”; it is kept"
        ),
    )
    parser.add_argument(
        "--origin",
        choices=tuple(Origin),
        help="who made the translation (default: human)",
    )
    parser.add_argument(
        "--reviewed",
        action="store_true",
        help="somebody has read it beside the English",
    )


def run(options: argparse.Namespace) -> int:
    """Write the stamps, and print how many fields got one and which were refused."""
    root = shared.project_root(options)
    with shared.alone(root):
        return _stamp(root, options)


def _stamp(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.project.chosen import chosen_files
    from bpadocs.project.shared_words import source_labels
    from bpadocs.project.tree import read_what_can_be
    from bpadocs.translators.confirm import refusals, stamp_rules, write_stampings

    project = read_what_can_be(root)
    files = chosen_files(root, options.paths)
    languages = exchange.languages(project.settings, options.locale)
    rules = [rule for rule in project.rules if rule.source.path in files]
    source = source_labels(project)
    stampings = stamp_rules(
        rules,
        languages,
        _confirmation(options),
        options.field or (),
        source,
    )
    refused = refusals(rules, stampings)
    shared.tell(refused)
    written = write_stampings(project, stampings, source)
    shared.tell([*written.left, *written.notes])
    say(f"{shared.count(written.fields, 'field')} stamped")
    if refused:
        say(
            f"{shared.count(len(refused), 'field')} refused: translate the change, or say why none "
            'is needed: bpa stamp --reason "typo in English" …',
            file=sys.stderr,
        )
    status = REFUSED if refused or written.left else 0
    return shared.ended(options, status, project)


def _confirmation(options: argparse.Namespace) -> "Confirmation":
    from bpadocs.translators.stamping import Confirmation

    return Confirmation(
        origin=Origin(options.origin) if options.origin else None,
        reviewed=options.reviewed,
        reason=" ".join(options.reason.split()) if options.reason else None,
    )
