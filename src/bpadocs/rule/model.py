"""What a rule is, once it has been read: typed, immutable, and free of any file format.

Readers produce these objects, writers consume them, and neither knows the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from bpadocs.rule.names import default_help_id

SOURCE_LANGUAGE: Final = "en"
"""The language that rules are written in and translated from, unless the settings name another. It
is also that of the words which bpadocs itself brings along.
"""

UI_FIELDS: Final = ("issue", "impact", "resolution", "compliant")
"""Plain text and {arguments}: the checker prints them, the page shows them in italics."""

DETAIL_FIELDS: Final = (
    "issue_details",
    "impact_details",
    "resolution_details",
    "see_also",
)
"""Markdown, for the page alone."""

FIELDS: Final = (
    "title",
    "description",
    "heading",
    "issue",
    "issue_details",
    "impact",
    "impact_details",
    "resolution",
    "resolution_details",
    "see_also",
    "compliant",
)
"""Every translatable field, in the order of the rule file and of the page."""

MADE_FROM: Final = "page"
"""The key of `synced` that notes the page of the source a translation was made from; the other keys
are fields.
"""

TO_INDEX: Final = "index"
"""The target of a redirect that leads to the list of all rules."""

SECTIONS: Final = ("issue", "impact", "resolution")
"""The sections that every page has, in its order."""

PLURAL_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The names that CLDR has for plural forms, in its order."""


class Severity(StrEnum):
    """How bad a violation of a rule is."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class OwnSeverity(NamedTuple):
    """A severity of a project's own."""

    word: str
    """What it is called in English."""
    like: Severity
    """The usual one that stands for it where others are not known, as in many formats."""


class Category(StrEnum):
    """What a rule is about; the index lists rules by it."""

    CONFIGURATION = "configuration"
    OPERATIONS = "operations"
    POLICY = "policy"
    PREREQUISITES = "prerequisites"
    SECURITY = "security"
    PERFORMANCE = "performance"
    PREDEPLOYMENT = "predeployment"
    POSTDEPLOYMENT = "postdeployment"


class ArgumentType(StrEnum):
    """What kind of value a checker passes in."""

    LIST = "list"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    """One of a few values that a program writes, such as Running; languages have words for it."""


class Origin(StrEnum):
    """Who made a translation."""

    HUMAN = "human"
    MACHINE = "machine"


class Argument(NamedTuple):
    """A value the checker passes in; the page shows its label in its place."""

    name: str
    type: ArgumentType
    label: str
    values: Mapping[str, str] = MappingProxyType({})
    """Of a choice: what the checker passes in, and the English words for it."""


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on a count: one form for each CLDR plural category of its language."""

    count: str
    """The argument that is counted: a number's value, or a list's length."""
    forms: Mapping[str, str]

    @property
    def other(self) -> str:
        """The form for every count that has no form of its own; each plural text has it."""
        return self.forms["other"]


Text = str | Plural


def general_form(text: Text) -> str:
    """Return the text as a page shows it, where no count is known."""
    if isinstance(text, str):
        return text
    return text.other


class Stamp(NamedTuple):
    """Where one translated field comes from.

    `source` and `target` are fingerprints of the English and the translation, as both were when
    somebody confirmed that they say the same.
    """

    source: str
    target: str
    origin: Origin = Origin.HUMAN
    reviewed: bool = False
    reason: str | None = None
    carried: bool = False
    """Whether nobody has read it since numbers, names or the like were exchanged in it."""


class Translation(NamedTuple):
    """A rule's texts in one language. Its source language is one too, without stamps."""

    fields: Mapping[str, Text]
    stamps: Mapping[str, Stamp] = MappingProxyType({})
    front_matter: Mapping[str, str] = MappingProxyType({})
    """Only what this language's page has of its own, such as ms.locfileid."""
    layout: Mapping[str, str] = MappingProxyType({})
    """Only what differs from the English page's layout."""
    made_from: str | None = None
    """The hash of the English page for which all these texts were last confirmed together."""


class Suppression(NamedTuple):
    """A finding that is meant to be, and why."""

    check: str
    field: str | None
    """`fr.impact`, `impact` for every language, or nothing for the whole rule."""
    reason: str


class SourceFile(NamedTuple):
    """The file that a rule or a product was read from, as it was then."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str


class PageTemplate(NamedTuple):
    """A template of pages that a project brings along: where it is, and what it says."""

    path: str
    text: str


class Product(NamedTuple):
    """What the rules of one folder share."""

    id: str
    name: str
    operating_systems: tuple[str, ...]
    applies_to: str
    intro: str | None
    """The sentence above the property table, Markdown, a label: translated in locales/."""
    note: str | None
    """The sentence below the property table, likewise; None for the one about italics."""
    front_matter: Mapping[str, str | None]
    """Defaults, in page order; None where each rule states its own."""
    layout: Mapping[str, str]
    source: SourceFile
    given_model: str | None = None
    """The name of its Best Practices Analyzer model, where the file states one."""
    order: tuple[str, ...] = ()
    """The names of its rules in the order in which they came, those that are gone included; empty
    where nobody keeps it.
    """
    redirects: Mapping[str, str] = MappingProxyType({})
    """Where pages lead whose rules are gone: from `hyper-v/Old-Page` to an address, or TO_INDEX."""
    template: PageTemplate | None = None
    """The project's own template of pages."""
    categories: Mapping[str, str] = MappingProxyType({})
    """The project's own categories, with their English words."""
    severities: Mapping[str, OwnSeverity] = MappingProxyType({})
    """The project's own severities."""

    @property
    def model(self) -> str:
        """The name of its Best Practices Analyzer model, which files are named by."""
        return self.given_model or default_help_id(self.id)


@dataclass(frozen=True)
class Rule:
    """One Best Practices Analyzer rule in every language it has."""

    id: str
    product: Product
    page: str
    severity: str
    """A Severity, or one of the project's own."""
    category: str
    """A Category, or one of the project's own."""
    operating_systems: tuple[str, ...]
    applies_to: str
    """Empty where the page has no such line."""
    intro: str | None
    note: str | None
    """None for the sentence about italics; empty for none at all."""
    arguments: Mapping[str, Argument]
    front_matter: Mapping[str, str]
    """Everything but title and description, product defaults included, in page order."""
    layout: Mapping[str, str]
    check: str | None
    suppressions: tuple[Suppression, ...]
    text: Mapping[str, Translation]
    source: SourceFile
    given_help_id: str | None = None
    """Its name among checkers, where the file states one."""
    aliases: tuple[str, ...] = ()
    """The ids that it had before; whoever asks for one of them gets this rule."""
    redirect_from: tuple[str, ...] = ()
    """Where its page was before, such as `hyper-v/Old-Page`; who comes there is led here."""
    source_language: str = SOURCE_LANGUAGE
    """The language that it is written in; all others are translated from that."""

    @property
    def level(self) -> Severity:
        """How bad a violation is, for who knows the usual severities alone."""
        own = self.product.severities.get(self.severity)
        if own is None:
            return Severity(self.severity)
        return own.like

    @property
    def help_id(self) -> str:
        """Its name among checkers, an identifier: `TestFailover`."""
        return self.given_help_id or default_help_id(self.id)

    @cached_property
    def english(self) -> Mapping[str, Text]:
        """The texts that all others are translated from, by field; they are seldom not English."""
        return self.text[self.source_language].fields

    def field(self, language: str, name: str) -> Text | None:
        """Return the text of one field in one language, or None; the source is no substitute."""
        translation = self.text.get(language)
        if translation:
            return translation.fields.get(name)
        return None
