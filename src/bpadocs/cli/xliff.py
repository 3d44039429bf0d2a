"""`bpa xliff`"""

import argparse

from bpadocs.cli import exchange, shared


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands export and import."""
    exchange.arguments(parser, "an XLIFF 2.1 file", "xlf")


def run(options: argparse.Namespace) -> int:
    """Write an XLIFF file for translators, or take one back."""
    return exchange.alone_where_it_writes(options, _run)


def _run(options: argparse.Namespace) -> int:
    from bpadocs.translators import xliff_export, xliff_import

    project = shared.read_what_is_whole(options)
    if options.direction == "import":
        status = exchange.bring_back(project, options, xliff_import.read)
    else:
        source = project.settings.source_language
        status = exchange.export(
            project,
            options,
            "xlf",
            lambda jobs, language: xliff_export.write(jobs, language, source),
        )
    return shared.ended(options, status, project)
