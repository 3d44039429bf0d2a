"""`{arguments}` in UI text, and `{0}` for checkers that know no names.

They name a value and do nothing else: there are no attributes, indexes or formats.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.rule.model import Rule

# A doubled brace, which is a brace of the text, or a placeholder.
TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}")
# Anything with a brace, right or wrong.
_BRACE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


class BraceProblem(NamedTuple):
    """A brace that is no placeholder: its place in the text, what was written, and what to do."""

    offset: int
    written: str
    message: str


def names(text: str) -> Iterator[str]:
    """Yield the arguments that a text uses, in order, repeats included."""
    if "{" not in text:  # most texts use none, and every text of a build is looked at
        return
    for match in TOKEN.finditer(text):
        if match[1]:
            yield match[1]


def brace_problems(text: str) -> Iterator[BraceProblem]:
    """Yield everything in braces that is no plain `{argument}`."""
    if "{" not in text and "}" not in text:  # as most texts
        return
    for match in _BRACE.finditer(text):
        written = match[0]
        if not TOKEN.fullmatch(written):
            yield BraceProblem(match.start(), written, _advice(written))


def _advice(written: str) -> str:
    """Return what to do about something in braces that is no placeholder."""
    if written == "{":
        return "“{” is never closed; write {argument}, or {{ for a brace"
    if written == "}":
        return "“}” closes nothing; write }} for a brace"
    name_rule = "a name in lower case and nothing else"
    return f"“{written}” is no argument: {name_rule}; write {{{{ for a brace"


def literal(text: str) -> str:
    """Return the text between placeholders as readers see it: doubled braces are single ones."""
    return text.replace("{{", "{").replace("}}", "}")


def doubled(text: str) -> str:
    """Return the text with its braces doubled: read as one with placeholders, it has none."""
    return text.replace("{", "{{").replace("}", "}}")


def parts(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the text in pieces of literal text, each with the argument that follows it.

    The last piece has no argument: None.
    """
    end = 0
    piece = ""
    for match in TOKEN.finditer(text):
        piece += text[end : match.start()]
        end = match.end()
        name = match[1]
        if name is None:
            piece += match[0][0]  # one brace of the two
        else:
            yield piece, name
            piece = ""
    yield piece + text[end:], None


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return the text with these values in place of its placeholders.

    An unknown placeholder stays as it is written. Unlike str.format, this looks up plain names and
    nothing else: the text may come from anybody.
    """
    pieces = []
    for literal_text, name in parts(text):
        pieces.append(literal_text)
        if name is None:
            continue
        if name in values:
            pieces.append(str(values[name]))
        else:
            pieces.append(f"{{{name}}}")
    return "".join(pieces)


# By number


def argument_order(rule: Rule) -> tuple[str, ...]:
    """Return the names of a rule's arguments, that of `{0}` first.

    The number of an argument is its place among the `arguments:` of the rule, the same in every
    text and language. A program counts on it: a new argument goes to the end.
    """
    return tuple(rule.arguments)


def positional(text: str, order: Sequence[str]) -> str:
    """Return a text with its arguments by number and all other braces doubled.

    That is what `String.Format`, PowerShell's `-f` and readers of SARIF take.
    """
    if "{" not in text and "}" not in text:  # as most texts
        return text
    pieces: list[str] = []
    for literal_text, name in parts(text):
        pieces.append(doubled(literal_text))
        if name is None:
            continue
        # What the rule does not declare is no argument; the reader of rules refuses it.
        known = name in order
        pieces.append(f"{{{order.index(name)}}}" if known else f"{{{{{name}}}}}")
    return "".join(pieces)
