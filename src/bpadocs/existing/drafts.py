"""An English page as the data of a rule file, before it is known what the product's pages share."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from bpadocs.existing.learn import sentence
from bpadocs.existing.page import PROPERTIES, Page
from bpadocs.existing.texts import Fields, english_fields, tidy
from bpadocs.existing.units import PLACEHOLDER, argument_name
from bpadocs.existing.words import applies_to_systems, category_of, severity_of
from bpadocs.furniture import NOTE
from bpadocs.model import SECTIONS, Category, Severity
from bpadocs.pages.front_matter import STAMP_KEYS

Value = TypeVar("Value")

HEAD_KEYS = ("title", "description")
MAX_NAME = 200
"""Characters; a file name has at most 255 bytes almost everywhere, and other endings are put to this one."""


class CannotError(Exception):
    """A page that a rule cannot say; with the place, from 1, and the reason."""

    def __init__(self, page: Page, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.column = page.locate(offset)
        self.reason = reason


@dataclass(frozen=True)
class Draft:
    """All that one English page says."""

    page: Page
    name: str
    """The file name without .md."""
    severity: Severity
    category: Category
    product: str
    operating_systems: tuple[str, ...]
    applies_to: str
    """Empty where the page has no such line."""
    intro: str
    """Empty where there is none."""
    note: str | None
    """None for the sentence about italics, empty for none."""
    arguments: Mapping[str, str]
    """Label to name."""
    front_matter: Mapping[str, str]
    fields: Mapping[str, str]
    sections: Mapping[str, Fields]

    @property
    def rule(self) -> str:
        """The name of its rule file."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


def draft(page: Page) -> Draft:
    """The draft of a page. Raises CannotError for what a rule has no place for."""
    name = PurePosixPath(page.name).stem
    if len(name) > MAX_NAME:
        raise CannotError(page, 0, f"its name has {len(name)} characters; a rule's page has at most {MAX_NAME}")
    title = page.entry("title")
    if title is None:
        raise CannotError(page, 0, "the front matter has no title")
    cells = _cells(page)
    severity, category = _severity_and_category(page, cells)
    arguments = _arguments(page)
    sections = _sections(page, arguments)
    fields = {"title": title.value.strip()}
    if (description := page.entry("description")) and description.value.strip():
        fields["description"] = description.value
    if page.heading.words != fields["title"]:
        fields["heading"] = page.slice(page.heading.span)
    for name, found in sections.items():
        if name == "see_also":
            continue
        if found.ui:
            fields[name] = found.ui
        if found.details:
            fields[f"{name}_details"] = found.details
    if see_also := page.section("see_also"):
        fields["see_also"] = tidy(page.text[see_also.heading.line.start : see_also.body.end])
    used = "".join(found.ui or "" for found in sections.values())
    return Draft(
        page=page,
        name=PurePosixPath(page.name).stem,
        severity=severity,
        category=category,
        product=cells["product"],
        operating_systems=_systems(cells["operating_system"]),
        applies_to=_applies_to(page),
        intro=sentence(page, page.intro),
        note=_note(page),
        arguments={label: name for label, name in arguments.items() if f"{{{name}}}" in used},
        front_matter={key: value for key, value in front_matter_of(page).items() if key not in STAMP_KEYS},
        fields=fields,
        sections=sections,
    )


def _cells(page: Page) -> dict[str, str]:
    table = page.table
    if table is None:
        raise CannotError(page, page.heading.line.start, "there is no property table")
    cells = {row.property: page.slice(row.value) for row in table.rows if row.property}
    missing = [name.replace("_", " ") for name in PROPERTIES if name not in cells]
    if missing:
        raise CannotError(page, table.whole.start, f"the property table has no row for {', '.join(missing)}")
    if len(table.rows) > len(PROPERTIES):
        raise CannotError(page, table.whole.start, "the property table has rows that a rule has no place for")
    return cells


def _severity_and_category(page: Page, cells: Mapping[str, str]) -> tuple[Severity, Category]:
    pairs = (cells["severity"], cells["category"])
    for severity, category in (pairs, pairs[::-1]):
        if (level := severity_of(severity)) and (kind := category_of(category)):
            return level, kind
    assert page.table
    wrong = "severity" if severity_of(pairs[0]) is None and severity_of(pairs[1]) is None else "category"
    row = next(row for row in page.table.rows if row.property == wrong)
    raise CannotError(page, row.value.start, f"“{cells[wrong]}” is no {wrong} that bpadocs knows")


def _arguments(page: Page) -> dict[str, str]:
    """Label to name, for every placeholder of the three sections."""
    arguments: dict[str, str] = {}
    for section in page.sections:
        for match in PLACEHOLDER.finditer(page.slice(section.body)):
            label = match[1].strip()
            if label not in arguments:
                name = argument_name(label)
                taken = Counter(re.sub(r"_\d+$", "", used) for used in arguments.values())
                arguments[label] = f"{name}_{taken[name] + 1}" if taken[name] else name
    return arguments


def _sections(page: Page, arguments: Mapping[str, str]) -> dict[str, Fields]:
    sections = {}
    for name in SECTIONS:
        section = page.section(name)
        if section is None:
            raise CannotError(page, page.heading.line.start, f"there is no section {name.title()}")
        if not section.body:
            raise CannotError(page, section.heading.line.start, f"the section {name.title()} is empty")
        sections[name] = english_fields(page.slice(section.body), arguments)
    order = [section.name for section in page.sections]
    if order[:3] != list(SECTIONS):
        raise CannotError(
            page, page.sections[0].heading.line.start, f"its sections come in the order {', '.join(order)}"
        )
    return sections


def _systems(cell: str) -> tuple[str, ...]:
    systems = tuple(cell.split(", "))
    return systems if all(system and system == system.strip() for system in systems) else (cell,)


def _applies_to(page: Page) -> str:
    if page.applies_to is None:
        return ""
    line = page.slice(page.applies_to)
    systems = applies_to_systems(line)
    if systems is None:
        raise CannotError(page, page.applies_to.start, f"“{line[:40]}” does not say what the page applies to")
    return systems


def _note(page: Page) -> str | None:
    note = sentence(page, page.note)
    return None if note == NOTE else note


def front_matter_of(page: Page) -> dict[str, str]:
    """Every key that has a value, but title and description."""
    pairs = {}
    for entry in page.front_matter:
        if entry.key.lower() in HEAD_KEYS:
            continue
        # A list is kept as its words; how it is written is layout.
        value = entry.value if entry.simple else _words_of(entry.value)
        if value.strip():
            pairs[entry.key] = value
    return pairs


def _words_of(value: str) -> str:
    return " ".join(line.strip().removeprefix("-").strip() for line in value.split("\n"))


def most(values: Sequence[Value]) -> Value | None:
    """What most pages have, or nothing where no value has the majority."""
    counts = Counter(repr(value) for value in values)
    shown, number = counts.most_common(1)[0]
    return next(value for value in values if repr(value) == shown) if number * 2 > len(values) else None
