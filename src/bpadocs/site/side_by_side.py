"""A text and its translation in lines: each block of one beside that of the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, zip_longest

from markupsafe import Markup, escape

from bpadocs.formats.differences import differences
from bpadocs.lint.findings import Finding
from bpadocs.rule.model import Text
from bpadocs.site.frame import SiteLanguage
from bpadocs.site.marks import Marker, marks_in
from bpadocs.site.markup import HtmlBlock, Surroundings, html_blocks

FoundIn = Callable[[str | None], Sequence[Finding]]
"""Returns the findings in a plural form of a text, or in the text itself."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A block of one of two texts, or a plural form."""

    source: Markup
    """As it was written."""
    html: Markup
    """All of it as the view has it, in the language of the text.

    It is no part of a template, because the English is the same beside every language.
    """
    rendered: Markup | None = None
    """As readers of a page see it, where that is something else."""
    form: str | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """What stands beside each other; nothing where one of both has nothing there."""

    english: TextCell | None
    translation: TextCell | None

    @property
    def sides(self) -> tuple[TextCell | None, TextCell | None]:
        """Both, the English first."""
        return self.english, self.translation


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A block of a text that is to find its like in the other."""

    kind: str
    cell: TextCell
    items: tuple["CellBlock", ...] = ()


@dataclass(frozen=True, slots=True)
class CellMaker:
    """Makes the blocks of one side."""

    around: Surroundings
    ids: Mapping[Finding, str]
    is_markdown: bool
    language: SiteLanguage

    def blocks(self, text: Text | None, found: FoundIn) -> list[CellBlock]:
        """Return the blocks of a text, or its plural forms."""
        if text is None:
            return []
        if isinstance(text, str):
            marks = marks_in(text, found(None), self.ids)
            return list(self._of_text(text, Marker(marks)))
        blocks = []
        for form, words in text.forms.items():
            marks = marks_in(words, found(form), self.ids)
            marker = Marker(marks)
            source = marker.source(words, 0, len(words), tokens=True)
            cell = self._cell(source, form=form)
            blocks.append(CellBlock(form, cell))
        return blocks

    def _of_text(self, text: str, marker: Marker) -> Iterator[CellBlock]:
        if not self.is_markdown:
            source = marker.source(text, 0, len(text), tokens=True)
            cell = self._cell(source)
            yield CellBlock("text", cell)
            return
        around = replace(self.around, is_excerpt=True)
        if marker.marks:
            around = replace(around, marked=partial(marker.inline, text))
        blocks = html_blocks(text, around)
        spans = _spans(blocks, text, len(text))
        for block, span in zip(blocks, spans, strict=True):
            yield self._block(block, text, span, marker)

    def _block(
        self, block: HtmlBlock, text: str, span: tuple[int, int], marker: Marker
    ) -> CellBlock:
        """Return a block with its source."""
        _, end = span
        items = []
        spans = _spans(block.items, text, end)
        for item, own in zip(block.items, spans, strict=True):
            source = _source(text, own, marker)
            cell = self._cell(source, item.html)
            items.append(CellBlock(item.kind, cell))
        if len(items) > 1:
            # the source of a list is that of its items, in which each mark has its anchor once
            source = Markup("\n").join(item.cell.source for item in items)
        else:
            items = []
            source = _source(text, span, marker)
        whole = self._cell(source, block.html)
        return CellBlock(block.kind, whole, tuple(items))

    def _cell(
        self, source: Markup, rendered: Markup | None = None, form: str | None = None
    ) -> TextCell:
        tag = escape(self.language.tag)
        language = f'lang="{tag}" dir="{self.language.direction}"'
        html = f'<div class="words" {language}>{source}</div>'
        if rendered is not None:
            html = (
                f'<div class="rendered" {language}>{rendered}</div>\n'
                f'<div class="words source-text" {language}>{source}</div>'
            )
        return TextCell(
            source=source,
            rendered=rendered,
            form=form,
            html=Markup(html),
        )


def _spans(blocks: Sequence[HtmlBlock], text: str, end: int) -> list[tuple[int, int]]:
    """Return the source of each block: from the beginning of its first line to the next block."""
    starts = [text.rfind("\n", 0, block.start) + 1 for block in blocks]
    return list(pairwise([*starts, end]))


def _source(text: str, span: tuple[int, int], marker: Marker) -> Markup:
    start, end = span
    end = start + len(text[start:end].rstrip())
    return marker.source(text, start, end, tokens=False)


def aligned(
    english: Sequence[CellBlock], translation: Sequence[CellBlock]
) -> list[TextLine]:
    """Return both texts in lines, like beside like as far as they have the same blocks."""
    lines: list[TextLine] = []
    before = [block.kind for block in english]
    after = [block.kind for block in translation]
    for kind, i1, i2, j1, j2 in differences(before, after):
        here = english[i1:i2]
        there = translation[j1:j2]
        for left, right in zip_longest(here, there):
            if kind == "equal" and _are_alike(left.items, right.items):
                lines += aligned(left.items, right.items)
            else:
                lines.append(_line(left, right))
    return lines


def _are_alike(items: Sequence[CellBlock], others: Sequence[CellBlock]) -> bool:
    """Whether two lists have the same number of items, so that each stands beside its like."""
    return len(items) > 0 and len(items) == len(others)


def _line(left: CellBlock | None, right: CellBlock | None) -> TextLine:
    return TextLine(
        english=left.cell if left else None,
        translation=right.cell if right else None,
    )
