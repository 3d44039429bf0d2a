"""HTML tags of the English are in the translation, as often as there, and no others.

Anchors (`<a name="…"></a>`) may be added: localized headings carry the English anchor, so that
links keep working.

    en: Press <kbd>F8</kbd>.
    fr: Appuyez sur <kbd>F8</kbd>.         good
    fr: Appuyez sur <kbd>F8.               one is missing
    fr: Appuyez sur <KBD>F8</kbd>.         another one
"""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from bpadocs.formats.markdown import Document, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks.markup._lost import first_places, unmatched
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_ANCHOR = re.compile(r"<a (?:name|id)=|</a>", re.IGNORECASE)
_TEXT = attrgetter("text")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each tag that is not in the English, and each of the English that is missing."""
    wanted = _tags(unit.english.tree)
    found = _tags(unit.translation.tree)
    missing, strange = unmatched(wanted, found, _TEXT)
    if not missing and not strange:
        return
    for tag in strange:
        yield Hit(
            start=tag.start,
            end=tag.end,
            message=f"the English does not have the tag {tag.text} here",
        )
    places = first_places(wanted, _TEXT)
    for text in missing:
        start, end = unit.beside(places[text])
        yield Hit(
            start=start,
            end=end,
            message=f"the tag {text} of the English is missing",
        )


def _tags(tree: Document) -> Sequence[Inline]:
    return [tag for tag in tree.of("html") if not _ANCHOR.match(tag.text)]


CHECK = UnitCheck(
    "html-tags",
    run,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="<",
)
