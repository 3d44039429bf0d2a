"""Keys that the publishing system has retired: ms.prod and ms.technology, now ms.service and
ms.subservice.

Off where the settings say nothing: many published pages still have them.

    ms.service: windows-server        good
    ms.prod: windows-server           retired
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.subject import FRONT_MATTER, Subject

NAME = "retired-metadata"
RETIRED = {"ms.prod": "ms.service", "ms.technology": "ms.subservice"}


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each retired key of the English front matter."""
    entries = subject.front_matter.get(subject.source_language, {})
    for key, instead in RETIRED.items():
        passage = entries.get(key)
        if passage is None:
            continue
        message = f"{key} is retired: write {instead}"
        yield RuleHit(
            rule=subject.id,
            language=subject.source_language,
            field=FRONT_MATTER + key,
            hit=Hit(start=0, end=len(passage.text), message=message),
        )


CHECK = RuleCheck(
    NAME,
    run,
    default=False,
    severity=Level.HINT,
    mqm=None,
)
