"""Every language has every English page.

Pages belong together by their names below the folders.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    en-us/Some-rule.md, fr-fr/some-rule.md       another name: one page is missing, the other one is extra
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place

if TYPE_CHECKING:
    from bpadocs.existing.folder import Folder


def run(english: "Folder", folder: "Folder") -> Iterator[PageHit]:
    for name, page in english.pages.items():
        if name not in folder.pages and name not in folder.unreadable:
            message = f"{folder.locale.locale} has no page of this name"
            yield PageHit(name, page.file, Place(1, 1, 1, 1), message)


CHECK = PageCheck("missing-page", run)
