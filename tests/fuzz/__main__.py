"""The long run: python -m fuzz [--count N] [--seed N] [--keep FOLDER] [TARGET …]"""

import argparse
import sys
import tempfile
from pathlib import Path

from fuzz.run import keep, run
from fuzz.targets import targets

SHARES = {
    "rule": 0.2, "product": 0.1, "settings": 0.1, "glossary": 0.09, "language": 0.01, "catalog": 0.05,
    "po": 0.1, "xliff": 0.1, "page": 0.14, "import": 0.01, "inventory": 0.04,
    "results": 0.05, "messages": 0.01,
    "terms": 0.03, "tmx": 0.02,
}  # fmt: skip
"""What part of all inputs each target gets: those that read quickly get more."""


def main() -> int:
    """Feed every target its share, and say what became of it."""
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument(
        "targets", nargs="*", choices=[*SHARES, []], help="default: all"
    )
    parser.add_argument(
        "--count", type=int, default=1_000_000, help="inputs, over all targets"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path("build/fuzz"),
        help="where inputs go that failed",
    )
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, target in targets(Path(folder)).items():
            if options.targets and name not in options.targets:
                continue
            outcome = run(target, int(options.count * SHARES[name]), options.seed)
            print(
                f"{name:10} {outcome.tried:9,} inputs, {outcome.refused:9,} refused by name, "
                f"slowest {outcome.slowest:.2f} s, {len(outcome.failures)} kinds of failure",
                flush=True,
            )
            keep(outcome, name, options.keep)
            failed += len(outcome.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
