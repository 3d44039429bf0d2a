"""Every localized page has its English page.

A page without one is left over from an English page that is gone, or has another name.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    fr-fr/Old-rule.md alone                      extra
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.existing.page import Page
from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside


def run(beside: "Beside") -> Iterator[PageHit]:
    if isinstance(beside.page, Page) and beside.english is None:
        yield PageHit(beside.page.file, Place(1, 1, 1, 1), "there is no English page of this name")


CHECK = PageCheck("extra-page", run)
