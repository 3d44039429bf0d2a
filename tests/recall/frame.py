"""How a fault is planted, and how one looks for it.

The clean material is what this project ships: its rule files, and the pages built of them, read as existing pages.
A plant changes one text (TextPlant) or one rule (RulePlant) for the worse, or says that there is nothing to change.
"""

import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from bpadocs.existing.audit import Pages, state
from bpadocs.existing.folder import Locale
from bpadocs.labels import read_labels
from bpadocs.lint.check import Check, ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, lint_project, lint_rule, notes_of
from bpadocs.lint.registry import all_checks
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.run import lint_context
from bpadocs.lint.settings import read_lint_settings
from bpadocs.lint.unit import LintRule, Passage, Unit
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.project import Project, read_project
from bpadocs.publish.outputs import outputs

ROOT = Path(__file__).parents[2]
PLACES = 12
Material = Literal["rules", "pages"]


@dataclass(frozen=True)
class TextPlant:
    """A fault in one translated text."""

    name: str
    checks: tuple[str, ...]
    """Any of these is right to find it."""
    change: Callable[[Unit], str | None]
    """The text with the fault, or nothing where this text gives no occasion."""
    material: Material = "rules"


@dataclass(frozen=True)
class RulePlant:
    """A fault in a rule: its English, its front matter, its stamps."""

    name: str
    checks: tuple[str, ...]
    change: Callable[[LintRule, str], LintRule | None]
    """The rule with the fault, in the English or in this language."""
    material: Material = "rules"


Plant = TextPlant | RulePlant


@dataclass(frozen=True)
class Outcome:
    """What came of one plant at one place."""

    plant: str
    place: str
    written: str
    found: tuple[str, ...]
    """Every check that found something new there."""
    right: bool


@cache
def project() -> Project:
    return read_project(ROOT)


@cache
def context() -> Context:
    return lint_context(project(), read_lint_settings({}, all_checks()))


@cache
def clean(material: Material) -> tuple[LintRule, ...]:
    """Every shipped rule, or every page built of them."""
    labels = read_labels(ROOT, project().settings.languages)
    if material == "rules":
        return tuple(lint_rule_of(rule, project().settings, labels) for rule in project().rules)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in outputs(project()).items():
            if name.startswith("docs/") and name.endswith(".md") and not name.endswith("/index.md"):
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).write_bytes(content)
        english, *others = [
            Locale(locale, language, Path(folder) / "docs" / locale)
            for language, locale in project().settings.locales.items()
        ]
        pages = Pages((english, *others), labels)
        return tuple(pages.lint_rules({name: state(pages.of(name)) for name in pages.names}, labels).values())


def outcomes(plant: Plant) -> Iterator[Outcome]:
    """The plant at a dozen places, spread over rules and languages."""
    planted = 0
    for rule, unit in _places(plant):
        if planted == PLACES:
            return
        if isinstance(plant, TextPlant):
            text = plant.change(unit)
            if text is None or text == unit.translation.text:
                continue
            changed: LintRule | None = _with_text(rule, unit, text)
        else:
            text = ""
            changed = plant.change(rule, unit.language)
        if changed is None:
            continue
        planted += 1
        alone = isinstance(plant, TextPlant)
        new = _new(plant.material, rule, changed, unit.language, unit.field if alone else None, plant.checks)
        right = bool(set(new) & set(plant.checks))
        yield Outcome(plant.name, f"{rule.id} {unit.language}.{unit.field}", text, new, right)


def _places(plant: Plant) -> Sequence[tuple[LintRule, Unit]]:
    """All texts (for a rule's plant, one a language), in an order that is mixed and always the same."""
    places = [
        (rule, unit)
        for rule in clean(plant.material)
        for unit in rule.units.values()
        if isinstance(plant, TextPlant) or unit.field == "title"
    ]
    places.sort(
        key=lambda place: blake2b(f"{plant.name} {place[0].id} {place[1].language} {place[1].field}".encode()).digest()
    )
    # one language after the other, so that each has its share
    by_language: dict[str, list[tuple[LintRule, Unit]]] = {}
    for place in places:
        by_language.setdefault(place[1].language, []).append(place)
    longest = max(map(len, by_language.values()), default=0)
    return [own[n] for n in range(longest) for own in by_language.values() if n < len(own)]


def _with_text(rule: LintRule, unit: Unit, text: str) -> LintRule:
    passage = Passage(text, unit.translation.markup, unit.translation.file, lambda offset: (1, offset + 1))
    changed = dataclasses.replace(unit, translation=passage)
    return dataclasses.replace(rule, units={**rule.units, (unit.language, unit.field): changed})


def _new(
    material: Material, rule: LintRule, changed: LintRule, language: str, field: str | None, wanted: Sequence[str]
) -> tuple[str, ...]:
    """The checks that find something in the changed rule that they did not find in the clean one."""
    before = _found(material, rule.id, language, tuple(wanted))
    after = _check(material, changed, language, wanted)
    new = after - before
    return tuple(
        sorted({check for check, where, name, _ in new if field is None or (where, name) == (language, field)})
    )


Mark = tuple[str, str, str | None, str]


@cache
def _found(material: Material, rule_id: str, language: str, wanted: tuple[str, ...]) -> frozenset[Mark]:
    rule = next(rule for rule in clean(material) if rule.id == rule_id)
    return _check(material, rule, language, wanted)


def _check(material: Material, rule: LintRule, language: str, wanted: Sequence[str]) -> frozenset[Mark]:
    own = {key: unit for key, unit in rule.units.items() if key[0] == language}
    front_matter = {key: value for key, value in rule.front_matter.items() if key in (SOURCE_LANGUAGE, language)}
    one = dataclasses.replace(rule, units=own, front_matter=front_matter)
    findings = lint_rule(one, Selection.of(_checks()), context())
    together = [check for check in _checks() if isinstance(check, ProjectCheck) and check.name in wanted]
    if together:
        chosen = Selection.of(together)
        rules = [rule if other.id == rule.id else other for other in clean(material)]
        notes = {rule.id: notes_of(rule, chosen, context()) for rule in rules}
        findings += lint_project(notes, {rule.id: rule for rule in rules}, chosen, context())
    return frozenset((x.check, x.language, x.field, x.message) for x in findings if x.rule == rule.id)


@cache
def _checks() -> tuple[Check, ...]:
    return all_checks()
