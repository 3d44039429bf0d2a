"""An English page as the data of a rule file, before it is known what the product's pages share."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bpadocs.errors import BpadocsError
from bpadocs.pages.front_matter import STAMP_KEYS
from bpadocs.pages.published import PROPERTIES, FrontMatterEntry, RulePage, Span
from bpadocs.published.observed import sentence
from bpadocs.published.subjects import PLACEHOLDER, argument_name
from bpadocs.published.texts import Fields, english_fields, tidy
from bpadocs.published.words import (
    applies_to_systems,
    category_of,
    severity_of,
)
from bpadocs.rule.model import SECTIONS, Category, Severity
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import NOTE

HEAD_KEYS = ("title", "description")
"""The keys of the front matter that are texts of the rule."""
MAX_NAME = 200
"""How many characters the name of a page may have.

A file name has at most 255 bytes almost everywhere, and other endings are put to this one.
"""


class NotExpressibleError(BpadocsError):
    """A page that a rule cannot say; with the place, from 1, and the reason."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def _not_expressible(page: RulePage, offset: int, reason: str) -> NotExpressibleError:
    line, column = page.locate(offset)
    return NotExpressibleError(reason, line, column)


@dataclass(frozen=True)
class Draft:
    """All that one English page says."""

    page: RulePage
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


def draft(page: RulePage, labels: Labels) -> Draft:
    """Return the draft of a page, with the labels of its language.

    Raises NotExpressibleError for what a rule has no place for.
    """
    name = _name(page)
    title = page.entry("title")
    if title is None:
        raise _not_expressible(page, 0, "the front matter has no title")
    cells = _cells(page)
    severity, category = _severity_and_category(page, cells, labels)
    arguments = _arguments(page)
    sections = _sections(page, arguments)
    return Draft(
        page=page,
        name=name,
        severity=severity,
        category=category,
        product=cells["product"],
        operating_systems=_systems(cells["operating_system"]),
        applies_to=_applies_to(page, labels),
        intro=sentence(page, page.intro),
        note=_note(page, labels),
        arguments=_used(arguments, sections),
        front_matter=_without_stamps(page),
        fields=_fields(page, title, sections),
        sections=sections,
    )


def _name(page: RulePage) -> str:
    name = PurePosixPath(page.name).stem
    if len(name) > MAX_NAME:
        reason = (
            f"its name has {len(name)} characters; a rule's page has at most {MAX_NAME}"
        )
        raise _not_expressible(page, 0, reason)
    return name


def _fields(
    page: RulePage, title: FrontMatterEntry, sections: Mapping[str, Fields]
) -> dict[str, str]:
    """Return the texts of the page by the names that a rule file has for them."""
    fields = {"title": title.value.strip()}
    description = page.entry("description")
    if description is not None and description.value.strip():
        fields["description"] = description.value
    if page.heading.words != fields["title"]:
        fields["heading"] = page.slice(page.heading.span)
    for name, found in sections.items():
        if found.ui:
            fields[name] = found.ui
        if found.details:
            fields[f"{name}_details"] = found.details
    see_also = page.section("see_also")
    if see_also is not None:
        whole = Span(see_also.heading.line.start, see_also.body.end)
        fields["see_also"] = tidy(page.slice(whole))
    return fields


# The table


def _cells(page: RulePage) -> dict[str, str]:
    """Return the values of the property table by the names of their rows."""
    table = page.table
    if table is None:
        raise _not_expressible(
            page, page.heading.line.start, "there is no property table"
        )
    cells = {row.property: page.slice(row.value) for row in table.rows if row.property}
    missing = [name.replace("_", " ") for name in PROPERTIES if name not in cells]
    if missing:
        reason = f"the property table has no row for {', '.join(missing)}"
        raise _not_expressible(page, table.whole.start, reason)
    if len(table.rows) > len(PROPERTIES):
        reason = "the property table has rows that a rule has no place for"
        raise _not_expressible(page, table.whole.start, reason)
    return cells


def _severity_and_category(
    page: RulePage, cells: Mapping[str, str], labels: Labels
) -> tuple[Severity, Category]:
    """Return both as the page means them: on some pages each is in the other's row."""
    first, second = cells["severity"], cells["category"]
    for severity_cell, category_cell in ((first, second), (second, first)):
        severity = severity_of(severity_cell, labels)
        category = category_of(category_cell, labels)
        if severity and category:
            return severity, category
    known = (severity_of(first, labels), severity_of(second, labels))
    wrong = "severity" if known == (None, None) else "category"
    reason = f"“{cells[wrong]}” is no {wrong} that bpadocs knows"
    raise _not_expressible(page, _offset_of_cell(page, wrong), reason)


def _offset_of_cell(page: RulePage, name: str) -> int:
    rows = page.table.rows if page.table else ()
    return next(row.value.start for row in rows if row.property == name)


def _systems(cell: str) -> tuple[str, ...]:
    """Return the operating systems of a cell; the whole cell where it is no plain list."""
    systems = tuple(cell.split(", "))
    is_list = all(system and system == system.strip() for system in systems)
    if is_list:
        return systems
    return (cell,)


# Arguments and sections


def _arguments(page: RulePage) -> dict[str, str]:
    """Return, for every placeholder of the sections, its name by its label.

    Where two labels make one name, the later one gets a number: hosts, hosts_2.
    """
    arguments: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for section in page.sections:
        for match in PLACEHOLDER.finditer(page.slice(section.body)):
            label = match[1].strip()
            if label in arguments:
                continue
            name = argument_name(label)
            used = taken[name]
            arguments[label] = f"{name}_{used + 1}" if used else name
            taken[re.sub(r"_\d+$", "", arguments[label])] += 1
    return arguments


def _used(
    arguments: Mapping[str, str], sections: Mapping[str, Fields]
) -> dict[str, str]:
    """Return the arguments that UI text has; others are Markdown of the details."""
    ui = "".join(found.ui or "" for found in sections.values())
    return {label: name for label, name in arguments.items() if f"{{{name}}}" in ui}


def _sections(page: RulePage, arguments: Mapping[str, str]) -> dict[str, Fields]:
    """Return what each of the three sections says. Raises NotExpressibleError if one is missing."""
    sections = {}
    for name in SECTIONS:
        section = page.section(name)
        if section is None:
            reason = f"there is no section {name.title()}"
            raise _not_expressible(page, page.heading.line.start, reason)
        if not section.body:
            reason = f"the section {name.title()} is empty"
            raise _not_expressible(page, section.heading.line.start, reason)
        sections[name] = english_fields(page.slice(section.body), arguments)
    order = [section.name for section in page.sections]
    if order[:3] != list(SECTIONS):
        reason = f"its sections come in the order {', '.join(order)}"
        raise _not_expressible(page, page.sections[0].heading.line.start, reason)
    return sections


# Stock sentences and front matter


def _applies_to(page: RulePage, labels: Labels) -> str:
    if page.applies_to is None:
        return ""
    line = page.slice(page.applies_to)
    systems = applies_to_systems(line, labels)
    if systems is None:
        reason = f"“{line[:40]}” does not say what the page applies to"
        raise _not_expressible(page, page.applies_to.start, reason)
    return systems


def _note(page: RulePage, labels: Labels) -> str | None:
    note = sentence(page, page.note)
    if note == labels.word("note", NOTE):
        return None
    return note


def _without_stamps(page: RulePage) -> dict[str, str]:
    pairs = front_matter_of(page)
    return {key: value for key, value in pairs.items() if key not in STAMP_KEYS}


def front_matter_of(page: RulePage) -> dict[str, str]:
    """Return every key that has a value, without title and description."""
    pairs = {}
    for entry in page.front_matter:
        if entry.key.lower() in HEAD_KEYS:
            continue
        # A list is kept as its words; how it is written is layout.
        if entry.simple:
            value = entry.value
        else:
            value = _words_of_list(entry.value)
        if value.strip():
            pairs[entry.key] = value
    return pairs


def _words_of_list(value: str) -> str:
    """Return the words of a list in YAML, which has a dash before each."""
    words = []
    for line in value.split("\n"):
        word = line.strip().removeprefix("-")
        words.append(word.strip())
    return " ".join(words)
