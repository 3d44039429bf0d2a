"""Code stays as it is: what stands in backticks is typed by the reader, not read.

Every code span of the English must be in the translation, byte for byte, as often as there. The
order may change with the sentence.

    en: Run `Get-VM -Name DC01` first.
    fr: Exécutez d’abord `Get-VM -Name DC01`.         good
    fr: Exécutez d’abord `Get-VM-Name DC01`.          a blank is lost
    fr: Exécutez d’abord Get-VM -Name DC01.           the code span is missing
"""

from collections.abc import Iterator
from operator import attrgetter

from bpadocs.formats.markdown import Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks.markup._lost import Lost, first_places, unmatched
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level, letters_of
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_TEXT = attrgetter("text")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each code span that is not in the English, and each of the English that is missing."""
    wanted = unit.english.tree.of("code")
    found = unit.translation.tree.of("code")
    missing, strange = unmatched(wanted, found, _TEXT)
    if not missing and not strange:
        return
    lost = Lost(missing, letters_of)
    for span in strange:
        message = f"`{span.text}` is not in the English"
        meant = lost.take(span.text, len(strange))
        fix = None
        if meant is not None:
            message += f": it must be `{meant}`"
            fix = _fix(span, meant)
        yield Hit(
            start=span.start,
            end=span.end,
            message=message,
            fix=fix,
        )
    places = first_places(wanted, _TEXT)
    for text in lost:
        start, end = unit.beside(places[text])
        yield Hit(
            start=start,
            end=end,
            message=f"the code span `{text}` of the English is missing",
        )


def _fix(span: Inline, meant: str) -> Fix | None:
    """Return the change of a code span to the one that is meant, if both have the same letters."""
    # with other marks around it, or with one that ends a cell, it is written otherwise
    is_plain = span.end - span.start == len(f"`{span.text}`")
    if not is_plain or "`" in meant or "|" in meant:
        return None
    if letters_of(span.text) != letters_of(meant):
        return None
    return Fix(span.start, span.end, f"`{meant}`")


CHECK = UnitCheck(
    "code-spans",
    run,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
    markdown_only=True,
    needs="`",
)
