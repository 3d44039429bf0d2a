"""What every page of the site needs to know of the whole: languages, words, addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bpadocs.cldr import babel_locale, right_to_left
from bpadocs.furniture import CATEGORIES, SEVERITIES, TABLE, UNTRANSLATED
from bpadocs.labels import Labels
from bpadocs.model import SOURCE_LANGUAGE, Category, Product, Rule, Severity, Text, general_form
from bpadocs.project import Project
from bpadocs.provenance import State
from bpadocs.settings import culture
from bpadocs.site.words import STATES

VIEWS = ("pages", "compare", "messages")
"""What a rule is shown as: a folder each, below the locale."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page of the site may load: its own files and nothing else, and no script or style that stands in the page."""

OPEN = (State.MISSING, State.STALE, State.EDITED, State.UNTRACKED)
"""The states that need somebody, the worst first."""


@dataclass(frozen=True)
class Language:
    """A language as the site speaks it and speaks of it."""

    code: str
    locale: str
    tag: str
    """For `lang`: fr-FR."""
    name: str
    """What it calls itself: Français."""
    direction: str
    labels: Labels = field(repr=False)

    def word(self, english: str, **values: object) -> str:
        """A word of the site in this language, with these values in place of its placeholders."""
        return self.labels.filled("site", english, **values)

    @property
    def source(self) -> bool:
        return self.code == SOURCE_LANGUAGE

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The words that templates look up by id."""
        return {
            "severity": {one.value: self.labels.word("severity", SEVERITIES[one]) for one in Severity},
            "category": {one.value: self.labels.word("category", CATEGORIES[one]) for one in Category},
            "state": {state.value: self.word(STATES[state]) for state in State},
            "table": {key: self.labels.word("table", english) for key, english in TABLE.items()},
            "untranslated": self.labels.word("page", UNTRANSLATED),
        }


@dataclass(frozen=True)
class Frame:
    """The site around one page."""

    languages: tuple[Language, ...]
    """English first."""
    pages: Mapping[str, str]
    """Every rule's page as links may write it, in lower case, to its address: `hyper-v/Some-page`."""
    site_titles: Mapping[str, str]
    """By language, what stands behind a page's own title."""

    @property
    def english(self) -> Language:
        return self.languages[0]

    @property
    def translations(self) -> tuple[Language, ...]:
        return self.languages[1:]


def language_of(code: str, locale: str, labels: Labels) -> Language:
    """A language with what CLDR knows of it."""
    known = babel_locale(code)
    name = known.get_display_name(known) or code
    direction = "rtl" if right_to_left(code) else "ltr"
    return Language(code, locale, culture(locale), name[:1].upper() + name[1:], direction, labels)


def frame_of(project: Project, labels: Mapping[str, Labels]) -> Frame:
    """The frame of a project's site."""
    from bpadocs.furniture import ALL_PRODUCTS, INDEX_TITLE

    languages = tuple(language_of(code, locale, labels[code]) for code, locale in project.settings.locales.items())
    pages = {f"{rule.product.id}/{rule.page}".lower(): f"{rule.product.id}/{rule.page}" for rule in project.rules}
    one = project.products[0].name if len(project.products) == 1 else None
    titles = {
        language.code: language.labels.filled("page", INDEX_TITLE, product=one)
        if one
        else language.labels.word("page", ALL_PRODUCTS)
        for language in languages
    }
    return Frame(languages, pages, titles)


def address(rule: Rule) -> str:
    """A rule's page below the folder of a view."""
    return f"{rule.product.id}/{rule.page}.html"


@dataclass(frozen=True, slots=True)
class Title:
    """A rule's title as a language shows it; `lang` where it is not in that language."""

    text: str
    lang: str | None


def title_of(rule: Rule, language: Language) -> Title:
    """The title, in English where there is no translation."""
    own = rule.field(language.code, "title")
    shown: Text = own if own is not None else rule.english["title"]
    return Title(" ".join(general_form(shown).split()), None if own is not None else SOURCE_LANGUAGE)


def worst(states: Mapping[str, State]) -> State:
    """What a rule's translation as a whole is: as bad as its worst field."""
    found = set(states.values())
    return next((state for state in OPEN if state in found), State.CURRENT)


def as_bad(states: Mapping[str, State]) -> int:
    """How many fields are as bad as the worst; none where all are current."""
    state = worst(states)
    return list(states.values()).count(state) if state is not State.CURRENT else 0


def tally(states: Sequence[State]) -> list[tuple[State, int]]:
    """How many are in each state, current first, the states that occur."""
    order = (State.CURRENT, State.UNTRACKED, State.EDITED, State.STALE, State.MISSING)
    return [(state, count) for state in order if (count := states.count(state))]


def product_rules(rules: Sequence[Rule], product: Product) -> list[Rule]:
    """The rules of one product."""
    return [rule for rule in rules if rule.product.id == product.id]
