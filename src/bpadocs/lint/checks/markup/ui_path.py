"""A path through the user interface keeps its steps: `**Tools** > **Hyper-V Manager**`.

en: Click **Tools** > **Hyper-V Manager**.
fr: Cliquez sur **Outils** > **Gestionnaire Hyper-V**.         good
fr: Cliquez sur **Outils** **Gestionnaire Hyper-V**.           the sign between the steps is missing
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bpadocs.formats.markdown import Block
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import Unit

# One or more signs with blanks around them. Possessive (++), so that no text makes it look twice.
_SIGNS = re.compile(r"\s*+(?>(?:>|→|⇒|\\>|&gt;)+)\s*+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Compare how many signs between steps each paragraph has."""
    for english, translation in unit.segments:
        wanted = _steps(unit.english.text, english)
        found = _steps(unit.translation.text, translation)
        if len(wanted) == len(found):
            continue
        if found:
            start, _ = found[0]
            _, end = found[-1]
        else:
            start, end = translation.start, translation.end
        number = len(found) or "none"
        yield Hit(
            start=start,
            end=end,
            message=f"the English has a path of {len(wanted)} signs “>” here, this has {number}",
        )


def _steps(text: str, block: Block) -> Sequence[Span]:
    """Return the span of each two marked texts that have a sign and nothing else between them."""
    marked = [inline for inline in block.walk() if inline.kind in ("strong", "link")]
    steps = []
    for left, right in pairwise(marked):
        apart = left.end <= right.start  # else a link inside bold
        if apart and _SIGNS.fullmatch(text, left.end, right.start):
            steps.append((left.start, right.end))
    return steps


CHECK = UnitCheck(
    "ui-path",
    run,
    severity=Level.HINT,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs=">→⇒&",
)
