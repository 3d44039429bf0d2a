"""A localized page was made from the English page beside it.

Its ms.openlocfilehash is the SHA-1 of the English page it was made from, byte for byte, front
matter included. Where the English page has another one now, the translation was made from another
revision. Git history tells whether that one differed in text; so does the page itself, which
carries most of the older front matter. Where front matter alone differed, the translation is as
good as current, and this is no more than a hint.

    ms.openlocfilehash: 58e744c1…    the SHA-1 of the English page: good
    ms.openlocfilehash: d532d58d…    of another one: made from another English revision
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import TOP, place_of
from bpadocs.lint.findings import Level, PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.revision import Revision, revision_of
from bpadocs.pages.front_matter import HASH_KEY
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import RulePage

MESSAGES: Final[Mapping[Revision, str]] = {
    Revision.FRONT_MATTER: (
        "made from another English revision, which differed in front matter only"
    ),
    Revision.TEXT: "made from another English revision, whose text differed",
    Revision.OTHER: "made from another English revision, which is not in the git history here",
    Revision.UNKNOWN: (
        f"the page does not say which English revision it was made from: no {HASH_KEY}"
    ),
}


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report a translation that was made from another English page than the one of now."""
    if pair.translation is None:
        return
    english, page = pair.translation
    revision = revision_of(page, english)
    if revision is Revision.THIS:
        return
    if revision is Revision.UNKNOWN and not isinstance(page, RulePage):
        return  # not every project keeps such a hash
    place = TOP
    field = "front_matter"
    entry = page.entry(HASH_KEY)
    if entry is not None:
        place = place_of(page, entry.value_span)
        field = f"front_matter.{HASH_KEY}"
    yield PageHit(
        file=page.file,
        place=place,
        message=MESSAGES[revision],
        field=field,
        level=Level.HINT if revision is Revision.FRONT_MATTER else None,
    )


CHECK = PageCheck("english-revision", run, mqm=Mqm.ACCURACY)
