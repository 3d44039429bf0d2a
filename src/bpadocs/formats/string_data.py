"""Tables of texts as PowerShell's ConvertFrom-StringData reads them out of a .psd1 file."""

import re
from typing import NamedTuple

from bpadocs.errors import BrokenInputError, Problem

_HERE_STRING = re.compile(
    r"ConvertFrom-StringData\s+(?:-StringData\s+)?@(['\"])[ \t]*\n(.*?)^\1@",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|c([A-Za-z])|([0-7]{1,3})|(.?))",
    re.DOTALL,
)
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}


class TextEntry(NamedTuple):
    """A text of a table, with the line that it is on."""

    key: str
    text: str
    line: int


def read_string_data(text: str, name: str) -> list[TextEntry]:
    """Return every entry of every table in a file. Raises BrokenInputError with all mistakes.

    A file without such a table has no entries: not every .psd1 is one of texts.
    """
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found: list[TextEntry] = []
    problems: list[Problem] = []
    for table in _HERE_STRING.finditer(unix):
        first = unix.count("\n", 0, table.start(2)) + 1
        seen: dict[str, int] = {}
        for line, content in enumerate(table[2].split("\n"), first):
            entry = _entry(content.strip(), line)
            if isinstance(entry, str):
                problems.append(Problem(name, line, 1, entry))
            elif entry is not None:
                before = seen.setdefault(entry.key.casefold(), line)
                if before != line:
                    twice = (
                        f"“{entry.key}” is on line {before} already; PowerShell takes no "
                        "key twice"
                    )
                    problems.append(Problem(name, line, 1, twice))
                found.append(entry)
    if problems:
        raise BrokenInputError(problems)
    return found


def _entry(line: str, number: int) -> TextEntry | str | None:
    """Return what a line says; nothing for an empty one or a remark; what is wrong as a text."""
    if not line or line.startswith("#"):
        return None
    key, separator, value = line.partition("=")
    if not separator:
        return "neither “key = text” nor a remark; PowerShell refuses the whole table"
    try:
        return TextEntry(key.strip(), _unescaped(value.strip()), number)
    except ValueError as error:
        return str(error)


def _unescaped(text: str) -> str:
    """Return a text as .NET's Regex.Unescape does. Raises ValueError for what that refuses."""
    if "\\" not in text:
        return text
    found = _ESCAPE.sub(_character, text)
    try:
        # .NET has UTF-16: what is beyond it is written as a pair
        return found.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise ValueError(
            "half a character: of \\uD800 to \\uDFFF two make one"
        ) from error


def _character(escape: re.Match[str]) -> str:
    unicode, short, control, octal, other = escape.groups()
    if unicode or short:
        return chr(int(unicode or short, 16))
    if control:
        return chr(ord(control.upper()) - 64)
    if octal:
        return chr(int(octal, 8) & 0xFF)
    if other in _LETTERS:
        return _LETTERS[other]
    if not other or other.isalnum() or other == "_":
        raise ValueError(
            f"“\\{other}” is no escape that .NET knows; a backslash is written twice"
        )
    return str(other)
