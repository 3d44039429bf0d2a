"""Checks that look for the patterns of one list of a language's file, and do nothing else.

A file of such a check is its docstring and one line:

    CHECK = pattern_check(
        "grammar", __name__, lambda language: language.grammar, mqm=Mqm.GRAMMAR
    )
"""

from collections.abc import Callable, Iterator, Sequence

from bpadocs.lint.check import TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.patterns import find, may_be_in
from bpadocs.lint.subject import Passage, Unit
from bpadocs.lint.view import marked, marked_lower, pairs, views
from bpadocs.words.languages import LanguageData, Pattern

PatternsOf = Callable[[LanguageData], Sequence[Pattern]]


def pattern_check(
    name: str,
    module: str,
    patterns_of: PatternsOf,
    *,
    mqm: Mqm = Mqm.CUSTOM,
    severity: Level = Level.WARNING,
    markdown_only: bool = False,
) -> UnitCheck:
    """Return a check that finds these patterns in translations, bold and links marked.

    The module is the `__name__` of the check's file, whose docstring is its documentation.
    """

    def run(unit: Unit, context: Context) -> Iterator[Hit]:
        patterns = patterns_of(context.language(unit.language))
        if not patterns:
            return
        # One look at all blocks together: most texts have none of the words that patterns need.
        possible = may_be_in(patterns, marked_lower(unit))
        if not possible:
            return
        for english, translation in pairs(unit):
            yield from find(possible, marked(translation.block), english.text)

    # A check belongs to the module of its `run`: there its documentation is looked for.
    run.__module__ = module
    return UnitCheck(
        name,
        run,
        severity=severity,
        mqm=mqm,
        markdown_only=markdown_only,
    )


def text_pattern_check(
    name: str, module: str, patterns_of: PatternsOf, *, mqm: Mqm = Mqm.CUSTOM
) -> TextCheck:
    """Return a check that finds these patterns in any text, without a look at the English."""

    def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
        patterns = patterns_of(context.language(language))
        if not patterns:
            return
        for view in views(passage):
            yield from find(patterns, view)

    run.__module__ = module
    return TextCheck(name, run, mqm=mqm)
