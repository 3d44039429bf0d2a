"""The words that every page and message shares, in English; translations are in locales/.

Each is a (context, English) pair; the context keeps apart words that are one in English and two
elsewhere.
"""

from typing import Final, NamedTuple

from bpadocs.rule.model import Category, Severity
from bpadocs.words.labels import UNTRANSLATED


class SharedWord(NamedTuple):
    """A word to translate, where it is used, and what a translator should know."""

    context: str
    english: str
    comment: str = ""
    place: str = ""
    """The file that has it, for words of the project's own."""
    keys: tuple[str, ...] = ()
    """Its place in that file."""


SEVERITIES: Final = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.INFORMATION: "Information",
}
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
    "In the following sections, italics indicates UI text that appears in the Best Practices "
    "Analyzer tool for this issue."
)
APPLIES_TO: Final = "Applies To: {operating_systems}"
PARTLY_UNTRANSLATED: Final = (
    "Parts of this page have not been translated yet. They are shown in English and "
    "marked {mark}."
)
COMPLIANT: Final = "This server follows the best practice."
INDEX_TITLE: Final = "Best Practices Analyzer rules for {product}"
INDEX_DESCRIPTION: Final = (
    "All Best Practices Analyzer rules for {product}, by category."
)
ALL_PRODUCTS: Final = "Best Practices Analyzer rules"

PROPERTY_LABELS: Final = {
    "operating_system": "Operating System",
    "product": "Product/Feature",
    "severity": "Severity",
    "category": "Category",
}
"""The labels of the property table's rows, in their order."""

TABLE: Final = {"property": "Property", "details": "Details", **PROPERTY_LABELS}
"""All labels of the property table, by the names that templates have for them."""

WORDS: Final = (
    *(
        SharedWord(
            "table",
            english,
            "A heading or label in the property table of a rule's page.",
        )
        for english in TABLE.values()
    ),
    *(SharedWord("severity", english) for english in SEVERITIES.values()),
    *(
        SharedWord("category", english, "A category of rules.")
        for english in CATEGORIES.values()
    ),
    *(
        SharedWord("heading", english, "The heading of a section of a rule's page.")
        for english in HEADINGS.values()
    ),
    SharedWord("page", APPLIES_TO, "Mind the blank your language puts before a colon."),
    SharedWord("note", NOTE),
    SharedWord(
        "page",
        UNTRANSLATED,
        "Stands before a text that has no translation yet: this is in English.",
    ),
    SharedWord(
        "page", PARTLY_UNTRANSLATED, "{mark} is the mark above, such as [English]."
    ),
    SharedWord(
        "checker",
        COMPLIANT,
        "What a checker says of a rule that is met, where the rule has no words of its own.",
    ),
    SharedWord("page", INDEX_TITLE),
    SharedWord("page", INDEX_DESCRIPTION),
    SharedWord("page", ALL_PRODUCTS),
)
