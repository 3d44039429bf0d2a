"""`bpa init`"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import shared
from bpadocs.cli.terminal import say
from bpadocs.errors import UsageError
from bpadocs.rule.model import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from bpadocs.system.saving import Saved

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder, and the pages that the project is made of."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=Path,
        default=Path(),
        help="where the project is to be; made where there is none (default: here)",
    )
    parser.add_argument(
        "--from",
        dest="english",
        metavar="EN_DIR",
        type=Path,
        help="make the rules of existing pages: the folder of the English ones",
    )
    parser.add_argument(
        "--locale",
        metavar="LOCALE=DIR",
        action="append",
        default=[],
        help=(
            "with --from: a locale and the folder of its pages, such as fr-fr=docs/fr-fr; once "
            "for each"
        ),
    )
    parser.add_argument(
        "--product",
        metavar="NAME",
        help=(
            "with --from: the folder below rules/, such as hyper-v (default: the name of EN_DIR, "
            "where that is no locale)"
        ),
    )

    parser.add_argument(
        "--translate",
        action="store_true",
        help=(
            "write the settings of Weblate and Crowdin too; in a project that is there already, "
            "them alone"
        ),
    )


def run(options: argparse.Namespace) -> int:
    """Write the project, and print what there is and what to type next."""
    if options.english is None and (options.locale or options.product):
        raise UsageError(
            "--locale and --product go with --from, which names existing pages; "
            "“bpa add-locale” adds a language to a project"
        )
    with shared.alone(options.folder):
        if not options.translate:
            return _begin(options)
        return _begin_to_translate(options)


def _begin_to_translate(options: argparse.Namespace) -> int:
    """Write the project where there is none, and the settings of platforms of translators."""
    from bpadocs.cli.po import write_settings
    from bpadocs.project.settings_file import has_settings

    begun = 0
    if options.english is not None or not has_settings(options.folder):
        begun = _begin(options)
        say("")
    return max(begun, write_settings(options.folder.resolve()))


def _begin(options: argparse.Namespace) -> int:
    if options.english is None:
        return _begin_from_nothing(options)
    return _begin_from_pages(options)


def _begin_from_nothing(options: argparse.Namespace) -> int:
    from bpadocs.project.new_project import RULE, new_project
    from bpadocs.project.tree import rule_path
    from bpadocs.system import saving

    root: Path = options.folder
    made = new_project(root)
    saved = saving.save(root, saving.since({}, made.files))
    _tell(saved, made.kept)
    if saved.refused:
        return LEFT
    say("")
    say("A project with one rule, in English and French:")
    say(f"  {rule_path(RULE)}")
    say("Next:")
    shared.say_next(
        root,
        {
            "bpa build": "pages and messages, below build/",
            "bpa serve": "see them in a browser while you write",
            "bpa lint": "after an edit: which translations are stale",
            "bpa new dhcp-server/another": "a rule of your own",
            "bpa add-locale de": "another language",
        },
    )
    return 0


def _begin_from_pages(options: argparse.Namespace) -> int:
    from bpadocs.cli.audit import folders
    from bpadocs.cli.import_ import INCOMPLETE, check_product, report
    from bpadocs.project.new_project import beside, check_is_free
    from bpadocs.published.folder import english_locale, languages_of
    from bpadocs.published.import_into import import_into

    root: Path = options.folder
    check_is_free(root)
    english, locales = folders(options)
    product = options.product or _product_of(english)
    check_product(product)
    own = beside(root)
    made, notes = import_into(
        root, english_locale(english), languages_of(locales), product, own.files
    )
    shared.tell(notes)
    report(made, root, product)
    if not made.rules:
        raise UsageError("no page became a rule, so there is no project; see above")
    say("")
    say("A project of your pages. Next:")
    shared.say_next(
        root,
        {
            "bpa build": "the pages again, and messages, below build/",
            "bpa lint": "where translations have drifted",
            "bpa serve": "see all of it in a browser",
        },
    )
    if made.left_out or made.kept:
        return INCOMPLETE
    return 0


def _product_of(english: Path) -> str:
    """Return the name of the folder, which most often is that of the product."""
    name = english.resolve().name.lower()
    if name == SOURCE_LANGUAGE or name.startswith(f"{SOURCE_LANGUAGE}-"):
        raise UsageError(
            f"--product: {shown.name(name)} is a locale; say what the rules are about: "
            "--product hyper-v"
        )
    return name


def _tell(saved: "Saved", kept: tuple[str, ...]) -> None:
    for name in saved.written:
        if not name.startswith("rules/."):
            say(f"wrote {name}")
    for name in kept:
        hint = ": add /build/ to it" if name == ".gitignore" else ""
        say(f"kept {name} as it is{hint}")
    shared.tell([*saved.refused, *saved.notes])
