"""Each heading of a localized page carries the anchor of the English heading at its place.

The publishing pipeline puts it there, so that links to a heading keep working in every language.

    en: ### Increase memory
    fr: ### <a name="increase-memory"></a>Augmenter la mémoire        good
    fr: ### Augmenter la mémoire                                      the anchor is missing
    fr: ### <a name="add-memory"></a>Augmenter la mémoire             another one
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place
from bpadocs.pages.anchors import slug

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside


def run(beside: "Beside") -> Iterator[PageHit]:
    if beside.translation is None:
        return
    english, page = beside.translation
    if len(english.headings) != len(page.headings):
        return
    for source, heading in zip(english.headings, page.headings, strict=True):
        wanted = slug(source.words)
        if heading.anchor != wanted:
            line, column = page.locate(heading.line.start)
            place = Place(line, column, line, column + heading.line.end - heading.line.start)
            found = f"“{heading.anchor}”" if heading.anchor else "no anchor"
            yield PageHit(page.file, place, f"the English heading here is “{wanted}”; this one has {found}")


CHECK = PageCheck("heading-anchors", run)
