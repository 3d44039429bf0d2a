"""ms.date is a day in the past, written month/day/year: `8/16/2016`.

ms.date: 8/16/2016         good
ms.date: 16/8/2016         there is no sixteenth month
ms.date: 2016-08-16        another format, which the publishing system refuses
ms.date: 8/16/2061         in the future
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks.front_matter._dates import KEY, day_of, month_day_year
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.subject import FRONT_MATTER, Subject


def notes(subject: Subject, context: Context) -> Iterator[Note]:
    """Yield the dates of a rule, each with its language.

    What is in the future is so today: `run` asks that every day, while notes are kept from day to
    day.
    """
    in_english = subject.front_matter.get(subject.source_language, {}).get(KEY)
    for language, entries in subject.front_matter.items():
        passage = entries.get(KEY)
        if passage is None or not passage.text.strip():
            continue
        is_translation = language != subject.source_language
        if is_translation and in_english and in_english.text == passage.text:
            continue  # the English is told once
        yield language, passage.text


def key(note: Note) -> Note:
    """Return a date without its language: what is said of it depends on nothing else."""
    _, written = note
    return (written,)


def run(
    notes: Mapping[str, Sequence[Note]],
    subjects: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report each date that is none, or lies in the future."""
    for identifier, dates in notes.items():
        for language, written in dates:
            problem = _problem(written.strip(), context.today)
            if problem is None:
                continue
            yield RuleHit(
                rule=identifier,
                language=language,
                field=FRONT_MATTER + KEY,
                hit=Hit(start=0, end=len(written), message=problem),
            )


def _problem(written: str, today: date) -> str | None:
    if month_day_year(written) is None:
        return f"“{written}” is no date of the form month/day/year, such as 8/16/2016"
    found = day_of(written)
    if found is None:
        return f"there is no day {written}: month/day/year"
    # date.min stands for a run that must not depend on its day.
    if today != date.min and found > today:
        return f"{written} is in the future"
    return None


CHECK = ProjectCheck(
    "front-matter-date",
    run,
    notes=notes,
    key=key,
    daily=True,
    mqm=None,
)
