"""Code in blocks stays as it is, byte for byte: readers copy it.

Comments in a script may be translated where they stand behind a `#`; every other character is compared.
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block, Document

_COMMENT = re.compile(r"(^|\s)#.*$", re.MULTILINE)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted, found = _code(unit.english.tree), _code(unit.translation.tree)
    if len(wanted) != len(found):
        more = found[len(wanted) :]
        for block in more:
            yield Hit(block.start, block.end, "the English has no block of code here")
        for block in wanted[len(found) :]:
            start, end = unit.beside(block.start)
            yield Hit(start, end, f"a block of code of the English is missing: {_first_line(block)}")
        return
    for english, translation in zip(wanted, found, strict=True):
        if english.info != translation.info:
            message = f"the language of this code is “{english.info}” in the English"
            yield Hit(translation.start, translation.end, message)
        yield from _lines(english, translation)


def _code(tree: Document) -> list[Block]:
    return [block for block in tree.blocks if block.kind in ("fence", "code")]


def _first_line(block: Block) -> str:
    return block.plain.strip().split("\n", 1)[0]


def _lines(english: Block, translation: Block) -> Iterator[Hit]:
    wanted, found = english.plain.split("\n"), translation.plain.split("\n")
    if len(wanted) != len(found):
        message = f"this code has {len(found)} lines, the English {len(wanted)}"
        yield Hit(translation.start, translation.end, message)
        return
    at = 0
    for before, after in zip(wanted, found, strict=True):
        if _COMMENT.sub(r"\1#", before) != _COMMENT.sub(r"\1#", after):
            start, end = translation.plain_span(at, at + len(after))
            yield Hit(start, end, f"this code differs from the English: it must be “{before.strip()}”")
        at += len(after) + 1


CHECK = UnitCheck("code-blocks", run, Level.ERROR)
