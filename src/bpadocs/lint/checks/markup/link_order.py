"""The links of a paragraph stand in another order than in the English, or in another paragraph.

Word order may call for that; languages whose verbs stand last are left alone, and so are lists of
links that each language has in the order of its alphabet. More often two links have changed their
texts: then each leads to the other's page.

    en: See [Backups](backups.md) and [Clocks](clocks.md).
    fr: Consultez [Sauvegardes](backups.md) et [Horloges](clocks.md).        good
    fr: Consultez [Sauvegardes](clocks.md) et [Horloges](backups.md).        each leads to the other
"""

from collections.abc import Iterator

from bpadocs.formats.markdown import Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each link that leads where another link of the English leads."""
    # where verbs stand last, the parts of a sentence change places
    if context.language(unit.language).sentence_end is not None:
        return
    links = [link for link in _inlines(unit) if link.kind == "link"]
    wanted = [link.target for link in unit.english.tree.of("link")]
    found = [link.target for link in links]
    if wanted == found or sorted(wanted) != sorted(found):
        return  # link-targets finds what is missing
    for link, target in zip(links, wanted, strict=True):
        if link.target != target:
            yield Hit(
                start=link.start,
                end=link.end,
                message=(
                    f"at this place the English links to {target}: check that text and link fit"
                ),
            )


def _inlines(unit: Unit) -> Iterator[Inline]:
    for block in unit.in_english_order:
        yield from block.walk()


CHECK = UnitCheck(
    "link-order",
    run,
    severity=Level.HINT,
    mqm=Mqm.LINK,
    markdown_only=True,
    needs="[<",
)
