"""What a PowerShell script calls, by a PowerShell grammar that is not ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser


class PowerShellScript(NamedTuple):
    """What a script uses of what it does not define itself."""

    mistakes: tuple[str, ...]
    """Where the grammar cannot follow, as line and text."""
    cmdlets: dict[str, set[str]]
    """The parameters of each cmdlet, with their hyphen."""
    properties: frozenset[str]
    """What is read of objects, static members of .NET types left out."""


def read_script(path: Path) -> PowerShellScript:
    """Read a script."""
    nodes = _all_nodes(path.read_bytes())
    own = {_text(node.named_children[0]) for node in nodes if _is(node, "function")}
    cmdlets: dict[str, set[str]] = {}
    for node in nodes:
        if node.type != "command":
            continue
        name = _text(node.named_children[0])
        if "-" not in name or name in own:
            continue
        found = cmdlets.setdefault(name, set())
        for inner in _nodes(node, into_blocks=False):
            if inner.type == "command_parameter":
                found.add(_text(inner).rstrip(":"))
    return PowerShellScript(
        mistakes=tuple(_mistakes(nodes)),
        cmdlets=cmdlets,
        properties=frozenset(_properties(nodes)),
    )


def mistakes_of(source: bytes) -> tuple[str, ...]:
    """Where the grammar cannot follow a script, as line and text."""
    return tuple(_mistakes(_all_nodes(source)))


def _all_nodes(source: bytes) -> list[Node]:
    parser = Parser(Language(tree_sitter_powershell.language()))
    return list(_nodes(parser.parse(source).root_node))


def _nodes(node: Node, *, into_blocks: bool = True) -> Iterator[Node]:
    """Yield the node and all in it; what stands in brackets or blocks has commands of its own."""
    yield node
    for child in node.children:
        if into_blocks or child.type not in ("script_block", "sub_expression"):
            yield from _nodes(child, into_blocks=into_blocks)


def _is(node: Node, what: str) -> bool:
    return node.is_named and node.type == f"{what}_statement"


def _mistakes(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type == "ERROR" or node.is_missing:
            yield f"{node.start_point.row + 1}: {_text(node)}"


def _properties(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type != "member_access":
            continue
        written = _text(node)
        if "::" not in written:
            yield written.rpartition(".")[2]


def _text(node: Node) -> str:
    assert node.text is not None
    return node.text.decode()
