"""Tell block by block how the English of a page has changed since the page was translated.

A translation has the blocks of the English that it was made from. So its blocks are paired with
those, and what became of these in the English of now is told at the block of the translation.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.formats.markdown.piece_changes import PieceChanges, piece_changes
from bpadocs.formats.markdown.pieces import Piece, pieces
from bpadocs.formats.pairing import Traits, likeness, paired, traits
from bpadocs.lint.history import word_diff
from bpadocs.lint.revision import revision_of
from bpadocs.pages.drift import BlockDrift, Change, Drift, Revision
from bpadocs.pages.published import Page, Span
from bpadocs.pages.sections import Part, paired_parts
from bpadocs.published.any_page import read_any_page
from bpadocs.published.looked_through import is_mdx, looked_through
from bpadocs.published.origins import Origin
from bpadocs.published.unreadable import UnreadableError
from bpadocs.system.git import Objects

FIELDS: Final = ("title", "description", "summary", "sidebar_label", "linktitle")
"""The keys of the front matter whose values are translated."""

_FIRST_WORDS: Final = 6
_ADDRESSES: Final = re.compile(r"\]\(([^()]*)\)|`([^`\n]+)`")
_TARGET: Final = re.compile(r"\]\(([^()]*)\)")


def drift_of(
    english: Page, page: Page, origin: Origin | None, before: Page | None
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
    blocks = tuple(_blocks(before, english, page, origin.since))
    return Drift(
        revision=Revision.TEXT if blocks else _unchanged(before, english),
        stated=origin.stated,
        blocks=blocks,
    )


def english_before(english: Page, origin: Origin, objects: Objects) -> Page | None:
    """Return the English page that the origin names; None where git does not have it."""
    for content in objects.read(origin.objects):
        if content is not None:
            try:
                return read_any_page(
                    content, english.file, english.name, english.language, {}, None
                )
            except UnreadableError:
                return None
    return None


def _unchanged(before: Page, english: Page) -> Revision:
    """Return how two pages differ that say the same."""
    if before.text[before.body :] == english.text[english.body :]:
        return Revision.FRONT_MATTER
    return Revision.LAYOUT


def _blocks(
    before: Page, english: Page, page: Page, since: str
) -> Iterator[BlockDrift]:
    old = _pieces(before)
    own = _pieces(page)
    translated: dict[int, Piece] = {}
    for index, partner in _partners(before, old, page, own).items():
        translated[index] = own[partner]
    comparison = _Comparison(
        old=old,
        new=_pieces(english),
        translated=translated,
        top=Span(page.body, page.body),
        since=since or "since it was translated",
    )
    yield from comparison.blocks()


def _pieces(page: Page) -> Sequence[Piece]:
    """Return the pieces of a page: the texts of its front matter, and those below it."""
    found: list[Piece] = []
    for entry in page.front_matter:
        if entry.key.lower() in FIELDS and entry.simple and entry.value.strip():
            piece = Piece(
                noun=entry.key,
                text=" ".join(entry.value.split()),
                start=entry.value_span.start,
                end=entry.value_span.end,
                field=entry.key.lower(),
            )
            found.append(piece)
    text = page.text[page.body :]
    seen = looked_through(text, mdx=is_mdx(page.text))
    for piece in pieces(text if seen is None else seen.text):
        start, end = piece.start, piece.end
        if seen is not None:
            start = seen.sources.lead_back(start)
            end = seen.sources.lead_back(max(piece.end - 1, piece.start)) + 1
        found.append(piece.moved(page.body + start, page.body + end))
    return found


# Which piece of the translation belongs to which piece of its English


def _partners(
    english: Page, old: Sequence[Piece], page: Page, own: Sequence[Piece]
) -> Mapping[int, int]:
    """Return the pieces of the translation by the pieces of the English it was made from."""
    partners: dict[int, int] = {}
    fields = {piece.field: index for index, piece in enumerate(own) if piece.field}
    for index, piece in enumerate(old):
        if piece.field in fields:
            partners[index] = fields[piece.field]
    for pair in paired_parts(english, page):
        if pair.english is None or pair.translation is None:
            continue
        left = _inside(old, pair.english)
        right = _inside(own, pair.translation)
        partners.update(_paired(old, left, own, right))
    return partners


def _inside(found: Sequence[Piece], part: Part) -> list[int]:
    """Return the pieces of a part of a page, the heading among them."""
    first = part.heading.line.start if part.heading else part.body.start
    last = max(part.body.end, part.heading.line.end if part.heading else 0)
    return [
        index
        for index, piece in enumerate(found)
        if not piece.field and first <= piece.start < last
    ]


def _paired(
    old: Sequence[Piece],
    left: Sequence[int],
    own: Sequence[Piece],
    right: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of two parts that belong together: by number where both have the same kinds."""
    nouns = [old[index].noun for index in left]
    if nouns == [own[index].noun for index in right]:
        yield from zip(left, right, strict=True)
        return
    looks = [_traits(old[index]) for index in left]
    own_looks = [_traits(own[index]) for index in right]
    for one, other in paired(looks, own_looks, likeness):
        if one is not None and other is not None:
            yield left[one], right[other]


def _traits(piece: Piece) -> Traits:
    addresses = [one or other for one, other in _ADDRESSES.findall(piece.text)]
    return traits((piece.noun, piece.level), piece.text, addresses)


# What became of the English of each


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The English a page was made from beside the English of now."""

    old: Sequence[Piece]
    new: Sequence[Piece]
    translated: Mapping[int, Piece]
    """The pieces of the translation by those of the old English."""
    top: Span
    """Where what comes first would stand."""
    since: str

    def blocks(self) -> Iterator[BlockDrift]:
        """Yield what has changed."""
        changes = piece_changes(self.old, self.new)
        for new, old in changes.changed.items():
            own = self.translated.get(old)
            if own is None or not _is_up_to_date(self.old[old], self.new[new], own):
                yield self._changed(self.old[old], self.new[new], own, changes, new)
        for old in changes.removed:
            own = self.translated.get(old)
            if own is not None:
                yield self._removed(self.old[old], own)
        for run in _runs(changes.added):
            yield from self._added(run, changes)

    def _changed(
        self,
        old: Piece,
        new: Piece,
        own: Piece | None,
        changes: PieceChanges,
        index: int,
    ) -> BlockDrift:
        message = f"the English of this {old.noun} has changed {self.since}"
        if own is None:
            message = (
                f"the English of a {old.noun} that this page lacks has changed "
                f"{self.since}: it begins “{_beginning(new.text)}”"
            )
        span = Span(own.start, own.end) if own else self._place(index, changes)
        diff = word_diff(old.text, new.text)
        if " ".join(old.text.split()) == " ".join(new.text.split()):
            diff = "only the blanks and line breaks of the code"
        return BlockDrift(
            change=Change.CHANGED,
            span=span,
            message=message,
            diff=diff,
            words=new.words,
        )

    def _removed(self, old: Piece, own: Piece) -> BlockDrift:
        return BlockDrift(
            change=Change.REMOVED,
            span=Span(own.start, own.end),
            message=f"the English of this {old.noun} was removed {self.since}",
            diff=word_diff(old.text, ""),
            words=0,
        )

    def _added(self, run: Sequence[int], changes: PieceChanges) -> Iterator[BlockDrift]:
        """Yield pieces that were added one after the other, all at one place."""
        place = self._place(run[0], changes)
        for number, index in enumerate(run, start=1):
            new = self.new[index]
            count = f" ({number} of {len(run)})" if len(run) > 1 else ""
            yield BlockDrift(
                change=Change.ADDED,
                span=place,
                message=f"a {new.noun} was added to the English here {self.since}{count}",
                diff=word_diff("", new.text),
                words=new.words,
            )

    def _place(self, index: int, changes: PieceChanges) -> Span:
        """Return the place below what stands before this piece of the English of now."""
        for before in range(index - 1, -1, -1):
            old = changes.kept.get(before, changes.changed.get(before))
            own = self.translated.get(old) if old is not None else None
            if own is not None and not own.field:
                return Span(own.end, own.end)
        return self.top


def _beginning(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")


def _is_up_to_date(old: Piece, new: Piece, own: Piece) -> bool:
    """Tell whether a translation has a change already that can be seen in any language."""
    if own.key == new.key:
        return True
    if _TARGET.sub("", old.text) != _TARGET.sub("", new.text):
        return False
    targets = Counter(_TARGET.findall(new.text))
    return Counter(_TARGET.findall(own.text)) == targets


def _runs(indexes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the indexes that follow one another, each run as one."""
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
