"""Rules named on a command line, as people and shells write them: by file, by folder, or by id."""

from collections.abc import Iterable
from pathlib import Path

from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import PRODUCT_FILE, RULES, rule_id
from bpadocs.reading.report import nearest


def chosen_files(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """The files of the rules that are named. Names that fit none are reported, all of them."""
    files = [
        file.relative_to(root).as_posix()
        for file in sorted((root / RULES).rglob("*.yaml"))
        if file.name != PRODUCT_FILE and not file.name.startswith(".")
    ]
    chosen: set[str] = set()
    problems = []
    for path in paths:
        name = _relative(root, path)
        found = [file for file in files if name in ("", RULES, file, rule_id(file)) or _inside(file, name)]
        if not found:
            problems.append(Problem(path, 1, 1, f"no rule there{nearest(rule_id(name), map(rule_id, files))}"))
        chosen.update(found)
    if problems:
        raise BrokenInputError(problems)
    return frozenset(chosen)


def _inside(file: str, name: str) -> bool:
    return file.startswith((f"{name}/", f"{RULES}/{name}/"))


def _relative(root: Path, path: str) -> str:
    """The path from the project's folder, where it is one that exists; else as it was written: an id, or a mistake."""
    full = Path(path).resolve()
    if full.exists() and full.is_relative_to(root):
        name = full.relative_to(root).as_posix()
        return "" if name == "." else name
    return path.rstrip("/")
