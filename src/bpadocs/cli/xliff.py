"""`bpa xliff`"""

import argparse

from bpadocs.cli import exchange
from bpadocs.cli import options as shared


def arguments(parser: argparse.ArgumentParser) -> None:
    exchange.arguments(parser, "an XLIFF 2.1 file", "xlf")


def run(options: argparse.Namespace) -> int:
    project = shared.read(options)
    if options.direction == "export":
        from bpadocs.exchange import xliff
        from bpadocs.exchange.units import outgoing

        language = exchange.language(project, options.locale)
        products = exchange.products(project, options.product)
        units = list(outgoing(project, language, products, everything=options.all))
        exchange.write(xliff.write(units, language), options.output, len(units))
        return 0

    from bpadocs.exchange import xliff
    from bpadocs.exchange.incoming import take_in

    name = str(options.file)
    language, returned = xliff.read(exchange.read(options.file), name, project.settings.locales)
    return exchange.take_in(project, take_in(project, language, returned), name, dry_run=options.dry_run)
