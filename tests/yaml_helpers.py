"""Lines of YAML files, as libyaml counts them."""

import re

from bpadocs.formats.yaml.nodes import Node, ScalarNode

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def last_line(text: str, node: Node) -> int:
    """The last line of a value, from 0, without the empty ones and the comments that follow it."""
    used = text[: node.end].rstrip(" \r\n")
    line = len(BREAK.findall(used[: max(len(used), node.start)]))
    if isinstance(node, ScalarNode) and node.style == "|":
        # Lines of blanks at its end are text, not emptiness.
        content = node.value.rstrip("\n")
        line += content[len(content.rstrip(" \n")) :].count("\n")
    return line
