"""A text as a YAML scalar: what is written here is read as exactly that text, whatever is in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width

from bpadocs.formats.yaml.nodes import taken_for

PLAIN: Final = ""
SINGLE: Final = "'"
DOUBLE: Final = '"'
LITERAL: Final = "|"
FOLDED: Final = ">"

_SHORT: Final = 60
"""Up to this many characters a text that cannot be plain is quoted; a longer one reads better below
`>-`.
"""

_SPECIAL: Final = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What only an escape in double quotes can carry: controls, and what YAML takes for a line break or
a byte order mark.
"""

_NOT_PLAIN: Final = re.compile(r"""[ ,\[\]{}#&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.""")
"""What a plain text cannot begin with."""

_NOT_IN_PLAIN: Final = re.compile(r": |:$| #|[\t\n]| $")
_NOT_IN_FLOW: Final = re.compile(r"[,\[\]{}?:]")

_MAYBE_WIDE: Final = re.compile("[\u1100-\U0010ffff]")
"""Below these no character is wide; to ask for each one is slow."""

_FOLD: Final = re.compile(r"(?<=[^ \t]) (?=[^ \t#])")
"""A blank that may become a line break: one alone, and not before what would be a comment."""

_LINK: Final = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")
_INDENTED_LINE: Final = re.compile(r"^[ \t]", re.MULTILINE)

_ESCAPES: Final = {
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
class ScalarPlace:
    """The place that a scalar is written for."""

    column: int
    """Blanks before the key it belongs to."""
    indent: int
    """Blanks before its further lines."""
    flow: bool = False
    """Inside `{…}`."""
    block: bool = True
    """Whether `|` and `>` may be used; not where a deeper comment follows, which would become text.
    """
    last: bool = False
    """Whether the file ends here without a line break."""
    width: int | None = None
    """Where its lines are folded; nowhere by default."""
    used: int = 0
    """Characters before it on its first line."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """What is written after the key, and the lines below it with their indentation."""

    head: str
    body: tuple[str, ...] = ()


def write(text: str, place: ScalarPlace, style: str | None = None) -> Scalar:
    """Return the text in this style if that can carry it, else in the simplest style that can."""
    for candidate in _preferred(text, place, style):
        if _can(candidate, text, place):
            return _written(candidate, text, place)
    return _written(DOUBLE, text, place)


def write_key(key: str, *, flow: bool) -> str:
    """Return a mapping key on one line."""
    place = ScalarPlace(
        column=0,
        indent=0,
        flow=flow,
        block=False,
    )
    return write(key, place).head


def columns(text: str) -> int:
    """Return how wide the text is: Hangul, kana and Chinese characters take two columns."""
    width = len(text)
    for character in _MAYBE_WIDE.findall(text):
        if east_asian_width(character) in "WF":
            width += 1
    return width


# Which style


def _preferred(text: str, place: ScalarPlace, style: str | None) -> Iterator[str]:
    if style is not None:
        yield style
    if "\n" in text:
        yield LITERAL
        return
    # A blank at the end of a line is easily lost: many editors take it away.
    may_fold = not text.endswith(" ")
    if may_fold and _is_too_wide(text, place):
        yield FOLDED
    yield PLAIN
    if len(text) <= _SHORT:
        yield from _short_quoted(text)
    if may_fold:
        yield FOLDED
    yield SINGLE


def _is_too_wide(text: str, place: ScalarPlace) -> bool:
    if not place.width:
        return False
    return place.used + columns(text) > place.width


def _short_quoted(text: str) -> Iterator[str]:
    """Yield the quotes that need nothing escaped inside."""
    if "'" not in text:
        yield SINGLE
    elif '"' not in text and "\\" not in text:
        yield DOUBLE


def _can(style: str, text: str, place: ScalarPlace) -> bool:
    if style == DOUBLE:
        return True
    if _SPECIAL.search(text):
        return False
    if style == PLAIN:
        return _is_plain(text, flow=place.flow)
    if style == SINGLE:
        return "\n" not in text and "\t" not in text
    if not _can_be_block(text, place):
        return False
    return style == LITERAL or _can_be_folded(text)


def _can_be_block(text: str, place: ScalarPlace) -> bool:
    if place.flow or not place.block:
        return False
    content = text.rstrip("\n")
    if not content.strip(" \t\n"):
        return False
    # `|` keeps one line break at the end, `|-` none; at the end of the file there is none to keep.
    most = 0 if place.last else 1
    return len(text) - len(content) <= most


def _can_be_folded(text: str) -> bool:
    """Return whether `>` can carry the text: it keeps the line breaks around indented lines."""
    if text.startswith("\n"):
        return False
    return not _INDENTED_LINE.search(text.rstrip("\n"))


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or _NOT_PLAIN.match(text) or _NOT_IN_PLAIN.search(text):
        return False
    if flow and _NOT_IN_FLOW.search(text):
        return False
    # `no`, `12:30` and `1.10` are text to us, but not to every editor and tool that reads the file.
    return taken_for(text) is None


# How it is written


def _written(style: str, text: str, place: ScalarPlace) -> Scalar:
    match style:
        case "|":
            return _literal(text, place)
        case ">":
            return _folded(text, place)
        case "'":
            doubled = text.replace("'", "''")
            return _continued(f"'{doubled}'", place)
        case '"':
            escaped = "".join(map(_escaped, text))
            return _continued(f'"{escaped}"', place)
    return _continued(text, place)


def _escaped(character: str) -> str:
    """Return a character as it is written in double quotes."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _SPECIAL.match(character):
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"U+{code:04X} is half a character; no file can hold it")
    if code <= 0xFF:
        return f"\\x{code:02X}"
    if code <= 0xFFFF:
        return f"\\u{code:04X}"
    return f"\\U{code:08X}"


def _continued(written: str, place: ScalarPlace) -> Scalar:
    """Return a text that begins on the line of its key."""
    if place.flow:
        return Scalar(written)
    first, *others = _folded_lines(written, place)
    return Scalar(first, _indented(others, place.indent))


def _literal(text: str, place: ScalarPlace) -> Scalar:
    content = text.rstrip("\n")
    indent = place.indent
    indicator = ""
    if content.lstrip("\n")[0] in " \t":
        # The first line's own blanks would be taken for indentation: the header has to name that,
        # and has one digit for it.
        if indent - place.column > 9:
            indent = place.column + 2
        indicator = str(indent - place.column)
    return Scalar(
        f"|{indicator}{_chomping(text)}",
        _indented(content.split("\n"), indent),
    )


def _folded(text: str, place: ScalarPlace) -> Scalar:
    lines: list[str] = []
    for part in re.split(r"(\n+)", text.rstrip("\n")):
        if part.startswith("\n"):
            # As many empty lines as there are line breaks: that of the line before is folded.
            lines.extend([""] * len(part))
        else:
            lines.extend(_folded_lines(part, place))
    return Scalar(f">{_chomping(text)}", _indented(lines, place.indent))


def _chomping(text: str) -> str:
    """Return the sign that says whether the text ends with a line break."""
    if text.endswith("\n"):
        return ""
    return "-"


def _indented(lines: list[str], indent: int) -> tuple[str, ...]:
    blanks = " " * indent
    return tuple(blanks + line if line else "" for line in lines)


def _folded_lines(text: str, place: ScalarPlace) -> list[str]:
    """Return the text over as many lines as the width asks for."""
    if place.width is None:
        return [text]
    lines: list[str] = []
    filled = 0
    for word in _unbroken(text):
        wide = columns(word)
        end = place.indent + filled + 1 + wide
        fits = end <= place.width
        if lines and fits:
            lines[-1] += " " + word
            filled += 1 + wide
        else:
            lines.append(word)
            filled = wide
    return lines


def _unbroken(text: str) -> list[str]:
    """Return the parts of a text that are not broken over two lines: words and Markdown links.

    A link on one line shows at once where it leads.
    """
    # The links are gone through together with the blanks: both come in order.
    links = _LINK.finditer(text)
    link = next(links, None)
    parts: list[str] = []
    start = 0
    for blank in _FOLD.finditer(text):
        at = blank.start()
        while link and link.end() <= at:
            link = next(links, None)
        in_link = link is not None and link.start() < at
        if not in_link:
            parts.append(text[start:at])
            start = blank.end()
    parts.append(text[start:])
    return parts
