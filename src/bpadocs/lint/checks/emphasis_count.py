"""Bold or italics of the English that the translation does not have, or has too often.

Counted paragraph by paragraph. Bold marks what a reader clicks or types: without it the step cannot be followed.

    en: Select **Start**, then **Run**.
    it: Selezionare **Start**, quindi **Esegui**.        good
    it: Selezionare **Start**, quindi Esegui.            one is missing
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block, Inline

_NAMES = {"strong": "bold", "em": "italic"}


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    for english, translation in unit.segments:
        for kind, name in _NAMES.items():
            wanted, found = _of(english, kind), _of(translation, kind)
            if len(found) < len(wanted):
                message = f"the English has {len(wanted)} {name} here ({_texts(wanted)}), this {len(found) or 'none'}"
                start, end = (translation.start, translation.end) if translation.end else unit.beside(english.start)
                yield Hit(start, end, message)
            elif len(found) > len(wanted):
                message = f"the English has {len(wanted) or 'no'} {name} here, this {len(found)}"
                yield Hit(found[len(wanted)].start, found[-1].end, message)


def _of(block: Block, kind: str) -> list[Inline]:
    """What is marked, and not inside a mark of the same kind."""
    marked = [inline for inline in block.walk() if inline.kind == kind and inline.visible.strip()]
    inside = Spans((one.start + 1, one.end - 1) for one in marked)
    return [one for one in marked if not inside.around(one.start, one.end)]


def _texts(marked: list[Inline]) -> str:
    texts = [one.visible.strip() for one in marked]
    return ", ".join(text if len(text) <= 30 else f"{text[:28]}…" for text in texts)


CHECK = UnitCheck("emphasis-count", run)
