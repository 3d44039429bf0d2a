"""A key whose value is the same in every language differs between a translated page and its English one, or is gone.

Who wrote a page, its date and its identity do not depend on the language. Upper and lower case are not compared: the
translation pipeline changes that. Only on existing pages; pages that bpadocs writes take these keys from the rule.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import FRONT_MATTER, LintRule
from bpadocs.model import SOURCE_LANGUAGE

NAME = "front-matter-differs"
SAME = ("ms.assetid", "ms.author", "author", "manager", "ms.date", "ms.topic", "ms.prod", "ms.technology")


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    english = rule.front_matter.get(SOURCE_LANGUAGE, {})
    for language, found in rule.front_matter.items():
        if language == SOURCE_LANGUAGE or rule.page is None:
            continue
        for key in context.option(NAME, "same", SAME):
            wanted, here = english.get(key), found.get(key)
            if wanted is None:
                continue
            if here is None:
                message = f"the English page has {key}: {wanted.text}, this page has no {key}"
                yield RuleHit(rule.id, language, "front_matter", Hit(0, 0, message))
            elif here.text.casefold() != wanted.text.casefold():
                message = f"{key} is “{wanted.text}” in the English page, “{here.text}” here"
                yield RuleHit(rule.id, language, FRONT_MATTER + key, Hit(0, len(here.text), message))


CHECK = RuleCheck(NAME, run, options={"same": list(SAME)})
