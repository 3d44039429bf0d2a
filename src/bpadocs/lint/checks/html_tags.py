"""HTML tags of the English are in the translation, as often as there, and no others.

Anchors (`<a name="…"></a>`) may be added: localized headings carry the English anchor, so that links keep working.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Document, Inline

_ANCHOR = re.compile(r"<a (?:name|id)=|</a>", re.IGNORECASE)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted = _tags(unit.english.tree)
    missing = Counter(tag.text for tag in wanted)
    for tag in _tags(unit.translation.tree):
        missing[tag.text] -= 1
        if missing[tag.text] < 0:
            yield Hit(tag.start, tag.end, f"the English does not have the tag {tag.text} here")
    places = {tag.text: tag.start for tag in reversed(wanted)}
    for text, count in missing.items():
        if count > 0:
            start, end = unit.beside(places[text])
            yield Hit(start, end, f"the tag {text} of the English is missing")


def _tags(tree: Document) -> list[Inline]:
    return [tag for tag in tree.of("html") if not _ANCHOR.match(tag.text)]


CHECK = UnitCheck("html-tags", run, Level.ERROR)
