"""What PowerShell would find in a data file, by a PowerShell grammar that is not ours."""

from typing import Any

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

Table = dict[str, Any]
"""Keys, to texts or to further tables."""


def read_psd1(data: bytes) -> Table:
    """The hashtable that is all there is in a data file; anything else in it is an error."""
    tree = Parser(Language(tree_sitter_powershell.language())).parse(
        data.removeprefix(b"\xef\xbb\xbf")
    )
    assert not tree.root_node.has_error
    table: Table = _value(_only(_only(tree.root_node, "statement_list"), "pipeline"))
    return table


def here_string(data: bytes) -> tuple[str, str]:
    """The name of the one command that a file is, and the here-string that it is given."""
    tree = Parser(Language(tree_sitter_powershell.language())).parse(
        data.removeprefix(b"\xef\xbb\xbf")
    )
    assert not tree.root_node.has_error
    (body,) = [node for node in tree.root_node.named_children if node.type != "comment"]
    nodes = {"statement_list": [body]}
    queue = [body]
    while queue:
        node = queue.pop()
        nodes.setdefault(node.type, []).append(node)
        queue += node.named_children
    (name,) = nodes["command_name"]
    (text,) = nodes["verbatim_here_string_characters"]
    return _text(name), _text(text)


def tables(source: str) -> dict[str, Table]:
    """The tables that variables of a script are set to, by the names of the variables."""
    tree = Parser(Language(tree_sitter_powershell.language())).parse(source.encode())
    assert not tree.root_node.has_error
    found: dict[str, Table] = {}
    queue = [tree.root_node]
    while queue:
        node = queue.pop()
        queue += node.named_children
        if node.type == "assignment_expression":
            *_, value = node.named_children
            if _text(value).startswith("@{"):
                found[_text(node.named_children[0])] = _value(value)
    return found


def _only(node: Node, kind: str) -> Node:
    children = node.named_children
    assert [child.type for child in children] == [kind]
    return children[0]


def _value(node: Node) -> Any:
    """Down through the levels of an expression that is nothing but one literal."""
    while node.type not in ("hash_literal_expression", "verbatim_string_characters"):
        if node.type == "cast_expression":
            kind, node = node.named_children
            assert _text(kind) == "[ordered]"
        else:
            (node,) = node.named_children
    if node.type == "verbatim_string_characters":
        return _text(node)[1:-1].replace("''", "'")
    table: Table = {}
    for entry in (
        entry for body in node.named_children for entry in body.named_children
    ):
        assert entry.type == "hash_entry"
        key, value = entry.named_children
        name = _text(key)
        if name.startswith("'"):
            name = name[1:-1].replace("''", "'")
        assert name.casefold() not in {known.casefold() for known in table}
        table[name] = _value(value)
    return table


def _text(node: Node) -> str:
    assert node.text is not None
    return node.text.decode()
