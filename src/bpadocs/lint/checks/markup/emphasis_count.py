"""Bold or italics of the English that the translation does not have, or has too often.

Counted paragraph by paragraph. Bold marks what a reader clicks or types: without it the step cannot
be followed.

    en: Select **Start**, then **Run**.
    it: Selezionare **Start**, quindi **Esegui**.        good
    it: Selezionare **Start**, quindi Esegui.            one is missing
"""

from collections.abc import Iterator, Sequence

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_NAMES = {"strong": "bold", "em": "italic"}
_LONGEST = 30
"""A message shows longer texts shortened."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Compare how often each kind of mark is in each paragraph."""
    for english, translation in unit.segments:
        for kind, name in _NAMES.items():
            wanted = _marked(english, kind)
            found = _marked(translation, kind)
            if len(found) < len(wanted):
                start, end = _place(unit, english, translation)
                number = len(found) or "none"
                yield Hit(
                    start=start,
                    end=end,
                    message=(
                        f"the English has {len(wanted)} {name} here ({_texts(wanted)}), "
                        f"this {number}"
                    ),
                )
            elif len(found) > len(wanted):
                first = found[len(wanted)]
                number = len(wanted) or "no"
                yield Hit(
                    start=first.start,
                    end=found[-1].end,
                    message=f"the English has {number} {name} here, this {len(found)}",
                )


def _marked(block: Block, kind: str) -> Sequence[Inline]:
    """Return what is marked so, and is not inside a mark of the same kind."""
    marked: list[Inline] = []
    end = 0
    for inline in block.walk():
        if inline.kind != kind or not inline.visible.strip():
            continue
        # A mark comes before those inside it: what begins before its end is one of these.
        if inline.start >= end:
            marked.append(inline)
            end = inline.end
    return marked


def _place(unit: Unit, english: Block, translation: Block) -> tuple[int, int]:
    if translation.end:
        return translation.start, translation.end
    # The translation has nothing at all for this paragraph.
    return unit.beside(english.start)


def _texts(marked: Sequence[Inline]) -> str:
    texts = []
    for inline in marked:
        text = inline.visible.strip()
        if len(text) > _LONGEST:
            text = f"{text[: _LONGEST - 2]}…"
        texts.append(text)
    return ", ".join(texts)


CHECK = UnitCheck(
    "emphasis-count",
    run,
    severity=Level.HINT,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="*_",
)
