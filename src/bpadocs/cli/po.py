"""`bpa po`"""

import argparse

from bpadocs.cli import exchange, shared


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands export and import."""
    exchange.arguments(parser, "a PO file", "po")


def run(options: argparse.Namespace) -> int:
    """Write a PO file for translators, or take one back."""
    return exchange.alone_where_it_writes(options, _run)


def _run(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bpadocs.translators import po_export, po_import

    project = shared.read_what_is_whole(options)
    if options.direction == "import":
        status = exchange.bring_back(project, options, po_import.read)
        return shared.ended(options, status, project)
    names = [
        product.name
        for product in project.products
        if product.id in options.product or not options.product
    ]
    now = datetime.now(UTC)
    status = exchange.export(
        project,
        options,
        "po",
        lambda jobs, language: po_export.write(jobs, language, names, now),
    )
    return shared.ended(options, status, project)
