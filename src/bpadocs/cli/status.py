"""`bpa status`"""

import argparse
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import hand_over, say_lines
from bpadocs.provenance import State
from bpadocs.shown import as_json

Row = tuple[str, str | None, Mapping[State, int]]
"""Locale, product and fields by state; without a product, the words that all pages share."""

SHARED_WORDS = "shared words"


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is written (default: text)")


def run(options: argparse.Namespace) -> int:
    from bpadocs.shared_words import words_of
    from bpadocs.stamping import count_states

    project = shared.read_what_is_whole(options)
    settings = project.settings
    words = words_of(project)
    counted = count_states(project.rules, settings.translations)
    rows: list[Row] = []
    for language, of_language in groupby(counted, key=itemgetter(0)):
        locale = settings.locales[language]
        rows += [(locale, product, counts) for _, product, counts in of_language]
        rows.append((locale, None, words[language].states))
    if options.format == "json":
        hand_over(_json(rows))
    else:
        say_lines(_text(rows))
    return shared.ended(options, 0, project)


def percentage(counts: Mapping[State, int]) -> int:
    """Current fields among all, rounded down: 100 means nothing is left to do."""
    total = sum(counts.values())
    return 100 * counts[State.CURRENT] // total if total else 100


def _json(rows: Sequence[Row]) -> str:
    entries = [
        {
            "locale": locale,
            "product": product,
            **{str(state): counts[state] for state in State},
            "fields": sum(counts.values()),
            "percentage": percentage(counts),
        }
        for locale, product, counts in rows
    ]
    return as_json(entries)


def _text(rows: Sequence[Row]) -> str:
    table = [["locale", "product", *(str(state) for state in State), "%"]]
    for locale, product, counts in rows:
        table.append(
            [locale, product or SHARED_WORDS, *(f"{counts[state]:,}" for state in State), str(percentage(counts))]
        )
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for locale, product, *numbers in table:
        words = [locale.ljust(widths[0]), product.ljust(widths[1]), *map(str.rjust, numbers, widths[2:])]
        lines.append("  ".join(words))
    return "\n".join(lines)
