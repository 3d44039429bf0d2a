"""Messages as an XCCDF 1.2 benchmark, which OpenSCAP and its kin make guides of.

One file a language: where a file has several, `oscap xccdf generate guide` shows all of them one
behind the other. What a language lacks is in the source, and says so.
"""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.formats.xml import escaped
from bpadocs.messages.catalog import CatalogHead, Entry, FileNames, Piece, merged
from bpadocs.messages.keys import by_product
from bpadocs.rule.model import (
    Category,
    Product,
    Severity,
    general_form,
)
from bpadocs.rule.placeholders import fill
from bpadocs.runtime import FORMAT

_NAMESPACE = "http://checklists.nist.gov/xccdf/1.2"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_OWN_NAMESPACE = "urn:bpadocs:messages"
_NAMED = "xccdf_bpadocs"
"""What ids begin with: XCCDF wants the name of whoever made them."""

_SEVERITIES = {
    Severity.ERROR: "high",
    Severity.WARNING: "medium",
    Severity.INFORMATION: "info",
}
_BEFORE = {"title": "title", "issue": "description"}
_BEHIND = {"impact": "rationale", "resolution": "fixtext"}
"""Our fields as elements, in front of the references and behind them."""

# In a fragment. UTF-8 never has this byte.
_BEHIND_CATEGORY = b"\xfc"


def paths(names: FileNames) -> list[str]:
    """Return where the file of a language is, below build/messages/."""
    return [_path(names.language)]


def _path(language: str) -> str:
    return f"xccdf/{language}.xml"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule, and in front of it its category, by which rules stand together."""
    category = entry.facts.category.encode()
    return category + _BEHIND_CATEGORY + "".join(_rule(entry, english)).encode()


def excerpt(entry: Entry, english: Entry) -> str:
    """Return one rule's part of the benchmark as somebody reads it there."""
    return "".join(_rule(entry, english))


def _rule(entry: Entry, english: Entry) -> Iterator[str]:
    facts = entry.facts
    fields, fallback = merged(entry, english)
    labels = {name: f"<{label}>" for name, label in entry.argument_labels.items()}
    shown: dict[str, str] = {}
    for name in (*_BEFORE, *_BEHIND):
        if name in fields:
            text = general_form(fields[name])
            # A title has no arguments, and a brace in it is a brace.
            shown[name] = escaped(text if name == "title" else fill(text, labels))
    severity = _SEVERITIES[facts.level]
    yield f'<Rule id="{_id("rule", facts.model, facts.help_id)}" '
    yield f'severity="{severity}" selected="true">\n'
    source = entry.source_language
    yield from _elements(_BEFORE, shown, fallback, source)
    link = escaped(str(fields["help"]))
    yield f'<reference href="{link}">{escaped(facts.page)}</reference>\n'
    yield _metadata(entry)
    yield from _elements(_BEHIND, shown, fallback, source)
    yield "</Rule>\n"


def _elements(
    names: Mapping[str, str],
    shown: Mapping[str, str],
    fallback: Sequence[str],
    source: str,
) -> Iterator[str]:
    """Yield these fields as elements; one that fell back says that it is in the source."""
    for field, element in names.items():
        if field in shown:
            if field in fallback:
                lang = f' xml:lang="{source}"'
            else:
                lang = ""
            yield f"<{element}{lang}>{shown[field]}</{element}>\n"


def _metadata(entry: Entry) -> str:
    """Return what programs need to know of a rule."""
    facts = entry.facts
    attributes = {
        "id": entry.rule,
        "severity": facts.severity,
        "category": facts.category,
        "page": facts.page,
    }
    words = [f' {name}="{escaped(value)}"' for name, value in attributes.items()]
    arguments: list[str] = []
    for one in facts.arguments:
        arguments.append(f'<argument name="{one.name}" type="{one.type}"/>')
    start = f'<rule xmlns="{_OWN_NAMESPACE}"{"".join(words)}>'
    return f"<metadata>{start}{''.join(arguments)}</rule></metadata>\n"


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the benchmark of all rules: a group a product, and in it one a category."""
    language = head.language.language
    benchmark = f"{_NAMED}_benchmark_rules"
    title = escaped(head.title)
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Benchmark xmlns="{_NAMESPACE}" id="{benchmark}" '
        f'resolved="1" xml:lang="{language}">\n'
        "<status>draft</status>\n"
        f"<title>{title}</title>\n"
        f"<description>{title}</description>\n"
        f"<version>{escaped(head.version or '0')}</version>\n"
        f'<metadata><dc:title xmlns:dc="{_DUBLIN_CORE}">{title}</dc:title>'
        f'<catalog xmlns="{_OWN_NAMESPACE}" format="{FORMAT}"/></metadata>\n'
    )
    parts = [start.encode()]
    for product, own in by_product(head.products, pieces):
        parts += _group(head, product, own)
    return {_path(language): b"".join([*parts, b"</Benchmark>\n"])}


def _group(
    head: CatalogHead, product: Product, pieces: Sequence[Piece]
) -> Iterator[bytes]:
    by_category: dict[bytes, list[bytes]] = {}
    for piece in pieces:
        name, _, rule = piece.content.partition(_BEHIND_CATEGORY)
        by_category.setdefault(name, []).append(rule)
    yield _group_start(product.name, product.model)
    for category in (*Category, *product.categories):
        own = by_category.get(category.encode())
        if own:
            word = head.words[f"Category_{category.capitalize()}"]
            yield _group_start(word, product.model, category)
            yield from own
            yield b"</Group>\n"
    yield b"</Group>\n"


def _group_start(title: str, *names: str) -> bytes:
    start = f'<Group id="{_id("group", *names)}">\n<title>{escaped(title)}</title>\n'
    return start.encode()


def _id(kind: str, *names: str) -> str:
    return escaped("_".join([_NAMED, kind, *names]))
