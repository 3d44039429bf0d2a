"""An English `(s)` for one or many: no other language can say that so. Write the plural, or plural forms.

    The following virtual machines are not backed up.        good
    The following virtual machine(s) are not backed up.      (s)

Only in English; a translation that has it too was made from it.
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE

_OPTIONAL = re.compile(r"\b([A-Za-z]{2,})\((s|es|ies)\)")


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for name, passage in rule.english.items():
        for block in passage.tree.prose:
            for match in _OPTIONAL.finditer(block.plain):
                start, end = block.plain_span(match.start(), match.end())
                message = f"“{match[0]}” cannot be translated: write “{match[1]}{match[2]}”, or plural forms"
                yield RuleHit(rule.id, SOURCE_LANGUAGE, name, Hit(start, end, message))


CHECK = RuleCheck("optional-plural", run)
