"""Code in blocks stays as it is, byte for byte: readers copy it.

Comments in a script may be translated where they stand behind a `#`; every other character is
compared.

    en: ```powershell
        Get-VM    # all of them
        ```
    fr: ```powershell             good
        Get-VM    # toutes
        ```
    fr: ```powershell             the command is translated
        Obtenir-VM    # toutes
        ```
"""

import re
from collections.abc import Iterator, Sequence

from bpadocs.formats.markdown import Block, Document
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

# From a # at the beginning of a word to the end of the line.
_COMMENT = re.compile(r"(^|\s)#.*$", re.MULTILINE)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Compare each block of code with the English block at its place."""
    wanted = _code(unit.english.tree)
    found = _code(unit.translation.tree)
    if len(wanted) != len(found):
        yield from _missing_or_added(unit, wanted, found)
        return
    for english, translation in zip(wanted, found, strict=True):
        if english.info != translation.info:
            message = f"the language of this code is “{english.info}” in the English"
            yield Hit(
                start=translation.start,
                end=translation.end,
                message=message,
            )
        yield from _compare_lines(english, translation)


def _code(tree: Document) -> Sequence[Block]:
    return [block for block in tree.blocks if block.kind in ("fence", "code")]


def _missing_or_added(
    unit: Unit, wanted: Sequence[Block], found: Sequence[Block]
) -> Iterator[Hit]:
    for block in found[len(wanted) :]:
        yield Hit(
            start=block.start,
            end=block.end,
            message="the English has no block of code here",
        )
    for block in wanted[len(found) :]:
        start, end = unit.beside(block.start)
        first_line = block.plain.strip().split("\n", 1)[0]
        yield Hit(
            start=start,
            end=end,
            message=f"a block of code of the English is missing: {first_line}",
        )


def _compare_lines(english: Block, translation: Block) -> Iterator[Hit]:
    wanted = english.plain.split("\n")
    found = translation.plain.split("\n")
    if len(wanted) != len(found):
        message = f"this code has {len(found)} lines, the English {len(wanted)}"
        yield Hit(
            start=translation.start,
            end=translation.end,
            message=message,
        )
        return
    at = 0
    for before, after in zip(wanted, found, strict=True):
        if _without_comment(before) != _without_comment(after):
            start, end = translation.plain_span(at, at + len(after))
            meant = before.strip()
            yield Hit(
                start=start,
                end=end,
                message=f"this code differs from the English: it must be “{meant}”",
            )
        at += len(after) + 1  # the line break too


def _without_comment(line: str) -> str:
    # The # stays: a comment may be translated, not taken out.
    return _COMMENT.sub(r"\1#", line)


CHECK = UnitCheck(
    "code-blocks",
    run,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
    markdown_only=True,
)
