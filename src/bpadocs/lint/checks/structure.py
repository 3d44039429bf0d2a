"""Lists, headings, tables, quotes and HTML stand in the translation as in the English: same kind, number, nesting.

    en: 1. Open the console.        fr: 1. Ouvrez la console.      good
        2. Select a host.               2. Sélectionnez un hôte.
                                    fr: Ouvrez la console.         the list is lost
                                        2. Sélectionnez un hôte.

An empty line too many, or a block that was swallowed by the one before it, shows up here too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.differences import differences
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block, Document

_NAMES = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list": "bulleted list",
    "ordered_list": "numbered list",
    "item": "list item",
    "table": "table",
    "row": "table row",
    "cell": "table cell",
    "quote": "quote",
    "rule": "line across the page",
    "html": "HTML block",
}
Shape = tuple[str, int, int]
WHOLE = 150 * 150
"""Up to this product of their numbers of blocks two texts are compared block by block with each other."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted, found = _blocks(unit.english.tree), _blocks(unit.translation.tree)
    before, after = [_shape(block) for block in wanted], [_shape(block) for block in found]
    if before == after:
        return
    if len(found) <= 1 and len(wanted) <= 1:
        block = found[0] if found else None
        start, end = (block.start, block.end) if block else (0, len(unit.translation.text))
        yield Hit(start, end, _message(wanted, found))
        return
    for kind, i1, i2, j1, j2 in differences(before, after, WHOLE):
        if kind == "equal":
            continue
        strange = found[j1:j2]
        if strange:
            start, end = strange[0].start, strange[-1].end
        else:
            start, end = _gap(unit, found, j1)
        yield Hit(start, end, _message(wanted[i1:i2], strange))


def _blocks(tree: Document) -> Sequence[Block]:
    return [block for block in tree.blocks if block.kind in _NAMES]


def _shape(block: Block) -> Shape:
    return block.kind, block.depth, block.level if block.kind == "heading" else 0


def _gap(unit: Unit, found: Sequence[Block], at: int) -> tuple[int, int]:
    """The block before the place where something is missing."""
    leaves = [block for block in found[:at] if block.leaf] or list(found[:1])
    return (leaves[-1].start, leaves[-1].end) if leaves else (0, len(unit.translation.text))


def _message(wanted: Sequence[Block], found: Sequence[Block]) -> str:
    return f"the English has {_list(wanted)} here, this has {_list(found)}"


def _list(blocks: Sequence[Block]) -> str:
    counts = Counter(_name(block) for block in blocks)
    names = [name if count == 1 else f"{count} × {name}" for name, count in counts.items()]
    return ", ".join(names) if names else "nothing"


def _name(block: Block) -> str:
    name = _NAMES[block.kind]
    depth = sum(parent.kind.endswith("_list") for parent in block.path)
    if block.kind == "heading":
        return f"{name} of level {block.level}"
    return f"{name} of level {depth + 1}" if block.kind.endswith("_list") and depth else name


CHECK = UnitCheck("structure", run, Level.ERROR)
