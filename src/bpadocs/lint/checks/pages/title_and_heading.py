"""The title in the front matter and the heading of the page differ, but are one in English.

Only on existing pages: bpadocs writes both from one text.

    title: Keep clocks in step       # Keep clocks in step         the English page
    title: Gardez l’heure            # Gardez l’heure              good
    title: Gardez l’heure            # Garder les horloges         two translations
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each translation whose title and heading differ, if they do not in English."""
    if subject.page is None:
        return
    title = subject.english.get("title")
    heading = subject.english.get("heading")
    if title is None or heading is None or title.text != heading.text:
        return
    for (language, field), unit in subject.units.items():
        own_heading = subject.units.get((language, "heading"))
        if field != "title" or own_heading is None:
            continue
        written = unit.translation.text
        other = own_heading.translation.text
        if written == other:
            continue
        yield RuleHit(
            rule=subject.id,
            language=language,
            field=field,
            hit=Hit(
                start=0,
                end=len(written),
                message=f"the heading of the page says “{other}”; in English the two are one",
            ),
        )


CHECK = RuleCheck(
    "title-and-heading",
    run,
    severity=Level.HINT,
    mqm=Mqm.INCONSISTENT_STYLE,
)
