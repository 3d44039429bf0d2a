"""The English of this block has changed since the page was translated.

A page says which English it was made from: `ms.openlocfilehash` has the hash of the English file,
`l10n.sourceCommit`, `source-commit` or `ms.sourcegitcommit` a commit of its repository. Where it
says nothing, the history tells: it was made from the English as that was when words of the
translation were last changed. Whoever corrects a word of it hides what changed before: pages that
say it themselves are surer. Git has that English, and each block of it (a paragraph, an item, a
row, code) is compared with the current English. A block that moved, or is wrapped in another way,
has not changed. Marks of lists and emphasis, blank lines and the level of a heading do not count.

    en: The clock is late.         the English that was translated
    en: *The clock*                good: the current English says the same
        *is late.*
    en: The clock is very late.    the block is stale
    en: (no such paragraph)        it is stale too, and so is a page that lacks a new paragraph

Translate the change, and note in the page which English it is made from now; where history tells,
commit the page. `made-from` lists the keys that tell, the first of them that git knows counts;
“history” among them asks the history of pages that have none of the keys:

    [lint.options.stale-block]
    made-from = ["translation.source-commit", "history"]

Where a key stands inside of another one, as in `l10n.sourceCommit`, there is a dot between the two.
"""

from collections.abc import Iterator

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import place_of
from bpadocs.lint.findings import PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.drift import MADE_FROM, STALE_BLOCK
from bpadocs.pages.pair import PagePair


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report every block whose English is another one now."""
    if pair.translation is None or pair.drift is None:
        return
    _, page = pair.translation
    for block in pair.drift.blocks:
        yield PageHit(
            file=page.file,
            place=place_of(page, block.span),
            message=block.message,
            block=block,
            words=block.words,
        )


CHECK = PageCheck(
    STALE_BLOCK,
    run,
    mqm=Mqm.ACCURACY,
    options={"made-from": list(MADE_FROM)},
)
