"""A text that came back from a translator, and what the person says who brings its file back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bpadocs.project.mistakes import nearest
from bpadocs.rule.model import Origin, Rule, Stamp
from bpadocs.translators.exported import Exported
from bpadocs.translators.plural_forms import Forms
from bpadocs.translators.suggest import MARK
from bpadocs.words.cldr import name_in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One text of a file that came back, whatever the format of the file."""

    id: str
    line: int
    english: str | None
    """For one, where there are plural forms; None where the language has no such form."""
    english_other: str
    forms: Forms
    """The translation by plural form; a text without forms is the form `other`."""
    plural: bool
    unfinished: str | None = None
    """Why it is not ready, as its file says: still fuzzy, for one."""
    stamp: Stamp | None = None
    """The provenance the text was exported with."""
    exported: Exported | None = None
    """How it was then; None where a tool has dropped that."""
    reviewed: bool = False
    """Its file says that somebody has reviewed it, which it did not say when it was exported."""
    broken: str | None = None
    """Which protected markup is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the person says who brings a file back."""

    language: str | None = None
    """The language it must be in."""
    origin: Origin | None = None
    """Who made its translations; people, where nothing is said."""
    reviewed: bool = False
    """Somebody has compared every text of it with the English."""
    force: bool = False
    """Take it against a newer translation, or another language than it says."""


NO_TERMS = Terms()


def by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return the rules by their ids, and by those that they had when a file went out."""
    found: dict[str, Rule] = {}
    for rule in rules:
        found[rule.id] = rule
        for alias in rule.aliases:
            found.setdefault(alias, rule)
    return found


def locate(
    rules: Mapping[str, Rule],
    identifier: str,
    *,
    hint: bool = True,
) -> tuple[Rule, str] | str:
    """Return the rule and the field that an id names, or why it names none."""
    rule_id, _, name = identifier.rpartition(MARK)
    if not rule_id:
        return "it names no rule and field, as rule#field does"
    rule = rules.get(rule_id)
    if rule is None:
        like = nearest(rule_id, rules) if hint else ""
        return f"no rule “{rule_id}” in this project{like}"
    if name not in rule.english:
        like = nearest(name, rule.english) if hint else ""
        source = name_in_english(rule.source_language)
        return f"the rule has no {source} “{name}”{like}"
    return rule, name
