"""Alerts (`> [!NOTE]`) keep their kind, and their body inside.

> [!TIP]                       good
> Remplacez le disque.

> [!TIP]                       the body has fallen out of the alert
Remplacez le disque.

> [!CONSEIL]                   the keyword is translated: the page shows a plain quote
> Remplacez le disque.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block, Document

_KINDS = ("NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING")
_MEANT = re.compile(r"\[ ?! ?([^\W\d_]+) ?\]")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    text = unit.translation.text
    wanted, found = _alerts(unit.english.tree), _alerts(unit.translation.tree)
    inside = Spans((alert.start, alert.end) for alert in found)
    bodies, own_bodies = _bodies(unit.english.tree), _bodies(unit.translation.tree)
    for match in _MEANT.finditer(text):
        in_alert = inside.around(match.start(), match.start() + 1)
        if not in_alert or match[1] not in _KINDS:
            known = ", ".join(_KINDS)
            yield Hit(match.start(), match.end(), f"“{match[0]}” opens no alert: it is `> [!NOTE]`, one of {known}")
    for english, alert in zip(wanted, found, strict=False):
        if english.info != alert.info and alert.info in _KINDS:
            yield Hit(alert.start, alert.end, f"the English has the alert {english.info} here, not {alert.info}")
        fallen = bodies[english] - own_bodies[alert]
        if fallen > 0:
            yield Hit(alert.start, alert.end, f"{fallen} of the blocks in this alert have fallen out of it")
    for english in () if _MEANT.search(text) else wanted[len(found) :]:
        start, end = unit.beside(english.start)
        yield Hit(start, end, f"the alert {english.info} of the English is missing")
    for alert in found[len(wanted) :]:
        yield Hit(alert.start, alert.end, "the English has no alert here")


def _alerts(tree: Document) -> list[Block]:
    return [block for block in tree.blocks if block.kind == "alert"]


def _bodies(tree: Document) -> Counter[Block]:
    """How many blocks of text each block has in it."""
    return Counter(parent for block in tree.leaves for parent in block.path)


CHECK = UnitCheck("alerts", run, Level.ERROR)
