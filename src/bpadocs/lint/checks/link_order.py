"""The links of a paragraph stand in another order than in the English, or in another paragraph.

Word order may call for that. More often two links have changed their texts: then each leads to the other's page.
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted = [link.target for link in unit.english.tree.of("link")]
    links = unit.translation.tree.of("link")
    found = [link.target for link in links]
    if wanted == found or sorted(wanted) != sorted(found):
        return  # link-targets finds what is missing
    for link, target in zip(links, wanted, strict=True):
        if link.target != target:
            yield Hit(
                link.start, link.end, f"at this place the English links to {target}: check that text and link fit"
            )


CHECK = UnitCheck("link-order", run, Level.HINT)
