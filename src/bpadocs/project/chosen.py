"""Find the rules that are named on a command line: by file, by folder, or by id."""

import os
from collections.abc import Iterable
from pathlib import Path

from bpadocs import shown
from bpadocs.errors import UsageError
from bpadocs.project.mistakes import nearest
from bpadocs.project.tree import PRODUCT_FILE, RULES, rule_id


def chosen_files(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Return the rule files that are named, by path in the project.

    Raises UsageError with every name that fits no rule.
    """
    files = _rule_files(root)
    chosen: set[str] = set()
    mistakes = []
    for path in paths:
        name = _relative(root, path)
        found = [file for file in files if _is_meant(file, name)]
        chosen.update(found)
        if not found:
            ids = [rule_id(file) for file in files]
            products = {one.partition("/")[0] for one in ids}
            hint = nearest(rule_id(name), [*ids, *sorted(products)])
            mistakes.append(f"{shown.name(path)}: no rule there{hint}")
    if mistakes:
        raise UsageError(*mistakes)
    return frozenset(chosen)


def named_rule(named: str) -> str:
    """Return the id that somebody names, perhaps by the file as the shell of Windows writes it."""
    return rule_id(named.replace(os.sep, "/"))


def _rule_files(root: Path) -> list[str]:
    # Files that have mistakes can be named too, so the names are taken from the disk.
    files = []
    for file in sorted((root / RULES).rglob("*.yaml")):
        if file.name != PRODUCT_FILE and not file.name.startswith("."):
            files.append(file.relative_to(root).as_posix())
    return files


def _is_meant(file: str, name: str) -> bool:
    """Return whether a name is this file, its rule, or a folder that it is in."""
    if name in ("", RULES, file, rule_id(file)):
        return True
    return file.startswith((f"{name}/", f"{RULES}/{name}/"))


def _relative(root: Path, path: str) -> str:
    """Return the path from the project's folder, where it is one that exists.

    Anything else is returned as it was written: it is an id, or a mistake.
    """
    full = Path(path).resolve()
    if full.exists() and full.is_relative_to(root):
        name = full.relative_to(root).as_posix()
        if name == ".":
            return ""
        return name
    return path.replace(os.sep, "/").rstrip("/")
