"""Every check, in the order `bpa checks` lists them. A new check is one file and one line here."""

from bpadocs.lint.check import Check
from bpadocs.lint.checks import code_spans, furniture, unparsed_markup

CHECKS: tuple[Check, ...] = (
    code_spans.CHECK,
    furniture.CHECK,
    unparsed_markup.CHECK,
)
