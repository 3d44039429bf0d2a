"""`bpa import`"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli.audit import add_folders, folders
from bpadocs.cli.options import alone, count, tell
from bpadocs.cli.terminal import say
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from bpadocs.existing.folder import Locale
    from bpadocs.existing.importer import Import

INCOMPLETE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    add_folders(parser)
    parser.add_argument("--product", required=True, metavar="NAME", help="the folder below rules/, such as hyper-v")
    parser.add_argument("--out", required=True, metavar="DIR", type=Path, help="the project; made where there is none")


def run(options: argparse.Namespace) -> int:
    from bpadocs.existing.folder import english_locale, languages_of
    from bpadocs.new_rule import is_rule_id
    from bpadocs.settings import FILE, read_settings

    english, locales = folders(options)
    root: Path = options.out
    if not is_rule_id(f"{options.product}/x"):
        message = "a product is named in lower case letters, digits and hyphens: hyper-v"
        raise BrokenInputError([Problem(options.product, 1, 1, message)])
    source, others = english_locale(english), languages_of(locales)
    languages = (source.language, *(locale.language for locale in others))
    if (root / FILE).exists():
        known = read_settings(root).languages
        missing = [locale for locale in others if locale.language not in known]
        if missing:
            lines = ", ".join(f'{locale.language} = "{locale.locale}"' for locale in missing)
            raise BrokenInputError([Problem(FILE, 1, 1, f"add to [tool.bpadocs.locales]: {lines}")])
    with alone(root):
        made = _import(source, others, languages, root, options.product)
    _report(made, root)
    return INCOMPLETE if made.left_out or made.kept or not made.rules else 0


def _import(
    source: "Locale", others: Sequence["Locale"], languages: tuple[str, ...], root: Path, product: str
) -> "Import":
    """Bring the pages over into the project; whoever writes in a file meanwhile keeps it as it is."""
    from bpadocs import saving
    from bpadocs.existing.folder import read_folders
    from bpadocs.existing.importer import import_pages
    from bpadocs.labels import read_labels
    from bpadocs.settings import FILE

    before = saving.snapshot(root, *saving.SOURCES, FILE)
    labels = read_labels(root, languages)
    pages, translated = read_folders(source, others, labels)
    made = import_pages(pages, translated, labels, root, product)
    if made.rules:
        saved = saving.save(root, saving.since(before, made.files))
        tell(saved.notes)
        left = {problem.path for problem in saved.refused}
        made.kept += saved.refused
        made.rules = [rule for rule in made.rules if rule.source.path not in left]
    return made


def _report(made: "Import", root: Path) -> None:
    _list("Left out:", made.left_out)
    _list("Different in white space:", made.differences)
    _list("Kept as the project has it:", made.kept)
    for language, words in made.learnt.items():
        if words:
            say(f"Taken into locales/ from the pages, to be looked over ({language}):")
            for (context, english), translation in words.items():
                say("  " + " ".join(f"{context}: {english} = {translation}".split()))
    say(f"{count(len(made.rules), 'rule')} in {root.as_posix()}/rules")
    for language in made.current | made.untracked:
        say(f"  {language}: {made.current[language]} current, {made.untracked[language]} untracked")


def _list(heading: str, problems: Iterable[Problem]) -> None:
    lines = sorted(str(problem) for problem in problems)
    for line in [heading, *(f"  {line}" for line in lines)] if lines else ():
        say(line, file=sys.stderr)
