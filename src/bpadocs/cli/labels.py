"""`bpa labels`"""

import argparse

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    from bpadocs import catalogs, output
    from bpadocs.shared_words import words_of
    from bpadocs.vocabulary import words

    project = shared.read(options)
    files = catalogs.updated(words(project.products, project.rules), project.root, project.settings.translations)
    written = output.write(project.root, files)
    for name in written.changed:
        say(f"updated {name}")
    for language, own in words_of(project).items():
        if own.to_do:
            say(f"{language}: {shared.count(len(own.to_do), 'word')} to translate")
    if not written.changed:
        say("the catalogs in locales/ are up to date")
    return 0
