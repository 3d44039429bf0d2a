"""`bpa po`"""

import argparse

from bpadocs.cli import exchange
from bpadocs.cli import options as shared


def arguments(parser: argparse.ArgumentParser) -> None:
    exchange.arguments(parser, "a PO file", "po")


def run(options: argparse.Namespace) -> int:
    project = shared.read(options)
    if options.direction == "export":
        from datetime import UTC, datetime

        from bpadocs.exchange import po
        from bpadocs.exchange.units import outgoing

        language = exchange.language(project, options.locale)
        products = exchange.products(project, options.product)
        units = list(outgoing(project, language, products, everything=options.all))
        names = [product.name for product in project.products if not products or product.id in products]
        exchange.write(po.write(units, language, names, datetime.now(UTC)), options.output, len(units))
        return 0

    from bpadocs import po_file
    from bpadocs.exchange import po
    from bpadocs.exchange.incoming import take_in

    name = str(options.file)
    catalog = po_file.read(exchange.read(options.file), name)
    language = po.language_of(catalog, project.settings.locales, name)
    incoming = take_in(project, language, po.returned(catalog, language, name))
    return exchange.take_in(project, incoming, name, dry_run=options.dry_run)
