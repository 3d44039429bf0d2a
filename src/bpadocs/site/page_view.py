"""A rule as a page of the documentation: the page that a build writes, shown as HTML."""

from collections.abc import Sequence
from itertools import chain, count
from typing import Any

from bpadocs.furniture import HEADINGS, UNTRANSLATED
from bpadocs.model import FIELDS, Rule
from bpadocs.pages.front_matter import without_front_matter
from bpadocs.provenance import State
from bpadocs.site.facts import Facts, moved_on
from bpadocs.site.frame import Frame, Language, as_bad, title_of, worst
from bpadocs.site.links import resolve
from bpadocs.site.markup import Surroundings, page_fragment

PAGE_FIELDS = tuple(name for name in FIELDS if name not in ("description", "compliant"))
"""What a reader of the page sees; the other fields are for search engines and checkers."""


_FIELD_WORDS = {
    "title": "Title",
    "heading": "Heading",
    "description": "Description",
    "see_also": "See also",
    "compliant": "When all is well",
}


def page_context(rule: Rule, language: Language, frame: Frame, facts: Facts, page: str) -> dict[str, Any]:
    """Return what the template of the page is filled with; `page` is the page as it is built."""
    mark = None if language.source else language.labels.word("page", UNTRANSLATED)
    around = surroundings(rule, language, frame)
    fragment = page_fragment(without_front_matter(page), around, mark)
    states = facts.states[language.code]
    missing = [name for name, state in states.items() if state is State.MISSING]
    stale = [name for name in rule.english if name in moved_on(rule, language.code)]
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "fallen_back": field_names(_on_page(missing), language),
        "stale": field_names(_on_page(stale), language),
        "fragment": fragment,
        "translations": [
            {"language": other, "state": worst(found), "count": as_bad(found)}
            for other in frame.translations
            for found in [facts.states[other.code]]
        ],
    }


def _on_page(names: Sequence[str]) -> list[str]:
    return [name for name in names if name in PAGE_FIELDS]


def field_names(names: Sequence[str], language: Language) -> str:
    """Fields as a list for readers, details and UI text of a section named once."""
    sections = dict.fromkeys(name.removesuffix("_details") for name in names)
    return ", ".join(field_label(name, language) for name in sections)


def field_label(name: str, language: Language) -> str:
    """What the site calls a field."""
    section = name.removesuffix("_details")
    if section in HEADINGS:
        heading = language.labels.word("heading", HEADINGS[section])
        return heading if section == name else language.word("{section}: details", section=heading)
    return language.word(_FIELD_WORDS[name])


def surroundings(rule: Rule, language: Language, frame: Frame) -> Surroundings:
    """Return what the texts of a rule's page need: each anchor is given out once."""
    taken: set[str] = set()

    def unique(anchor: str) -> str:
        free = next(name for name in chain([anchor], (f"{anchor}-{n}" for n in count(1))) if name not in taken)
        taken.add(free)
        return free

    return Surroundings(
        link=lambda target: resolve(target, rule.product.id, frame.pages),
        word=language.word,
        anchor=unique,
    )
