"""How long lint takes on 1,000 rules in five languages: from nothing, with nothing changed, with one rule changed.

python tests/bench/lint.py [RULES]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.generate import generate

COLD, WARM = 15.0, 2.0
"""Seconds for 1,000 rules on two cores."""


def seconds(root: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "bpadocs", "lint", "--project", str(root), "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - started


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = generate(Path(folder), count)
        files = [path for path in (root / "rules").rglob("*.yaml") if path.name != "product.yaml"]
        size = sum(path.stat().st_size for path in files) / len(files)
        cold = seconds(root)
        before = os.times()
        warm = min(seconds(root) for _ in range(3))
        changed = files[0].read_text("utf-8")
        files[0].write_text(changed + "# changed\n", "utf-8")
        one = seconds(root)
        spent = before.children_user + before.children_system
    print(f"lint: {len(files):,} rules of {size / 1000:.1f} KB in five languages, {os.cpu_count()} cores")
    print(f"  cold              {cold:6.2f} s ({spent:.1f} s of processor)   limit {COLD * count / 1000:.1f} s")
    print(f"  nothing changed   {warm:6.2f} s                        limit {WARM * count / 1000:.1f} s")
    print(f"  one rule changed  {one:6.2f} s")
    return int(cold > COLD * count / 1000 or warm > WARM * max(count, 1000) / 1000)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
