"""Changes in a YAML file that touch nothing else.

The text is cut where the value is, and the new value put in: comments, quoting, order, line ends
and line width of everything else stay as they are, byte for byte.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bpadocs.formats.yaml import layout
from bpadocs.formats.yaml.changes import (
    Change,
    EditError,
    Path,
    Value,
    apply,
    deepest,
    joined,
    mapping_of,
    node_at,
    smallest,
)
from bpadocs.formats.yaml.layout import BLOCK_STYLES, BREAK, Splice
from bpadocs.formats.yaml.nodes import MapNode, Node, ScalarNode, YamlError, compose
from bpadocs.formats.yaml.scalars import (
    FOLDED,
    LITERAL,
    Scalar,
    ScalarPlace,
    columns,
    write,
    write_key,
)

__all__ = ["EditError", "Path", "Value", "edit"]

Order = Callable[[Path], Sequence[str]]
"""The order of the keys of the mapping at this path; a key it does not name goes to the end."""

_BYTE_ORDER_MARK: Final = "\ufeff"
_WIDTH: Final = 120
"""Where a new text is folded, and one whose old lines were no longer than that."""

_NARROWEST: Final = 80
"""Where a text is folded whose old lines were shorter than that: they may be so by chance."""


def _unordered(_: Path) -> Sequence[str]:
    return ()


def edit(
    text: str,
    changes: Mapping[Path, Value | None],
    order: Order = _unordered,
) -> str:
    """Return the text with each value put at its path; keys whose value is none are removed.

    Missing mappings on the way are made, and a mapping that loses its last key goes too. What has
    its value already is left as it is. Raises EditError where a file is laid out so oddly that the
    change would touch something else.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + edit(text[1:], changes, order)
    root = _root(text)
    expected = mapping_of(root)
    wanted: list[Change] = []
    for change in changes.items():
        wanted.extend(smallest(root, change))
    for change in wanted:
        apply(expected, change)
    try:
        edited = _edited(_Version(text, root, order), wanted)
        # Whatever the layout of the file, the result is read again: it says what it should, or
        # there is none.
        understood = mapping_of(_root(edited)) == expected
    except YamlError:
        understood = False
    if not understood:
        keys = ", ".join(".".join(path) for path in changes)
        raise EditError(
            "the layout of the file does not allow this change without touching something else: "
            f"{keys}"
        )
    return edited


def _root(text: str) -> MapNode:
    root = compose(text, "edited text")
    if not isinstance(root, MapNode):
        raise EditError("the file is not a mapping of keys and values")
    return root


def _edited(version: "_Version", wanted: Sequence[Change]) -> str:
    splices: list[Splice] = []
    others: list[Change] = []
    for path, value in wanted:
        old = node_at(version.root, path)
        if isinstance(old, ScalarNode) and isinstance(value, str):
            splices.append(version.replaced(path, old, value))
        else:
            others.append((path, value))
    text = version.text
    # From the end, so that the places of those before stay true.
    for splice in sorted(splices, reverse=True):
        text = splice.into(text)
    if not others:
        return text
    spliced = _Version(text, _root(text), version.order)
    return _changed(spliced, others)


def _changed(version: "_Version", changes: Sequence[Change]) -> str:
    """Return the text with keys put in, given another kind of value, or removed."""

    def place(change: Change) -> tuple[bool, int]:
        """Return what sorts the changes: from the end, and removals last."""
        # A mapping goes with its last key, and another key may be on its way in.
        path, value = change
        return value is None, -deepest(version.root, path).start

    text = version.text
    still_true = len(text)
    """Up to here, the tree is that of the text."""
    for path, value in sorted(joined(version.root, changes), key=place):
        parent = deepest(version.root, path)
        if parent.end > still_true:
            version = _Version(text, _root(text), version.order)
            parent = deepest(version.root, path)
        text = replace(version, text=text).changed(path, value)
        # Only a key that comes into a mapping in block style leaves alone what is before.
        is_new = value is not None and path[-1] not in parent.items
        still_true = parent.start if is_new and not parent.flow else -1
    return text


class _Shape(NamedTuple):
    """How the lines of a scalar after its first are laid out."""

    indent: int
    width: int | None
    """Where they are folded; none where they are not."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of the file: its text, the tree of that text, and the order of new keys."""

    text: str
    root: MapNode
    order: Order

    # A text in the place of a text

    def replaced(self, path: Path, old: ScalarNode, value: str) -> Splice:
        """Return what is written for a text to be in the place of another, as that was laid out."""
        text = self.text
        parent = deepest(self.root, path)
        key = parent.key(path[-1])
        column = parent.column - 1
        slot = layout.slot(text, key, old, column)
        indent = column + layout.step(self.root, parent)
        width = None
        shape = _shape(text, old, column)
        if shape:
            indent, width = shape
        written_key = write_key(key.value, flow=parent.flow)
        used = key.column - 1 + len(written_key) + 2
        was_short = used + columns(old.value) <= _WIDTH
        place = ScalarPlace(
            column=column,
            indent=indent,
            flow=parent.flow,
            block=not parent.flow and layout.block_fits(text, slot.resume, indent),
            last=slot.resume == len(text),
            width=width or (_WIDTH if was_short else None),
            used=used,
        )
        outgrown = (
            width is None
            and old.style not in BLOCK_STYLES
            and was_short
            and used + columns(value) > _WIDTH
        )
        style = None if outgrown else _kept_style(old, value)
        return layout.put(text, slot, write(value, place, style))

    # A value that is put in, takes the place of one of another kind, or goes

    def changed(self, path: Path, value: Value | None) -> str:
        """Return the text with the value at its path; without the key where the value is none."""
        if value is None:
            return self._without(path)
        parent = deepest(self.root, path)
        if path[-1] not in parent.items:
            return self._with_new(parent, path, value)
        key, node = parent.items[path[-1]]
        if parent.flow:
            written = self._flow(value, path)
            return Splice(node.start, node.end, written).into(self.text)
        column = parent.column - 1
        slot = layout.slot(self.text, key, node, column)
        scalar = self._written(parent, slot.resume, path, value)
        splice = layout.put(self.text, slot, scalar)
        return splice.into(self.text)

    def _with_new(self, parent: MapNode, path: Path, value: Value) -> str:
        before = self._predecessor(parent, path)
        if parent.flow:
            return self._with_new_in_flow(parent, before, path, value)
        if before is None:
            return self._with_first(parent, path, value)
        return self._with_new_after(parent, before, path, value)

    def _with_first(self, parent: MapNode, path: Path, value: Value) -> str:
        """Return the text with a new first key of a mapping in block style."""
        text = self.text
        column = parent.column - 1
        step = layout.step(self.root, parent)
        # Nothing that follows can read as part of the new value: it is a key of the same mapping.
        place = ScalarPlace(column, column + step)
        scalar = self._block(value, place, step, path)
        newline = layout.newline(text)
        lines = _entry(path[-1], scalar, column)
        written = "".join(line + newline for line in lines)
        first = next(iter(parent.items))
        at = parent.key(first).start - column
        return Splice(at, at, written).into(text)

    def _with_new_after(
        self,
        parent: MapNode,
        before: str,
        path: Path,
        value: Value,
    ) -> str:
        """Return the text with a new key after another one of a mapping in block style."""
        text = self.text
        column = parent.column - 1
        previous = parent.items[before][1]
        at = layout.line_end(text, layout.content_end(text, previous, column))
        scalar = self._written(parent, at, path, value)
        newline = layout.newline(text)
        lines = _entry(path[-1], scalar, column)
        written = "".join(newline + line for line in lines)
        edited = Splice(at, at, written).into(text)
        if at == len(text):
            return _with_line_break_dropped(edited, layout.last_scalar(previous))
        return edited

    def _with_new_in_flow(
        self,
        parent: MapNode,
        before: str | None,
        path: Path,
        value: Value,
    ) -> str:
        """Return the text with a new key of a mapping in flow style, `{a: b}`."""
        text = self.text
        written_key = write_key(path[-1], flow=True)
        entry = f"{written_key}: {self._flow(value, path)}"
        if before is not None:
            _, previous = parent.items[before]
            at = layout.content_end(text, previous, 0)
            return Splice(at, at, f", {entry}").into(text)
        if parent.items:
            first = next(iter(parent.items))
            at = parent.key(first).start
            return Splice(at, at, f"{entry}, ").into(text)
        outer_path = path[:-1]
        if outer_path:
            outer = deepest(self.root, outer_path)
        else:
            outer = parent
        if outer.flow:
            at = parent.start + 1
            return Splice(at, at, entry).into(text)
        # `{}` only says that nothing is there yet: from now on the file has the mapping in the
        # style of its others.
        return self.changed(outer_path, {path[-1]: value})

    def _predecessor(self, parent: MapNode, path: Path) -> str | None:
        """Return the key that a new one comes after: the last of those that rank no higher."""
        order = self.order(path[:-1])
        ranks = {name: rank for rank, name in enumerate(order)}
        own_rank = ranks.get(path[-1], len(order))
        best: str | None = None
        best_rank = -1
        for name in parent.items:
            rank = ranks.get(name, len(order))
            if best_rank <= rank <= own_rank:
                best = name
                best_rank = rank
        return best

    def _without(self, path: Path) -> str:
        while len(deepest(self.root, path).items) == 1:
            if len(path) == 1:
                raise EditError(f"“{path[0]}” is all there is in the file")
            # A mapping goes with its last key.
            path = path[:-1]
        text = self.text
        parent = deepest(self.root, path)
        key, node = parent.items[path[-1]]
        if parent.flow:
            return self._without_in_flow(parent, path[-1])
        column = parent.column - 1
        end = layout.line_end(text, layout.content_end(text, node, column))
        broken = BREAK.match(text, end)
        if broken:
            end = broken.end()
        return Splice(key.start - column, end, "").into(text)

    def _without_in_flow(self, parent: MapNode, key: str) -> str:
        text = self.text
        names = list(parent.items)
        index = names.index(key)
        if index == 0:
            start = parent.key(key).start
            end = parent.key(names[1]).start
        else:
            before = names[index - 1]
            _, previous = parent.items[before]
            _, node = parent.items[key]
            start = layout.content_end(text, previous, 0)
            end = layout.content_end(text, node, 0)
        return Splice(start, end, "").into(text)

    # How a new value is written

    def _written(
        self,
        parent: MapNode,
        resume: int,
        path: Path,
        value: Value,
    ) -> Scalar:
        """Return a value of a block mapping, whose file resumes at this offset after it."""
        step = layout.step(self.root, parent)
        column = parent.column - 1
        indent = column + step
        place = ScalarPlace(
            column=column,
            indent=indent,
            block=layout.block_fits(self.text, resume, indent),
            last=layout.line_end(self.text, resume) == len(self.text),
        )
        return self._block(value, place, step, path)

    def _block(
        self,
        value: Value,
        place: ScalarPlace,
        step: int,
        path: Path,
    ) -> Scalar:
        """Return a value in block style."""
        if isinstance(value, str):
            written_key = write_key(path[-1], flow=False)
            used = place.column + len(written_key) + 2
            text_place = replace(place, width=_WIDTH, used=used)
            return write(value, text_place, self._style_of_others(path))
        if not value:
            return Scalar("{}")
        lines: list[str] = []
        inner_place = replace(
            place,
            column=place.indent,
            indent=place.indent + step,
        )
        for key in _sorted(value, self.order(path)):
            inner_path = (*path, key)
            inner = self._block(value[key], inner_place, step, inner_path)
            lines.extend(_entry(key, inner, place.indent))
        return Scalar("", tuple(lines))

    def _flow(self, value: Value, path: Path) -> str:
        """Return a value in flow style."""
        if isinstance(value, str):
            place = ScalarPlace(
                column=0,
                indent=0,
                flow=True,
                block=False,
            )
            return write(value, place).head
        entries: list[str] = []
        for key in _sorted(value, self.order(path)):
            written_key = write_key(key, flow=True)
            inner_path = (*path, key)
            inner = self._flow(value[key], inner_path)
            entries.append(f"{written_key}: {inner}")
        return "{" + ", ".join(entries) + "}"

    def _style_of_others(self, path: Path) -> str | None:
        """Return `|` where the same text in another language is so; all else depends on the text.

        “The same” is at a path that differs in one key, which is not the last.
        """
        for depth in range(len(path) - 1):
            outer = node_at(self.root, path[:depth])
            if not isinstance(outer, MapNode):
                break
            for name in outer.items:
                other_path = (name, *path[depth + 1 :])
                other = node_at(outer, other_path)
                if name != path[depth] and _is_literal(other):
                    return LITERAL
        return None


def _is_literal(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.style == LITERAL


def _kept_style(old: ScalarNode, value: str) -> str | None:
    """Return the style of the old text where it is there, and can carry the lines of the new."""
    if old.start == old.end:
        return None
    if "\n" in value and "\n" not in old.value:
        return None
    return old.style


def _shape(text: str, node: ScalarNode, column: int) -> _Shape | None:
    """Return the layout of a scalar's further lines; none where it has none."""
    start = layout.line_end(text, node.start)
    end = node.end
    if node.style in BLOCK_STYLES:
        end = layout.block_end(text, node, column)
    body = text[start : max(start, end)]
    lines = [line for line in BREAK.split(body) if line.strip(" ")]
    if not lines:
        return None
    indent = max(layout.indentation(body), column + 1)
    widest = max(map(columns, lines))
    if _is_folded(node, len(lines)):
        return _Shape(indent, max(_NARROWEST, widest))
    return _Shape(indent, None if widest > _WIDTH else _WIDTH)


def _is_folded(node: ScalarNode, lines: int) -> bool:
    """Return whether a scalar with so many lines below its first has one text over several."""
    if node.style == LITERAL:
        return False
    if node.style != FOLDED:
        lines += 1  # the text begins on the line of the key
    paragraphs = [line for line in node.value.split("\n") if line]
    return lines > len(paragraphs)


def _entry(key: str, value: Scalar, column: int) -> list[str]:
    """Return the lines of a key with its value."""
    indent = " " * column
    written_key = write_key(key, flow=False)
    head = f" {value.head}" if value.head else ""
    return [f"{indent}{written_key}:{head}", *value.body]


def _sorted(keys: Mapping[str, Value], order: Sequence[str]) -> list[str]:
    known = [key for key in order if key in keys]
    others = [key for key in keys if key not in order]
    return known + others


def _with_line_break_dropped(text: str, scalar: ScalarNode | None) -> str:
    """Return the text, in which a scalar that ended with the file does not end with it any more.

    A block scalar that is cut off by the end of the file has no final line break. Now that a line
    break follows, its header has to say so.
    """
    if not scalar or scalar.style not in BLOCK_STYLES:
        return text
    if scalar.value.endswith("\n"):
        return text
    header = layout.header(text, scalar)
    without_sign = re.sub("[-+]", "", header.group())
    start, end = header.span()
    return Splice(start, end, f"{without_sign}-").into(text)
