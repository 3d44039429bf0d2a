"""Show text from outside so that people read it and no machine obeys it.

A terminal obeys control characters, and marks of direction make it show a text in another order. A
CI service obeys lines of the log that begin with `::`, or have `##[` or `##vso[` in them. All of
these are spelled out, as in \\u001b.
"""

import json
import re
from json.encoder import encode_basestring
from math import isfinite

from bpadocs.runtime import visible

_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}
"""They cannot be printed. In this form they are JSON too."""
_COMMAND = re.compile(
    # Azure and GitHub trim a line before they look for the two colons; the first one is replaced.
    r"^([\s\u200b\ufeff]*):(?=:)"
    # The second number sign is replaced, wherever in the line a command of a CI service begins.
    r"|(#)#(?=\[|vso\[|teamcity\[)",
    re.IGNORECASE,
)


def line(text: str) -> str:
    """Return the text as one line of output, with all that is an order to a machine spelled out.

    Line ends are spelled out too. Joiners stay, which the writing of some languages needs, and so
    do tabs.
    """
    # Nearly every line is printable and has no command in it: the two tests keep it fast.
    if not text.isprintable():
        parts = text.translate(_SURROGATES).split("\t")
        text = "\t".join(visible(part) for part in parts)
    if "::" in text or "##" in text:
        return _COMMAND.sub(_spelled, text)
    return text


def name(text: str) -> str:
    """Return the name of a file, or another name, with what nobody can see spelled out."""
    if text.isprintable():
        return text
    return "".join(_visible_character(character) for character in text)


def as_json(value: object) -> str:
    """Return the value as JSON that is harmless to a terminal.

    What is spelled out reads back the same.
    """
    text = _indented(value, "\n")
    return "".join([f"{line(one)}\n" for one in text.split("\n")])


def _one_word(value: object) -> str | None:
    """Return a text or a place as JSON, as most values are."""
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    return "null" if value is None else None


def _indented(value: object, margin: str) -> str:
    """Return the value as JSON; each line but the first begins with the margin.

    Python’s own encoder writes the same, and takes twice as long for it.
    """
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        members = []
        for key, one in value.items():
            own = _one_word(one) or _indented(one, inner)
            members.append(f"{inner}{encode_basestring(key)}: {own}")
        return f"{{{','.join(members)}{margin}}}"
    if isinstance(value, list | tuple) and value:
        elements = [f"{inner}{_indented(one, inner)}" for one in value]
        return f"[{','.join(elements)}{margin}]"
    return json.dumps(value, ensure_ascii=False)


def _spelled(command: re.Match[str]) -> str:
    if command[2]:
        return "#\\u0023"
    return f"{command[1]}\\u003a"


def _visible_character(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if 0xDC80 <= code < 0xDD00:  # how Python keeps a byte of a name that is no text
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\U{code:08x}"
