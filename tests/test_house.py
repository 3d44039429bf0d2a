"""How the code is cut: each room imports only rooms below it, nothing goes round in a circle, and
one name means one thing.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import bpadocs

PACKAGE = Path(bpadocs.__file__).parent
ARCHITECTURE = PACKAGE.parents[1] / "ARCHITECTURE.md"


def module_of(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = ("bpadocs", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree_of(module: str) -> ast.Module:
    """Return the code of a module, which is read by several tests and changed by none."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> Iterator[str]:
    """Yield every module of the package that this one imports, wherever in the file it does so."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else node.module


@cache
def all_imports() -> Mapping[str, set[str]]:
    """Return what each module imports of the others."""
    return {module: set(imports(module)) - {module, "bpadocs"} for module in MODULES}


def room_of(module: str) -> str:
    """Return the folder, or the module, right below the package that this module belongs to."""
    return module.split(".")[1]


def rooms() -> list[str]:
    """Return the rooms as ARCHITECTURE.md lists them, from the lowest to the highest."""
    table = (
        ARCHITECTURE.read_text("utf-8")
        .partition("## The rooms")[2]
        .partition("\n## ")[0]
    )
    return re.findall(r"^\| `(\w+)(?:/|\.py)` ", table, re.MULTILINE)


def test_every_room_is_on_the_plan() -> None:
    there = {room_of(module) for module in MODULES if "." in module} - {"__main__"}
    assert sorted(rooms()) == sorted(there)


def test_every_file_that_the_plan_names_is_there() -> None:
    root = ARCHITECTURE.parent
    # what is in capitals stands for any name: rules/PRODUCT/NAME.yaml
    named = re.findall(
        r"`([a-z_.]+/[a-z_./-]*|[a-z_]+\.py)`", ARCHITECTURE.read_text("utf-8")
    )
    missing = []
    for name in sorted(set(named)):
        if not (root / name).exists() and not (PACKAGE / name).exists():
            missing.append(name)
    assert "pages/page.py" in named
    assert missing == []


def test_no_room_imports_one_above_it() -> None:
    height = {room: number for number, room in enumerate(rooms())}
    upwards = [
        f"{module} imports {imported}"
        for module, found in all_imports().items()
        if module not in ("bpadocs", "bpadocs.__main__")
        for imported in found
        if height[room_of(imported)] > height[room_of(module)]
    ]
    assert upwards == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    # where there is a circle, static_order raises CycleError, which names the modules in it
    assert set(TopologicalSorter(all_imports()).static_order()) == set(MODULES)


def test_a_type_name_means_one_thing() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for node in tree_of(module).body:
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
