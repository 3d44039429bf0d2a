"""The catalogs in locales/ as they are read: what is wrong in one is said with its line and column.

A word with a placeholder is filled in on every page, so a translation that lost one, invented one or left a brace open
must not get that far.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bpadocs import po_file
from bpadocs.placeholders import brace_problems, names
from bpadocs.po_file import Message
from bpadocs.problems import BrokenInputError, Problem

_FREE: Final = frozenset({"argument", "intro", "note"})
"""Contexts of words that projects write themselves. They stand on a page as they are: braces are text there."""

_CHARSET: Final = re.compile(r"charset=([^\s\\\"]+)")


def entries(content: bytes, name: str) -> Sequence[Message]:
    """Return the entries of a catalog; raises BrokenInputError with every mistake in it."""
    lines = lines_of(content, name)  # first, for it refuses what the next line would read in another charset
    found = [entry for entry in po_file.read(content, name).messages if entry.id]
    problems = [problem for entry in found for problem in _placeholder_problems(entry, lines, name)]
    if problems:
        raise BrokenInputError(problems)
    return found


def lines_of(content: bytes, name: str) -> list[str]:
    """Return the lines of a catalog, numbered as its entries number them."""
    return re.split("\r\n|\n|\r", decoded(content, name))


def decoded(content: bytes, name: str) -> str:
    """Return the text of a catalog. It is UTF-8, whatever its header says, for `bpa labels` writes it as that."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8 (byte 0x{content[error.start]:02X}); save the file as UTF-8"
        raise BrokenInputError([Problem(name, line, column, message)]) from None
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        line, column = text.count("\n", 0, charset.start()) + 1, charset.start() - text.rfind("\n", 0, charset.start())
        message = f"the charset of a catalog in locales/ is UTF-8, not “{charset[1]}”; save the file as UTF-8"
        raise BrokenInputError([Problem(name, line, column, message)])
    return text


def position(lines: Sequence[str], entry: Message, written: str = "", before: str = "") -> tuple[int, int]:
    """Return line and column, from 1, of a piece of an entry's translation; of its first quote where none is named.

    `before` is the translation up to that piece. A PO file may break a text over many lines: the piece is found by
    its own characters, which need no escapes.
    """
    number = entry.string_line
    wanted = before.count(written) if written else 0
    while written and number <= len(lines):
        line = lines[number - 1]
        if number > entry.string_line and not line.lstrip().startswith('"'):
            break
        column = line.find(written, line.find('"'))
        while column >= 0 and wanted:
            wanted -= 1
            column = line.find(written, column + len(written))
        if column >= 0:
            return number, column + 1
        number += 1
    line = lines[entry.string_line - 1] if entry.string_line <= len(lines) else ""
    return entry.string_line, max(line.find('"'), 0) + 1


def _placeholder_problems(entry: Message, lines: Sequence[str], name: str) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of a translation that is there."""
    translation = entry.strings[0]
    if not translation or entry.fuzzy or (entry.context or "") in _FREE:
        return
    wanted = tuple(dict.fromkeys(names(entry.id)))
    used = tuple(dict.fromkeys(names(translation)))
    has = f"the English has {', '.join(f'{{{one}}}' for one in wanted)}" if wanted else "the English has none"
    sound = True
    for brace in brace_problems(translation):
        sound = False
        line, column = position(lines, entry, brace.written, translation[: brace.offset])
        message = f"“{brace.written}” is no placeholder: {has}; write a placeholder exactly as it stands there"
        yield Problem(name, line, column, message)
    for one in used:
        if one not in wanted:
            sound = False
            line, column = position(lines, entry, f"{{{one}}}")
            yield Problem(name, line, column, f"“{{{one}}}” is a placeholder that nothing fills: {has}")
    lost = [one for one in wanted if one not in used]
    if sound and lost:  # else it is there, misspelt, and has been told
        line, column = position(lines, entry)
        message = (
            f"the translation has lost {', '.join(f'{{{one}}}' for one in lost)}, which the English has; put it in"
        )
        yield Problem(name, line, column, message)
