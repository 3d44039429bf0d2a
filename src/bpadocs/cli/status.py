"""`bpa status`"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bpadocs.cli import shared
from bpadocs.cli.terminal import hand_over, say, say_lines
from bpadocs.rule.provenance import State
from bpadocs.shown import as_json

if TYPE_CHECKING:
    from bpadocs.translators.status import StatusRow

SHARED_WORDS = "shared words"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, and how the table is printed."""
    shared.add_project(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how it is written (default: text)",
    )


def run(options: argparse.Namespace) -> int:
    """Print how many fields are in each state, by language and product."""
    from bpadocs.translators.status import status_of

    project = shared.read_what_is_whole(options)
    rows = status_of(project)
    if options.format == "json":
        hand_over(as_json([_entry(row) for row in rows]))
    else:
        say_lines(_table(rows))
        for line in _borrowed(rows):
            say(line)
    return shared.ended(options, 0, project)


def _entry(row: "StatusRow") -> dict[str, object]:
    states = {str(state): row.counts[state] for state in State}
    return {
        "locale": row.locale,
        "product": row.product,
        **states,
        "fields": row.fields,
        "percentage": row.percentage,
        "borrowed": row.borrowed,
    }


def _borrowed(rows: "Sequence[StatusRow]") -> Iterator[str]:
    """Yield a line for each region with what another language stands in for."""
    for locale, of_locale in groupby(rows, key=attrgetter("locale")):
        texts = words = 0
        lenders: tuple[str, ...] = ()
        for row in of_locale:
            lenders = row.lenders
            if row.product is None:
                words += row.borrowed
            else:
                texts += row.borrowed
        parts = []
        if texts:
            parts.append(shared.count(texts, "text"))
        if words:
            parts.append(shared.count(words, "shared word"))
        if parts:
            what, where = " and ".join(parts), " or ".join(lenders)
            yield f"{locale}: of what is missing, pages show {what} in {where}"


def _table(rows: "Sequence[StatusRow]") -> str:
    """Return the rows in columns: names to the left, numbers to the right."""
    table = [["locale", "product", *map(str, State), "%"]]
    for row in rows:
        numbers = [f"{row.counts[state]:,}" for state in State]
        product = row.product or SHARED_WORDS
        table.append([row.locale, product, *numbers, str(row.percentage)])
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for locale, product, *numbers in table:
        aligned = map(str.rjust, numbers, widths[2:])
        cells = [locale.ljust(widths[0]), product.ljust(widths[1]), *aligned]
        lines.append("  ".join(cells))
    return "\n".join(lines)
