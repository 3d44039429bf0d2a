"""Changes in a YAML file that touch nothing else: the text is cut where the value stands and the new value put in.

Comments, quoting, order, line ends and line width of everything else stay as they are, byte for byte.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bpadocs.yamltext.nodes import ListNode, MapNode, Node, ScalarNode, YamlError, compose, walk
from bpadocs.yamltext.scalars import FOLDED, LITERAL, Place, Scalar, columns, write, write_key

Path = tuple[str, ...]
Value = str | Mapping[str, "Value"]
Order = Callable[[Path], Sequence[str]]
"""The order of the keys of the mapping at this path; a key it does not name goes to the end."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HEADER = re.compile(r"[|>][-+0-9]*")
_BYTE_ORDER_MARK = "\ufeff"
_STEP = 2
WIDTH = 120
"""Where a new text is folded, and one whose old lines were no longer than that."""


class EditError(Exception):
    """The change cannot be made in this file without touching something else."""


def unordered(_: Path) -> Sequence[str]:
    return ()


def edit(text: str, changes: Mapping[Path, Value | None], order: Order = unordered) -> str:
    """The text with each value put at its path, and the keys removed whose value is None.

    Missing mappings on the way are made, and a mapping that loses its last key goes too. What already has its value is
    left as it is. Raises EditError where a file is laid out so oddly that the change would touch something else.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + edit(text[1:], changes, order)
    root = _root(text)
    expected = _data(root)
    wanted = [leaf for path, value in changes.items() for leaf in _differing(root, path, value)]
    for path, value in wanted:
        _apply(expected, path, value)
    try:
        edited = _edited(text, root, wanted, order)
        understood = _data(_root(edited)) == expected
    except YamlError:
        understood = False
    if not understood:
        keys = ", ".join(".".join(path) for path in changes)
        raise EditError(f"the layout of the file does not allow this change without touching something else: {keys}")
    return edited


def _edited(text: str, root: MapNode, wanted: Sequence[tuple[Path, Value | None]], order: Order) -> str:
    splices: list[tuple[int, int, str]] = []
    others: list[tuple[Path, Value | None]] = []
    for path, value in wanted:
        parent = _deepest(root, path)
        old = parent.get(path[-1]) if _depth(root, path) == len(path) - 1 else None
        if isinstance(old, ScalarNode) and isinstance(value, str):
            splices.append(_replacement(text, root, parent, path[-1], value))
        else:
            others.append((path, value))
    for start, end, written in sorted(splices, reverse=True):
        text = text[:start] + written + text[end:]
    # Removals last: a mapping goes with its last key, and another key may be on its way in.
    for path, value in sorted(_joined(root, others), key=lambda change: change[1] is None):
        text = _change(text, path, value, order)
    return text


def _root(text: str) -> MapNode:
    root = compose(text, "edited text")
    if not isinstance(root, MapNode):
        raise EditError("the file is not a mapping of keys and values")
    return root


# What is there, and what shall be


def _data(node: Node) -> object:
    if isinstance(node, MapNode):
        return {key: _data(value) for key, (_, value) in node.items.items()}
    if isinstance(node, ListNode):
        return [_data(element) for element in node.items]
    assert isinstance(node, ScalarNode)
    return node.value


def _differing(root: MapNode, path: Path, value: Value | None) -> Iterator[tuple[Path, Value | None]]:
    """The smallest changes that come to the same: a mapping that is there already is changed key by key."""
    node: Node | None = root
    for key in path:
        node = node.get(key) if isinstance(node, MapNode) else None
    if node is None:
        if value is not None:
            yield path, value
    elif isinstance(node, MapNode) and isinstance(value, Mapping) and value:
        for key in [*value, *(key for key in node.items if key not in value)]:
            yield from _differing(root, (*path, key), value.get(key))
    elif not (isinstance(node, ScalarNode) and node.value == value):
        yield path, value


def _apply(data: object, path: Path, value: Value | None) -> None:
    assert isinstance(data, dict)
    key = path[0]
    if len(path) > 1:
        if not isinstance(data.get(key), dict):
            if data.get(key):
                raise EditError(f"“{key}” is no mapping; nothing can be put below it")
            data[key] = {}
        _apply(data[key], path[1:], value)
        if not data[key]:
            del data[key]
    elif value is None:
        data.pop(key, None)
    else:
        data[key] = _plain_data(value)


def _plain_data(value: Value) -> object:
    return value if isinstance(value, str) else {key: _plain_data(inner) for key, inner in value.items()}


def _joined(root: MapNode, changes: Sequence[tuple[Path, Value | None]]) -> Iterator[tuple[Path, Value | None]]:
    """New values below one missing mapping as one change."""
    made: dict[Path, Value] = {}
    for path, value in changes:
        depth = _depth(root, path)
        if value is None or depth == len(path) - 1:
            yield path, value
            continue
        top = path[: depth + 1]
        inner = made.setdefault(top, {})
        for key in path[depth + 1 : -1]:
            assert isinstance(inner, dict)
            inner = inner.setdefault(key, {})
        assert isinstance(inner, dict)
        inner[path[-1]] = value
    yield from made.items()


def _depth(root: MapNode, path: Path) -> int:
    """How many keys of the path lead through mappings that are there."""
    node: Node = root
    for depth, key in enumerate(path[:-1]):
        inner = node.get(key) if isinstance(node, MapNode) else None
        if not isinstance(inner, MapNode):
            return depth
        node = inner
    return len(path) - 1


def _deepest(root: MapNode, path: Path) -> MapNode:
    node = root
    for key in path[: _depth(root, path)]:
        inner = node.get(key)
        assert isinstance(inner, MapNode)
        node = inner
    return node


# Where things stand


def _line_end(text: str, position: int) -> int:
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    found = _BREAK.search(text)
    return found.group() if found else "\n"


def _step(root: MapNode, mapping: MapNode) -> int:
    """By how much this file, best this mapping, indents."""
    for outer in (mapping, *walk(root)):
        if isinstance(outer, MapNode) and not outer.flow:
            for _, inner in outer.items.values():
                if isinstance(inner, MapNode) and not inner.flow:
                    return inner.column - outer.column
    return _STEP


def _block_end(text: str, node: ScalarNode, column: int) -> int:
    """Where the last line of a `|` or `>` scalar ends; empty lines that are not part of its text come after it."""
    header = _header(text, node)
    first = _line_end(text, header.end())
    body = text[first : node.end]
    if "+" in header.group():
        breaks = list(_BREAK.finditer(body))
        return first + (breaks[-1].start() if breaks and breaks[-1].end() == len(body) else len(body))
    digit = re.search(r"\d", header.group())
    indent = column + int(digit.group()) if digit else _indent_of(body)
    end = len(body)
    for broken in reversed(list(_BREAK.finditer(body))):
        line = body[broken.end() : end]
        if line.strip(" ") or len(line) > indent:
            break
        end = broken.start()
    return first + end


def _header(text: str, node: ScalarNode) -> re.Match[str]:
    header = _HEADER.match(text, node.start)
    assert header
    return header


def _indent_of(body: str) -> int:
    """The indentation of the first line that is not empty."""
    for line in _BREAK.split(body):
        if line.strip(" "):
            return len(line) - len(line.lstrip(" "))
    return len(body)


def _content_end(text: str, node: Node, column: int) -> int:
    """Where the value ends, without the comments and empty lines after it; column is that of its mapping, from 0."""
    if isinstance(node, ScalarNode):
        return _block_end(text, node, column) if node.style in (LITERAL, FOLDED) else node.end
    assert isinstance(node, MapNode | ListNode)
    if node.flow:
        return node.end
    values = [value for _, value in node.items.values()] if isinstance(node, MapNode) else node.items
    return _content_end(text, values[-1], node.column - 1)


def _last_scalar(node: Node) -> ScalarNode | None:
    while isinstance(node, MapNode | ListNode) and not node.flow:
        node = list(node.items.values())[-1][1] if isinstance(node, MapNode) else node.items[-1]
    return node if isinstance(node, ScalarNode) else None


def _block_fits(text: str, position: int, indent: int) -> bool:
    """Whether a block scalar may end on this line: what follows must not read as part of it."""
    while (broken := _BREAK.search(text, position)) is not None:
        end = _line_end(text, broken.end())
        line = text[broken.end() : end]
        content = line.lstrip(" ")
        blanks = len(line) - len(content)
        if content:
            return blanks < indent and not content.startswith("\t")
        if blanks > indent:
            return False
        position = end
    return True


# Replace


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a value: it is written from start to end, the rest of that line is kept, and the file resumes."""

    start: int
    end: int
    resume: int
    glue: str = ""


def _slot(text: str, key: ScalarNode, node: Node, column: int) -> _Slot:
    if isinstance(node, ScalarNode) and node.style in (LITERAL, FOLDED):
        return _Slot(node.start, _header(text, node).end(), _block_end(text, node, column))
    if isinstance(node, ScalarNode) and node.start == node.end and not node.style:
        before = text[: node.start].rstrip()
        if before.endswith(":") and len(before) > key.end:
            return _Slot(len(before), len(before), _line_end(text, len(before)), " ")
        return _Slot(key.end, key.end, _line_end(text, key.end), ": ")
    if isinstance(node, ScalarNode) or (isinstance(node, MapNode | ListNode) and node.flow):
        return _Slot(node.start, node.end, _line_end(text, node.end))
    colon = text.index(":", key.end) + 1
    # The comments inside go with the mapping, that of its last line too.
    return _Slot(colon, colon, _line_end(text, _content_end(text, node, column)), " ")


def _put(text: str, slot: _Slot, scalar: Scalar) -> tuple[int, int, str]:
    newline = _newline(text)
    line_end = _line_end(text, slot.end)
    if not scalar.body and slot.resume <= line_end:
        return slot.start, slot.end, slot.glue + scalar.head
    rest = text[slot.end : line_end]
    start, glue = slot.start, slot.glue
    if not scalar.head:
        glue = glue.rstrip()
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
    body = "".join(newline + line for line in scalar.body)
    below = not scalar.head or scalar.head[0] in (LITERAL, FOLDED)
    written = glue + scalar.head + (rest + body if below else body + rest)
    return start, max(slot.resume, line_end), written


def _replacement(text: str, root: MapNode, parent: MapNode, key: str, value: str) -> tuple[int, int, str]:
    key_node, node = parent.items[key]
    assert isinstance(node, ScalarNode)
    column = parent.column - 1
    slot = _slot(text, key_node, node, column)
    indent, width = _shape(text, node, column) or (column + _step(root, parent), None)
    used = key_node.column - 1 + len(write_key(key, flow=parent.flow)) + 2
    one_line = used + columns(node.value)
    place = Place(
        column,
        indent,
        flow=parent.flow,
        block=not parent.flow and _block_fits(text, slot.resume, indent),
        last=slot.resume == len(text),
        width=width or (WIDTH if one_line <= WIDTH else None),
        used=used,
    )
    lines_alike = "\n" not in value or "\n" in node.value
    outgrown = width is None and node.style not in (LITERAL, FOLDED) and one_line <= WIDTH < used + columns(value)
    style = node.style if lines_alike and not outgrown and node.start < node.end else None
    return _put(text, slot, write(value, place, style))


def _shape(text: str, node: ScalarNode, column: int) -> tuple[int, int | None] | None:
    """Indentation of a scalar's further lines, and their width where the text was folded."""
    if node.style in (LITERAL, FOLDED):
        body = text[_line_end(text, node.start) : _block_end(text, node, column)]
    else:
        body = text[_line_end(text, node.start) : node.end] if _line_end(text, node.start) < node.end else ""
    lines = [line for line in _BREAK.split(body) if line.strip(" ")]
    if not lines:
        return None
    indent = max(_indent_of(body), column + 1)
    paragraphs = sum(1 for line in node.value.split("\n") if line)
    folded = node.style != LITERAL and len(lines) + (node.style != FOLDED) > paragraphs
    widest = max(map(columns, lines))
    return indent, max(80, widest) if folded else None if widest > WIDTH else WIDTH


# Insert, remove, and change of kind


def _change(text: str, path: Path, value: Value | None, order: Order) -> str:
    root = _root(text)
    parent, key = _deepest(root, path), path[-1]
    if value is None:
        return _remove(text, root, path)
    if key not in parent.items:
        return _insert(text, root, parent, path, value, order)
    key_node, node = parent.items[key]
    if parent.flow:
        return text[: node.start] + _flow(value, path, order) + text[node.end :]
    column = parent.column - 1
    slot = _slot(text, key_node, node, column)
    scalar = _written(text, root, parent, slot.resume, value, path, order)
    start, end, written = _put(text, slot, scalar)
    return text[:start] + written + text[end:]


def _written(text: str, root: MapNode, parent: MapNode, resume: int, value: Value, path: Path, order: Order) -> Scalar:
    """A value of a block mapping, as it stands after its key."""
    step = _step(root, parent)
    column = parent.column - 1
    place = Place(
        column, column + step, block=_block_fits(text, resume, column + step), last=_line_end(text, resume) == len(text)
    )
    return _block(value, place, step, path, order, root)


def _block(value: Value, place: Place, step: int, path: Path, order: Order, root: MapNode) -> Scalar:
    if isinstance(value, str):
        used = place.column + len(write_key(path[-1], flow=False)) + 2
        return write(value, replace(place, width=WIDTH, used=used), _style_beside(root, path))
    if not value:
        return Scalar("{}")
    lines: list[str] = []
    inner = replace(place, column=place.indent, indent=place.indent + step)
    for key in _sorted(value, order(path)):
        written = _block(value[key], inner, step, (*path, key), order, root)
        lines += [f"{' ' * place.indent}{write_key(key, flow=False)}:{_spaced(written.head)}", *written.body]
    return Scalar("", tuple(lines))


def _style_beside(root: MapNode, path: Path) -> str | None:
    """`|` where the same text in another language is written so; all else comes from the text itself."""
    for depth in range(len(path) - 1):
        outer = _deepest(root, path[: depth + 1])
        for name in outer.items if _depth(root, path) >= depth else ():
            node: Node | None = outer.get(name) if name != path[depth] else None
            for key in path[depth + 1 :]:
                node = node.get(key) if isinstance(node, MapNode) else None
            if isinstance(node, ScalarNode) and node.style == LITERAL:
                return LITERAL
    return None


def _spaced(head: str) -> str:
    return f" {head}" if head else ""


def _flow(value: Value, path: Path, order: Order) -> str:
    if isinstance(value, str):
        return write(value, Place(0, 0, flow=True, block=False)).head
    entries = (
        f"{write_key(key, flow=True)}: {_flow(value[key], (*path, key), order)}" for key in _sorted(value, order(path))
    )
    return "{" + ", ".join(entries) + "}"


def _sorted(keys: Mapping[str, Value], order: Sequence[str]) -> list[str]:
    known = [key for key in order if key in keys]
    return known + [key for key in keys if key not in order]


def _insert(text: str, root: MapNode, parent: MapNode, path: Path, value: Value, order: Order) -> str:
    key = path[-1]
    before = _predecessor(parent, key, order(path[:-1]))
    if parent.flow:
        return _insert_in_flow(text, root, parent, before, path, value, order)
    column = parent.column - 1
    newline = _newline(text)
    if before is None:
        first = next(iter(parent.items.values()))[0]
        at = first.start - column
        # Nothing that follows can read as part of the new value: it is a key of the same mapping.
        written = _block(value, Place(column, column + _step(root, parent)), _step(root, parent), path, order, root)
        return text[:at] + newline.join(_entry(key, written, column)) + newline + text[at:]
    last = parent.items[before][1]
    at = _line_end(text, _content_end(text, last, column))
    written = _written(text, root, parent, at, value, path, order)
    lines = _entry(key, written, column)
    edited = text[:at] + "".join(newline + line for line in lines) + text[at:]
    scalar = _last_scalar(last)
    if at == len(text) and scalar and scalar.style in (LITERAL, FOLDED) and not scalar.value.endswith("\n"):
        # A block scalar cut off by the end of the file has no final line break; now that one follows, say so.
        header = _header(text, scalar)
        edited = edited[: header.start()] + re.sub("[-+]", "", header.group()) + "-" + edited[header.end() :]
    return edited


def _entry(key: str, written: Scalar, column: int) -> list[str]:
    return [f"{' ' * column}{write_key(key, flow=False)}:{_spaced(written.head)}", *written.body]


def _insert_in_flow(
    text: str, root: MapNode, parent: MapNode, before: str | None, path: Path, value: Value, order: Order
) -> str:
    entry = f"{write_key(path[-1], flow=True)}: {_flow(value, path, order)}"
    if before is not None:
        at = _content_end(text, parent.items[before][1], 0)
        return f"{text[:at]}, {entry}{text[at:]}"
    at = parent.start + 1
    if parent.items:
        first = next(iter(parent.items.values()))[0]
        return f"{text[: first.start]}{entry}, {text[first.start :]}"
    outer = _deepest(root, path[:-1]) if len(path) > 1 else parent
    if outer.flow:
        return text[:at] + entry + text[at:]
    # `{}` only says that nothing is there yet: from now on the file has the mapping as its others are.
    return _change(text, path[:-1], {path[-1]: value}, order)


def _predecessor(parent: MapNode, key: str, order: Sequence[str]) -> str | None:
    ranks = {name: rank for rank, name in enumerate(order)}
    rank = ranks.get(key, len(order))
    best: tuple[int, str] | None = None
    for name in parent.items:
        its = ranks.get(name, len(order))
        if its <= rank and (best is None or its >= best[0]):
            best = its, name
    return best[1] if best else None


def _remove(text: str, root: MapNode, path: Path) -> str:
    while len(_deepest(root, path).items) == 1:
        if len(path) == 1:
            raise EditError(f"“{path[0]}” is all there is in the file")
        path = path[:-1]
    parent = _deepest(root, path)
    key, node = parent.items[path[-1]]
    if parent.flow:
        return _remove_in_flow(text, parent, path[-1])
    column = parent.column - 1
    end = _line_end(text, _content_end(text, node, column))
    broken = _BREAK.match(text, end)
    return text[: key.start - column] + text[broken.end() if broken else end :]


def _remove_in_flow(text: str, parent: MapNode, key: str) -> str:
    names = list(parent.items)
    index = names.index(key)
    if index == 0:
        return text[: parent.key(key).start] + text[parent.key(names[1]).start :]
    return (
        text[: _content_end(text, parent.items[names[index - 1]][1], 0)]
        + text[_content_end(text, parent.items[key][1], 0) :]
    )
