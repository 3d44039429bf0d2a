"""Every regular expression of the package, with how it is used, and texts on which one might take too long."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import bpadocs
from bpadocs.words.expression import Expression
from bpadocs.words.languages import known_languages, read_language

parser: Any = importlib.import_module("re._parser")
opcodes: Any = importlib.import_module("re._constants")
"""The names of what a parsed expression consists of."""

PACKAGE: Final = Path(bpadocs.__path__[0])
MATCHED: Final = frozenset({"match", "fullmatch"})
SEARCHING: Final = frozenset({"sub", "subn", "search", "findall", "finditer", "split"})
IN_PLACE: Final = re.compile(rf"\bre\.(?:{'|'.join(sorted(MATCHED | SEARCHING))})\(")


class Used(NamedTuple):
    """An expression, where it stands, and whether a text is searched for it or matched from one place on."""

    where: str
    pattern: re.Pattern[str]
    searched: bool

    def run(self, text: str) -> None:
        if self.searched:
            for _ in self.pattern.finditer(text):
                pass
        else:
            self.pattern.match(text)
            self.pattern.fullmatch(text)


@cache
def all_expressions() -> Sequence[Used]:
    found: dict[tuple[str, int, bool], Used] = {}
    for used in (*_of_languages(), *_of_modules(), *_written_in_place()):
        found.setdefault(
            (used.pattern.pattern, used.pattern.flags, used.searched), used
        )
    return list(found.values())


def _of_languages() -> Iterator[Used]:
    for language in known_languages():
        yield from _within(read_language(language), language)


def _within(value: Any, where: str) -> Iterator[Used]:
    if isinstance(value, Expression):
        yield Used(where, value.compiled, searched=True)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _within(one, f"{where}[{key}]")
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from _within(one, f"{where}[{index}]")


def _modules() -> Iterator[tuple[str, str]]:
    """Name and source of each module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("bpadocs", *path.relative_to(PACKAGE).with_suffix("").parts)
        yield ".".join(parts).removesuffix(".__init__"), path.read_text("utf-8")


def _of_modules() -> Iterator[Used]:
    sources = dict(_modules())
    everywhere = _ways("\n".join(sources.values()))
    for name, source in sources.items():
        if "re.compile(" not in source:
            continue
        here = _ways(source)
        for constant, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                ways = (here if constant.startswith("_") else everywhere)[constant]
                yield Used(
                    f"{name}.{constant}",
                    value,
                    searched=not ways or not ways <= MATCHED,
                )


def _ways(source: str) -> Mapping[str, set[str]]:
    """What is called of each name: one pass for all of them, for there are hundreds."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, way in re.findall(r"\b(\w+)\.(\w+)\(", source):
        found[name].add(way)
    return found


def _written_in_place() -> Iterator[Used]:
    """`re.search("…", text)` and the like."""
    for name, source in _modules():
        for node in ast.walk(ast.parse(source)) if IN_PLACE.search(source) else ():
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, ast.Attribute
            ):
                continue
            way, owner = node.func.attr, node.func.value
            if (
                isinstance(owner, ast.Name)
                and owner.id == "re"
                and way in MATCHED | SEARCHING
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    flags = re.MULTILINE if "MULTILINE" in ast.unparse(node) else 0
                    pattern = re.compile(first.value, flags)
                    yield Used(f"{name}:{node.lineno}", pattern, way in SEARCHING)


# Texts that repeat what an expression repeats

COMMON: Final = (
    "a",
    "A",
    "가",
    " ",
    "\u00a0",
    ".",
    "\n",
    " \n",
    "1",
    "1 ",
    "a ",
    "A ",
    "가 ",
    "a. ",
    "<a ",
    "**",
    "[",
    "](",
    "|-",
)


def hostile_seeds(pattern: re.Pattern[str]) -> Sequence[str]:
    """What the expression is made of, alone and in twos, and what trips up many."""
    atoms = list(
        dict.fromkeys(
            _atoms(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        )
    )
    single = [atom for atom in atoms if len(atom) == 1][:12]
    seeds = [*atoms[:24], *(one + other for one in single[:6] for other in single[:6])]
    return list(dict.fromkeys([*seeds, *COMMON]))


def _atoms(parsed: Any) -> Iterator[str]:
    """Runs of literal characters, and one character of each class."""
    run = ""
    for operation, value in parsed:
        if operation is opcodes.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
            run = ""
        if operation in (opcodes.NOT_LITERAL, opcodes.ANY):
            yield "x"
        elif operation is opcodes.IN:
            yield from _of_class(value)
        else:
            for inner in _inner(value):
                yield from _atoms(inner)
    if run:
        yield run


def _inner(value: Any) -> Iterator[Any]:
    """The expressions within an operation: of a group, a repetition, a branch."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _inner(one)


_CATEGORIES: Final[Mapping[Any, str]] = {
    opcodes.CATEGORY_SPACE: " ",
    opcodes.CATEGORY_NOT_SPACE: "x",
    opcodes.CATEGORY_WORD: "w",
    opcodes.CATEGORY_NOT_WORD: "-",
    opcodes.CATEGORY_DIGIT: "7",
    opcodes.CATEGORY_NOT_DIGIT: "x",
}


def _of_class(items: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    if items[0][0] is opcodes.NEGATE:
        yield "z"
        return
    for operation, value in items[:4]:
        if operation is opcodes.LITERAL:
            yield chr(value)
        elif operation is opcodes.RANGE:
            yield chr(value[0])
        else:
            yield _CATEGORIES.get(value, "x")
