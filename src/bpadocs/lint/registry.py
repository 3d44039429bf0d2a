"""Every check, in the order `bpa checks` lists them. A new check is one file and one line here."""

from bpadocs.lint.check import Check
from bpadocs.lint.checks import code_spans, unparsed_markup

CHECKS: tuple[Check, ...] = (
    code_spans.CHECK,
    unparsed_markup.CHECK,
)
