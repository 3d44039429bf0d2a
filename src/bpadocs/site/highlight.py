"""Code with its words coloured, as HTML: one run for the same code in five languages."""

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

NAMES = {
    "powershell": "PowerShell",
    "bash": "Bash",
    "console": "Console",
    "json": "JSON",
    "xml": "XML",
    "python": "Python",
}
"""How a code block's language is written above it; any other stands as the writer has it."""

ALIASES = {"ps": "powershell", "ps1": "powershell", "pwsh": "powershell", "azurepowershell": "powershell"}
_COLOURED = re.compile(r"c[1mhs]?|k[ncd]?|ow|n[bfncvat]|s[12heiad]?|m[if]?")
"""The kinds of words that the style sheet has a colour for, as Pygments abbreviates them."""

LEXERS = frozenset({"powershell", "bash", "batch", "console", "ini", "json", "python", "sql", "xml", "yaml"})
"""The lexers that are used, by their first names: of the hundreds there are, many take minutes on hostile code."""
MAX_LENGTH = 4_000
"""What is longer is shown as it is: nobody reads it for its colours, and every lexer is slow on something long."""


def language_name(info: str) -> str:
    """The language of a fence for readers; nothing where it states none."""
    word = _word(info)
    return NAMES.get(word, word)


@lru_cache(maxsize=4096)
def highlight(code: str, info: str) -> Markup:
    """The code in spans of classes, or plain where its language is unknown."""
    lexer = _lexer(_word(info)) if len(code) <= MAX_LENGTH else None
    if lexer is None:
        return escape(code)
    pieces = []
    for kind, tokens in groupby(lexer.get_tokens(code), key=lambda token: token[0]):
        words = escape("".join(word for _, word in tokens))
        name = _class(kind)
        pieces.append(f'<span class="hl-{name}">{words}</span>' if _COLOURED.fullmatch(name) else words)
    return Markup("".join(pieces))


@cache
def _lexer(word: str) -> "Lexer | None":
    if not word:
        return None
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        found = find_lexer_class_by_name(word)
    except ClassNotFound:
        return None
    return found(stripnl=False, ensurenl=False) if found.aliases[0] in LEXERS else None


@cache
def _class(kind: "_TokenType") -> str:
    """The short name of a kind of token, or of the nearest kind above that has one."""
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES and kind.parent:
        kind = kind.parent
    return STANDARD_TYPES.get(kind, "")


def _word(info: str) -> str:
    word = info.split()[0].lower() if info.strip() else ""
    return ALIASES.get(word, word)
