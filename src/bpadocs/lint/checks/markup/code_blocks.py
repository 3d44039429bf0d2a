"""Code in blocks stays as it is: readers copy it.

Comments, what strings say and text between tags may be translated, and how many blanks stand within
a line does not matter. Paths, addresses and keys in quotation marks are code.

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

from collections.abc import Iterator, Sequence

from bpadocs.formats.code import code_lines
from bpadocs.formats.markdown import Block
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level, letters_of
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import cut, differing
from bpadocs.lint.subject import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Compare each block of code with the English block at its place."""
    wanted = unit.english.tree.code
    found = unit.translation.tree.code
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
        first_line = cut(block.plain.strip().split("\n", 1)[0])
        yield Hit(
            start=start,
            end=end,
            message=f"a block of code of the English is missing: {first_line}",
        )


def _compare_lines(english: Block, translation: Block) -> Iterator[Hit]:
    wanted = code_lines(english.plain, english.info)
    found = code_lines(translation.plain, english.info)
    if len(wanted) != len(found):
        message = f"this code has {len(found)} lines, the English {len(wanted)}"
        yield Hit(
            start=translation.start,
            end=translation.end,
            message=f"{message}, comments not counted",
        )
        return
    for before, after in zip(wanted, found, strict=True):
        if before.code != after.code:
            start, end = translation.plain_span(after.start, after.end)
            theirs = english.plain[before.start : before.end].strip()
            ours = translation.plain[after.start : after.end]
            meant, _ = differing(theirs, ours.strip())
            fix = None
            if end - start == len(ours) and letters_of(theirs) == letters_of(ours):
                indent = ours[: len(ours) - len(ours.lstrip())]
                fix = Fix(start, end, indent + theirs)
            yield Hit(
                start=start,
                end=end,
                message=f"this code differs from the English: it must be “{meant}”",
                fix=fix,
            )


CHECK = UnitCheck(
    "code-blocks",
    run,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
    markdown_only=True,
)
