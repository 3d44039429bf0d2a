"""What the checks of provenance share."""

from collections.abc import Iterator

from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.provenance import State


def fields_in(rule: LintRule, wanted: State) -> Iterator[tuple[str, list[str], bool]]:
    """Each language with its fields in this state, and whether it has no field in another one.

    Existing pages keep no stamps, so they have no states.
    """
    if rule.rule is None:
        return
    for language in rule.locales:
        if language != SOURCE_LANGUAGE:
            found = rule.states[language]
            names = [name for name, state in found.items() if state is wanted]
            if names:
                yield language, names, len(names) == len(found)


def whole_field(rule: LintRule, language: str, name: str, message: str) -> RuleHit:
    """A finding over all of a field; over its general form where the text depends on a count."""
    unit = rule.units.get((language, name)) or rule.units.get((language, f"{name}.other"))
    if unit is None:
        return RuleHit(rule.id, language, name, Hit(0, 0, message))
    return RuleHit(rule.id, language, unit.field, Hit(0, len(unit.translation.text.rstrip("\n")), message))
