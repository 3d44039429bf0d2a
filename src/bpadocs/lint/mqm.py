"""The typology of MQM (Multidimensional Quality Metrics), and what its severities weigh.

Translators and their customers all over the world sort errors by it: https://themqm.org. The names
are those of its core typology, dimension first.
"""

from enum import StrEnum
from typing import Final

from bpadocs.lint.findings import Level


class Mqm(StrEnum):
    """What kind of error a finding is. A dimension alone is meant where no type of it fits."""

    WRONG_TERM = "terminology/wrong-term"
    INCONSISTENT_TERM = "terminology/inconsistent-use-of-terminology"
    NOT_THE_GLOSSARY = "terminology/inconsistent-with-terminology-resource"
    ACCURACY = "accuracy"
    MISTRANSLATION = "accuracy/mistranslation"
    ADDITION = "accuracy/addition"
    OMISSION = "accuracy/omission"
    DO_NOT_TRANSLATE = "accuracy/do-not-translate"
    UNTRANSLATED = "accuracy/untranslated"
    GRAMMAR = "linguistic-conventions/grammar"
    PUNCTUATION = "linguistic-conventions/punctuation"
    SPELLING = "linguistic-conventions/spelling"
    UNINTELLIGIBLE = "linguistic-conventions/unintelligible"
    ENCODING = "linguistic-conventions/character-encoding"
    REGISTER = "style/language-register"
    UNIDIOMATIC = "style/unidiomatic-style"
    INCONSISTENT_STYLE = "style/inconsistent-style"
    DATE_FORMAT = "locale-conventions/date-format"
    MARKUP = "design-and-markup/markup-tag"
    TEXT_EXPANSION = "design-and-markup/truncation-text-expansion"
    MISSING_TEXT = "design-and-markup/missing-text"
    LINK = "design-and-markup/link-cross-reference"
    CUSTOM = "custom"
    """What MQM has no name for, such as the checks of plug-ins that say nothing else."""

    @property
    def dimension(self) -> str:
        """The first part of the name, such as “accuracy”."""
        return self.partition("/")[0]


SEVERITIES: Final = {
    Level.HINT: "minor",
    Level.WARNING: "major",
    Level.ERROR: "critical",
}
"""What MQM calls our levels."""

POINTS: Final = {Level.HINT: 1, Level.WARNING: 5, Level.ERROR: 25}
"""The penalty points of one finding: those that MQM gives to its severities."""
