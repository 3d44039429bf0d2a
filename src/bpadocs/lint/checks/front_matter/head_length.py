"""Titles and descriptions of a length that search engines and the table of contents can show.

The least length is asked of the English alone; other scripts say as much with fewer characters.

    title: Keep clocks in step        good
    title: Clocks                     too short to tell what the page is about
"""

from collections.abc import Iterator, Mapping

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject

NAME = "head-length"
OPTIONS: Mapping[str, int] = {
    "title_min": 10,
    "title_max": 200,
    "description_min": 30,
    "description_max": 300,
}


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report titles and descriptions that are too long, or in English too short."""
    if not subject.has_furniture:
        return
    for language, name, passage in subject.passages:
        if name not in ("title", "description"):
            continue
        length = len(passage.text)
        least = context.option(NAME, f"{name}_min", OPTIONS[f"{name}_min"])
        most = context.option(NAME, f"{name}_max", OPTIONS[f"{name}_max"])
        if length > most:
            message = f"the {name} has {length} characters; at most {most} are shown"
        elif length < least and language == subject.source_language:
            message = (
                f"the {name} has only {_characters(length)}; at least {least} tell a "
                "reader enough"
            )
        else:
            continue
        yield RuleHit(
            rule=subject.id,
            language=language,
            field=name,
            hit=Hit(start=0, end=length, message=message),
        )


def _characters(number: int) -> str:
    return "1 character" if number == 1 else f"{number} characters"


CHECK = RuleCheck(
    NAME,
    run,
    options=OPTIONS,
    severity=Level.HINT,
    mqm=Mqm.TEXT_EXPANSION,
)
