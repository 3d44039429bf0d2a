"""Every localized page has its English page.

A page without one is left over from an English page that is gone, or has another name.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    fr-fr/Old-rule.md alone                      extra
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place

if TYPE_CHECKING:
    from bpadocs.existing.folder import Folder


def run(english: "Folder", folder: "Folder") -> Iterator[PageHit]:
    for name, page in folder.pages.items():
        if name not in english.pages and name not in english.unreadable:
            yield PageHit(name, page.file, Place(1, 1, 1, 1), "there is no English page of this name")


CHECK = PageCheck("extra-page", run)
