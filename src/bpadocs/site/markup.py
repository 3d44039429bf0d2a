"""Show a built page as HTML.

Whatever it holds stays text: only Markdown's own elements come out, and of HTML only `<br>` and the
anchors that pages carry.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from bpadocs.formats.markdown import Block, Document, Inline, parse
from bpadocs.pages.markup import slug
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.site.highlight import highlight, language_name
from bpadocs.site.links import Link
from bpadocs.words.cldr import direction

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a (?:name|id)=\"([\w.-]+)\">", re.IGNORECASE)
_TAG = re.compile(r"<br\s*/?>|<a (?:name|id)=\"[\w.-]+\">\s*</a>", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_SAFE_ID = re.compile(r"[^\w-]+")

SECTION_LEVEL = 2
"""The highest level of a heading: the title of the page is above it."""
ALERTS = {
    "NOTE": "Note",
    "TIP": "Tip",
    "IMPORTANT": "Important",
    "CAUTION": "Caution",
    "WARNING": "Warning",
}


@dataclass(frozen=True, slots=True)
class HtmlHeading:
    """A heading of a page, for “in this article”; `lang` where it is not in the page's language."""

    anchor: str
    text: str
    level: int
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class HtmlFragment:
    """A page as HTML: its title, what stands below it, and the headings in that."""

    title: Markup
    title_lang: str | None
    html: Markup
    headings: tuple[HtmlHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page does not say itself: where links lead, what a language calls alerts."""

    link: Callable[[str], Link]
    word: Callable[[str], str]
    anchor: Callable[[str], str] = str
    """Returns an anchor made from this one that nothing else on the page has."""
    marked: Callable[[Inline, int], Markup] | None = None
    """Returns a piece of text or code as HTML, where something in it is marked.

    The piece is of a part of the text that begins at this offset.
    """
    picture: Callable[[Inline], Markup] | None = None
    """Returns a picture as HTML; without it, a picture's words stand in its place."""
    is_excerpt: bool = False
    """Whether the text stands among others: its headings are no headings of the page, and nothing
    leads to places in it.
    """


def page_fragment(
    text: str,
    around: Surroundings,
    mark: str | None = None,
    source_language: str = SOURCE_LANGUAGE,
) -> HtmlFragment:
    """Return a page's Markdown as HTML.

    `mark` is what a localized page writes before a text that is in the source language for want of
    a translation; readers that speak are told the language of such a text.
    """
    renderer = _HtmlRenderer([parse(part.text) for part in _read_apart(text)], around)
    top = renderer.top
    title, title_lang = Markup(), None
    if _begins_with_title(top):
        title = renderer.title(top[0])
        title_lang = source_language if mark and top[0].plain.startswith(mark) else None
        top = top[1:]
    pieces = []
    for blocks, fallen_back in _by_language(top, mark):
        renderer.lang = source_language if fallen_back else None
        html = renderer.blocks(blocks)
        if fallen_back:
            around_it = Markup('<div class="fallback" lang="{}" dir="{}">\n{}</div>\n')
            html = around_it.format(source_language, direction(source_language), html)
        pieces.append(html)
    return HtmlFragment(
        title=title,
        title_lang=title_lang,
        html=Markup("").join(pieces),
        headings=tuple(renderer.headings),
    )


def _begins_with_title(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and blocks[0].kind == "heading" and blocks[0].level == 1


class _TextPart(NamedTuple):
    """A part of a text, and where in it that begins."""

    start: int
    text: str


_PARTS = re.compile(
    r"""
    # code between fences that are as far from the margin as all that is between them
    ^(?P<indent>[ ]*)```[^`\n]*\n
    (?:(?P=indent)(?![ ]*```)[^\n]+\n|\n)*
    (?P=indent)```[ ]*$
    # what else may go on below empty lines, in a list or a quote too: other code, and HTML
    |(?P<reaching_further>^[ \t*+>.)\d-]*(?:```|~~~|<))
    # a heading ends what is above it, and itself with its line, unless that is the first of a table
    |(?P<heading>^[#]{1,6}[ ][^\n]*$)(?!\n[ ]*[|:-])
    # between them, a line that begins with a word ends a list, a quote and a table
    |\n\n(?P<paragraph>)(?=[\\]|[*]?[^\W\d_])
    """,
    re.MULTILINE | re.VERBOSE,
)


def _read_apart(text: str) -> list[_TextPart]:
    """Return a text in parts that mean the same each by itself.

    The same parts are on many pages, and the details of a rule are on its page and beside those of
    other languages: each part is parsed once.
    """
    if "]:" in text:
        # a definition is for links in all parts
        return [_TextPart(0, text)]
    cuts = [0]
    for found in _PARTS.finditer(text):
        if found["reaching_further"] is not None:
            break
        if found["heading"] is not None:
            cuts += found.span("heading")
        elif found["paragraph"] is not None:
            cuts.append(found.end())
    else:
        # empty lines at the end may be in code that nobody has closed
        text = text.rstrip("\n")
    parts = []
    for start, end in pairwise([*cuts, len(text)]):
        own = text[start:end].lstrip("\n")
        if own:
            begin = end - len(own)
            parts.append(
                _TextPart(begin, own if end == len(text) else own.rstrip("\n"))
            )
    return parts


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of a text as HTML, with its span in the text."""

    kind: str
    start: int
    end: int
    html: Markup
    items: tuple["HtmlBlock", ...] = ()
    """The items of a list, each as a list of its own."""


def joined(pieces: Iterable[Markup]) -> Markup:
    """Return pieces of HTML as one; Markup's own way would look at each of them again."""
    return Markup("".join(pieces))


def html_blocks(text: str, around: Surroundings) -> list[HtmlBlock]:
    """Return each block of a text by itself, to be shown beside that of another text."""
    found = []
    for part in _read_apart(text):
        renderer = _HtmlRenderer([parse(part.text)], around, part.start)
        found += [renderer.alone(block) for block in renderer.top]
    return found


def _by_language(
    blocks: Sequence[Block], mark: str | None
) -> Iterator[tuple[list[Block], bool]]:
    """Cut a page where it falls back to the source, and where it is in its own language again."""
    run: list[Block] = []
    before = False
    for number, block in enumerate(blocks):
        previous = blocks[number - 1] if number else None
        now = _falls_back(block, previous, before, mark)
        if run and now != before:
            yield run, before
            run = []
        before = now
        run.append(block)
    if run:
        yield run, before


def _falls_back(
    block: Block, previous: Block | None, before: bool, mark: str | None
) -> bool:
    """Return whether a block is the source: it is marked, or continues what was."""
    if not mark:
        return False
    if block.kind == "paragraph" and block.plain.startswith(mark):
        return True
    if not before or previous is None:
        return False
    # a mark in a paragraph of its own comes before details, which may begin with their own heading
    after_mark = previous.kind == "paragraph" and previous.plain == mark
    return after_mark or not (block.kind == "heading" and block.level <= SECTION_LEVEL)


class _HtmlRenderer:
    """Render one text, or its parts.

    Their blocks come flat, in their order; `path` says which are inside which.
    """

    def __init__(
        self, documents: Sequence[Document], around: Surroundings, start: int = 0
    ) -> None:
        self.around = around
        self._start = start
        """Where in the text the only part begins, if places in the text are asked for."""
        self.headings: list[HtmlHeading] = []
        self.lang: str | None = None
        self.top: list[Block] = []
        self.inner: dict[int, list[Block]] = {}
        self._texts: dict[int, str] = {}
        for document in documents:
            self.top += [block for block in document.blocks if not block.path]
        # parts that read the same are one document
        for document in dict.fromkeys(documents):
            for block in document.blocks:
                self._texts[id(block)] = document.text
                if block.path:
                    self.inner.setdefault(id(block.path[-1]), []).append(block)

    def _source(self, block: Block) -> str:
        """Return a block as it was written."""
        return self._texts[id(block)][block.start : block.end]

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Return these blocks, one after the other."""
        return joined(map(self._block, blocks))

    def alone(self, block: Block) -> HtmlBlock:
        """Return a block by itself. Of a list, the items are blocks of their own too."""
        items: list[HtmlBlock] = []
        if block.kind in ("bullet_list", "ordered_list"):
            tight = self._is_tight(block)
            for place, item in enumerate(self.inner.get(id(block), [])):
                words = Markup(f"<li>{self._item(item, tight)}</li>\n")
                number = block.level + place
                html = _list(block.kind, number, words)
                items.append(
                    HtmlBlock(
                        kind=item.kind,
                        start=self._start + item.start,
                        end=self._start + item.end,
                        html=html,
                    )
                )
        return HtmlBlock(
            kind=f"{block.kind} {block.level if block.kind == 'heading' else ''}",
            start=self._start + block.start,
            end=self._start + block.end,
            html=self._block(block),
            items=tuple(items),
        )

    def _block(self, block: Block) -> Markup:
        match block.kind:
            case "paragraph":
                return Markup(f"<p>{self._inlines(block.inlines)}</p>\n")
            case "heading":
                return self._heading(block)
            case "fence":
                return code_block(block.plain, block.info)
            case "code":
                return code_block(block.plain, "")
            case "html":
                return _html(self._source(block), self.around.is_excerpt)
            case "rule":
                return Markup("<hr>\n")
            case _:
                return self._container(block, self.inner.get(id(block), []))

    def _container(self, block: Block, inner: Sequence[Block]) -> Markup:
        """Return a block that has other blocks inside."""
        match block.kind:
            case "bullet_list" | "ordered_list":
                return _list(block.kind, block.level, self._items(block, inner))
            case "quote":
                return Markup(f"<blockquote>\n{self.blocks(inner)}</blockquote>\n")
            case "alert":
                return self._alert(block, inner)
            case "table":
                return self._table(block, inner)
        return self.blocks(inner)

    def title(self, block: Block) -> Markup:
        """Return the words of the page's own heading."""
        _, words = _anchor_of(block)
        return self._inlines(words)

    def _heading(self, block: Block) -> Markup:
        if self.around.is_excerpt:
            _, words = _anchor_of(block)
            return Markup(f'<p class="heading">{self._inlines(words)}</p>\n')
        level = self._level(block)
        name, words = _anchor_of(block)
        anchor = self.around.anchor(_SAFE_ID.sub("-", name or slug(block.plain)))
        html_heading = HtmlHeading(
            anchor=anchor,
            text=block.plain,
            level=level,
            lang=self.lang,
        )
        self.headings.append(html_heading)
        inside = self._inlines(words)
        return Markup(f'<h{level} id="{escape(anchor)}">{inside}</h{level}>\n')

    def _level(self, block: Block) -> int:
        """Return the level of a heading, at most one below that of the heading before it.

        Readers that jump from heading to heading would look for what is missing in between.
        """
        before = self.headings[-1].level if self.headings else SECTION_LEVEL - 1
        return min(max(block.level, SECTION_LEVEL), before + 1)

    def _is_tight(self, block: Block) -> bool:
        # the items of a list without empty lines are lines, not paragraphs
        return not _EMPTY_LINE.search(self._source(block))

    def _items(self, block: Block, items: Iterable[Block]) -> Markup:
        tight = self._is_tight(block)
        pieces = []
        for item in items:
            pieces.append(Markup(f"<li>{self._item(item, tight)}</li>\n"))
        return joined(pieces)

    def _item(self, item: Block, tight: bool) -> Markup:
        inner = self.inner.get(id(item), [])
        if tight and inner and inner[0].kind == "paragraph":
            return self._inlines(inner[0].inlines) + self.blocks(inner[1:])
        return self.blocks(inner)

    def _alert(self, block: Block, inner: Iterable[Block]) -> Markup:
        kind = block.info if block.info in ALERTS else "NOTE"
        title = escape(self.around.word(ALERTS[kind]))
        return Markup(
            f'<div class="alert alert-{kind.lower()}">\n'
            f'<p class="alert-title">{title}</p>\n{self.blocks(inner)}</div>\n'
        )

    def _table(self, block: Block, rows: Iterable[Block]) -> Markup:
        alignment = _alignment(self._source(block))
        head: list[Markup] = []
        body: list[Markup] = []
        for row in rows:
            if row.info == "header":
                head.append(self._row(row, "th", alignment))
            else:
                body.append(self._row(row, "td", alignment))
        return Markup(
            f'<div class="wide" tabindex="0"><table>\n<thead>\n{joined(head)}</thead>\n'
            f"<tbody>\n{joined(body)}</tbody>\n</table></div>\n"
        )

    def _row(self, row: Block, tag: str, alignment: Sequence[str]) -> Markup:
        """Return a row of a table; cells beyond its columns are not shown, as everywhere."""
        cells = []
        for cell, column in zip(self.inner.get(id(row), []), alignment, strict=False):
            attribute = f' class="{column}"' if column else ""
            words = self._inlines(cell.inlines)
            cells.append(Markup(f"<{tag}{attribute}>{words}</{tag}>"))
        return Markup(f"<tr>{joined(cells)}</tr>\n")

    def _inlines(self, inlines: Iterable[Inline]) -> Markup:
        """Return pieces of text. What HTML opens, it closes in the same text."""
        anchors = 0
        pieces = []
        for piece in inlines:
            if piece.kind == "html":
                html, opened = _inline_html(piece.text, anchors, self.around.is_excerpt)
                anchors += opened
                pieces.append(html)
            else:
                pieces.append(self._inline(piece))
        if anchors:
            pieces.append(Markup("</a>" * anchors))
        return joined(pieces)

    def _inline(self, piece: Inline) -> Markup:
        match piece.kind:
            case "em" | "strong":
                words = self._inlines(piece.children)
                return Markup(f"<{piece.kind}>{words}</{piece.kind}>")
            case "code":
                return Markup(f"<code>{self._words(piece)}</code>")
            case "link":
                return self._link(piece)
            case "image":
                return self._picture(piece)
            case "break":
                if piece.text == "hard":
                    return Markup("<br>\n")
                return Markup("\n")
        return self._words(piece)

    def _picture(self, piece: Inline) -> Markup:
        if self.around.picture is not None:
            return self.around.picture(piece)
        return Markup('<span class="image">{}</span>').format(
            piece.text or piece.target
        )

    def _words(self, piece: Inline) -> Markup:
        if self.around.marked is None:
            return escape(piece.text)
        return self.around.marked(piece, self._start)

    def _link(self, piece: Inline) -> Markup:
        words = self._inlines(piece.children)
        link = self.around.link(piece.target)
        if link.href is None:
            return Markup('<span class="no-link" title="{}">{}</span>').format(
                piece.target, words
            )
        if link.external:
            rel = "noopener noreferrer"
            opening = f'<a class="external" href="{escape(link.href)}" rel="{rel}">'
        else:
            opening = f'<a href="{escape(link.href)}">'
        return Markup(f"{opening}{words}</a>")


def _list(kind: str, start: int, items: Markup) -> Markup:
    """Return a list of these items; an ordered one may begin with any number."""
    if kind == "bullet_list":
        return Markup(f"<ul>\n{items}</ul>\n")
    first = f' start="{start}"' if start != 1 else ""
    return Markup(f"<ol{first}>\n{items}</ol>\n")


def _inline_html(source: str, anchors: int, is_excerpt: bool) -> tuple[Markup, int]:
    """Return a tag, and by how many it changes the number of open anchors.

    Nothing leads to a place in an excerpt: the anchors in it are shown as they were written.
    """
    if _BREAK.fullmatch(source):
        return Markup("<br>"), 0
    opening = None if is_excerpt else _ANCHOR.fullmatch(source)
    if opening:
        return Markup('<a id="{}">').format(opening[1]), 1
    if anchors and source.lower() == "</a>":
        return Markup("</a>"), -1
    return escape(source), 0


def _anchor_of(block: Block) -> tuple[str, Sequence[Inline]]:
    """Return the anchor that a localized heading carries in front, and the heading without it."""
    inlines = block.inlines
    if (
        len(inlines) > 1
        and inlines[0].kind == "html"
        and inlines[1].text.lower() == "</a>"
    ):
        opening = _ANCHOR.fullmatch(inlines[0].text)
        if opening:
            return opening[1], inlines[2:]
    return "", inlines


def code_block(code: str, info: str) -> Markup:
    """Return a block of code in colours, with its language above it."""
    name = language_name(info)
    bar = f"<figcaption>{escape(name)}</figcaption>" if name else ""
    words = highlight(code, info)
    return Markup(
        f'<figure class="code">{bar}<pre tabindex="0"><code>{words}</code></pre></figure>\n'
    )


def _html(source: str, is_excerpt: bool) -> Markup:
    """Return a block of HTML as it was written. Only line breaks and anchors in it do something."""
    pieces = []
    end = 0
    for match in _TAG.finditer(source):
        pieces.append(escape(source[end : match.start()]))
        opening = _ANCHOR.match(match[0])
        if opening and is_excerpt:
            pieces.append(escape(match[0]))
        elif opening:
            pieces.append(Markup('<a id="{}"></a>').format(opening[1]))
        else:
            pieces.append(Markup("<br>"))
        end = match.end()
    pieces.append(escape(source[end:]))
    return Markup('<p class="as-written">{}</p>\n').format(Markup("").join(pieces))


def _alignment(table: str) -> list[str]:
    """Return the class of each column, from the line of dashes below a table's head."""
    lines = table.split("\n")
    if len(lines) < 2:
        return []
    classes = []
    for cell in lines[1].strip(" \t>").strip("|").split("|"):
        dashes = cell.strip()
        if not dashes.endswith(":"):
            classes.append("")
        elif dashes.startswith(":"):
            classes.append("centre")
        else:
            classes.append("end")
    return classes
