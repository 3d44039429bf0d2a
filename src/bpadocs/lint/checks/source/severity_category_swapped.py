"""On an English page the severity stands where the category belongs, or the other way round.

|**Severity**|Configuration|
|**Category**|Warning|
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject
from bpadocs.words.of_pages import CATEGORIES, SEVERITIES

_WORDS = {
    "severity": {word.casefold() for word in SEVERITIES.values()},
    "category": {word.casefold() for word in CATEGORIES.values()},
}
_OTHER = {"severity": "category", "category": "severity"}


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report a severity in the row of the category, and the other way round."""
    for row, other in _OTHER.items():
        field = f"value.{row}"
        passage = subject.english.get(field)
        if passage is None:
            continue
        word = passage.text.strip(" *_")
        if word.casefold() in _WORDS[other]:
            message = f"“{word}” is a {other}, not a {row}"
            yield RuleHit(
                rule=subject.id,
                language=subject.source_language,
                field=field,
                hit=Hit(start=0, end=len(passage.text), message=message),
            )


CHECK = RuleCheck(
    "severity-category-swapped",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
