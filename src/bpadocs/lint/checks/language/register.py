"""Two forms of address in one text: the reader is told to do something politely, and familiarly.

en: Open the panel. Click **Next**.
es: Abra el panel. Haga clic en **Siguiente**.      good
es: Abre el panel. Haga clic en **Siguiente**.      familiar form of address
en: Open the pane.
it: Aprire il riquadro.                             good
it: Apri il riquadro.                               familiar imperative
"""

from bpadocs.lint.checks._patterns import pattern_check
from bpadocs.lint.findings import Level
from bpadocs.lint.mqm import Mqm

CHECK = pattern_check(
    "register",
    __name__,
    lambda language: language.register,
    severity=Level.HINT,
    mqm=Mqm.REGISTER,
)
