"""ms.date is a day in the past, written month/day/year: `8/16/2016`.

ms.date: 8/16/2016         good
ms.date: 16/8/2016         there is no sixteenth month
ms.date: 2016-08-16        another format, which the publishing system refuses
ms.date: 8/16/2061         in the future
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import FRONT_MATTER, LintRule
from bpadocs.model import SOURCE_LANGUAGE

KEY = "ms.date"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def notes(rule: LintRule, context: Context) -> Iterator[Note]:
    """Yield the dates of a rule by language.

    What is in the future is so today: `run` asks that every day, while notes are kept from day to day.
    """
    for language, found in rule.front_matter.items():
        passage = found.get(KEY)
        if passage is None or not passage.text.strip():
            continue
        english = rule.front_matter.get(SOURCE_LANGUAGE, {}).get(KEY)
        if language != SOURCE_LANGUAGE and english is not None and english.text == passage.text:
            continue  # the English is told once
        yield language, passage.text


def run(notes: Mapping[str, Sequence[Note]], rules: Mapping[str, LintRule], context: Context) -> Iterator[RuleHit]:
    for rule, dates in notes.items():
        for language, written in dates:
            if problem := _problem(written.strip(), context.today):
                yield RuleHit(rule, language, FRONT_MATTER + KEY, Hit(0, len(written), problem))


def _problem(written: str, today: date) -> str | None:
    match = _DATE.fullmatch(written)
    if not match:
        return f"“{written}” is no date of the form month/day/year, such as 8/16/2016"
    month, day, year = map(int, match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        return f"there is no day {written}: month/day/year"
    return f"{written} is in the future" if date.min < today < found else None


CHECK = ProjectCheck("front-matter-date", notes, run)
