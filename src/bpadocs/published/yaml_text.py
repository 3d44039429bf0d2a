"""Write rule and product files as people like to read them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from bpadocs.formats.yaml.scalars import ScalarPlace, write, write_key

Data: TypeAlias = "str | Sequence[str] | Mapping[str, Data]"

WIDTH = 120
_STEP = 2
NUMBERS = "layout"
"""The mapping whose numbers are no text that a tool could misread."""

FLOW_KEYS = frozenset({"arguments"})
"""Mappings each of whose values is written on one line."""


def yaml_file(data: Mapping[str, Data], schema: str) -> str:
    """Return the text of a file, with the line that tells editors its schema."""
    first = f"# yaml-language-server: $schema={schema}"
    return "\n".join([first, *_mapping(data, 0), ""])


def _mapping(
    data: Mapping[str, Data], column: int, *, inside: str = ""
) -> Iterator[str]:
    """Yield the lines of a mapping, which is the value of the key `inside`."""
    for key, value in data.items():
        head = f"{' ' * column}{write_key(key, flow=False)}:"
        if isinstance(value, str):
            if inside == NUMBERS and value.isdecimal():
                yield f"{head} {value}"
            else:
                yield from _text(head, value, column)
        elif not isinstance(value, Mapping):
            yield head
            yield from _list(value, column + _STEP)
        elif inside in FLOW_KEYS:
            yield f"{head} {_flow_mapping(value)}"
        else:
            yield head
            yield from _mapping(value, column + _STEP, inside=key)


def _list(words: Sequence[str], column: int) -> Iterator[str]:
    for word in words:
        yield from _text(f"{' ' * column}-", word, column)


def _text(head: str, text: str, column: int) -> Iterator[str]:
    """Yield the lines of a text: on the line of its key if it has room there, or folded."""
    if not text:
        yield head
        return
    indent = column + _STEP
    plain = write(text, ScalarPlace(column, indent))
    if not plain.body and len(head) + 1 + len(plain.head) <= WIDTH:
        yield f"{head} {plain.head}"
        return
    style = None if "\n" in text else ">"
    folded = write(text, ScalarPlace(column, indent, width=WIDTH), style)
    yield f"{head} {folded.head}"
    yield from folded.body


def _flow_mapping(data: Mapping[str, Data]) -> str:
    pairs = []
    for name, word in data.items():
        shown = _flow(str(word))
        pairs.append(f"{name}: {shown}")
    return "{" + ", ".join(pairs) + "}"


def _flow(text: str) -> str:
    place = ScalarPlace(
        column=0,
        indent=0,
        flow=True,
        block=False,
    )
    return write(text, place).head
