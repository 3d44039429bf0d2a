"""What every page of the site needs to know of the whole: languages, words, addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from bpadocs.pages.borrowed import with_borrowed
from bpadocs.project.settings import Settings
from bpadocs.project.tree import Project
from bpadocs.rule.model import (
    OwnSeverity,
    Product,
    Rule,
    Text,
    general_form,
)
from bpadocs.rule.placeholders import fill
from bpadocs.rule.provenance import State
from bpadocs.words.cldr import babel_locale, culture, direction
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    ALL_PRODUCTS,
    INDEX_TITLE,
    TABLE,
    UNTRANSLATED,
    category_words,
    severity_words,
)
from bpadocs.words.of_site import LEVELS, LEVELS_COUNTED, STATES

VIEWS = ("pages", "compare", "messages")
"""The views of a rule. Each is a folder below the locale."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page of the site may load: files of the site. No script or style is in a page itself."""

OPEN = (
    State.MISSING,
    State.STALE,
    State.EDITED,
    State.UNTRACKED,
    State.CARRIED,
)
"""The states that need somebody, the worst first."""
BEST_FIRST = (State.CURRENT, *reversed(OPEN))
"""All states, the best first."""


class SiteSource(NamedTuple):
    """The language that everything is translated from, as HTML names it."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True)
class SiteLanguage:
    """A language of the site: what it is called, and its words."""

    code: str
    locale: str
    tag: str
    """What HTML's `lang` says: fr-FR."""
    name: str
    """What it calls itself: Français."""
    direction: str
    labels: Labels = field(repr=False)
    categories: Mapping[str, str] = field(default_factory=dict)
    """The project's own, with their English words."""
    severities: Mapping[str, OwnSeverity] = field(default_factory=dict)
    """The project's own."""

    def word(self, english: str, **values: object) -> str:
        """Return a word of the site in this language, with its placeholders filled in."""
        return self.labels.filled("site", english, **values)

    def shown(self, english: str, **values: object) -> str:
        """Return a word of the site as HTML; one that is not translated says that it is English.

        Else its stop would stand at the wrong end of a line that runs from right to left.
        """
        if values:
            return self._as_html(english, self.word(english, **values))
        # a page has some hundred words, and the next one has the same
        if english not in self._shown:
            self._shown[english] = self._as_html(english, self.word(english))
        return self._shown[english]

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {}

    def _as_html(self, english: str, word: str) -> str:
        if self.labels.has("site", english):
            return escape(word)
        return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(word)

    @property
    def source(self) -> bool:
        """Whether this is the language that everything is translated from."""
        return self.code == self.labels.source_language

    @cached_property
    def original(self) -> SiteSource:
        """The language that this one is translated from."""
        code = self.labels.source_language
        return SiteSource(code=code, name=_own_name(code), direction=direction(code))

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The words that templates look up by id."""
        word = self.labels.word
        return {
            "severity": {
                name: word("severity", english)
                for name, english in severity_words(self.severities).items()
            },
            "category": {
                name: word("category", english)
                for name, english in category_words(self.categories).items()
            },
            "state": {state.value: self.word(STATES[state]) for state in State},
            "level": LEVELS,
            "levels": LEVELS_COUNTED,
            "table": {key: word("table", english) for key, english in TABLE.items()},
            "untranslated": self.labels.word("page", UNTRANSLATED),
        }


@dataclass(frozen=True)
class Frame:
    """What every page of the site needs to know of the whole."""

    languages: tuple[SiteLanguage, ...]
    """The source first."""
    pages: Mapping[str, str]
    """The address of every rule's page by its name in lower case: `hyper-v/Some-page`."""
    site_titles: Mapping[str, str]
    """By language, the title of the site, which follows a page's own title."""
    product: str = ""
    """The name of the product, where there is only one."""
    edit_url: str = ""
    """Where a file is edited at the code host, with {path} and {line}; empty where nobody says."""
    issue_url: str = ""
    """Where somebody writes of a text, with {rule}, {field} and {language}, likewise."""

    def edit_link(self, path: str, line: int) -> str:
        """Return where a line of a file is edited at the code host; empty where nobody says."""
        if not self.edit_url:
            return ""
        return fill(self.edit_url, {"path": quote(path), "line": line})

    def issue_link(self, rule: str, field: str, language: str) -> str:
        """Return where somebody writes of a text; empty where nobody says."""
        if not self.issue_url:
            return ""
        named = {"rule": rule, "field": field, "language": language}
        parts = {name: quote(value, safe="") for name, value in named.items()}
        return fill(self.issue_url, parts)

    @cached_property
    def ordered_pages(self) -> Sequence[str]:
        """The addresses of all pages, in the order in which one goes on from one to the next."""
        return sorted(self.pages.values())

    @cached_property
    def page_numbers(self) -> Mapping[str, int]:
        """The number of each page in that order, from 0."""
        return {page: number for number, page in enumerate(self.ordered_pages)}

    @property
    def english(self) -> SiteLanguage:
        """The source language."""
        return self.languages[0]

    @property
    def translations(self) -> tuple[SiteLanguage, ...]:
        """All languages but the source."""
        return self.languages[1:]


def language_of(
    code: str,
    locale: str,
    labels: Labels,
    settings: Settings,
) -> SiteLanguage:
    """Return a language with what CLDR knows of it."""
    return SiteLanguage(
        code=code,
        locale=locale,
        tag=culture(locale),
        name=_own_name(code),
        direction=direction(code),
        labels=labels,
        categories=settings.categories,
        severities=settings.severities,
    )


def _own_name(code: str) -> str:
    """Return what a language calls itself: Français."""
    known = babel_locale(code)
    name = known.get_display_name(known) or code
    return name[:1].upper() + name[1:]


def frame_of(project: Project, labels: Mapping[str, Labels]) -> Frame:
    """Return the frame of a project's site."""
    languages = []
    for code, locale in project.settings.locales.items():
        languages.append(language_of(code, locale, labels[code], project.settings))
    pages = {}
    for rule in project.rules:
        page = f"{rule.product.id}/{rule.page}"
        pages[page.lower()] = page
    titles = {
        language.code: _site_title(project, language.labels) for language in languages
    }
    return Frame(
        languages=tuple(languages),
        pages=pages,
        site_titles=titles,
        product=project.products[0].name if len(project.products) == 1 else "",
        edit_url=project.settings.edit_url,
        issue_url=project.settings.issue_url,
    )


def _site_title(project: Project, labels: Labels) -> str:
    """Return what the site is called: after its product, if there is only one."""
    if len(project.products) == 1:
        return labels.filled("page", INDEX_TITLE, product=project.products[0].name)
    return labels.word("page", ALL_PRODUCTS)


def address(rule: Rule) -> str:
    """Return a rule's page below the folder of a view."""
    return f"{rule.product.id}/{rule.page}.html"


@dataclass(frozen=True, slots=True)
class Title:
    """A rule's title as a language shows it."""

    text: str
    lang: str | None
    """Its language, where that is another one."""


def title_of(rule: Rule, language: SiteLanguage) -> Title:
    """Return the title as pages show it, in the source language where there is no translation."""
    own = with_borrowed(rule, language.code).field(language.code, "title")
    shown: Text = rule.english["title"] if own is None else own
    text = " ".join(general_form(shown).split())
    return Title(text, lang=rule.source_language if own is None else None)


def tally(states: Sequence[State]) -> list[tuple[State, int]]:
    """Return how many are in each state that occurs, the best state first."""
    found = []
    for state in BEST_FIRST:
        count = states.count(state)
        if count:
            found.append((state, count))
    return found


def product_rules(rules: Sequence[Rule], product: Product) -> list[Rule]:
    """Return the rules of one product."""
    return [rule for rule in rules if rule.product.id == product.id]
