"""`{arguments}` in UI text. They name a value and do nothing else: no attributes, no indexes, no formats."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}")
_BRACE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


class BraceProblem(NamedTuple):
    """A brace that is no placeholder: where it stands in the text, what was written, and what to do."""

    offset: int
    written: str
    message: str


def names(text: str) -> Iterator[str]:
    """The arguments a text uses, in order, repeats included."""
    if "{" in text:
        for match in TOKEN.finditer(text):
            if match[1]:
                yield match[1]


def brace_problems(text: str) -> Iterator[BraceProblem]:
    """Everything in braces that is no plain `{argument}`."""
    if "{" not in text and "}" not in text:
        return
    for match in _BRACE.finditer(text):
        written = match[0]
        if written in ("{{", "}}") or TOKEN.fullmatch(written):
            continue
        if written == "{":
            message = "“{” is never closed; write {argument}, or {{ for a brace"
        elif written == "}":
            message = "“}” closes nothing; write }} for a brace"
        else:
            message = f"“{written}” is no argument: a name in lower case and nothing else; write {{{{ for a brace"
        yield BraceProblem(match.start(), written, message)


def literal(text: str) -> str:
    """Doubled braces as the single braces they stand for; use on the text between placeholders."""
    return text.replace("{{", "{").replace("}}", "}")


def parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The text as (literal text, argument that follows or nothing)."""
    end = 0
    piece = ""
    for match in TOKEN.finditer(text):
        piece += text[end : match.start()]
        end = match.end()
        if match[1] is None:
            piece += match[0][0]
        else:
            yield piece, match[1]
            piece = ""
    yield piece + text[end:], None


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return the text with these values in place of its placeholders; an unknown one stays as it is written.

    Unlike str.format, this looks up plain names and nothing else: the text may come from anybody.
    """
    pieces = []
    for literal_text, name in parts(text):
        pieces.append(literal_text)
        if name is not None:
            pieces.append(str(values[name]) if name in values else f"{{{name}}}")
    return "".join(pieces)
