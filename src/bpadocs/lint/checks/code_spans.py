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
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    spans = unit.translation.tree.of("code")
    missing = Counter(span.text for span in unit.english.tree.of("code"))
    missing.subtract(span.text for span in spans)
    for span in spans:
        if missing[span.text] < 0:
            missing[span.text] += 1
            yield Hit(span.start, span.end, f"`{span.text}` is not in the English{_nearest(span.text, missing)}")
    for text in missing.elements():
        yield Hit(0, len(unit.translation.text), f"the code span `{text}` of the English is missing")


def _nearest(text: str, missing: Counter[str]) -> str:
    """The code span of the English that this one was meant to be; it counts as found then."""
    for candidate in [text for text, count in missing.items() if count > 0]:
        if _letters(candidate) == _letters(text):
            missing[candidate] -= 1
            return f": it must be `{candidate}`"
    return ""


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


CHECK = UnitCheck("code-spans", run, Level.ERROR)
