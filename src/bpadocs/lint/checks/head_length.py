"""Titles and descriptions of a length that search engines and the table of contents can show.

The least length is asked of the English alone; other scripts say as much with fewer characters.
"""

from collections.abc import Iterator, Mapping

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE

NAME = "head-length"
OPTIONS: Mapping[str, int] = {
    "title_min": 10,
    "title_max": 200,
    "description_min": 30,
    "description_max": 300,
}


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language, name, passage in rule.passages():
        if name not in ("title", "description"):
            continue
        length = len(passage.text)
        least = context.option(NAME, f"{name}_min", OPTIONS[f"{name}_min"])
        most = context.option(NAME, f"{name}_max", OPTIONS[f"{name}_max"])
        whole = Hit(0, length, "")
        if length > most:
            hit = whole._replace(message=f"the {name} has {length} characters; at most {most} are shown")
            yield RuleHit(rule.id, language, name, hit)
        elif length < least and language == SOURCE_LANGUAGE:
            hit = whole._replace(
                message=f"the {name} has only {length} characters; at least {least} tell a reader enough"
            )
            yield RuleHit(rule.id, language, name, hit)


CHECK = RuleCheck(NAME, run, Level.HINT, options=OPTIONS)
