"""Alerts (`> [!NOTE]`) keep their kind, and their body inside.

en: > [!TIP]
    > Replace the disk.
fr: > [!TIP]                  good
    > Remplacez le disque.
fr: > [!TIP]                  the body has fallen out of the alert

    Remplacez le disque.
fr: > [!CONSEIL]              the keyword is translated: the page shows a plain quote
    > Remplacez le disque.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.formats.markdown import Block, Document
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Unit

_KINDS = ("NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING")
_KNOWN = ", ".join(_KINDS)
# [!NOTE], also with a blank where none belongs, or with another word
_MEANT = re.compile(r"\[ ?! ?([^\W\d_]+) ?\]")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report what opens no alert, and alerts that differ from those of the English."""
    wanted = _alerts(unit.english.tree)
    found = _alerts(unit.translation.tree)
    yield from _not_opened(unit, found)
    yield from _changed(unit, wanted, found)
    yield from _missing(unit, wanted, found)
    for alert in found[len(wanted) :]:
        yield Hit(
            start=alert.start,
            end=alert.end,
            message="the English has no alert here",
        )


def _not_opened(unit: Unit, found: Sequence[Block]) -> Iterator[Hit]:
    """Yield what was meant to open an alert, and does not."""
    inside = Spans((alert.start, alert.end) for alert in found)
    for match in _MEANT.finditer(unit.translation.text):
        in_alert = inside.around(match.start(), match.start() + 1)
        if in_alert and match[1].upper() in _KINDS:
            continue
        is_known = match[1].upper() in _KINDS
        if not is_known and match[0] in unit.english.text:
            continue  # another tool has its own: [!INCLUDE], [!div]
        yield Hit(
            start=match.start(),
            end=match.end(),
            message=f"“{match[0]}” opens no alert: it is `> [!NOTE]`, one of {_KNOWN}",
        )


def _changed(
    unit: Unit, wanted: Sequence[Block], found: Sequence[Block]
) -> Iterator[Hit]:
    """Compare each alert with the English alert at its place."""
    if not wanted or not found:
        return
    bodies = _bodies(unit.english.tree)
    own_bodies = _bodies(unit.translation.tree)
    for english, alert in zip(wanted, found, strict=False):
        if english.info != alert.info and alert.info in _KINDS:
            yield Hit(
                start=alert.start,
                end=alert.end,
                message=f"the English has the alert {english.info} here, not {alert.info}",
            )
        fallen = bodies[english] - own_bodies[alert]
        if fallen > 0:
            yield Hit(
                start=alert.start,
                end=alert.end,
                message=f"{fallen} of the blocks in this alert have fallen out of it",
            )


def _missing(
    unit: Unit, wanted: Sequence[Block], found: Sequence[Block]
) -> Iterator[Hit]:
    if _MEANT.search(unit.translation.text):
        return  # it is there, and `_not_opened` says what is wrong with it
    for english in wanted[len(found) :]:
        start, end = unit.beside(english.start)
        yield Hit(
            start=start,
            end=end,
            message=f"the alert {english.info} of the English is missing",
        )


def _alerts(tree: Document) -> Sequence[Block]:
    return [block for block in tree.blocks if block.kind == "alert"]


def _bodies(tree: Document) -> Counter[Block]:
    """Count the blocks of text that each block has in it, at any depth."""
    counts: Counter[Block] = Counter()
    for block in tree.leaves:
        counts.update(block.path)
    return counts


CHECK = UnitCheck(
    "alerts",
    run,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="[",
)
