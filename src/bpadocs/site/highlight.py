"""Colour the words of code, as HTML. The same code on the pages of five languages is done once."""

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
"""How the language of a code block is written above it. Others stay as the writer has them."""

ALIASES = {
    "ps": "powershell",
    "ps1": "powershell",
    "pwsh": "powershell",
    "azurepowershell": "powershell",
}
_COLOURED = re.compile(r"c[1mhs]?|k[ncd]?|ow|n[bfncvat]|s[12heiad]?|m[if]?")
"""The kinds of words that the style sheet has a colour for, as Pygments abbreviates them."""

LEXERS = frozenset(
    {
        "powershell",
        "bash",
        "batch",
        "console",
        "ini",
        "json",
        "python",
        "sql",
        "xml",
        "yaml",
    }
)
"""The lexers that are used, by their first names. Of the hundreds of others, many take minutes on
code that was made to slow them down.
"""
MAX_LENGTH = 4_000
"""Longer code is shown without colours: every lexer is slow on something long."""


def language_name(info: str) -> str:
    """Return the language of a code block as readers know it; empty where none is stated."""
    word = _word(info)
    return NAMES.get(word, word)


@lru_cache(maxsize=4096)
def highlight(code: str, info: str) -> Markup:
    """Return the code with its words in spans, or as it is where its language is unknown."""
    if len(code) <= MAX_LENGTH:
        lexer = _lexer(_word(info))
    else:
        lexer = None
    if lexer is None:
        return escape(code)
    pieces = []
    for kind, tokens in groupby(lexer.get_tokens(code), key=lambda token: token[0]):
        words = escape("".join([word for _, word in tokens]))
        name = _class(kind)
        if name:
            words = Markup(f'<span class="hl-{name}">{words}</span>')
        pieces.append(words)
    return Markup("".join(pieces))


@cache
def _lexer(word: str) -> "Lexer | None":
    """Return the lexer of a language, if it is one of those that are used."""
    if not word:
        return None
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        found = find_lexer_class_by_name(word)
    except ClassNotFound:
        return None
    if found.aliases[0] not in LEXERS:
        return None
    return found(stripnl=False, ensurenl=False)


@cache
def _class(kind: "_TokenType") -> str:
    """Return the short name of a kind of token, or of the nearest kind above that has one.

    It is empty where the style sheet has no colour for it.
    """
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES and kind.parent:
        kind = kind.parent
    name = STANDARD_TYPES.get(kind, "")
    return name if _COLOURED.fullmatch(name) else ""


def _word(info: str) -> str:
    """Return the language that a fence states, under the name that Pygments knows."""
    word = info.split()[0].lower() if info.strip() else ""
    return ALIASES.get(word, word)
