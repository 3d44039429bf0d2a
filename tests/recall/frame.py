"""How a fault is planted, and how one looks for it.

The clean material is what this project ships: its rule files, and the pages built of them, read as
existing pages. A plant changes one text (TextPlant) or one rule (RulePlant) for the worse, or says
that there is nothing to change. What it puts there is written here or taken from the text itself,
never from the lists that the checks read.
"""

import dataclasses
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain, zip_longest
from pathlib import Path
from typing import Literal, NamedTuple

from bpadocs.lint.check import ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_project, check_subject, notes_of
from bpadocs.lint.registry import all_checks
from bpadocs.lint.run import lint_context
from bpadocs.lint.settings import read_lint_settings
from bpadocs.lint.subject import Passage, Subject, Unit
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.pages.pair import Locale
from bpadocs.project.tree import Project, read_project
from bpadocs.publish.outputs import outputs
from bpadocs.published.audit import Pages, hashes_of
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.labels import read_labels

ROOT = Path(__file__).parents[2]
PLACES = 12
Material = Literal["rules", "pages"]


class Planted(NamedTuple):
    """A text with one fault, its English, and where in the translation the fault is."""

    english: str
    translation: str
    start: int
    end: int


@dataclass(frozen=True)
class TextPlant:
    """A fault in one translated text."""

    name: str
    checks: tuple[str, ...]
    """Any of these is right to find it."""
    change: Callable[[Unit], Planted | None]
    """The text with the fault, or nothing where this text gives no occasion."""
    material: Material = "rules"


@dataclass(frozen=True)
class RulePlant:
    """A fault in a rule: its English, its front matter, its stamps."""

    name: str
    checks: tuple[str, ...]
    change: Callable[[Subject, str], Subject | None]
    """The rule with the fault, in the English or in this language."""
    material: Material = "rules"


Plant = TextPlant | RulePlant


@dataclass(frozen=True)
class Outcome:
    """What came of one plant at one place."""

    place: str
    language: str
    fault: Planted | None
    """The text with the fault, unless it is the rule that has it."""
    found: bool


def whole(change: Callable[[Unit], str | None]) -> Callable[[Unit], Planted | None]:
    """Make a plant of a change of the translation, whose fault may be found anywhere in it."""

    def plant(unit: Unit) -> Planted | None:
        text = change(unit)
        if text is None or text == unit.translation.text:
            return None
        return Planted(unit.english.text, text, 0, len(text))

    return plant


@cache
def project() -> Project:
    return read_project(ROOT)


@cache
def context() -> Context:
    return lint_context(
        project(), read_lint_settings({"profile": "windows"}, all_checks())
    )


@cache
def clean(material: Material) -> tuple[Subject, ...]:
    """Every shipped rule, or every page built of them."""
    labels = read_labels(ROOT, project().settings.languages)
    if material == "rules":
        return tuple(
            subject_of_rule(rule, project().settings, labels)
            for rule in project().rules
        )
    with tempfile.TemporaryDirectory() as folder:
        for name, content in outputs(project()).items():
            if (
                name.startswith("docs/")
                and name.endswith(".md")
                and not name.endswith("/index.md")
            ):
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).write_bytes(content)
        english, *others = [
            Locale(locale, language, Path(folder) / "docs" / locale)
            for language, locale in project().settings.locales.items()
        ]
        pages = Pages((english, *others), labels)
        return tuple(
            pages.subjects(
                {name: hashes_of(pages.of(name)) for name in pages.names}, labels
            ).values()
        )


def outcomes(plant: Plant) -> Iterator[Outcome]:
    """Plant a fault at a dozen places, spread over rules and languages, and look for it."""
    planted = 0
    for rule, unit in _places(plant):
        if planted == PLACES:
            return
        if isinstance(plant, TextPlant):
            fault = plant.change(unit)
            changed = None if fault is None else _with_text(rule, unit, fault)
        else:
            fault = None
            changed = plant.change(rule, unit.language)
        if changed is None:
            continue
        planted += 1
        before = {mark.said for mark in _found(plant, rule.id, unit.language)}
        after = _findings(plant, changed, unit.language)
        new = [mark for mark in after if mark.said not in before]
        if fault is not None:
            new = [mark for mark in new if mark.is_at(unit, fault)]
        place = f"{rule.id} {unit.language}.{unit.field}"
        yield Outcome(place=place, language=unit.language, fault=fault, found=bool(new))


def _places(plant: Plant) -> Sequence[tuple[Subject, Unit]]:
    """Return all texts, the languages in turn, in an order that is mixed and always the same.

    For a plant in a rule it is one text for each of its languages.
    """
    places = []
    for rule in clean(plant.material):
        for unit in rule.units.values():
            if isinstance(plant, TextPlant) or unit.field == "title":
                places.append((rule, unit))
    places.sort(key=lambda place: _mixed(plant.name, *place))
    by_language: defaultdict[str, list[tuple[Subject, Unit]]] = defaultdict(list)
    for place in places:
        by_language[place[1].language].append(place)
    rounds = chain.from_iterable(zip_longest(*by_language.values()))
    return [place for place in rounds if place is not None]


def _mixed(name: str, rule: Subject, unit: Unit) -> bytes:
    return blake2b(f"{name} {rule.id} {unit.language} {unit.field}".encode()).digest()


def _with_text(rule: Subject, unit: Unit, fault: Planted) -> Subject:
    english = _passage(unit.english, fault.english)
    translation = _passage(unit.translation, fault.translation)
    changed = dataclasses.replace(unit, english=english, translation=translation)
    return dataclasses.replace(
        rule, units={**rule.units, (unit.language, unit.field): changed}
    )


def _passage(like: Passage, text: str) -> Passage:
    """Return a passage of another text. Its places are offsets: all of it is one line."""
    return Passage(text, like.markup, like.file, lambda offset: (1, offset + 1))


class Mark(NamedTuple):
    """What a finding says, and of which place."""

    check: str
    language: str
    field: str | None
    message: str
    start: int
    end: int

    @property
    def said(self) -> tuple[str, str, str | None, str]:
        """What is said of which text, wherever in it."""
        return self.check, self.language, self.field, self.message

    def is_at(self, unit: Unit, fault: Planted) -> bool:
        """Return whether this is about the fault: in its text, and over a part of it."""
        if (self.language, self.field) != (unit.language, unit.field):
            return False
        return self.start < fault.end and fault.start < max(self.end, self.start + 1)


@cache
def _found(plant: Plant, rule_id: str, language: str) -> frozenset[Mark]:
    """Return what the plant's checks say of the clean rule."""
    rule = next(rule for rule in clean(plant.material) if rule.id == rule_id)
    return _findings(plant, rule, language)


def _findings(plant: Plant, rule: Subject, language: str) -> frozenset[Mark]:
    """Return what the plant's checks say of a rule, in one language and in English."""
    checks = [check for check in all_checks() if check.name in plant.checks]
    alone = [check for check in checks if not isinstance(check, ProjectCheck)]
    own = {key: unit for key, unit in rule.units.items() if key[0] == language}
    languages = (SOURCE_LANGUAGE, language)
    front_matter = {
        key: value for key, value in rule.front_matter.items() if key in languages
    }
    one = dataclasses.replace(rule, units=own, front_matter=front_matter)
    findings = check_subject(one, Selection.of(alone), context())
    if len(alone) < len(checks):
        together = Selection.of(
            [check for check in checks if isinstance(check, ProjectCheck)]
        )
        rules = [
            rule if other.id == rule.id else other for other in clean(plant.material)
        ]
        notes = {rule.id: notes_of(rule, together, context()) for rule in rules}
        findings += check_project(
            notes, {rule.id: rule for rule in rules}, together, context()
        )
    marks = set()
    for finding in findings:
        if finding.rule == rule.id:
            where = finding.place
            mark = Mark(
                check=finding.check,
                language=finding.language,
                field=finding.field,
                message=finding.message,
                start=where.column - 1,
                end=where.end_column - 1,
            )
            marks.add(mark)
    return frozenset(marks)
