"""Pieces of Markdown that all pages of the reference are made of."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any, NamedTuple

import yaml

WIDTH = 100
INDENT = "    "
"""Before code in a docstring."""

_MARKS = re.compile(r"([*<|]|\[(?=[^\]\n]*\]\())")
"""What would be more than text: of brackets, those that would be a link."""
_CODE = re.compile(r"`[^`]+`")
_BLANK = "\ue000"
"""Stands for a blank in code, at which no line is broken."""


def page(title: str, *parts: str) -> str:
    """Return a page: its heading, and its parts with an empty line between."""
    kept = [part.strip("\n") for part in parts if part.strip()]
    return "\n\n".join([f"# {title}", *kept]) + "\n"


def prose(text: str) -> str:
    """Return paragraphs of ours, each in lines that fit."""
    folded = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        folded.append(fill(" ".join(paragraph.split())))
    return "\n\n".join(folded)


def fill(text: str) -> str:
    """Return a paragraph in lines that fit."""
    whole = _CODE.sub(lambda code: code[0].replace(" ", _BLANK), text)
    folded = textwrap.fill(whole, WIDTH, break_long_words=False, break_on_hyphens=False)
    return folded.replace(_BLANK, " ")


def escaped(text: str) -> str:
    """Return text of the code as Markdown that shows it; code in it stays code."""
    pieces = re.split(r"(`[^`]+`)", text)
    for number, piece in enumerate(pieces):
        if not piece.startswith("`"):
            pieces[number] = _MARKS.sub(r"\\\1", piece)
    return "".join(pieces)


def cell(text: str) -> str:
    """Return text of the code for a cell of a table."""
    line = escaped(" ".join(text.split()))
    return _CODE.sub(lambda code: code[0].replace("|", "\\|"), line)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [_row(head), "|" + "-|" * len(head)]
    lines += [_row(row) for row in rows]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def fence(code: str, info: str = "text") -> str:
    """Return a block of code, in a fence that nothing in it ends."""
    marks = "```"
    while marks in code:
        marks += "`"
    return f"{marks}{info}\n{code.rstrip()}\n{marks}"


def code(text: str) -> str:
    """Return a word of code."""
    marks = "``" if "`" in text else "`"
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{gap}{text}{gap}{marks}"


def as_yaml(value: Any) -> str:
    """Return a table as one would write it in a file."""
    text: str = yaml.dump(
        value, allow_unicode=True, sort_keys=False, width=90, default_flow_style=None
    )
    text = text.strip()
    if text.startswith("{"):
        # a table of one short value would be written in braces
        text = text.removeprefix("{").removesuffix("}")
    return text


def docstring(text: str, info: str = "text") -> str:
    """Return a docstring, without its own indentation, as Markdown.

    What is indented in it is a block of code.
    """
    parts = []
    for lines in _parts(text.strip("\n").split("\n")):
        if lines[0].startswith(INDENT):
            parts.append(fence(textwrap.dedent("\n".join(lines)), info))
        elif lines[0].startswith("- "):
            parts.append(escaped("\n".join(lines)))
        else:
            parts.append(fill(escaped(" ".join(lines))))
    return "\n\n".join(parts)


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph, and of each indented part, with the empty ones in it."""
    part: list[str] = []
    for line in lines:
        is_code = bool(part) and part[0].startswith(INDENT)
        ends = not line if not is_code else bool(line) and not line.startswith(INDENT)
        begins_code = line.startswith(INDENT) and not is_code
        if part and (ends or begins_code):
            yield part
            part = []
        if line or part:
            part.append(line)
    if part:
        yield part


class Member(NamedTuple):
    """A field of a class, as its source states it."""

    name: str
    annotation: str
    default: str
    about: str


def doc_of(thing: Any) -> str:
    """Return the docstring of a module, a class or a function."""
    return inspect.cleandoc(thing.__doc__ or "")


def fields_of(kind: type) -> list[Member]:
    """Return the annotated fields of a class in the order of its source, with what is said of
    each in the string below it.
    """
    [node] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(node, ast.ClassDef)
    found = []
    for number, line in enumerate(node.body):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            default = ast.unparse(line.value) if line.value else ""
            about = _string_at(node.body, number + 1)
            annotation = ast.unparse(line.annotation)
            found.append(Member(line.target.id, annotation, default, about))
    return [one for one in found if not one.name.startswith("_")]


def constants_of(module: ModuleType) -> list[Member]:
    """Return the names in capitals that a module gives a value, likewise."""
    body = ast.parse(inspect.getsource(module)).body
    found = []
    for number, line in enumerate(body):
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            name = line.targets[0].id
            about = _string_at(body, number + 1)
            found.append(Member(name, "", ast.unparse(line.value), about))
    return [one for one in found if one.name.isupper() and one.name[0] != "_"]


def _string_at(body: Sequence[ast.stmt], number: int) -> str:
    if number < len(body):
        line = body[number]
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            return inspect.cleandoc(str(line.value.value))
    return ""
