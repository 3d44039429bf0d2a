"""A path through the user interface keeps its steps: `**Tools** > **Hyper-V Manager**`.

en: Click **Tools** > **Hyper-V Manager**.
fr: Cliquez sur **Outils** > **Gestionnaire Hyper-V**.         good
fr: Cliquez sur **Outils** **Gestionnaire Hyper-V**.           the sign between the steps is missing
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block

_STEP = re.compile(r"\s*+(?:>|→|⇒|\\>|&gt;)++\s*+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    for english, translation in unit.segments:
        wanted = _steps(unit.english.text, english)
        found = _steps(unit.translation.text, translation)
        if len(wanted) != len(found):
            message = f"the English has a path of {len(wanted)} signs “>” here, this has {len(found) or 'none'}"
            start, end = (found[0][0], found[-1][1]) if found else (translation.start, translation.end)
            yield Hit(start, end, message)


def _steps(text: str, block: Block) -> list[tuple[int, int]]:
    """The signs between two bold texts, with the texts around them."""
    bold = [inline for inline in block.walk() if inline.kind in ("strong", "link")]
    return [
        (left.start, right.end)
        for left, right in pairwise(bold)
        if left.end <= right.start and _STEP.fullmatch(text, left.end, right.start)
    ]


CHECK = UnitCheck("ui-path", run)
