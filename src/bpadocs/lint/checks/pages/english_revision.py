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
from bpadocs.pages.drift import ENGLISH_REVISION, Drift, Revision
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, RulePage

_AS_GOOD_AS_CURRENT: Final = (Revision.FRONT_MATTER, Revision.LAYOUT)

MESSAGES: Final[Mapping[Revision, str]] = {
    Revision.FRONT_MATTER: (
        "made from another English revision, which differed in front matter only"
    ),
    Revision.LAYOUT: (
        "made from another English revision, but no text of this page has changed since"
    ),
    Revision.TEXT: "made from another English revision, whose text differed",
    Revision.OTHER: "made from another English revision, and nothing tells how it differed",
    Revision.UNKNOWN: (
        f"the page does not say which English revision it was made from: no {HASH_KEY}"
    ),
}


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report a translation that was made from another English page than the one of now.

    Where it is told block by block what has changed, there is nothing more to say.
    """
    if pair.translation is None or pair.drift is None:
        return
    _, page = pair.translation
    drift = pair.drift
    if drift.blocks or _is_no_matter(drift, page):
        return
    place = TOP
    field = "front_matter"
    entry = page.entry(HASH_KEY)
    if entry is not None:
        field = f"front_matter.{HASH_KEY}"
    if drift.stated is not None:
        place = place_of(page, drift.stated)
    message = MESSAGES[drift.revision]
    if drift.reason:
        message = f"{message}: {drift.reason}"
    yield PageHit(
        file=page.file,
        place=place,
        message=message,
        field=field,
        level=Level.HINT if drift.revision in _AS_GOOD_AS_CURRENT else None,
    )


def _is_no_matter(drift: Drift, page: Page) -> bool:
    """Tell whether there is nothing that somebody could do."""
    if drift.revision is Revision.UNKNOWN:
        # not every project keeps such a note
        has_notes = any(page.entry(key) for key in STAMP_KEYS)
        return not has_notes and not isinstance(page, RulePage)
    if drift.revision in _AS_GOOD_AS_CURRENT:
        # where history told, there is no note to renew
        return drift.stated is None
    return drift.revision is Revision.THIS


CHECK = PageCheck(ENGLISH_REVISION, run, mqm=Mqm.ACCURACY)
