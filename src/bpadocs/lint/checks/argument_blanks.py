"""A blank inside the brackets of an argument. `bpa lint --fix` takes it out.

\\<liste des machines virtuelles>         good
\\<liste des machines virtuelles >        a blank before the bracket
"""

from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.checks._placeholders import placeholders
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if not passage.markup:
        return
    for one in placeholders(passage):
        if one.name and one.inner != one.name:
            fix = Fix(one.inner_start, one.inner_start + len(one.inner), one.name)
            yield Hit(one.start, one.end, f"blanks inside the brackets: it must be \\<{one.name}>", fix)


CHECK = TextCheck("argument-blanks", run)
