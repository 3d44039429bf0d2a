"""A link to a page whose title lost its capital.

The text of a link that names a page begins with a capital when the English one does: behind “see”
and the like, or where the link stands alone. Within a sentence it is one of its words.

    en: see [Plan a cluster](plan.md)
    es: consulte [Planear un clúster](plan.md)        good
    es: consulte [planear un clúster](plan.md)        the title lost its capital
"""

import re
from collections.abc import Iterator, Set
from typing import Final

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.words.glossary import Glossary

_BEFORE_A_TITLE: Final = re.compile(
    r"\b(?:see|read|refer to)(?: also)?:?[ \n*_]+$", re.I
)
_LONGEST: Final = 20
"""No such words are longer, with the marks and blanks behind them."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the links whose English begins with a capital, and whose translation does not."""
    data = context.language(unit.language)
    if data.scripts and "Latin" not in data.scripts:
        return
    message = "the title of the linked page begins with a capital, as in the English"
    glossary = context.glossary(unit.language)
    english = _titles(unit)
    for link in unit.translation.tree.of("link"):
        title = english.get(link.target, "")
        text = link.visible.strip()
        if not title[:1].isupper() or not text[:1].islower():
            continue
        before = unit.translation.text[max(link.start - _LONGEST, 0) : link.start]
        if not data.function_words.isdisjoint(before.split()[-1:]):
            continue  # behind an article it is a word of the sentence
        first_word = title.split()[0]
        if " " in title and first_word not in _first_words(glossary):
            start, end = link.inner
            yield Hit(
                start=start,
                end=end,
                message=message,
            )


def _titles(unit: Unit) -> dict[str, str]:
    """Return the titles that the links of the English name, by the pages that they lead to."""
    titles = {}
    for block in unit.english.tree.blocks:
        for link in block.walk():
            if link.kind == "link" and _names_a_page(link, block, unit.english.text):
                titles[link.target] = link.visible.strip()
    return titles


def _names_a_page(link: Inline, block: Block, text: str) -> bool:
    """Tell whether the text of a link is a title: alone, or behind “see” and the like."""
    if link.visible.strip() == block.plain.strip():
        return True
    before = text[max(link.start - _LONGEST, 0) : link.start]
    return _BEFORE_A_TITLE.search(before) is not None


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
