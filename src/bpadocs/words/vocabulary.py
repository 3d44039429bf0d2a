"""Every word that the catalogs in locales/ translate."""

from collections.abc import Iterable, Iterator

from bpadocs.rule.model import SOURCE_LANGUAGE, Argument, Product, Rule
from bpadocs.words import of_pages, of_site, of_workplace
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.of_source import instead

_SEVERITY = "How bad a violation of a rule is, on each page."
_CATEGORY = "A category of rules, in the index and on each page."
_ARGUMENT = "Stands on the page in place of what the checker fills in."


def words(
    products: Iterable[Product],
    rules: Iterable[Rule],
    source_language: str = SOURCE_LANGUAGE,
) -> Iterator[SharedWord]:
    """Yield every word that needs a translation, in a project written in the source language.

    First come the words of all pages and of the site, then those that products and rules bring.
    """
    yield from words_of_all(products, source_language)
    for rule in rules:
        yield from words_of_rule(rule)


def words_of_all(
    products: Iterable[Product], source_language: str = SOURCE_LANGUAGE
) -> Iterator[SharedWord]:
    """Yield the words of all pages and of the site, then those that products bring."""
    for word in (*of_pages.WORDS, *of_site.WORDS, *of_workplace.WORDS):
        yield word._replace(english=instead(word.english, source_language))
    for product in products:
        yield from _sentences(product)
        for severity in product.severities.values():
            yield SharedWord("severity", severity.word, comment=_SEVERITY)
        for english in product.categories.values():
            yield SharedWord("category", english, comment=_CATEGORY)


def words_of_rule(rule: Rule) -> Iterator[SharedWord]:
    """Yield the words that a rule brings."""
    yield from _sentences(rule)
    for name, argument in rule.arguments.items():
        yield SharedWord(
            context="argument",
            english=argument.label,
            comment=_ARGUMENT,
            place=rule.source.path,
            keys=("arguments", name, "label"),
        )
        yield from _values(rule, argument)


def _values(rule: Rule, argument: Argument) -> Iterator[SharedWord]:
    """Yield the words for the values of a choice."""
    for value, english in argument.values.items():
        yield SharedWord(
            context="value",
            english=english,
            comment=f"Stands in a sentence of the checker: {argument.label}.",
            place=rule.source.path,
            keys=("arguments", argument.name, "values", value),
        )


def _sentences(owner: Product | Rule) -> Iterator[SharedWord]:
    """Yield the sentences above and below the property table."""
    if owner.intro:
        yield SharedWord(
            context="intro",
            english=owner.intro,
            comment="Markdown; keep the link's target.",
            place=owner.source.path,
            keys=("intro",),
        )
    if owner.note:
        yield SharedWord(
            context="note",
            english=owner.note,
            comment="Markdown.",
            place=owner.source.path,
            keys=("note",),
        )
