"""Reads the catalogs in locales/; a mistake in one has its line and column.

A word with a placeholder is filled in on every page, so a translation that lost one, invented one
or left a brace open must not get that far.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats import po_file
from bpadocs.formats.po_file import PoEntry
from bpadocs.rule.placeholders import brace_problems, names

_FREE: Final = frozenset({"argument", "intro", "note"})
"""Contexts of words that projects write themselves. Pages show these as they are: braces are text
in them.
"""

_CHARSET: Final = re.compile(r"charset=([^\s\\\"]+)")

# “CHARSET” is what a template has where a catalog names it.
_UTF_8: Final = ("utf-8", "utf8", "charset")


def entries(content: bytes, name: str) -> Sequence[PoEntry]:
    """Return the entries of a catalog; raises BrokenInputError with every mistake in it."""
    # First, for it refuses another charset, which `po_file.read` would read the file in.
    lines = lines_of(content, name)
    messages = po_file.read(content, name).messages
    found = [entry for entry in messages if entry.id]
    problems: list[Problem] = []
    for entry in found:
        problems += _placeholder_problems(entry, lines, name)
    if problems:
        raise BrokenInputError(problems)
    return found


def lines_of(content: bytes, name: str) -> list[str]:
    """Return the lines of a catalog, numbered as its entries number them."""
    return re.split("\r\n|\n|\r", decoded(content, name))


def decoded(content: bytes, name: str) -> str:
    """Return the text of a catalog; raises BrokenInputError where it is not UTF-8.

    It is UTF-8 whatever its header says, for `bpa labels` writes it so.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        message = (
            f"not UTF-8 (byte 0x{content[error.start]:02X}); save the file as UTF-8"
        )
        problem = _behind(before, name, message)
        raise BrokenInputError([problem]) from None
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in _UTF_8:
        wanted = "the charset of a catalog in locales/ is UTF-8"
        message = f"{wanted}, not “{charset[1]}”; save the file as UTF-8"
        problem = _behind(text[: charset.start()], name, message)
        raise BrokenInputError([problem])
    return text


def _behind(before: str, name: str, message: str) -> Problem:
    """Return a problem at what follows this text."""
    return Problem(
        path=name,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        message=message,
    )


def position(
    lines: Sequence[str], entry: PoEntry, written: str = "", before: str = ""
) -> tuple[int, int]:
    """Return line and column, from 1, of a piece of an entry's translation.

    Where no piece is named, it is the first quote. `before` is the translation up to the piece. A
    PO file may break a text over many lines: the piece is found by its own characters, which need
    no escapes.
    """
    if written:
        found = _find(lines, entry, written, before.count(written))
        if found:
            return found
    number = entry.string_line
    if number > len(lines):
        return number, 1
    quote = lines[number - 1].find('"')
    return number, max(quote, 0) + 1


def _find(
    lines: Sequence[str], entry: PoEntry, written: str, skipped: int
) -> tuple[int, int] | None:
    """Return the place of a piece that the translation has after so many others like it."""
    first = entry.string_line
    for number, line in enumerate(lines[first - 1 :], first):
        if number > first and not line.lstrip().startswith('"'):
            return None  # the translation has ended
        column = line.find(written, line.find('"'))
        while column >= 0:
            if not skipped:
                return number, column + 1
            skipped -= 1
            column = line.find(written, column + len(written))
    return None


def _placeholder_problems(
    entry: PoEntry, lines: Sequence[str], name: str
) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of a translation that is there."""
    translation = entry.strings[0]
    if not translation or entry.fuzzy or (entry.context or "") in _FREE:
        return
    # Each once, in order.
    wanted = list(dict.fromkeys(names(entry.id)))
    used = list(dict.fromkeys(names(translation)))
    has = f"the English has {_listed(wanted) if wanted else 'none'}"
    sound = True
    for brace in brace_problems(translation):
        sound = False
        before = translation[: brace.offset]
        place = position(lines, entry, brace.written, before)
        message = f"“{brace.written}” is no placeholder: {has}"
        yield _at(
            name, place, f"{message}; write a placeholder exactly as it stands there"
        )
    for unknown in _without(used, wanted):
        sound = False
        written = f"{{{unknown}}}"
        message = f"“{written}” is a placeholder that nothing fills: {has}"
        place = position(lines, entry, written)
        yield _at(name, place, message)
    lost = _without(wanted, used)
    if (
        sound and lost
    ):  # if not sound, it may be there, misspelt, and has been told already
        message = f"the translation has lost {_listed(lost)}, which the English has; put it in"
        place = position(lines, entry)
        yield _at(name, place, message)


def _without(some: Iterable[str], others: Sequence[str]) -> list[str]:
    return [one for one in some if one not in others]


def _listed(placeholders: Iterable[str]) -> str:
    return ", ".join(f"{{{one}}}" for one in placeholders)


def _at(name: str, place: tuple[int, int], message: str) -> Problem:
    line, column = place
    return Problem(
        path=name,
        line=line,
        column=column,
        message=message,
    )
