"""The layout of a YAML file: where in its text a value ends, and what can be put in its place."""

import re
from itertools import chain
from typing import Final, NamedTuple

from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode, walk
from bpadocs.formats.yaml.scalars import FOLDED, LITERAL, Scalar

BLOCK_STYLES: Final = (LITERAL, FOLDED)
BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What libyaml counts as the end of a line."""

_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_STEP: Final = 2


class Splice(NamedTuple):
    """What is written in the place of a stretch of the text."""

    start: int
    end: int
    written: str

    def into(self, text: str) -> str:
        """Return the text with this stretch replaced."""
        before = text[: self.start]
        after = text[self.end :]
        return before + self.written + after


class Slot(NamedTuple):
    """The place of a value.

    It is written from start to end; the rest of that line, which may be a comment, is kept; and the
    file resumes with what is after the old value.
    """

    start: int
    end: int
    resume: int
    glue: str = ""
    """What is written between the key and the value."""


def line_end(text: str, position: int) -> int:
    """Return where the line of this position ends, without its line break."""
    found = BREAK.search(text, position)
    if found:
        return found.start()
    return len(text)


def newline(text: str) -> str:
    """Return the line break that the file uses."""
    found = BREAK.search(text)
    if found:
        return found.group()
    return "\n"


def step(root: MapNode, mapping: MapNode) -> int:
    """Return by how much this mapping indents, or the file where this mapping does not tell."""
    # Most mappings tell themselves; the others are walked through only until one does.
    for outer in chain([mapping], walk(root)):
        if isinstance(outer, MapNode) and not outer.flow:
            for _, inner in outer.items.values():
                if isinstance(inner, MapNode) and not inner.flow:
                    return inner.column - outer.column
    return _STEP


def header(text: str, node: ScalarNode) -> re.Match[str]:
    """Return the header of a `|` or `>` scalar, such as `>-` or `|2`."""
    found = _HEADER.match(text, node.start)
    if not found:
        raise ValueError("the scalar has no header: its style is neither | nor >")
    return found


def block_end(text: str, node: ScalarNode, column: int) -> int:
    """Return where the last line of a `|` or `>` scalar ends.

    libyaml counts the empty lines after it to it, even where they are no part of its text. The
    column is that of the mapping the scalar is in, from 0.
    """
    head = header(text, node)
    first = line_end(text, head.end())
    body = text[first : node.end]
    if "+" in head.group():
        return first + _end_of_kept(body)
    digit = re.search(r"\d", head.group())
    if digit:
        indent = column + int(digit.group())
    else:
        indent = indentation(body)
    return first + _end_of_text(body, indent)


def _end_of_kept(body: str) -> int:
    """Return the end of a body whose last empty lines are part of its text."""
    breaks = list(BREAK.finditer(body))
    if breaks:
        last = breaks[-1]
        if last.end() == len(body):
            return last.start()
    return len(body)


def _end_of_text(body: str, indent: int) -> int:
    """Return the end of a body without the empty lines after it."""
    end = len(body)
    for broken in reversed(list(BREAK.finditer(body))):
        line = body[broken.end() : end]
        # A line of blanks that is longer than the indentation is text.
        if line.strip(" ") or len(line) > indent:
            break
        end = broken.start()
    return end


def indentation(body: str) -> int:
    """Return the indentation of the first line that is not empty."""
    for line in BREAK.split(body):
        content = line.lstrip(" ")
        if content:
            return len(line) - len(content)
    return len(body)


def content_end(text: str, node: Node, column: int) -> int:
    """Return where the value ends, without the comments and empty lines after it.

    The column is that of the mapping the value is in, from 0.
    """
    if isinstance(node, ScalarNode):
        if node.style in BLOCK_STYLES:
            return block_end(text, node, column)
        return node.end
    if node.flow:
        return node.end
    return content_end(text, _last_value(node), node.column - 1)


def last_scalar(node: Node) -> ScalarNode | None:
    """Return the scalar that a value in block style ends with."""
    while not isinstance(node, ScalarNode):
        if node.flow:
            return None
        node = _last_value(node)
    return node


def _last_value(node: MapNode | ListNode) -> Node:
    if isinstance(node, ListNode):
        return node.items[-1]
    last = list(node.items)[-1]
    _, value = node.items[last]
    return value


def block_fits(text: str, position: int, indent: int) -> bool:
    """Return whether a block scalar may end on the line of this position.

    What follows must not read as part of it: neither a deeper comment nor a deeper line of blanks.
    """
    while (broken := BREAK.search(text, position)) is not None:
        end = line_end(text, broken.end())
        line = text[broken.end() : end]
        content = line.lstrip(" ")
        blanks = len(line) - len(content)
        if content:
            return blanks < indent and not content.startswith("\t")
        if blanks > indent:
            return False
        position = end
    return True


def slot(
    text: str,
    key: ScalarNode,
    node: Node,
    column: int,
) -> Slot:
    """Return the place of a value of a mapping in block style, whose column is counted from 0."""
    if isinstance(node, ScalarNode):
        if node.style in BLOCK_STYLES:
            end = header(text, node).end()
            return Slot(
                start=node.start,
                end=end,
                resume=block_end(text, node, column),
            )
        if node.start == node.end and not node.style:
            return _empty_slot(text, key, node)
    if isinstance(node, ScalarNode) or node.flow:
        return Slot(
            start=node.start,
            end=node.end,
            resume=line_end(text, node.end),
        )
    colon = text.index(":", key.end) + 1
    # The comments inside go with the mapping, and so does the one on its last line.
    last = content_end(text, node, column)
    return Slot(
        start=colon,
        end=colon,
        resume=line_end(text, last),
        glue=" ",
    )


def _empty_slot(text: str, key: ScalarNode, node: ScalarNode) -> Slot:
    """Return the place of a value that is not there: after the colon, or after a key alone."""
    before = text[: node.start].rstrip()
    has_colon = before.endswith(":") and len(before) > key.end
    at = len(before) if has_colon else key.end
    return Slot(
        start=at,
        end=at,
        resume=line_end(text, at),
        glue=" " if has_colon else ": ",
    )


def put(text: str, place: Slot, scalar: Scalar) -> Splice:
    """Return what has to be written for the value to be in its place."""
    end = line_end(text, place.end)
    if not scalar.body and place.resume <= end:
        written = place.glue + scalar.head
        return Splice(place.start, place.end, written)
    rest = text[place.end : end]
    start = place.start
    glue = place.glue
    if not scalar.head:
        # The value begins on the next line: no blanks are left at the end of this one.
        glue = glue.rstrip()
        start = len(text[:start].rstrip(" "))
    broken = newline(text)
    body = "".join(broken + line for line in scalar.body)
    # A comment stays on the line of the key, but behind a text that goes on in the next lines.
    comment_first = not scalar.head or scalar.head[0] in BLOCK_STYLES
    following = rest + body if comment_first else body + rest
    return Splice(
        start,
        max(place.resume, end),
        glue + scalar.head + following,
    )
