"""`bpa tmx`"""

import argparse

from bpadocs.cli import exchange, shared


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommand export."""
    commands = parser.add_subparsers(dest="direction", metavar="export", required=True)
    out = commands.add_parser(
        "export",
        help="write every translation that can be relied on: none that is stale or edited",
    )
    shared.add_project(out)
    exchange.add_languages(out)
    shared.add_products(out)
    exchange.add_output(out, "tmx")


def run(options: argparse.Namespace) -> int:
    """Write a translation memory; `bpa suggest --tmx` reads one."""
    from bpadocs.formats.tmx import write_tmx
    from bpadocs.translators.translation_memory import memory_units

    project = shared.read_what_is_whole(options)
    source = project.settings.source_language
    products = exchange.products(project, options.product)

    def make(language: str) -> tuple[str, int]:
        """Return the file of a language, and how many texts are in it."""
        units = list(memory_units(project, language, products))
        return write_tmx(units, source, language), len(units)

    status = exchange.write_each(project, options, "tmx", make)
    return shared.ended(options, status, project)
