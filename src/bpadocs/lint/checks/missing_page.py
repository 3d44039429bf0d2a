"""Every language has every English page.

Pages belong together by their names below the folders.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    en-us/Some-rule.md, fr-fr/some-rule.md       another name: one page is missing, the other one is extra
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.existing.page import Page
from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside


def run(beside: "Beside") -> Iterator[PageHit]:
    if isinstance(beside.english, Page) and beside.page is None:
        message = f"{beside.locale.locale} has no page of this name"
        yield PageHit(beside.english.file, Place(1, 1, 1, 1), message)


CHECK = PageCheck("missing-page", run)
