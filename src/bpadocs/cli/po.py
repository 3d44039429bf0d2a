"""`bpa po`"""

import argparse

from bpadocs.cli import exchange
from bpadocs.cli import options as shared


def arguments(parser: argparse.ArgumentParser) -> None:
    exchange.arguments(parser, "a PO file", "po")


def run(options: argparse.Namespace) -> int:
    return exchange.alone_where_it_writes(options, _run)


def _run(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from bpadocs.exchange import po

    project = shared.read_what_is_whole(options)
    if options.direction == "import":
        return shared.ended(options, exchange.bring_back(project, options, po.read), project)
    names = [product.name for product in project.products if product.id in options.product or not options.product]
    now = datetime.now(UTC)
    status = exchange.export(project, options, "po", lambda units, language: po.write(units, language, names, now))
    return shared.ended(options, status, project)
