"""`bpa import`"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import shared
from bpadocs.cli.audit import add_folders, folders
from bpadocs.cli.terminal import say
from bpadocs.errors import Problem, UsageError
from bpadocs.system.files import from_here
from bpadocs.system.garbage import without_collector

if TYPE_CHECKING:
    from bpadocs.published.importer import ImportedPages

INCOMPLETE = 1
_HALF_A_LINE = 36


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
        metavar="DIR",
        type=Path,
        help="the project, made where there is none; without it, the one here or above",
    )


@without_collector()
def run(options: argparse.Namespace) -> int:
    """Import pages or messages, and report what was made of them and what was not."""
    check_product(options.product)
    root = _project(options)
    if options.messages is None:
        made, notes = _import_pages(options, root)
    else:
        made, notes = _import_messages(options, root)
    shared.tell(notes)
    report(made, root, options.product)
    if made.rules:
        say("Next:")
        shared.say_next(
            root,
            {
                "bpa build": "the pages again, and messages, below build/",
                "bpa lint": "where translations have drifted; if that is too much at once:",
            },
        )
        say("  bpa lint --baseline bpa-baseline.json --write-baseline")
    if made.left_out or made.kept or not made.rules:
        return INCOMPLETE
    return 0


def _project(options: argparse.Namespace) -> Path:
    """Return the project to import into."""
    from bpadocs.project.tree import find_root

    named: Path | None = options.out
    if named is not None:
        return named
    try:
        root = find_root(Path.cwd())
    except UsageError:
        raise UsageError(
            "no project here or above; --out DIR names one, which is made where there is none"
        ) from None
    return from_here(root)


def _import_pages(
    options: argparse.Namespace, root: Path
) -> "tuple[ImportedPages, Sequence[Problem]]":
    from bpadocs.project.settings_file import has_settings
    from bpadocs.published.folder import source_pages
    from bpadocs.published.import_into import (
        check_languages,
        import_into,
        locales_of,
    )

    if options.english is None:
        raise UsageError("name the folder of the English pages, or --messages FOLDER")
    english, locales = folders(options)
    source = source_pages(english, root if has_settings(root) else None)
    others = locales_of(root, locales)
    check_languages(root, others)
    with shared.alone(root):
        return import_into(root, source, others, options.product)


def _import_messages(
    options: argparse.Namespace, root: Path
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
    with shared.alone(root):
        return import_messages(root, shipped, options.product)


def check_product(name: str) -> None:
    """Raise UsageError where no folder below rules/ can have this name."""
    from bpadocs.project.new_rule import is_rule_id

    if not is_rule_id(f"{name}/x"):
        raise UsageError(
            f"--product {shown.name(name)}: a product is named in lower case letters, digits and "
            "hyphens: hyper-v"
        )


def report(made: "ImportedPages", root: Path, product: str) -> None:
    """Print what became rules of a product, and what did not and why."""
    _list("Left out:", made.left_out)
    _list("Different in white space:", made.differences)
    _list("Kept as the project has it:", made.kept)
    _say_learnt(made)
    rules = shared.count(len(made.rules), "rule")
    say(f"{rules} in {(root / 'rules' / product).as_posix()}")
    for language in made.current | made.untracked:
        say(
            f"  {language}: {made.current[language]} current, {made.untracked[language]} untracked"
        )
    for language, lenders in made.borrowed.items():
        texts = shared.count(lenders.total(), "text")
        say(f"  {language}: {texts} left to {', '.join(lenders)}, which says the same")


def _say_learnt(made: "ImportedPages") -> None:
    """Print the words that were taken from the pages, for somebody to look them over."""
    from bpadocs.words.labels import catalog_path

    for language, words in made.learnt.items():
        if not words:
            continue
        say(f"Taken from the pages into {catalog_path(language)}, to be looked over:")
        for (_, english), translation in words.items():
            say(f"  {_begin(english)} = {_begin(translation)}")


def _begin(word: str) -> str:
    """Return the beginning of a word or a sentence: two fit a line."""
    return shorten(word, _HALF_A_LINE, placeholder=" …")


def _list(heading: str, problems: Iterable[Problem]) -> None:
    lines = sorted(str(problem) for problem in problems)
    if not lines:
        return
    say(heading, file=sys.stderr)
    for line in lines:
        say(f"  {line}", file=sys.stderr)
