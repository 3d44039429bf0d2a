"""Links from the texts of a rule to pages of others, which follow when a page moves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bpadocs.formats.yaml.edit import Path, Value, edit
from bpadocs.formats.yaml.nodes import Source
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import Rule, Stamp
from bpadocs.rule.names import page_address
from bpadocs.rule.provenance import fingerprint, format_stamp, is_about, is_from

# A link, a reference or HTML; then a way to another product, if any, and the page.
_LINK = re.compile(
    r"(?:\]\(<?|\]:[ \t]*<?|href=[\"'])"
    r"(?P<way>\./|\.\./(?P<product>[^/\s()#\"'<>]+)/)?"
    r"(?P<page>[^/\s()#\"'<>:]+)\.md(?=[)#?>\s\"'])"
)


class PageLink(NamedTuple):
    """A link to a page of this project or beside it."""

    address: str
    """`hyper-v/Some-Page`."""
    start: int
    end: int
    """Of the path, without what is behind `#`, as offsets in the file."""
    is_within_product: bool
    """Whether it is written as a page of the same product."""


@dataclass(frozen=True, slots=True)
class PageMoves:
    """Where the texts of a rule stand, and which pages have another address."""

    product: str
    """The product of the rule as it was."""
    product_now: str
    moved: Mapping[str, str]
    """From the addresses of before to those of now."""


def may_link(text: str, addresses: Iterable[str]) -> bool:
    """Whether a file may have a link to one of these pages; to tell for sure takes longer."""
    pages = {address.partition("/")[2] for address in addresses}
    return any(match["page"] in pages for match in _LINK.finditer(text))


def page_links(text: str, path: str, product: str) -> Iterator[PageLink]:
    """Yield the links of a rule's texts to pages, by the text of its file."""
    texts = Source(path, text).node(["text"])
    for match in _LINK.finditer(text, texts.start, texts.end):
        page = match["page"]
        start = match.start("page")
        if match["way"]:
            start = match.start("way")
        yield PageLink(
            address=page_address(match["product"] or product, page),
            start=start,
            end=match.end("page") + len(".md"),
            is_within_product=match["product"] is None,
        )


def relinked(text: str, path: str, moves: PageMoves) -> str:
    """Return the text of a rule file whose links lead to where the pages are now."""
    has_left = moves.product != moves.product_now
    pieces: list[str] = []
    end = 0
    for link in page_links(text, path, moves.product):
        now = moves.moved.get(link.address, link.address)
        is_elsewhere = has_left and link.is_within_product
        if now == link.address and not is_elsewhere:
            continue
        pieces.append(text[end : link.start])
        pieces.append(link_to(now, moves.product_now))
        end = link.end
    pieces.append(text[end:])
    return "".join(pieces)


def link_to(address: str, product: str) -> str:
    """Return how a page of this product links to another page."""
    own, _, page = address.partition("/")
    if own == product:
        return f"{page}.md"
    return f"../{own}/{page}.md"


def restamped(before: Rule, after: Rule) -> str:
    """Return the file of a rule whose texts say the same as before, with stamps of these texts.

    What was confirmed stays so: a link that follows its page is no other text to a translator.
    """
    edits: dict[Path, Value | None] = {}
    for language, translation in before.text.items():
        for name, stamp in translation.stamps.items():
            new = _restamped(stamp, before, after, (language, name))
            if new != stamp:
                edits["text", language, "synced", name] = format_stamp(new)
    text = after.source.text
    if not edits:
        return text
    return edit(text, edits, key_order)


def _restamped(
    stamp: Stamp, before: Rule, after: Rule, field: tuple[str, str]
) -> Stamp:
    """Return the stamp of a field, given by its language and name; of another text it stays."""
    language, name = field
    source = stamp.source
    english = before.english.get(name)
    if english is not None and is_from(stamp, english):
        source = fingerprint(after.english[name])
    target = stamp.target
    text = before.field(language, name)
    if text is not None and is_about(stamp, text):
        target = fingerprint(after.text[language].fields[name])
    return stamp._replace(source=source, target=target)
