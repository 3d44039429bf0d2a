"""The words that every page and message shares, in English; translations are in locales/.

Each is a (context, English) pair; the context keeps apart words that are one in English and two
elsewhere.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from bpadocs.rule.model import Category, OwnSeverity, Product, Severity

UNTRANSLATED: Final = "[English]"
"""What marks English on a translated page; it is a word of the page like others."""


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


def severity_words(own: Mapping[str, OwnSeverity]) -> dict[str, str]:
    """Return the English word of each severity, the worst first.

    Those of the project stand before the one that they are like.
    """
    words: dict[str, str] = {}
    for severity, english in SEVERITIES.items():
        for name, one in own.items():
            if one.like is severity:
                words[name] = one.word
        words[str(severity)] = english
    return words


def severity_word(severity: str, product: Product) -> str:
    """Return the English word of a severity, which may be the project's own."""
    own = product.severities.get(severity)
    if own is None:
        return SEVERITIES[Severity(severity)]
    return own.word


def category_words(own: Mapping[str, str]) -> dict[str, str]:
    """Return the English word of each category, those of the project last."""
    words = {str(category): english for category, english in CATEGORIES.items()}
    return {**words, **own}


def category_word(category: str, product: Product) -> str:
    """Return the English word of a category, which may be the project's own."""
    own = product.categories.get(category)
    if own is None:
        return CATEGORIES[Category(category)]
    return own


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
NOT_CHECKED: Final = (
    "It could not be checked whether this server follows the best practice."
)
PARTLY_CHECKED: Final = "Not everything could be checked."
ABSENT: Final = "{field} is not in the inventory."
NOT_KNOWN: Final = "{field} is not known."
MISFIT: Final = "{field} is {value}, which is not a valid value in an inventory."
FAILED: Final = "{field} could not be collected: {error}"
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

RESULT_LABELS: Final = {
    "rule": "Rule",
    "computer": "Computer",
    "result": "Result",
    "title": "Title",
    "problem": "Problem",
    "help": "Help",
}
"""The names of what a checker prints of a result; those of pages are not among them."""

ANSWERS: Final = {
    "compliant": "Compliant",
    "not_compliant": "Not compliant",
    "not_checked": "Not checked",
}
"""What comes of a check."""

_FIELD: Final = (
    "{field} is the name of something in the inventory, such as VMs[].State (SQL01)."
)

_OF_CHECKERS: Final = (
    *(
        SharedWord("result", english, "Stands before a colon in what a checker prints.")
        for english in RESULT_LABELS.values()
    ),
    *(
        SharedWord("result", english, "What came of the check of a rule.")
        for english in ANSWERS.values()
    ),
    SharedWord(
        "checker",
        NOT_CHECKED,
        "The sentences behind it say what is missing in the inventory.",
    ),
    SharedWord(
        "checker",
        PARTLY_CHECKED,
        "Stands behind a problem that was found; the sentences behind it say what is missing.",
    ),
    SharedWord("checker", ABSENT, _FIELD),
    SharedWord("checker", NOT_KNOWN, _FIELD),
    SharedWord("checker", MISFIT, _FIELD),
    SharedWord("checker", FAILED, f"{_FIELD} {{error}} is the system's own message."),
)

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
    *_OF_CHECKERS,
    SharedWord("page", INDEX_TITLE),
    SharedWord("page", INDEX_DESCRIPTION),
    SharedWord("page", ALL_PRODUCTS),
)
