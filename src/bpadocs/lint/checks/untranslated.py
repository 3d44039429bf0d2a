"""A text that is still English: identical to its source though it should not be.

A text that is a name, a number or code alone may be the same in every language.

    en: The service is stopped.
    fr: Le service est arrêté.          good
    fr: The service is stopped.         identical to the English
    en: Windows Server 2016             fr: Windows Server 2016        a name, good
"""

from collections.abc import Iterator

from bpadocs.languages import read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import pairs
from bpadocs.model import SOURCE_LANGUAGE


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    source = read_language(SOURCE_LANGUAGE)
    own = context.language(unit.language).function_words
    for english, translation in pairs(unit):
        if english.text.strip() != translation.text.strip():
            continue
        words = english.vocabulary & (source.function_words | source.words) - own
        sentence = sum(word.text.islower() and len(word.text) > 2 for word in english.words) >= 2
        if len(words) >= 2 or (words and sentence):
            yield Hit(*translation.span(0, len(translation.text)), "identical to the English: not translated")


CHECK = UnitCheck("untranslated", run, Level.ERROR)
