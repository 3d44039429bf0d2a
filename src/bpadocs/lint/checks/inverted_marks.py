"""A Spanish question or exclamation without its opening mark.

es: ¿Está listo?         good
es: Está listo?          no ¿
"""

from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    marks = context.language(language).inverted
    if not any(mark in passage.text for mark in marks):
        return
    for view in views(passage):
        for sentence in view.sentences:
            for closing, opening in marks.items():
                if sentence.text.rstrip('"”»’)*').endswith(closing) and opening not in sentence.text:
                    yield Hit(*view.span(sentence.start, sentence.end), f"{opening} is missing at the beginning")


CHECK = TextCheck("inverted-marks", run, english=False)
