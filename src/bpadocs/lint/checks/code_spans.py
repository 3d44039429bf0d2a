"""Code stays as it is: what stands in backticks is typed by the reader, not read.

Every code span of the English must be in the translation, byte for byte, as often as there. The order may change with
the sentence.

    en: Run `Get-VM -Name DC01` first.
    fr: Exécutez d’abord `Get-VM -Name DC01`.         good
    fr: Exécutez d’abord `Get-VM-Name DC01`.          a blank is lost
    fr: Exécutez d’abord Get-VM -Name DC01.           the code span is missing
"""

from collections import Counter
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks._lost import Lost
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
    lost = Lost(missing, _letters)
    for span in strange:
        meant = lost.take(span.text, len(strange))
        if meant is None:
            yield Hit(span.start, span.end, f"`{span.text}` is not in the English")
        else:
            yield Hit(span.start, span.end, f"`{span.text}` is not in the English: it must be `{meant}`")
    places = {span.text: span.start for span in reversed(wanted)}
    for text in lost:
        start, end = unit.beside(places[text])
        yield Hit(start, end, f"the code span `{text}` of the English is missing")


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


CHECK = UnitCheck("code-spans", run, Level.ERROR)
