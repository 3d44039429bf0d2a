"""`bpa import`"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import shared
from bpadocs.cli.audit import add_folders, folders
from bpadocs.cli.terminal import say
from bpadocs.errors import Problem, UsageError

if TYPE_CHECKING:
    from bpadocs.published.importer import ImportedPages

INCOMPLETE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders of pages, and the project and the product that they become."""
    add_folders(parser, needs_pages=False)
    parser.add_argument(
        "--messages",
        metavar="FOLDER",
        type=Path,
        help=(
            "instead of pages, what a checker ships, with all its languages: tables of BPA or DSC "
            "(fr-FR/Model.psd1), .NET resources (Model.fr.resx), pages of PSRule"
        ),
    )
    parser.add_argument(
        "--product",
        required=True,
        metavar="NAME",
        help="the folder below rules/, such as hyper-v",
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="DIR",
        type=Path,
        help="the project; made where there is none",
    )


def run(options: argparse.Namespace) -> int:
    """Import pages or messages, and report what was made of them and what was not."""
    root: Path = options.out
    check_product(options.product)
    if options.messages is None:
        made, notes = _import_pages(options)
    else:
        made, notes = _import_messages(options)
    shared.tell(notes)
    report(made, root)
    if made.left_out or made.kept or not made.rules:
        return INCOMPLETE
    return 0


def _import_pages(
    options: argparse.Namespace,
) -> "tuple[ImportedPages, Sequence[Problem]]":
    from bpadocs.published.folder import english_locale, languages_of
    from bpadocs.published.import_into import check_languages, import_into

    if options.english is None:
        raise UsageError("name the folder of the English pages, or --messages FOLDER")
    english, locales = folders(options)
    source = english_locale(english)
    others = languages_of(locales)
    check_languages(options.out, others)
    with shared.alone(options.out):
        return import_into(options.out, source, others, options.product)


def _import_messages(
    options: argparse.Namespace,
) -> "tuple[ImportedPages, Sequence[Problem]]":
    from bpadocs.published.import_into import import_messages
    from bpadocs.published.shipped import read_shipped

    if options.english is not None or options.locale:
        raise UsageError(
            "--messages: its folder has all languages; it goes with no folder of pages"
        )
    shipped = read_shipped(options.messages)
    if shipped.forms:
        forms = shared.count(shipped.forms, "plural form")
        say(f"{forms} left out: the general text of each is taken", file=sys.stderr)
    with shared.alone(options.out):
        return import_messages(options.out, shipped, options.product)


def check_product(name: str) -> None:
    """Raise UsageError where no folder below rules/ can have this name."""
    from bpadocs.project.new_rule import is_rule_id

    if not is_rule_id(f"{name}/x"):
        raise UsageError(
            f"--product {shown.name(name)}: a product is named in lower case letters, digits and "
            "hyphens: hyper-v"
        )


def report(made: "ImportedPages", root: Path) -> None:
    """Print what became rules, and what did not and why."""
    _list("Left out:", made.left_out)
    _list("Different in white space:", made.differences)
    _list("Kept as the project has it:", made.kept)
    _say_learnt(made)
    say(f"{shared.count(len(made.rules), 'rule')} in {root.as_posix()}/rules")
    for language in made.current | made.untracked:
        say(
            f"  {language}: {made.current[language]} current, {made.untracked[language]} untracked"
        )


def _say_learnt(made: "ImportedPages") -> None:
    """Print the words that were taken from the pages, for somebody to look them over."""
    for language, words in made.learnt.items():
        if not words:
            continue
        say(f"Taken into locales/ from the pages, to be looked over ({language}):")
        for (context, english), translation in words.items():
            word = " ".join(f"{context}: {english} = {translation}".split())
            say(f"  {word}")


def _list(heading: str, problems: Iterable[Problem]) -> None:
    lines = sorted(str(problem) for problem in problems)
    if not lines:
        return
    say(heading, file=sys.stderr)
    for line in lines:
        say(f"  {line}", file=sys.stderr)
