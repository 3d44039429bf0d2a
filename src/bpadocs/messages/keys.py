"""The keys of checkers that have flat tables: `TestFailover_Problem`, with arguments by number."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bpadocs.messages.catalog import CatalogHead, Entry, Fields, MessageFacts, Piece
from bpadocs.rule.model import Plural, Product, Text
from bpadocs.rule.placeholders import doubled, positional
from bpadocs.runtime import FORMAT
from bpadocs.words.cldr import name_in_english

SUFFIXES = {
    "title": "Title",
    "issue": "Problem",
    "impact": "Impact",
    "resolution": "Resolution",
    "compliant": "Compliant",
}
"""What Best Practices Analyzer calls our fields."""

FACTS = ("Severity", "Category", "Page", "Help", "Arguments")
"""The keys behind the texts of a rule, for programs: nothing of them is translated."""


class FlatText(NamedTuple):
    """One text under a key of its own."""

    key: str
    text: str
    field: str
    form: str
    """The plural category, where it is a form that stands beside the general one."""


def flat_texts(facts: MessageFacts, fields: Fields) -> Iterator[FlatText]:
    """Yield the texts of a rule. The general form of a plural text has the key of the field.

    Each other form has a key of its own: `TestFailover_Problem_One`.
    """
    order = [argument.name for argument in facts.arguments]
    for field, suffix in SUFFIXES.items():
        if field not in fields:
            continue
        key = f"{facts.help_id}_{suffix}"
        for form, text in _forms(fields[field]):
            own_key = f"{key}_{form.capitalize()}" if form else key
            if field == "title":
                # It has no arguments, and a brace in it is a brace.
                text = doubled(text)
            else:
                text = positional(text, order)
            yield FlatText(
                key=own_key,
                text=text,
                field=field,
                form=form,
            )


def _forms(text: Text) -> Iterator[tuple[str, str]]:
    if not isinstance(text, Plural):
        yield "", text
        return
    yield "", text.other
    for category, form in text.forms.items():
        if category != "other":
            yield category, form


def fact_pairs(facts: MessageFacts, help_link: str) -> Iterator[tuple[str, str]]:
    """Yield what programs need to know of a rule, by flat keys."""
    arguments: list[str] = []
    for argument in facts.arguments:
        arguments.append(f"{argument.name}:{argument.type}")
    values = (
        facts.severity,
        facts.category,
        facts.page,
        help_link,
        " ".join(arguments),
    )
    for name, value in zip(FACTS, values, strict=True):
        yield f"{facts.help_id}_{name}", str(value)


def head_pairs(head: CatalogHead) -> Iterator[tuple[str, str]]:
    """Yield what a catalog says of itself, by flat keys."""
    yield "Catalog_Format", str(FORMAT)
    yield "Catalog_Language", head.language.language
    yield "Catalog_Version", head.version
    # Which plural form a number takes, for whoever reads the keys of forms.
    yield "Catalog_Plural", head.language.data["plural"].replace("\n", "; ")


def older_than_source(entry: Entry) -> str:
    """Return what a remark says of stale texts, for translators."""
    return f"older than its {name_in_english(entry.source_language)}"


def argument_notes(entry: Entry) -> Iterator[str]:
    """Yield a line on each argument of a rule, for translators: `{0} names (list): …`."""
    counted = {text.count for text in entry.fields.values() if isinstance(text, Plural)}
    for number, argument in enumerate(entry.facts.arguments):
        kind = argument.type + (", counted" if argument.name in counted else "")
        label = " ".join(entry.argument_labels[argument.name].split())
        yield f"{{{number}}} {argument.name} ({kind}): {label}"


def by_product(
    products: Mapping[str, Product], pieces: Iterable[Piece]
) -> Iterator[tuple[Product, list[Piece]]]:
    """Yield each product that has rules, with their parts in the order in which they come."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        product, _, _ = piece.rule.partition("/")
        found.setdefault(product, []).append(piece)
    for name, own in found.items():
        yield products[name], own
