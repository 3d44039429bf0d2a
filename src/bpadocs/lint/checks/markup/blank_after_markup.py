"""A blank between bold, code or a link and the comma, full stop or bracket that follows it, or
before an opening one.

    fr: Cliquez sur **Windows PowerShell**, puis …          good
    fr: Cliquez sur **Windows PowerShell** , puis …         a blank before the comma

French puts a no-break space before ; : ! ? and »: those are no concern of this check.
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage

_KINDS = ("strong", "em", "code", "link")
# Blanks before a comma or a closing bracket, or before a full stop that ends a sentence: the one
# of “.vhdx” begins a word.
_AFTER = re.compile(r"[ \u00a0\u202f]+(?=[,)\]]|\.(?:\s|$))")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each blank between marked words and the punctuation after them."""
    for inline in passage.tree.inlines:
        if inline.kind not in _KINDS or not inline.visible:
            continue
        blank = _AFTER.match(passage.text, inline.end)
        if blank:
            mark = passage.text[blank.end()]
            fix = Fix(
                start=blank.start(),
                end=blank.end(),
                text="",
            )
            yield Hit(
                start=inline.start,
                end=blank.end() + 1,
                message=f"no blank before “{mark}”",
                fix=fix,
            )


CHECK = TextCheck(
    "blank-after-markup",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    markdown_only=True,
    needs="*_`[<",
)
