"""Every localized page has its English page.

A page without one is left over from an English page that is gone, or has another name. Where git
knows which of the two it is, it is said.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    fr-fr/Old-rule.md alone                      extra
"""

from collections.abc import Iterator

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import TOP
from bpadocs.lint.findings import PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page

_MESSAGE = "there is no English page of this name"


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report a page without an English file of its name."""
    if isinstance(pair.page, Page) and pair.english is None:
        message = _MESSAGE
        if pair.drift is not None and pair.drift.reason:
            message = f"{message}: {pair.drift.reason}"
        yield PageHit(file=pair.page.file, place=TOP, message=message)


CHECK = PageCheck("extra-page", run, mqm=Mqm.ADDITION)
