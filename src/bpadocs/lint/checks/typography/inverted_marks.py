"""A Spanish question or exclamation without its opening mark.

es: ¿Está listo?         good
es: Está listo?          no ¿
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

_CLOSING: Final = '"”»’)*'


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each sentence that ends in such a mark and has no opening one."""
    marks = context.language(language).inverted
    if not any(mark in passage.text for mark in marks):
        return
    for view in views(passage):
        for sentence in view.sentences:
            text = sentence.text.rstrip(_CLOSING)
            for closing, opening in marks.items():
                if not text.endswith(closing) or opening in sentence.text:
                    continue
                start, end = view.span(sentence.start, sentence.end)
                yield Hit(
                    start=start,
                    end=end,
                    message=f"{opening} is missing at the beginning",
                )


CHECK = TextCheck(
    "inverted-marks",
    run,
    english=False,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
)
