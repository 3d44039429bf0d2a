"""Quotation marks that do not pair, or that the language does not use.

fr: le nom « Serveur »        good
fr: le nom « Serveur"         they do not pair
es: el nombre „Servidor“      not Spanish
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, views

_ALL: Final = '«»“”„‟‹›「」『』"'
_USUAL: Final = ('""', "“”", "«»")
"""The pairs that are looked at where nothing is known of the language."""
_STRAIGHT: Final = '"'
_LOW: Final = "„"


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each mark that is foreign to the language, and the last of those that do not pair."""
    if not any(mark in passage.text for mark in _ALL):
        return  # what Markdown writes as `&quot;` is meant
    allowed = context.language(language).quotes
    for view in views(passage):
        if allowed:
            yield from _foreign(view, allowed)
        for pair in allowed or _likely(view.text):
            yield from _unpaired(view, pair)


def _foreign(view: View, allowed: Sequence[str]) -> Iterator[Hit]:
    known = "".join(allowed)
    for index, character in enumerate(view.text):
        if character in _ALL and character not in known:
            start, end = view.span(index, index + 1)
            yield Hit(
                start=start,
                end=end,
                message=f"{character} is no quotation mark of this language",
            )


def _likely(text: str) -> Iterator[str]:
    """Yield the pairs that a text of a language may have of which nothing is known."""
    for opening, closing in _USUAL:
        # “ ends what „ began, and Swedish has ” at both ends
        is_closing_only = opening not in text and not text.count(closing) % 2
        if _LOW not in text and not is_closing_only:
            yield opening + closing


def _unpaired(view: View, pair: str) -> Iterator[Hit]:
    opening, closing = pair[0], pair[1]
    if opening == closing == _STRAIGHT:
        yield from _odd(view)
        return
    # apostrophes look like closing marks, so ‘ and ’ need not pair
    if opening in ("‘", closing) or view.text.count(opening) == view.text.count(
        closing
    ):
        return
    mark = opening if opening in view.text else closing
    last = view.text.rfind(mark)
    start, end = view.span(last, last + 1)
    yield Hit(
        start=start,
        end=end,
        message=f"{opening} and {closing} do not pair",
    )


def _odd(view: View) -> Iterator[Hit]:
    """Report the last straight mark if their number is odd. After a digit it means inches."""
    text = view.text
    places: list[int] = []
    for index, character in enumerate(text):
        if character == _STRAIGHT and not text[max(index - 1, 0) : index].isdigit():
            places.append(index)
    if len(places) % 2:
        start, end = view.span(places[-1], places[-1] + 1)
        yield Hit(
            start=start,
            end=end,
            message="a quotation mark without its partner",
        )


CHECK = TextCheck(
    "quotation-marks",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    needs=_ALL,
)
