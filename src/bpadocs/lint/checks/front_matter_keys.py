"""Keys that every page's front matter must have; the publishing system refuses a page without them.

Looked for in the English page and in each translated one. Title and description of a rule file are fields of its text;
the rest comes from front_matter of the rule or its product. Set the list in `required`.
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE

NAME = "front-matter-keys"
REQUIRED = ("title", "description", "author", "ms.author", "ms.date", "ms.topic")


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    required = context.option(NAME, "required", REQUIRED)
    for language, found in rule.front_matter.items():
        if rule.page is None and language != SOURCE_LANGUAGE:
            continue  # a translation takes its front matter from the rule; missing fields are another check's
        keys = {key.lower() for key, passage in found.items() if passage.text.strip()}
        keys |= {name for name in ("title", "description") if name in rule.english and rule.page is None}
        missing = [key for key in required if key not in keys]
        if missing:
            yield RuleHit(rule.id, language, "front_matter", Hit(0, 0, f"the front matter has no {', '.join(missing)}"))


CHECK = RuleCheck(NAME, run, options={"required": list(REQUIRED)})
