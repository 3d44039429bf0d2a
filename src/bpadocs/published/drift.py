"""Tell block by block how the English of a page has changed since the page was translated.

A translation has the blocks of the English that it was made from. So its blocks are paired with
those, and what became of these in the English of now is told at the block of the translation.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Final

from bpadocs.formats.markdown.piece_changes import PieceChanges, piece_changes
from bpadocs.formats.markdown.pieces import (
    CODE,
    HEADING,
    LIST_ITEM,
    TextPiece,
    pieces,
)
from bpadocs.formats.pairing import Traits, likeness, paired, traits
from bpadocs.lint.history import word_diff
from bpadocs.lint.revision import revision_of
from bpadocs.pages.drift import Became, BlockDrift, Drift, Revision, Settled
from bpadocs.pages.published import Page, Span
from bpadocs.pages.sections import Part, paired_parts, parts_of
from bpadocs.pages.sorted_lists import ListItem, english_order
from bpadocs.published.any_page import read_any_page
from bpadocs.published.fallen_back import as_written, english_beside
from bpadocs.published.looked_through import is_mdx, looked_through
from bpadocs.published.origins import MadeFrom
from bpadocs.published.unreadable import UnreadableError
from bpadocs.system.git import Objects

FIELDS: Final = (
    "title",
    "short-title",
    "linktitle",
    "sidebar_label",
    "description",
    "summary",
)
"""The keys of the front matter whose values are translated."""

_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_WHOLE: Final = "section"
_FIRST_WORDS: Final = 6
_ADDRESSES: Final = re.compile(r"\]\(([^()]*)\)|`([^`\n]+)`")
_TARGET: Final = re.compile(r"\]\(([^()]*)\)")


def drift_of(
    english: Page, page: Page, origin: MadeFrom | None, before: Page | None
) -> Drift:
    """Return how the English has changed since the page was translated.

    `before` is the English of the origin; None where it is not known.
    """
    if origin is None:
        return Drift(Revision.UNKNOWN)
    if origin.is_now:
        return Drift(Revision.THIS, stated=origin.stated)
    # the page itself carries most of the older front matter
    guessed = revision_of(page, english)
    if guessed in (Revision.THIS, Revision.FRONT_MATTER):
        return Drift(guessed, stated=origin.stated)
    if before is None:
        told = Revision.OTHER if origin.stated else Revision.UNKNOWN
        return Drift(told, origin.reason, origin.stated)
    if before.text == english.text:
        return Drift(Revision.THIS, stated=origin.stated)
    comparison = _two_versions(before, english, page, origin.when)
    blocks = tuple(comparison.blocks())
    return Drift(
        revision=Revision.TEXT if blocks else _unchanged(before, english),
        stated=origin.stated,
        blocks=blocks,
        settled=tuple(comparison.settled(before, english)),
    )


def english_before(
    objects: Objects, english: Page, names: Sequence[str]
) -> Page | None:
    """Return the older English page that the first of these objects has which is there.

    Return None where git has none of them.
    """
    for content in objects.read(names):
        if content is not None:
            return _read(content, english)
    return None


def with_settled(before: Page, settled: Sequence[Settled]) -> Page:
    """Return the English a page was made from, with the changes that the page has already."""
    text = before.text
    for start, end, new in sorted(settled, reverse=True):
        text = text[:start] + new + text[end:]
    return (_read(text.encode(), before) if settled else None) or before


def _read(content: bytes, like: Page) -> Page | None:
    """Return another version of a page; None where it cannot be read."""
    try:
        return read_any_page(content, like.file, like.name, like.language, {}, None)
    except UnreadableError:
        return None


def _unchanged(before: Page, english: Page) -> Revision:
    """Return how two pages differ that say the same."""
    if before.text[before.body :] == english.text[english.body :]:
        return Revision.FRONT_MATTER
    return Revision.LAYOUT


def _two_versions(before: Page, english: Page, page: Page, when: str) -> "_TwoVersions":
    old_page = _Taken(english_beside(before, page))
    new_page, own_page = _Taken(english_beside(english, page)), _Taken(page)
    same = old_page.same_as(new_page)
    # what is not translated cannot be older than its English
    gone = {one.field for one in page.fallen_back}
    new = [*new_page.fields(gone)]
    for part, is_same in new_page.parts(same):
        new += new_page.pieces(part, is_whole=is_same)
    old = [*old_page.fields(gone)]
    own_fields = {piece.field: piece for piece in own_page.fields(gone)}
    translated: dict[int, TextPiece] = {}
    for index, piece in enumerate(old):
        if piece.field in own_fields:
            translated[index] = own_fields[piece.field]
    partners = _partners(before, as_written(page))
    languages = before.language, page.language
    for part, is_same in old_page.parts(same):
        pieces_before = old_page.pieces(part, is_whole=is_same)
        partner = partners.get(part.name)
        own = own_page.pieces(partner, is_whole=is_same) if partner else []
        for left, right in _paired(pieces_before, own, languages):
            translated[len(old) + left] = own[right]
        old += pieces_before
    return _TwoVersions(
        old=old,
        new=new,
        translated=translated,
        top=Span(page.body, page.body),
        when=when,
    )


# The pieces of a page


class _Taken:
    """A page, and how it is taken apart."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # a link may lead where a line elsewhere on the page says
        self.definitions = "\n".join(_DEFINITION.findall(page.text, page.body))
        self._is_mdx = is_mdx(page.text)
        self._parts = parts_of(page)

    def fields(self, gone: Container[str]) -> Iterator[TextPiece]:
        """Yield the texts of the front matter, without these."""
        for entry in self.page.front_matter:
            key = entry.key.lower()
            is_text = key in FIELDS and key not in gone
            if is_text and entry.simple and entry.value.strip():
                yield TextPiece(
                    noun=entry.key,
                    text=" ".join(entry.value.split()),
                    start=entry.value_span.start,
                    end=entry.value_span.end,
                    field=key,
                )

    def same_as(self, other: "_Taken") -> Counter[str]:
        """Return the parts that both pages have, as they are written.

        They need not be taken apart, and most parts of most pages are such.
        """
        if self.definitions != other.definitions:
            return Counter()
        own = Counter(self._written(part) for part in self._parts)
        return own & Counter(other._written(part) for part in other._parts)

    def parts(self, same: Counter[str]) -> Iterator[tuple[Part, bool]]:
        """Yield each part, and whether it is one of these."""
        left = same.copy()
        for part in self._parts:
            text = self._written(part)
            left[text] -= 1
            yield part, left[text] >= 0

    def pieces(self, part: Part, *, is_whole: bool) -> list[TextPiece]:
        """Return the pieces of a part, or all of it as one piece."""
        heading = part.heading
        if is_whole:
            return [self._whole(part)]
        found: list[TextPiece] = []
        if heading is not None:
            for piece in pieces(self.page.slice(heading.span)):
                title = replace(
                    piece,
                    noun=HEADING,
                    start=heading.span.start,
                    end=heading.span.end,
                    level=heading.level,
                )
                found.append(title)
        found += self._below(part.body)
        return found

    def _whole(self, part: Part) -> TextPiece:
        start, end = part.body.start, part.body.end
        if part.heading is not None:
            start = part.heading.line.start
            end = max(end, part.heading.line.end)
        return TextPiece(
            noun=_WHOLE,
            text=self._written(part),
            start=start,
            end=end,
        )

    def _below(self, body: Span) -> Iterator[TextPiece]:
        """Yield the pieces of a part below its heading."""
        text = self.page.slice(body)
        seen = looked_through(text, mdx=self._is_mdx)
        if seen is not None:
            text = seen.text
        if self.definitions:
            whole = f"{text}\n\n{self.definitions}"
        else:
            whole = text
        for piece in pieces(whole):
            # code that is never closed goes on to the end of all
            start, end = piece.start, min(piece.end, len(text))
            if start >= end:
                continue
            if seen is not None:
                start = seen.sources.lead_back(start)
                end = seen.sources.lead_back(end - 1) + 1
            yield replace(piece, start=body.start + start, end=body.start + end)

    def _written(self, part: Part) -> str:
        """Return a part as it is written."""
        if part.heading:
            heading = self.page.slice(part.heading.line)
        else:
            heading = ""
        return f"{heading}\n{self.page.slice(part.body)}"


# Which piece of the translation belongs to which piece of its English


def _partners(english: Page, page: Page) -> Mapping[str, Part]:
    """Return the parts of a translation by the names of their English parts."""
    partners: dict[str, Part] = {}
    for pair in paired_parts(english, page):
        if pair.english is not None and pair.translation is not None:
            partners[pair.english.name] = pair.translation
    return partners


def _paired(
    old: Sequence[TextPiece], own: Sequence[TextPiece], languages: tuple[str, str]
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of two parts that belong together.

    Where both parts have the same kinds of pieces, these are paired by their number; a list of
    links that is sorted in each language is in the order of the English.
    """
    order = english_order(_items(old), _items(own), languages)
    if [piece.noun for piece in old] == [piece.noun for piece in own]:
        yield from enumerate(order)
        return
    looks = [_traits(piece) for piece in old]
    own_looks = [_traits(own[number]) for number in order]
    for left, right in paired(looks, own_looks, _alike):
        if left is not None and right is not None:
            yield left, order[right]


def _items(pieces: Sequence[TextPiece]) -> list[ListItem | None]:
    """Return which pieces are items of a list of links."""
    items: list[ListItem | None] = []
    for piece in pieces:
        item = None
        if piece.noun == LIST_ITEM and piece.text.startswith("["):
            targets = _TARGET.findall(piece.text)
            if targets:
                words = _TARGET.sub("", piece.text)
                item = ListItem(LIST_ITEM, words, targets)
        items.append(item)
    return items


def _alike(english: Traits, translation: Traits) -> float:
    """Return how much two pieces look like one another: other numbers are another piece."""
    worth = likeness(english, translation)
    if _numbers(english) == _numbers(translation):
        return worth
    return worth - 0.3


def _numbers(piece: Traits) -> list[str]:
    return sorted(kept for kept in piece.kept if kept.isdigit())


def _traits(piece: TextPiece) -> Traits:
    addresses = [one or other for one, other in _ADDRESSES.findall(piece.text)]
    return traits((piece.noun, piece.level), piece.text, addresses)


# What became of the English of each


@dataclass(frozen=True)
class _TwoVersions:
    """The English a page was made from beside the English of now."""

    old: Sequence[TextPiece]
    new: Sequence[TextPiece]
    translated: Mapping[int, TextPiece]
    """The pieces of the translation by those of the old English."""
    top: Span
    """Where what comes first would stand."""
    when: str
    """What messages say of the time when the page was translated."""

    @property
    def since(self) -> str:
        """What messages say of the time since then."""
        return f"since it was translated{self.when}"

    def blocks(self) -> Iterator[BlockDrift]:
        """Yield what has changed."""
        changes = self.changes
        for new, old in changes.changed.items():
            if not self._is_settled(old, new):
                yield self._changed(old, new)
        for old in changes.removed:
            own = self.translated.get(old)
            if own is not None:
                yield self._removed(self.old[old], own)
        for place, run in groupby(changes.added, self._place):
            yield from self._added(place, list(run))

    def settled(self, before: Page, english: Page) -> Iterator[Settled]:
        """Yield the changes of the older page that the translation has already."""
        for new, old in self.changes.changed.items():
            if self._is_settled(old, new):
                piece, now = self.old[old], self.new[new]
                written = before.text[piece.start : piece.end]
                if piece.noun == CODE:
                    written = english.text[now.start : now.end]
                targets = _TARGET.findall(piece.text), _TARGET.findall(now.text)
                yield piece.start, piece.end, _led_to(written, *targets)

    @cached_property
    def changes(self) -> PieceChanges:
        """How the older English became that of now."""
        return piece_changes(self.old, self.new)

    def _is_settled(self, old: int, new: int) -> bool:
        """Tell whether the translation has a change already that is seen in any language."""
        own = self.translated.get(old)
        if own is None:
            return False
        before, now = self.old[old], self.new[new]
        if own.key == now.key:
            return True
        if _TARGET.sub("", before.text) != _TARGET.sub("", now.text):
            return False
        targets = Counter(_TARGET.findall(now.text))
        return Counter(_TARGET.findall(own.text)) == targets

    def _changed(self, old: int, new: int) -> BlockDrift:
        before, now = self.old[old], self.new[new]
        own = self.translated.get(old)
        if own is not None:
            span = Span(own.start, own.end)
            message = f"the English of this {before.noun} has changed {self.since}"
        else:
            span = self._place(new)
            message = (
                f"the English of a {before.noun} that this page lacks has changed "
                f"{self.since}: it begins “{_beginning(now.text)}”"
            )
        diff = word_diff(before.text, now.text)
        if before.text.split() == now.text.split():
            diff = "only the blanks and line breaks of the code"
        return BlockDrift(
            change=Became.CHANGED,
            span=span,
            message=message,
            diff=diff,
            words=now.words,
            english=Span(now.start, now.end),
        )

    def _removed(self, old: TextPiece, own: TextPiece) -> BlockDrift:
        return BlockDrift(
            change=Became.REMOVED,
            span=Span(own.start, own.end),
            message=f"the English of this {old.noun} was removed {self.since}",
            diff=word_diff(old.text, ""),
            words=0,
        )

    def _added(self, place: Span, run: Sequence[int]) -> Iterator[BlockDrift]:
        """Yield pieces that were added, all at one place."""
        for number, index in enumerate(run, start=1):
            new = self.new[index]
            message = (
                f"the English has a new {new.noun} here since this page was "
                f"translated{self.when}"
            )
            if len(run) > 1:
                message += f" ({number} of {len(run)})"
            yield BlockDrift(
                change=Became.ADDED,
                span=place,
                message=message,
                diff=word_diff("", new.text),
                words=new.words,
                english=Span(new.start, new.end),
            )

    def _place(self, index: int) -> Span:
        """Return the place below what stands before this piece of the English of now."""
        for before in range(index - 1, -1, -1):
            old = self.changes.partner(before)
            if old is not None:
                own = self.translated.get(old)
            else:
                own = None
            if own is not None and not own.field:
                return Span(own.end, own.end)
        return self.top


def _led_to(written: str, targets: Sequence[str], others: Sequence[str]) -> str:
    """Return a text whose links to these targets, in their order, lead to the others."""
    done = ""
    for target, other in zip(targets, others, strict=False):
        before, link, rest = written.partition(f"]({target}")
        if link:
            done += f"{before}]({other}"
            written = rest
    return done + written


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
