"""A blank inside the brackets of an argument. `bpa lint --fix` takes it out.

fr: \\<liste des machines virtuelles>         good
fr: \\<liste des machines virtuelles >        a blank before the bracket
"""

from collections.abc import Iterator

from bpadocs.lint.arguments import placeholders
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each argument that has blanks inside its brackets."""
    for one in placeholders(passage):
        if one.name and one.inner != one.name:
            inner_end = one.inner_start + len(one.inner)
            fix = Fix(
                start=one.inner_start,
                end=inner_end,
                text=one.name,
            )
            message = f"blanks inside the brackets: it must be \\<{one.name}>"
            yield Hit(
                start=one.start,
                end=one.end,
                message=message,
                fix=fix,
            )


CHECK = TextCheck(
    "argument-blanks",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    markdown_only=True,
    needs="\\&",
)
