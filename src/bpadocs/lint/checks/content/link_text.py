"""A link to a page whose title lost its capital.

The text of a link that names a page begins with a capital when the English one does.

    en: see [Plan a cluster](plan.md)
    es: consulte [Planear un clúster](plan.md)        good
    es: consulte [planear un clúster](plan.md)        the title lost its capital
"""

from collections.abc import Iterator, Set

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.words.glossary import Glossary


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the links whose English begins with a capital, and whose translation does not."""
    message = "the title of the linked page begins with a capital, as in the English"
    glossary = context.glossary(unit.language)
    english = {}
    for link in unit.english.tree.of("link"):
        english[link.target] = link.visible.strip()
    for link in unit.translation.tree.of("link"):
        title = english.get(link.target, "")
        text = link.visible.strip()
        if not title[:1].isupper() or not text[:1].islower():
            continue
        first_word = title.split()[0]
        if " " in title and first_word not in _first_words(glossary):
            start, end = link.inner
            yield Hit(
                start=start,
                end=end,
                message=message,
            )


def _first_words(glossary: Glossary) -> Set[str]:
    """Return how names begin: these words have a capital in a sentence too."""
    return {name.split()[0] for name in glossary.names}


CHECK = UnitCheck(
    "link-text",
    run,
    severity=Level.HINT,
    mqm=Mqm.SPELLING,
    markdown_only=True,
    needs="[<",
)
