"""The floor under any build: libyaml parses all inputs, all outputs are written, nothing else.

    python floor.py PROJECT FOLDER

A program of its own, with nothing of bpadocs in it. PROJECT has been built; the outputs of that
build (build/docs and build/messages) are read before the clock starts, and written to FOLDER again.
Prints seconds as JSON.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]


def main(project: Path, folder: Path) -> None:
    build = project / "build"
    outputs = {
        str(path.relative_to(build)): path.read_bytes()
        for part in ("docs", "messages")
        for path in (build / part).rglob("*")
        if path.is_file()
    }
    inputs = [str(path) for path in sorted((project / "rules").rglob("*.yaml"))]
    shutil.rmtree(folder, ignore_errors=True)
    timed = {
        "events": _timed(lambda: _parse(inputs, _events)),
        "raw_parse": _timed(lambda: _parse(inputs, lambda parser: parser.raw_parse())),
        "write": _timed(lambda: _write(folder, outputs)),
    }
    shutil.rmtree(folder)
    print(
        json.dumps(
            {**timed, "files": len(outputs), "bytes": sum(map(len, outputs.values()))}
        )
    )


def _timed(work: Callable[[], None]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def _parse(paths: list[str], through: Callable[[Any], None]) -> None:
    for path in paths:
        with open(path, encoding="utf-8") as file:
            parser = CParser(file.read())
        through(parser)
        parser.dispose()


def _events(parser: Any) -> None:
    """All events as Python objects: what any reader through PyYAML has to pay."""
    event = parser.get_event
    while event() is not None:
        pass


def _write(folder: Path, outputs: dict[str, bytes]) -> None:
    made = set()
    for name, content in outputs.items():
        path = f"{folder}/{name}"
        parent = os.path.dirname(path)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        with open(path, "wb", buffering=0) as file:
            file.write(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
