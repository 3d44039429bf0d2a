"""A rule as a page of the documentation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from markupsafe import Markup

from bpadocs.furniture import APPLIES_TO, HEADINGS, NOTE
from bpadocs.model import FIELDS, SECTIONS, SOURCE_LANGUAGE, UI_FIELDS, Rule, general_form
from bpadocs.pages.anchors import slug
from bpadocs.provenance import State
from bpadocs.site.facts import Facts
from bpadocs.site.frame import Frame, Language, as_bad, title_of, worst
from bpadocs.site.links import resolve
from bpadocs.site.markup import Surroundings, details, inline, ui_text

PAGE_FIELDS = tuple(name for name in FIELDS if name not in ("description", "compliant"))
"""What a reader of the page sees; the other fields are for search engines and checkers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field on the page; `lang` where it stands in English for want of a translation."""

    html: Markup
    lang: str | None


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of “in this article”."""

    anchor: str
    text: str
    level: int
    lang: str | None


def page_context(rule: Rule, language: Language, frame: Frame, facts: Facts) -> dict[str, Any]:
    """What the template of the page is filled with."""
    writer = _Writer(rule, language, frame)
    sections = [writer.section(name) for name in SECTIONS]
    if see_also := writer.part("see_also"):
        sections.append(Section("", "", (see_also,)))
    states = facts.states[language.code]
    missing = [name for name, state in states.items() if state is State.MISSING and name in PAGE_FIELDS]
    stale = [name for name, state in states.items() if state in (State.STALE, State.EDITED) and name in PAGE_FIELDS]
    labels = language.labels
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "fallen_back": field_names(missing, language),
        "stale": field_names(stale, language),
        "applies_to": labels.word("page", APPLIES_TO).format(operating_systems=rule.applies_to),
        "intro": inline(labels.word("intro", rule.intro), writer.around) if rule.intro else None,
        "operating_systems": ", ".join(rule.operating_systems),
        "note": inline(labels.word("note", rule.note or NOTE), writer.around),
        "sections": sections,
        "headings": writer.contents,
        "translations": [
            {"language": other, "state": worst(found), "count": as_bad(found)}
            for other in frame.translations
            for found in [facts.states[other.code]]
        ],
    }


def field_names(names: Sequence[str], language: Language) -> str:
    """Fields as a list for readers, details and UI text of a section named once."""
    sections = dict.fromkeys(name.removesuffix("_details") for name in names)
    return ", ".join(field_label(name, language) for name in sections)


def field_label(name: str, language: Language) -> str:
    """What the site calls a field."""
    section = name.removesuffix("_details")
    if section in HEADINGS:
        heading = language.labels.word("heading", HEADINGS[section])
        return heading if section == name else language.word("{section}: details").format(section=heading)
    words = {"title": "Title", "description": "Description", "see_also": "See also", "compliant": "When all is well"}
    return language.word(words[name])


def surroundings(rule: Rule, language: Language, frame: Frame, lowest_level: int = 3) -> Surroundings:
    """What the texts of a rule's page need: each anchor is given out once."""
    taken: set[str] = {slug(HEADINGS[name]) for name in SECTIONS}

    def unique(anchor: str) -> str:
        free = next(name for name in chain([anchor], (f"{anchor}-{n}" for n in count(1))) if name not in taken)
        taken.add(free)
        return free

    return Surroundings(
        link=lambda target: resolve(target, rule.product.id, frame.pages),
        word=language.word,
        anchor=unique,
        lowest_level=lowest_level,
    )


class _Writer:
    """The texts of one page; notes the headings it writes."""

    def __init__(self, rule: Rule, language: Language, frame: Frame) -> None:
        self.rule = rule
        self.language = language
        self.around = surroundings(rule, language, frame)
        self.contents: list[Contents] = []
        self.arguments: Mapping[str, str] = {
            name: language.labels.word("argument", argument.label) for name, argument in rule.arguments.items()
        }

    def section(self, name: str) -> Section:
        english = HEADINGS[name]
        heading = self.language.labels.word("heading", english)
        anchor = slug(english)
        self.contents.append(Contents(anchor, heading, 2, None))
        parts = tuple(part for field in (name, f"{name}_details") if (part := self.part(field)))
        return Section(anchor, heading, parts)

    def part(self, name: str) -> Part | None:
        own = self.rule.field(self.language.code, name)
        english = self.rule.english.get(name)
        text = own if own is not None else english
        if text is None:
            return None
        lang = SOURCE_LANGUAGE if own is None else None
        shown = general_form(text)
        if name in UI_FIELDS:
            return Part(ui_text(shown, self.arguments), lang)
        around = self.around.raised() if name == "see_also" else self.around
        fragment = details(shown, general_form(english) if english is not None else None, around)
        self.contents += [Contents(one.anchor, one.text, one.level, lang) for one in fragment.headings]
        return Part(fragment.html, lang)
