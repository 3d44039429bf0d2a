"""The title in the front matter and the heading of the page are one, where they are one in English.

Only on existing pages: bpadocs writes both from one text.

    en: title: Keep clocks in step       # Keep clocks in step
    fr: title: Gardez l’heure            # Gardez l’heure              good
    fr: title: Gardez l’heure            # Garder les horloges         two translations
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    title, heading = rule.english.get("title"), rule.english.get("heading")
    if rule.page is None or title is None or heading is None or title.text != heading.text:
        return
    for (language, field), unit in rule.units.items():
        own = rule.units.get((language, "heading"))
        if field == "title" and own and unit.translation.text != own.translation.text:
            message = f"the heading of the page says “{own.translation.text}”; in English the two are one"
            yield RuleHit(rule.id, language, field, Hit(0, len(unit.translation.text), message))


CHECK = RuleCheck("title-and-heading", run)
