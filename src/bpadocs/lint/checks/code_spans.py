"""Code stays as it is: what stands in backticks is typed by the reader, not read.

Every code span of the English must be in the translation, byte for byte, as often as there. The order may change with
the sentence.

    en: Run `Get-VM -Name DC01` first.
    fr: Exécutez d’abord `Get-VM -Name DC01`.         good
    fr: Exécutez d’abord `Get-VM-Name DC01`.          a blank is lost
    fr: Exécutez d’abord Get-VM -Name DC01.           the code span is missing
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Inline


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted = unit.english.tree.of("code")
    missing = Counter(span.text for span in wanted)
    strange: list[Inline] = []
    for span in unit.translation.tree.of("code"):
        if missing[span.text] > 0:
            missing[span.text] -= 1
        else:
            strange.append(span)
    lost = list(missing.elements())
    for span in strange:
        meant = _meant(span.text, lost, len(strange))
        if meant is None:
            yield Hit(span.start, span.end, f"`{span.text}` is not in the English")
        else:
            lost.remove(meant)
            yield Hit(span.start, span.end, f"`{span.text}` is not in the English: it must be `{meant}`")
    for text in lost:
        start, end = unit.beside(next(span.start for span in wanted if span.text == text))
        yield Hit(start, end, f"the code span `{text}` of the English is missing")


def _meant(text: str, lost: Sequence[str], strangers: int) -> str | None:
    """The code span of the English that this one was made from."""
    same = next((one for one in lost if _letters(one) == _letters(text)), None)
    return same or (lost[0] if len(lost) == strangers == 1 else None)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


CHECK = UnitCheck("code-spans", run, Level.ERROR)
