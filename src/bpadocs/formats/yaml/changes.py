"""What is to change in a YAML file, compared with what is there: of values, not of layout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bpadocs.errors import BpadocsError
from bpadocs.formats.yaml.nodes import MapNode, Node, ScalarNode

Path = tuple[str, ...]
Value = str | Mapping[str, "Value"]
Change = tuple[Path, Value | None]
"""A path and its new value; none where the key is to go."""

_Values = Mapping[str, Value]

Data = str | list["Data"] | dict[str, "Data"]


class EditError(BpadocsError):
    """The change cannot be made in this file without touching something else."""


def data_of(node: Node) -> Data:
    """Return the values of a tree without their places."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MapNode):
        return mapping_of(node)
    return [data_of(element) for element in node.items]


def mapping_of(node: MapNode) -> dict[str, Data]:
    """Return the keys and values of a mapping without their places."""
    data: dict[str, Data] = {}
    for key, (_, value) in node.items.items():
        data[key] = data_of(value)
    return data


def apply(data: dict[str, Data], change: Change) -> None:
    """Make the change in the data, in place: this is what the edited file has to say."""
    (key, *below), value = change
    if not below:
        if value is None:
            data.pop(key, None)
        else:
            data[key] = _copied(value)
        return
    inner = data.get(key)
    if not isinstance(inner, dict):
        if inner:
            raise _no_mapping(key)
        inner = {}
        data[key] = inner
    apply(inner, (tuple(below), value))
    # A mapping goes with its last key.
    if not inner:
        del data[key]


def smallest(root: MapNode, change: Change) -> Iterator[Change]:
    """Yield the smallest changes that have the same result as this one.

    A mapping that is there already is changed key by key; what has its value already is left.
    """
    path, value = change
    node = node_at(root, path)
    if node is None:
        if value is not None:
            yield change
    elif isinstance(node, MapNode) and isinstance(value, Mapping) and value:
        gone = [key for key in node.items if key not in value]
        for key in [*value, *gone]:
            inner = (*path, key), value.get(key)
            yield from smallest(root, inner)
    elif not _has_value(node, value):
        yield change


def joined(root: MapNode, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those below one mapping that is not there yet as one."""
    made: dict[Path, _Values] = {}
    for path, value in changes:
        depth = mappings_on_the_way(root, path)
        if value is None or depth == len(path) - 1:
            yield path, value
            continue
        top = path[: depth + 1]
        below = path[depth + 1 :]
        values = made.get(top, {})
        made[top] = _with(values, below, value)
    yield from made.items()


def node_at(node: Node | None, path: Sequence[str]) -> Node | None:
    """Return the node below this one at the path; none where there is no such key."""
    for key in path:
        if not isinstance(node, MapNode):
            return None
        node = node.get(key)
    return node


def mappings_on_the_way(root: MapNode, path: Path) -> int:
    """Return how many keys of the path, but the last, lead through mappings that are there."""
    node = root
    for depth, key in enumerate(path[:-1]):
        inner = node.get(key)
        if not isinstance(inner, MapNode):
            return depth
        node = inner
    return len(path) - 1


def deepest(root: MapNode, path: Path) -> MapNode:
    """Return the mapping that the last key of the path is in, or the nearest around it."""
    node = root
    for key in path[:-1]:
        inner = node.get(key)
        if not isinstance(inner, MapNode):
            break
        node = inner
    return node


def _has_value(node: Node, value: Value | None) -> bool:
    return isinstance(node, ScalarNode) and node.value == value


def _copied(value: Value) -> Data:
    if isinstance(value, str):
        return value
    return {key: _copied(inner) for key, inner in value.items()}


def _with(values: _Values, path: Path, value: Value) -> _Values:
    """Return the values with one more at this path."""
    key, *below = path
    if below:
        inner = values.get(key, {})
        if isinstance(inner, str):
            raise _no_mapping(key)
        value = _with(inner, tuple(below), value)
    return {**values, key: value}


def _no_mapping(key: str) -> EditError:
    return EditError(f"“{key}” is no mapping; nothing can be put below it")
