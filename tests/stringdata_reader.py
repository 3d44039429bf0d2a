"""What PowerShell finds in a file that is one ConvertFrom-StringData of one here-string.

From PowerShell's own source: the string ends at the first line that begins with any of the single
quotes and an at sign; its lines are cut at line feeds and trimmed; what is empty or begins with #
is left out; a line is cut at its first equals sign; a key that is there twice, in whatever case, is
an error; and the value is what Regex.Unescape makes of it.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable

# Everything that .NET calls white space.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_HERE_STRING = re.compile(
    r"(?:#[^\n]*\r\n)*ConvertFrom-StringData @'\r\n(.*?)\r\n['‘’‚‛]@(.*)", re.DOTALL
)


def lines_of(data: bytes) -> dict[str, str]:
    """Keys and values, as they are before Regex.Unescape."""
    assert data.startswith(BOM_UTF8)
    found = _HERE_STRING.fullmatch(data.decode("utf-8-sig"))
    assert found
    assert found[2] == "\r\n"
    table: dict[str, str] = {}
    for line in found[1].split("\n"):
        line = line.strip(BLANKS)
        if not line or line.startswith("#"):
            continue
        key, sign, value = line.partition("=")
        key = key.strip(BLANKS)
        assert sign
        assert key.casefold() not in {known.casefold() for known in table}
        table[key] = value.strip(BLANKS)
    return table


def read_stringdata(
    data: bytes, unescape: Callable[[list[str]], list[str]] | None = None
) -> dict[str, str]:
    """Keys and texts; whoever has a real Regex.Unescape gives it."""
    table = lines_of(data)
    values = list(table.values())
    texts = unescape(values) if unescape else list(map(unescaped, values))
    return dict(zip(table, texts, strict=True))


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.)|$)", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "\\": "\\"}


def unescaped(text: str) -> str:
    """As Regex.Unescape does it, for the escapes that are ours; any other is an error here."""
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _LETTERS[found[2]], text
    )
