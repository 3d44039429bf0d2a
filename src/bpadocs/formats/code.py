"""What of a piece of code is code: all but comments, what strings say, and text between tags.

People translate these, and the code stays the same. How a comment begins depends on the language,
which the block of code names; without a name the usual marks count.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_HASH: Final = r"(?P<hash>(?<![^\s])#)[^\n]*"
_SLASHES: Final = r"(?P<slashes>(?<!:)//)[^\n]*|(?P<slash>/\*)[\s\S]*?\*/"
_ARROW: Final = r"(?P<arrow><!--)[\s\S]*?-->"
_DASHES: Final = r"(?P<dashes>--)[^\n]*"
_POWERSHELL: Final = r"(?P<block><#)[\s\S]*?#>"
_COMMENTS: Final = {
    "powershell ps1 pwsh": f"{_POWERSHELL}|{_HASH}",
    "py python sh bash shell zsh console yaml yml toml rb ruby pl perl r make docker dockerfile "
    "ini conf nginx cmake": _HASH,
    "js javascript mjs ts typescript jsx tsx java c h cpp c++ cs csharp c# go rs rust swift kt "
    "kotlin php scala dart json jsonc json5 css scss less groovy proto": _SLASHES,
    "html xml xaml svg vue svelte astro md mdx markdown cshtml razor": f"{_ARROW}|{_SLASHES}",
    "sql lua hs haskell ada vhdl": f"{_DASHES}|(?P<slash>/\\*)[\\s\\S]*?\\*/",
}
"""What comments of languages look like, by the names of the languages."""
_ANY: Final = f"{_ARROW}|{_SLASHES}|{_HASH}"
_STRING: Final = (
    r'(?P<long>"""|\'\'\')[\s\S]*?(?P=long)'
    r'|(?P<quote>["\'])(?P<says>(?>(?:\\.|(?!(?P=quote))[^\\\n]){0,1000}))(?P=quote)'
    r"|(?<!\\)`(?>(?:\\.|[^`\\])*)`"
)
_BLOCKS: Final = (("/*", "*/"), ("<!--", "-->"), ("<#", "#>"))
"""What is around comments of several lines."""
_TORN: Final = "\0"
"""A character that no Markdown has."""
_MARKS: Final = ("hash", "slashes", "slash", "arrow", "dashes", "block")
_WITH_TAGS: Final = frozenset(
    {
        *(
            "html",
            "xml",
            "xaml",
            "svg",
            "vue",
            "svelte",
            "astro",
            "md",
            "mdx",
            "markdown",
        ),
        *("cshtml", "razor", "jsx", "tsx", "js", "javascript"),
    }
)
_WITH_KEYS: Final = frozenset({"json", "jsonc", "json5"})
_TEXT: Final = re.compile(
    # behind a tag, to the next tag or brace
    r"(?P<tag></?[A-Za-z][^<>{}]*>)[^<>{}]*(?=[<{])"
    # a line, or the rest of one behind a brace or a tag, that is words alone
    r"|(?P<before>^|\}|(?<![=-])>)(?![ \t]*(?:return|case|default|else|export|import)\b)"
    r"[^<>{}()\[\]=;:\"'`\n]+(?=[<{]|$)",
    re.MULTILINE,
)
_COLON: Final = re.compile(r"\s*:")
_OF_LITERALS: Final = frozenset("/\\_@=.$%0123456789")
_BLANKS: Final = re.compile(r"(?<=\S)[ \t\u00a0]+")


class CodeLine(NamedTuple):
    """A line that has code, with its place in the piece, and what of it is code."""

    start: int
    end: int
    code: str


def code_lines(text: str, language: str) -> Sequence[CodeLine]:
    """Return the lines of a piece that have code; `language` is what its block is marked with."""
    name = language.strip().partition(" ")[0].casefold().strip("{.}")
    bare = _not_code(name).sub(lambda match: _bare(match, name), _torn(text))
    bare = bare.replace(_TORN, "")
    if name in _WITH_TAGS:
        bare = _TEXT.sub(_without_text, bare)
    found = []
    start = 0
    for line, code in zip(text.split("\n"), bare.split("\n"), strict=True):
        end = start + len(line)
        code = _BLANKS.sub(" ", code.rstrip())
        if code.strip(" \t#/*<!-"):
            found.append(CodeLine(start=start, end=end, code=code))
        start = end + 1
    return found


def _torn(text: str) -> str:
    """Return the text with the marks torn that open a comment which nothing closes.

    To look for the end of each of them takes a time that grows with the square of the text.
    """
    for opening, closing in _BLOCKS:
        last = text.rfind(closing) + 1
        torn = opening[0] + _TORN + opening[1:]
        text = text[:last] + text[last:].replace(opening, torn)
    return text


@lru_cache(maxsize=64)
def _not_code(language: str) -> re.Pattern[str]:
    """Return what finds comments and strings, whichever begins first."""
    for names, comments in _COMMENTS.items():
        if language in names.split():
            return re.compile(f"{comments}|{_STRING}")
    return re.compile(f"{_ANY}|{_STRING}")


def _without_text(match: re.Match[str]) -> str:
    """Return what stands before a text, with as many lines as the text has."""
    kept = match["tag"] or match["before"]
    return kept + "\n" * (match[0].count("\n") - kept.count("\n"))


def _bare(match: re.Match[str], language: str) -> str:
    """Return what of a comment or a string is compared, with as many lines."""
    groups = match.groupdict()
    lines = "\n" * match[0].count("\n")
    for name in _MARKS:
        if groups.get(name):
            # a comment may be translated, not taken out
            return f"{groups[name]}{lines}"
    says = groups["says"] or ""
    is_key = language in _WITH_KEYS and _COLON.match(match.string, match.end())
    if is_key or _is_literal(says):
        return match[0]
    return f"{match[0][0]}{lines}{match[0][0]}"


def _is_literal(text: str) -> bool:
    """Tell whether a string is no language: a path, an address, an identifier."""
    inside = text[:-1]
    has_blank = any(character.isspace() for character in text)
    return not has_blank and not _OF_LITERALS.isdisjoint(inside)
