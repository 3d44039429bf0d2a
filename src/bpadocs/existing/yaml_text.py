"""Rule and product files as people like to read them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bpadocs.yamltext.scalars import Place, write, write_key

Data: TypeAlias = "str | Sequence[str] | Mapping[str, Data]"

WIDTH = 120
_STEP = 2
NUMBERS = "layout"
"""The mapping whose numbers are no text that a tool could misread."""

FLOW_KEYS = frozenset({"arguments"})
"""Mappings whose values stand on one line each."""


def yaml_file(data: Mapping[str, Data], schema: str) -> str:
    """The text of a file, with the line that tells editors its schema."""
    return "\n".join([f"# yaml-language-server: $schema={schema}", *_mapping(data, 0), ""])


def _mapping(data: Mapping[str, Data], column: int, *, inside: str = "") -> Iterator[str]:
    for key, value in data.items():
        head = f"{' ' * column}{write_key(key, flow=False)}:"
        if isinstance(value, str) and inside == NUMBERS and value.isdecimal():
            yield f"{head} {value}"
        elif isinstance(value, str):
            yield from _text(head, value, column)
        elif isinstance(value, Mapping):
            if inside in FLOW_KEYS:
                inner = ", ".join(f"{name}: {_flow(str(word))}" for name, word in value.items())
                yield f"{head} {{{inner}}}"
            else:
                yield head
                yield from _mapping(value, column + _STEP, inside=key)
        else:
            yield head
            for word in value:
                yield from _text(f"{' ' * (column + _STEP)}-", word, column + _STEP)


def _text(head: str, text: str, column: int) -> Iterator[str]:
    if not text:
        yield head
        return
    indent = column + _STEP
    plain = write(text, Place(column, indent))
    if not plain.body and len(head) + 1 + len(plain.head) <= WIDTH:
        yield f"{head} {plain.head}"
        return
    folded = write(text, Place(column, indent, width=WIDTH), None if "\n" in text else ">")
    yield f"{head} {folded.head}"
    yield from folded.body


def _flow(text: str) -> str:
    return write(text, Place(0, 0, flow=True, block=False)).head
