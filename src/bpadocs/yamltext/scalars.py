"""A text as a YAML scalar: reading what is written here gives exactly that text back, whatever is in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from yaml.resolver import Resolver

PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED = "", "'", '"', "|", ">"

_SHORT = 60
"""Up to this many characters a text that cannot stand plain is quoted; a longer one reads better below `>-`."""

_SPECIAL = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What only an escape in double quotes can carry: controls, and what YAML takes for a line break or a byte order."""

_NOT_PLAIN = re.compile(r"""[ ,\[\]{}#&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.""")
_NOT_IN_PLAIN = re.compile(r": |:$| #|[\t\n]| $")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?:]")
_FOLD = re.compile(r"(?<=[^ \t]) (?=[^ \t#])")
_LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\0": "\\0",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scalar is to stand."""

    column: int
    """Blanks before the key it belongs to."""
    indent: int
    """Blanks before its further lines."""
    flow: bool = False
    """Inside `{…}`."""
    block: bool = True
    """Whether `|` and `>` may be used; not where a deeper comment follows, which would become text."""
    last: bool = False
    """Whether the file ends here without a line break."""
    width: int | None = None
    """Where its lines are folded; nowhere by default."""
    used: int = 0
    """Characters before it on its first line."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """What stands after the key, and the lines below it with their indentation."""

    head: str
    body: tuple[str, ...] = ()


def write(text: str, place: Place, style: str | None = None) -> Scalar:
    """The text in the style asked for where that can carry it, otherwise in the simplest style that can."""
    for candidate in _preferred(text, place, style):
        if _can(candidate, text, place):
            return _WRITERS[candidate](text, place)
    return _double(text, place)


def write_key(key: str, *, flow: bool) -> str:
    """A mapping key on one line."""
    place = Place(0, 0, flow=flow, block=False)
    return write(key, place).head


def _preferred(text: str, place: Place, style: str | None) -> Iterator[str]:
    if style is not None:
        yield style
    if "\n" in text:
        yield LITERAL
        return
    if place.width and place.used + columns(text) > place.width and text[-1:] != " ":
        yield FOLDED
    yield PLAIN
    if len(text) <= _SHORT:
        if "'" not in text:
            yield SINGLE
        elif '"' not in text and "\\" not in text:
            yield DOUBLE
    if text[-1:] != " ":
        yield FOLDED
    yield SINGLE


def _can(style: str, text: str, place: Place) -> bool:
    if style == DOUBLE:
        return True
    if _SPECIAL.search(text):
        return False
    if style == PLAIN:
        return _is_plain(text, flow=place.flow)
    if style == SINGLE:
        return "\n" not in text and "\t" not in text
    content = text.rstrip("\n")
    newlines = len(text) - len(content)
    if place.flow or not place.block or not content.strip(" \t\n") or newlines > (0 if place.last else 1):
        return False
    return style == LITERAL or not (text.startswith("\n") or re.search(r"^[ \t]", content, re.MULTILINE))


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or _NOT_PLAIN.match(text) or _NOT_IN_PLAIN.search(text) or (flow and _NOT_IN_FLOW.search(text)):
        return False
    # `no`, `12:30` and `1.10` are text to us, but not to every editor and tool that reads the file.
    types = Resolver.yaml_implicit_resolvers.get(text[0], [])
    return not any(pattern.match(text) for _, pattern in types)


def _plain(text: str, place: Place) -> Scalar:
    return _continued(text, place)


def _single(text: str, place: Place) -> Scalar:
    return _continued("'" + text.replace("'", "''") + "'", place)


def _double(text: str, place: Place) -> Scalar:
    escaped = "".join(_ESCAPES.get(c) or (c if not _SPECIAL.match(c) else _escape(c)) for c in text)
    return _continued(f'"{escaped}"', place)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"U+{code:04X} is half a character; no file can hold it")
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _continued(written: str, place: Place) -> Scalar:
    if place.flow:
        return Scalar(written)
    first, *rest = _folded_lines(written, place)
    return Scalar(first, tuple(" " * place.indent + line for line in rest))


def _literal(text: str, place: Place) -> Scalar:
    content = text.rstrip("\n")
    indent, indicator = place.indent, ""
    if content.lstrip("\n")[0] in " \t":
        if indent - place.column > 9:
            indent = place.column + 2
        indicator = str(indent - place.column)
    return Scalar(f"|{indicator}{_chomping(text)}", _indented(content.split("\n"), indent))


def _folded(text: str, place: Place) -> Scalar:
    lines: list[str] = []
    for part in re.split(r"(\n+)", text.rstrip("\n")):
        lines += [""] * len(part) if part.startswith("\n") else _folded_lines(part, place)
    return Scalar(f">{_chomping(text)}", _indented(lines, place.indent))


def _chomping(text: str) -> str:
    return "" if text.endswith("\n") else "-"


def _indented(lines: list[str], indent: int) -> tuple[str, ...]:
    return tuple(" " * indent + line if line else "" for line in lines)


def _folded_lines(text: str, place: Place) -> list[str]:
    if place.width is None:
        return [text]
    lines: list[str] = []
    filled = 0
    for word in _words(text):
        wide = columns(word)
        if lines and place.indent + filled + 1 + wide <= place.width:
            lines[-1] += " " + word
            filled += 1 + wide
        else:
            lines.append(word)
            filled = wide
    return lines


def columns(text: str) -> int:
    """How wide the text is on the screen: Hangul, kana and Chinese characters take two columns."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _words(text: str) -> list[str]:
    """What stays on one line. A Markdown link does, where it can: one sees at once where it leads."""
    links = [match.span() for match in _LINK.finditer(text)]
    words, start = [], 0
    for blank in _FOLD.finditer(text):
        if not any(begin < blank.start() < end for begin, end in links):
            words.append(text[start : blank.start()])
            start = blank.end()
    return [*words, text[start:]]


_WRITERS = {PLAIN: _plain, SINGLE: _single, DOUBLE: _double, LITERAL: _literal, FOLDED: _folded}
