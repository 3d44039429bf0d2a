"""The floor under lint and audit: markdown-it-py parses every text of every rule, and nothing else.

    python parse_floor.py PROJECT

A program of its own, with nothing of bpadocs in it. The texts are read before the clock starts.
Prints seconds as JSON, and how many texts there are.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt


def main(project: Path) -> None:
    texts: list[str] = []
    for path in sorted((project / "rules").rglob("rule-*.yaml")):
        loaded = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        for fields in loaded["text"].values():
            texts += _texts(fields)
    parser = MarkdownIt()
    wall, cpu = time.perf_counter(), time.process_time()
    for text in texts:
        parser.parse(text)
    found = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "texts": len(texts),
    }
    print(json.dumps(found))


def _texts(fields: dict[str, Any]) -> Iterator[str]:
    """Yield the texts of one language, without what is known of them."""
    for name, value in fields.items():
        if name != "synced" and isinstance(value, str):
            yield value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
