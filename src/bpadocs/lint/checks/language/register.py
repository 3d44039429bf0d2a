"""Two forms of address on the pages: the reader is told to do something politely, and familiarly.

Which of them is the habit is learned from all pages of a language; the other one is told, once a
page. For rules it is the polite one.

en: Open the panel. Click **Next**.
es: Abra el panel. Haga clic en **Siguiente**.      good
es: Abre el panel. Haga clic en **Siguiente**.      familiar form of address
en: Open the pane.
it: Aprire il riquadro.                             good
it: Apri il riquadro.                               familiar imperative
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.patterns import find
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import marked, pairs


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each imperative in another form of address than the pages have."""
    data = context.language(unit.language)
    usual = context.habits_in(unit.language).address or data.address
    others = [pattern for pattern in data.register if pattern.form != usual]
    if not others:
        return
    for english, translation in pairs(unit):
        yield from find(others, marked(translation.block), english.text)


CHECK = UnitCheck(
    "register",
    run,
    severity=Level.HINT,
    mqm=Mqm.REGISTER,
    once_a_page=True,
)
