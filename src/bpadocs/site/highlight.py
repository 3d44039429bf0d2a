"""Code with its words coloured, as HTML: one run for the same code in five languages."""

from functools import lru_cache

from markupsafe import Markup, escape

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
MAX_LENGTH = 20_000
"""What is longer is shown as it is: nobody reads it for its colours."""


def language_name(info: str) -> str:
    """The language of a fence for readers; nothing where it states none."""
    word = _word(info)
    return NAMES.get(word, word)


@lru_cache(maxsize=4096)
def highlight(code: str, info: str) -> Markup:
    """The code in spans of classes, or plain where its language is unknown."""
    word = _word(info)
    if not word or len(code) > MAX_LENGTH:
        return escape(code)
    from pygments import highlight as colour
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(word, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code)
    return Markup(colour(code, lexer, HtmlFormatter(nowrap=True, classprefix="hl-")))


def _word(info: str) -> str:
    word = info.split()[0].lower() if info.strip() else ""
    return ALIASES.get(word, word)
