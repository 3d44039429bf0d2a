"""The English of a rule has changed since its ms.date, as git history shows.

Off where the settings say nothing: many teams write a new date only when they have reviewed the
whole page. Where the date is to be that of the last change, turn it on (`enable`). How lines are
wrapped is no change, and a rule that is new has not changed. It needs the whole history: without
git, or in a clone of the last commit alone, there is nothing to find.

    ms.date: 11/28/2026        good: the English changed that day, and not since
    ms.date: 8/16/2016         the English changed in 2026
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks.front_matter._dates import KEY, day_of
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.subject import FRONT_MATTER, Subject
from bpadocs.project.tree import rule_id, rule_path
from bpadocs.rule.model import Text
from bpadocs.rule.provenance import fingerprint

_WEST = timedelta(hours=12)
"""How much later than by Greenwich a day may end where somebody works."""


def notes(subject: Subject, context: Context) -> Iterator[Note]:
    """Yield the date of a rule, and then each field with the fingerprint of its English."""
    entries = subject.front_matter.get(subject.source_language, {})
    if subject.rule is None or KEY not in entries:
        return
    yield KEY, entries[KEY].text
    for name, text in subject.rule.english.items():
        yield name, fingerprint(text)


def run(
    notes: Mapping[str, Sequence[Note]],
    subjects: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report each date after which an English text has changed."""
    ends = {}
    for identifier, own in notes.items():
        day = _day(own)
        # What is dated today is dated by whoever changes it now.
        if day is not None and day < context.today:
            ends[rule_path(identifier)] = _end_of(day)
    if context.root is None or not ends:
        return
    # Imported when it is needed: most runs of other commands never ask git.
    from bpadocs.lint.history import english_then

    for file, texts in english_then(context.root, ends):
        identifier = rule_id(file)
        (_, written), *now = notes[identifier]
        changed = _changed(texts, now)
        if changed:
            yield RuleHit(
                rule=identifier,
                language=subjects[identifier].source_language,
                field=FRONT_MATTER + KEY,
                hit=Hit(
                    start=0,
                    end=len(written),
                    message=f"the English has changed since then: {', '.join(changed)}",
                ),
            )


def _day(notes: Sequence[Note]) -> date | None:
    if not notes:
        return None
    _, written = notes[0]
    return day_of(written)


def _end_of(day: date) -> int:
    """Return when a day has ended everywhere, in seconds since 1970."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    return int((midnight + _WEST).timestamp())


def _changed(then: Mapping[str, Text], now: Sequence[Note]) -> list[str]:
    """Return the fields whose text is another one now, or that came or went."""
    before = {name: fingerprint(text) for name, text in then.items()}
    after = {}
    for name, known in now:
        after[name] = known
    names = {**after, **before}
    return [name for name in names if before.get(name) != after.get(name)]


CHECK = ProjectCheck(
    "outdated-date",
    run,
    notes=notes,
    daily=True,
    default=False,
    severity=Level.HINT,
    mqm=None,
)
