"""An English `(s)` for one or many: no other language can say that so. Write the plural, or plural
forms.

    en: The following virtual machines are not backed up.        good
    en: The following virtual machine(s) are not backed up.      (s)

Only in English; a translation that has it too was made from it.
"""

import re
from collections.abc import Iterator

from bpadocs.formats.markdown import Block
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject
from bpadocs.words.of_source import is_english

# A word of two letters or more, glued to its ending: not f(s), and not “it (s. below)”.
_OPTIONAL = re.compile(r"\b([A-Za-z]{2,})\((s|es|ies)\)")


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report each word of the English with an optional ending."""
    if not is_english(subject.source_language):
        return
    for name, passage in subject.english.items():
        for block in passage.tree.prose:
            for match in _OPTIONAL.finditer(block.plain):
                yield RuleHit(
                    rule=subject.id,
                    language=subject.source_language,
                    field=name,
                    hit=_hit(block, match),
                )


def _hit(block: Block, match: re.Match[str]) -> Hit:
    start, end = block.plain_span(match.start(), match.end())
    written, word, ending = match.group(0, 1, 2)
    return Hit(
        start=start,
        end=end,
        message=f"“{written}” cannot be translated: write “{word}{ending}”, or plural forms",
    )


CHECK = RuleCheck(
    "optional-plural",
    run,
    severity=Level.HINT,
    mqm=Mqm.UNIDIOMATIC,
)
