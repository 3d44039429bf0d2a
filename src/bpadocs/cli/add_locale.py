"""`bpa add-locale`"""

import argparse

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANG", help="the language, such as de, zh-Hans or sr-Latn")
    parser.add_argument("--page-locale", metavar="LOCALE", help="the folder of its pages (default: such as de-de)")
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bpadocs import output
    from bpadocs.exchange.add_locale import add_locale

    project = shared.read(options)
    added = add_locale(project, options.language, options.page_locale, datetime.now(UTC))
    written = output.write(project.root, added.files)
    for name in written.changed:
        say(f"wrote {name}")
    catalog = next(iter(added.files))
    say(f"{added.language} is a language now; its pages are in {added.locale}, in English until they are translated")
    say(f"next: the words that all pages share, in {catalog}")
    say(f"      the texts of the rules: bpa po export --locale {added.language} -o {added.language}.po")
    return 0
