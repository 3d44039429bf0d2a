"""The floor under any look at texts: markdown-it-py parses each of them, and nothing else.

    python parse_floor.py PROJECT

A program of its own, with nothing of bpadocs in it. The texts of all rule files of PROJECT are read
before the clock starts. Prints seconds as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from markdown_it import MarkdownIt


def main(project: Path) -> None:
    texts = list(_texts(project))
    markdown = MarkdownIt("commonmark").enable("table")
    wall, cpu = time.perf_counter(), time.process_time()
    for text in texts:
        markdown.parse(text)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall": wall, "cpu": cpu, "texts": len(texts)}))


def _texts(project: Path) -> Iterator[str]:
    for path in sorted((project / "rules").rglob("rule-*.yaml")):
        rule = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for fields in rule["text"].values():
            for name, text in fields.items():
                if name != "synced":
                    yield text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
