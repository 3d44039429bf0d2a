"""Show a rule as a page of the documentation: the page that a build writes, as HTML."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bpadocs.pages.borrowed import with_borrowed
from bpadocs.pages.front_matter import without_front_matter
from bpadocs.project.places import position
from bpadocs.rule.model import FIELDS, Rule
from bpadocs.rule.provenance import State
from bpadocs.site.facts import RuleFacts, moved_on
from bpadocs.site.frame import Frame, SiteLanguage, title_of
from bpadocs.site.links import resolve
from bpadocs.site.markup import Surroundings, page_fragment
from bpadocs.site.progress import Progress
from bpadocs.words.of_pages import HEADINGS, UNTRANSLATED

PAGE_FIELDS = tuple(name for name in FIELDS if name not in ("description", "compliant"))
"""The fields that a reader of the page sees. The others are for search engines and checkers."""

_FIELD_WORDS = {
    "title": "Title",
    "heading": "Heading",
    "description": "Description",
    "see_also": "See also",
    "compliant": "When all is well",
}


def page_context(
    rule: Rule, language: SiteLanguage, frame: Frame, facts: RuleFacts, page: str
) -> dict[str, Any]:
    """Return what the template of the page is filled with. `page` is the page as it is built."""
    if language.source:
        mark = None
    else:
        mark = language.labels.word("page", UNTRANSLATED)
    around = surroundings(rule, language, frame)
    fragment = page_fragment(
        without_front_matter(page), around, mark, rule.source_language
    )
    states = facts.states[language.code]
    shown = with_borrowed(rule, language.code)
    missing: list[str] = []
    for name, state in states.items():
        if state is State.MISSING and shown.field(language.code, name) is None:
            missing.append(name)
    moved = moved_on(shown, language.code)
    stale = [name for name in rule.english if name in moved]
    translations = []
    for other in frame.translations:
        found = Progress(Counter(facts.states[other.code].values()))
        translations.append(
            {"language": other, "state": found.state, "count": found.as_bad}
        )
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "fallen_back": field_names(_on_page(missing), language),
        "stale": field_names(_on_page(stale), language),
        "first_fallen_back": next(iter(_on_page(missing)), ""),
        "first_stale": next(iter(_on_page(stale)), ""),
        "fragment": fragment,
        "line": position(rule.source, ["text", language.code])[0],
        "translations": translations,
    }


def _on_page(names: Sequence[str]) -> list[str]:
    return [name for name in names if name in PAGE_FIELDS]


def field_names(names: Sequence[str], language: SiteLanguage) -> str:
    """Return a list of fields for readers. A section's UI text and details are named once."""
    sections = dict.fromkeys(name.removesuffix("_details") for name in names)
    return ", ".join(field_label(name, language) for name in sections)


def field_label(name: str, language: SiteLanguage) -> str:
    """Return what the site calls a field."""
    section = name.removesuffix("_details")
    if section not in HEADINGS:
        return language.word(_FIELD_WORDS[name])
    heading = language.labels.word("heading", HEADINGS[section])
    if section == name:
        return heading
    return language.word("{section}: details", section=heading)


def surroundings(rule: Rule, language: SiteLanguage, frame: Frame) -> Surroundings:
    """Return what the texts of a rule's page need from outside."""
    taken: set[str] = set()

    def unique(anchor: str) -> str:
        """Return this anchor, with a number where the page has one of this name already."""
        name = anchor
        number = 0
        while name in taken:
            number += 1
            name = f"{anchor}-{number}"
        taken.add(name)
        return name

    return Surroundings(
        link=lambda target: resolve(target, rule.product.id, frame.pages),
        word=language.word,
        anchor=unique,
    )
