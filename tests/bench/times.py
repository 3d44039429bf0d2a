"""How long each check takes per character of a short text and of a very long one: `python -m
bench.times`.

    python -m bench.times [--large 100000] [--only WORDS] [--every 1]

Each check looks alone at ordinary and hostile texts, as UI text and as Markdown. The table has for
each the text on which its time grows most. All texts at 100,000 characters take hours: take some of
them with --only or --every.
"""

import argparse
import sys
from typing import NamedTuple

from hostile import LOOKING_AT_TEXTS, Case, cases, made, seconds

from bpadocs.lint.check import Check
from bpadocs.lint.context import Context
from bpadocs.lint.subject import Unit
from bpadocs.system.garbage import without_collector

FIELDS = ("impact", "resolution_details")
SMALL = 1_000
LEAST = 0.02
"""Seconds at the large size below which nothing is said of a check: the small size cannot be
measured then.
"""


class Growth(NamedTuple):
    """The time of a check on one text, in microseconds per character."""

    small: float
    large: float
    case: str

    @property
    def times(self) -> float:
        return self.large / self.small


def growth(
    check: Check, units: dict[int, Unit], large: int, name: str
) -> Growth | None:
    context = Context()
    long = seconds(check, units[large], context)
    if long < LEAST:
        return None
    short = min(seconds(check, units[SMALL], context) for _ in range(7))
    if long / large > 1.5 * short / SMALL:
        long = min(long, seconds(check, units[large], context))
    return Growth(short / SMALL * 1e6, long / large * 1e6, name)


def measure(case: Case, field: str, large: int, worst: dict[str, Growth]) -> None:
    units = {length: made(case, length, field) for length in (SMALL, large)}
    for check in LOOKING_AT_TEXTS:
        found = growth(check, units, large, f"{case.name}, {field}")
        if found and (check.name not in worst or found.times > worst[check.name].times):
            worst[check.name] = found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.times", description=__doc__)
    parser.add_argument(
        "--large",
        type=int,
        default=100_000,
        help="characters of a long text (default: 100000)",
    )
    parser.add_argument(
        "--only", default="", help="texts with these words in their names"
    )
    parser.add_argument("--every", type=int, default=1, help="every n-th text only")
    options = parser.parse_args()
    worst: dict[str, Growth] = {}
    for case in [case for case in cases() if options.only in case.name][
        :: options.every
    ]:
        for field in FIELDS:
            with without_collector():  # as lint does
                measure(case, field, options.large, worst)
            print(f"{case.name}, {field}", file=sys.stderr, flush=True)
    print(
        f"{'check':26} {'µs/char at 1000':>16} {f'at {options.large}':>12} {'times':>6}  worst text"
    )
    for name, found in sorted(worst.items(), key=lambda one: -one[1].times):
        print(
            f"{name:26} {found.small:16.2f} {found.large:12.2f} {found.times:6.1f}  {found.case}"
        )


if __name__ == "__main__":
    main()
