"""What the suite leaves out of the package, by file: python tests/covered.py COVERAGE.json

It fails where the share that the suite goes through, in lines and branches, has become less.
"""

import json
import sys
from pathlib import Path

LEAST = 97.4
"""Per cent."""


def main(measured: Path) -> int:
    coverage = json.loads(measured.read_text("utf-8"))
    for path, file in sorted(coverage["files"].items()):
        left_out = len(file["missing_lines"]) + len(file["missing_branches"])
        if left_out:
            share = file["summary"]["percent_covered"]
            print(f"{share:6.1f} %  {left_out:4} lines and branches left out of {path}")
    share = coverage["summary"]["percent_covered"]
    print(f"{share:6.2f} %  of all lines and branches")
    if share < LEAST:
        print(f"That is less than {LEAST} %: test what is new, or what lost its tests")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
