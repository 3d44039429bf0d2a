"""`bpa xliff`"""

import argparse

from bpadocs.cli import exchange
from bpadocs.cli import options as shared


def arguments(parser: argparse.ArgumentParser) -> None:
    exchange.arguments(parser, "an XLIFF 2.1 file", "xlf")


def run(options: argparse.Namespace) -> int:
    return exchange.alone_where_it_writes(options, _run)


def _run(options: argparse.Namespace) -> int:
    from bpadocs.exchange import xliff

    project = shared.read_what_is_whole(options)
    if options.direction == "import":
        return shared.ended(options, exchange.bring_back(project, options, xliff.read), project)
    return shared.ended(options, exchange.export(project, options, "xlf", xliff.write), project)
