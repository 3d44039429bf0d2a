"""Text from outside as it may be shown: what is in a name or a text is read by people, never obeyed
by a machine.

A terminal obeys control characters, and marks of direction make it show a text in another order. A
CI service obeys lines of the log that begin with `::`, or have `##[` or `##vso[` in them. All of
these are spelled out, as in \\u001b.
"""

import json
import re

from bpadocs.runtime import visible

_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}
"""They cannot be printed. In this form they are JSON too."""
_COMMAND = re.compile(r"^([\s\u200b\ufeff]*):(?=:)|(#)#(?=\[|vso\[|teamcity\[)", re.IGNORECASE)


def line(text: str) -> str:
    """The text as one line of output: all that a terminal or a CI service would obey is spelled
    out, line ends too.

    Joiners stay, which the writing of some languages needs, and so do tabs.
    """
    if not text.isprintable():
        text = "\t".join(visible(part) for part in text.translate(_SURROGATES).split("\t"))
    return _COMMAND.sub(_spelled, text) if "::" in text or "##" in text else text


def name(text: str) -> str:
    """The name of a file, or of something else, with every character spelled out that nobody can
    see.
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def as_json(value: object) -> str:
    """The value as JSON for programs, harmless to a terminal that shows it: what is spelled out
    reads back the same.
    """
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{line(one)}\n" for one in lines)


def _spelled(command: re.Match[str]) -> str:
    return "#\\u0023" if command[2] else f"{command[1]}\\u003a"


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code < 0xDD00:  # how Python keeps a byte of a name that is no text
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
