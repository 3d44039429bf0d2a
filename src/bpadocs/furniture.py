"""The words that every page and message shares, in English. Translations stand in locales/.

Each is a (context, English) pair; the context keeps apart words that are one in English and two elsewhere.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from bpadocs.model import Category, Product, Rule, Severity


class Word(NamedTuple):
    """A word to translate, where it is used, and what a translator should know."""

    context: str
    english: str
    comment: str = ""
    place: str = ""


SEVERITIES: Final = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFORMATION: "Information"}
CATEGORIES: Final = {
    Category.CONFIGURATION: "Configuration",
    Category.OPERATIONS: "Operations",
    Category.POLICY: "Policy",
    Category.PREREQUISITES: "Prerequisites",
    Category.SECURITY: "Security",
    Category.PERFORMANCE: "Performance",
    Category.PREDEPLOYMENT: "Predeployment",
    Category.POSTDEPLOYMENT: "Postdeployment",
}
HEADINGS: Final = {"issue": "Issue", "impact": "Impact", "resolution": "Resolution"}
NOTE: Final = (
    "In the following sections, italics indicates UI text that appears in the Best Practices Analyzer tool for this "
    "issue."
)
APPLIES_TO: Final = "Applies To: {operating_systems}"
UNTRANSLATED: Final = "[English]"
PARTLY_UNTRANSLATED: Final = (
    "Parts of this page have not been translated yet. They are shown in English and marked {mark}."
)
COMPLIANT: Final = "This server follows the best practice."
INDEX_TITLE: Final = "Best Practices Analyzer rules for {product}"
INDEX_DESCRIPTION: Final = "All Best Practices Analyzer rules for {product}, by category."
ALL_PRODUCTS: Final = "Best Practices Analyzer rules"

_TABLE: Final = ("Property", "Details", "Operating System", "Product/Feature", "Severity", "Category")

WORDS: Final = (
    *(Word("table", english, "A heading or label in the property table of a rule's page.") for english in _TABLE),
    *(Word("severity", english) for english in SEVERITIES.values()),
    *(Word("category", english, "A category of rules.") for english in CATEGORIES.values()),
    *(Word("heading", english, "The heading of a section of a rule's page.") for english in HEADINGS.values()),
    Word("page", APPLIES_TO, "Mind the blank your language puts before a colon."),
    Word("note", NOTE),
    Word("page", UNTRANSLATED, "Stands before a text that has no translation yet: this is in English."),
    Word("page", PARTLY_UNTRANSLATED, "{mark} is the mark above, such as [English]."),
    Word("checker", COMPLIANT, "What a checker says of a rule that is met, where the rule has no words of its own."),
    Word("page", INDEX_TITLE),
    Word("page", INDEX_DESCRIPTION),
    Word("page", ALL_PRODUCTS),
)


def words(products: Iterable[Product], rules: Iterable[Rule]) -> Iterator[Word]:
    """Every word that needs a translation: the furniture's own, the site's, then what products and rules bring."""
    from bpadocs.site.words import WORDS as SITE_WORDS

    yield from WORDS
    yield from SITE_WORDS
    for product in products:
        yield from _sentences(product.intro, product.note, product.source.path)
    for rule in rules:
        path = rule.source.path
        yield from _sentences(rule.intro, rule.note, path)
        for argument in rule.arguments.values():
            yield Word("argument", argument.label, "Stands on the page in place of what the checker fills in.", path)


def _sentences(intro: str | None, note: str | None, path: str) -> Iterator[Word]:
    if intro:
        yield Word("intro", intro, "Markdown; keep the link's target.", path)
    if note:
        yield Word("note", note, "Markdown.", path)
