"""Quotation marks that do not pair, or that the language does not use.

fr: le nom « Serveur »        good
fr: le nom « Serveur"         they do not pair
es: el nombre „Servidor“      not Spanish
"""

from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import View, views

_ALL = '«»“”„‟‹›「」『』"'


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    allowed = context.language(language).quotes
    if not any(mark in passage.text for mark in _ALL):
        return
    for view in views(passage):
        if allowed:
            for index, character in enumerate(view.text):
                if character in _ALL and not any(character in pair for pair in allowed):
                    yield Hit(*view.span(index, index + 1), f"{character} is no quotation mark of this language")
        yield from _unpaired(view, allowed)


def _unpaired(view: View, allowed: tuple[str, ...]) -> Iterator[Hit]:
    text = view.text
    for pair in allowed or ('""', "“”", "«»"):
        opening, closing = pair[0], pair[1]
        if opening == closing == '"':
            places = [
                index
                for index, character in enumerate(text)
                if character == '"' and not text[max(index - 1, 0) : index].isdigit()
            ]
            if len(places) % 2:
                yield Hit(*view.span(places[-1], places[-1] + 1), "a quotation mark without its partner")
        elif opening != closing and opening not in "‘" and text.count(opening) != text.count(closing):
            mark = opening if opening in text else closing
            index = text.rfind(mark)
            yield Hit(*view.span(index, index + 1), f"{opening} and {closing} do not pair")


CHECK = TextCheck("quotation-marks", run)
