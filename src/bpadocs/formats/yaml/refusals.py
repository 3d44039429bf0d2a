"""Why a file is no YAML, in words for one who writes rules.

libyaml says what it expected, where it noticed; this says what is wrong, where it began.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import yaml

from bpadocs.errors import Problem

_MUST_QUOTE: Final = "must be quoted, or written below `>-`"
_INDICATORS: Final = "*&!%@`{}[]|>"

_NOT_CLOSED: Final = (
    "unexpected end of stream",
    "unexpected document indicator",
)
"""What libyaml says of a quotation mark that is never closed."""

_MISFIT: Final = (
    "expected <block end>",
    "did not find expected key",
    "expected ',' or '}'",
)
"""What libyaml says of a line that does not go on with what is above it."""

_ODD_BLANK: Final = re.compile("[ ]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONFLICT: Final = ("<<<<<<< ", ">>>>>>> ")
_KEY: Final = re.compile(r"\s*[\w.-]+:\s")
_BLOCK: Final = re.compile(r":\s+([|>])")
_APOSTROPHE: Final = re.compile(r":\s+'[^']*'(?=\w)")


def refusal(text: str, path: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return the mistake that libyaml found in a text."""
    mark = error.problem_mark or error.context_mark
    if _began_before(error):
        mark = error.context_mark
    line = 0
    column = 0
    lines = text.split("\n")
    if mark:
        # libyaml takes more characters for line breaks than are told apart here.
        line = min(mark.line, len(lines) - 1)
        column = mark.column
    reason = str(error.problem)
    cause = _cause(lines, line, reason)
    if cause:
        line, column, message = cause
    else:
        message = _in_plain_words(lines[line], column, reason)
    return Problem(path, line + 1, column + 1, message)


def refused_character(text: str, path: str, error: Any) -> Problem:
    """Return the mistake that is a character which YAML may not have."""
    # libyaml is given UTF-8, and counts its bytes.
    before = text.encode()[: error.position].decode("utf-8", "ignore")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    character = text[len(before)]
    message = f"the character U+{ord(character):04X} is not allowed in YAML; remove it"
    return Problem(path, line, column, message)


def _began_before(error: yaml.MarkedYAMLError) -> bool:
    """Return whether the mistake is where the thing began that libyaml was reading."""
    context = str(error.context)
    return any(what in context for what in ("an alias", "an anchor", "a quoted scalar"))


def _cause(lines: Sequence[str], last: int, reason: str) -> tuple[int, int, str] | None:
    """Return where a mistake began that libyaml noticed later, or tells otherwise; else nothing."""
    for number, line in enumerate(lines[: last + 1]):
        odd = _ODD_BLANK.match(line)
        if odd:
            message = "the indentation has a blank that is none of YAML's; type it anew"
            return number, odd.end() - 1, message
        if line.startswith(_CONFLICT):
            return number, 0, "a merge conflict that nobody has resolved"
    return _cause_in(lines, last, reason)


def _cause_in(
    lines: Sequence[str], last: int, reason: str
) -> tuple[int, int, str] | None:
    """Return the same of the line where libyaml noticed it."""
    line = lines[last]
    above = lines[last - 1] if last else ""
    if "mapping values are not allowed" in reason and _stands_in(line, above):
        message = (
            "this line stands further in than the one above, and so belongs to its text; "
            "give both the same indentation"
        )
        return last, len(line) - len(line.lstrip()), message
    apostrophe = _APOSTROPHE.search(line)
    if apostrophe and _has_one_of(reason, _MISFIT):
        message = "within single quotation marks an apostrophe is written twice: ''"
        return last, apostrophe.end() - 1, message
    block = _BLOCK.search(line)
    if block and "expected comment or line break" in reason:
        message = f"behind “{block[1]}” the text begins on the next line, indented"
        return last, block.start(1), message
    return None


def _stands_in(line: str, above: str) -> bool:
    """Tell whether a line with a key stands further in than the line with a key above it."""
    if not _KEY.match(line) or not _KEY.match(above):
        return False
    return len(line) - len(line.lstrip()) > len(above) - len(above.lstrip())


def _in_plain_words(line: str, column: int, reason: str) -> str:
    """Return what libyaml says of a place in a line, for one who writes rules and no YAML."""
    found = line[column : column + 1]
    before = line[:column].rstrip()
    content = line.lstrip()
    indentation = line.removesuffix(content)
    if "\t" in indentation or found == "\t":
        return "a tab; YAML is indented with blanks only"
    if "mapping values are not allowed" in reason:
        return (
            "the text holds a colon and a blank, which begin a value in YAML; "
            "quote the text, or write it below `>-`"
        )
    if _is_indicator(found) and before.endswith((":", "-")):
        return f"a text that begins with “{found}” {_MUST_QUOTE}"
    if _has_one_of(reason, _NOT_CLOSED):
        return "this quotation mark is never closed"
    if _has_one_of(reason, _MISFIT):
        indicator = _indicator_of_value(line)
        if indicator:
            return f"a text that begins with “{indicator}” {_MUST_QUOTE}"
        return (
            "this line does not fit the lines above it: check its indentation and "
            "quotation marks"
        )
    if "could not find expected ':'" in reason:
        return (
            "a key without a colon; a text of several lines must be indented, or "
            "written below `>-`"
        )
    return f"not YAML: {reason}"


def _is_indicator(found: str) -> bool:
    return found != "" and found in _INDICATORS


def _has_one_of(reason: str, parts: Sequence[str]) -> bool:
    return any(part in reason for part in parts)


def _indicator_of_value(line: str) -> str:
    """Return the character that begins the value in this line, where YAML reads it as a sign."""
    _, _, value = line.partition(": ")
    first = value.lstrip()[:1]
    if first and first in _INDICATORS + "\"'":
        return first
    return ""
