"""Lists, headings, tables, quotes and HTML stand in the translation as in the English: same kind,
number, nesting.

    en: 1. Open the console.
        2. Select a host.
    fr: 1. Ouvrez la console.         good
        2. Sélectionnez un hôte.
    fr: Ouvrez la console.            the list is lost
        2. Sélectionnez un hôte.

An empty line too many, or a block that was swallowed by the one before it, shows up here too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.formats.differences import differences
from bpadocs.formats.markdown import Block, Document
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import Unit

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
_WHOLE = 150 * 150
"""Up to this product of their numbers of blocks two texts are compared block by block with each
other.
"""


Shape = tuple[str, int, int]
"""The kind of a block, its depth, and its level if it is a heading: alike where blocks match."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each stretch of blocks that differs from the English in kind, number or nesting."""
    wanted = _blocks(unit.english.tree)
    found = _blocks(unit.translation.tree)
    wanted_shapes = [_shape(block) for block in wanted]
    found_shapes = [_shape(block) for block in found]
    if wanted_shapes == found_shapes:
        return
    changes = differences(wanted_shapes, found_shapes, _WHOLE)
    for kind, wanted_start, wanted_end, found_start, found_end in changes:
        if kind == "equal":
            continue
        lacking = _list(wanted[wanted_start:wanted_end])
        strange = _list(found[found_start:found_end])
        start, end = _place(unit, found, found_start, found_end)
        yield Hit(
            start=start,
            end=end,
            message=f"the English has {lacking} here, this has {strange}",
        )


def _blocks(tree: Document) -> Sequence[Block]:
    return [block for block in tree.blocks if block.kind in _NAMES]


def _shape(block: Block) -> Shape:
    # An ordered list has a level too, its first number, which may differ.
    level = block.level if block.kind == "heading" else 0
    return block.kind, block.depth, level


def _place(unit: Unit, found: Sequence[Block], start: int, end: int) -> Span:
    """Return the span of these blocks; where there are none, that of the text before them."""
    if start < end:
        return found[start].start, found[end - 1].end
    for block in reversed(found[:start]):
        if block.leaf:
            return block.start, block.end
    if found:
        return found[0].start, found[0].end
    return 0, len(unit.translation.text)


def _list(blocks: Sequence[Block]) -> str:
    """Return the names of these blocks, each once, with how often it is there."""
    counts = Counter(_name(block) for block in blocks)
    names = []
    for name, count in counts.items():
        if count > 1:
            names.append(f"{count} × {name}")
        else:
            names.append(name)
    return ", ".join(names) or "nothing"


def _name(block: Block) -> str:
    name = _NAMES[block.kind]
    if block.kind == "heading":
        return f"{name} of level {block.level}"
    if not _is_list(block):
        return name
    lists_around = [parent for parent in block.path if _is_list(parent)]
    if not lists_around:
        return name
    return f"{name} of level {len(lists_around) + 1}"


def _is_list(block: Block) -> bool:
    return block.kind.endswith("_list")


CHECK = UnitCheck(
    "structure",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISSING_TEXT,
    markdown_only=True,
)
