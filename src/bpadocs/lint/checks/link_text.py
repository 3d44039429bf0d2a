"""A link to a page whose title lost its capital.

The text of a link that names a page begins with a capital when the English one does.

    en: see [Plan a cluster](plan.md)
    es: consulte [Planear un clúster](plan.md)        good
    es: consulte [planear un clúster](plan.md)        the title lost its capital
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.translation.markup:
        return
    names = {name.split()[0] for name in context.glossary(unit.language).names}
    english = {link.target: link.visible.strip() for link in unit.english.tree.of("link")}
    for link in unit.translation.tree.of("link"):
        own, text = english.get(link.target, ""), link.visible.strip()
        if own[:1].isupper() and text[:1].islower() and " " in own and own.split()[0] not in names:
            start, end = link.inner
            yield Hit(start, end, "the title of the linked page begins with a capital, as in the English")


CHECK = UnitCheck("link-text", run)
