"""Which part of a line has which colour, where there are colours: `terminal.py` knows.

Lines are painted after everything in them that a terminal would obey has been spelled out: the only
orders among them are ours.
"""

import re
from typing import Final

_BOLD: Final = "1"
_DIM: Final = "2"
_RED: Final = "31"
_GREEN: Final = "32"
_YELLOW: Final = "33"
_CYAN: Final = "36"
_LEVELS: Final = {
    "error": f"{_BOLD};{_RED}",
    "warning": f"{_BOLD};{_YELLOW}",
    "hint": f"{_BOLD};{_CYAN}",
}

_PLACE: Final = re.compile(r"(.+?:\d+:\d+)(: )")
_FINDING: Final = re.compile(
    r"(.+?:\d+:\d+)(: )(error|warning|hint)( )([\w-]+)(: )(.*)"
)
_ABOUT: Final = re.compile(r" \[[^\[\]]+\]$")
_GUTTER: Final = re.compile(r"( *\d* )([|=])(.*)")
_MARKS: Final = re.compile(r" *\^+")
_CHANGE: Final = re.compile(r"\[-(?:(?!\[-).)*?-\]|\{\+(?:(?!\{\+).)*?\+\}")
_COUNT: Final = re.compile(r"(?<![\w,])\d[\d,]*+ (error|warning|hint)s?\b")
_HEADING: Final = re.compile(r"(?:  )?[^\s“]")
_CODE: Final = re.compile(r"`[^`]+`")


def mistake(line: str) -> str:
    """Return the line of a mistake, or of the excerpt below it."""
    place = _PLACE.match(line)
    if place:
        return f"{_in(_BOLD, place[1])}{line[place.end(1) :]}"
    return _excerpt(line)


def finding(line: str) -> str:
    """Return a line of the findings of lint."""
    found = _FINDING.fullmatch(line)
    if not found:
        return _excerpt(line)
    place, colon, level, blank, check, second, message = found.groups()
    about = _ABOUT.search(message)
    if about:
        message = message[: about.start()] + _in(_DIM, about[0])
    level = _in(_LEVELS[level], level)
    return (
        f"{_in(_BOLD, place)}{colon}{level}{blank}{_in(_BOLD, check)}{second}{message}"
    )


def difference(line: str) -> str:
    """Return a line of a unified diff."""
    if line.startswith(("+++", "---")):
        return _in(_BOLD, line)
    for start, colour in (("+", _GREEN), ("-", _RED), ("@@", _CYAN)):
        if line.startswith(start):
            return _in(colour, line)
    return line


def counts(line: str) -> str:
    """Return a summary with the numbers of errors, warnings and hints in their colours."""
    return _COUNT.sub(lambda count: _in(_LEVELS[count[1]], count[0]), line)


def heading(line: str) -> str:
    """Return a heading of the help."""
    return _in(_BOLD, line)


def manual(line: str) -> str:
    """Return a line of a page of the manual: a heading stands at the left, code in its marks."""
    if _HEADING.match(line):
        return _in(_BOLD, line)
    return _CODE.sub(lambda code: _in(_CYAN, code[0]), line)


def _excerpt(line: str) -> str:
    """Return a line of the file, or of what is said below it."""
    found = _GUTTER.fullmatch(line)
    if not found:
        return line
    number, bar, rest = found.groups()
    if _MARKS.fullmatch(rest):
        rest = _in(_RED, rest)
    elif not number.strip():
        rest = _CHANGE.sub(_changed, rest)
    return f"{_in(_CYAN, number + bar)}{rest}"


def _changed(change: re.Match[str]) -> str:
    return _in(_RED if change[0].startswith("[") else _GREEN, change[0])


def _in(colour: str, text: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
