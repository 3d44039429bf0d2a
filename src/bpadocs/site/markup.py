"""A built page as HTML. Whatever it holds stays text: only Markdown's own elements come out, and of
HTML only `<br>` and the anchors that pages carry.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bpadocs.markdown import Block, Inline, parse
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.pages.anchors import slug
from bpadocs.site.highlight import highlight, language_name
from bpadocs.site.links import Link

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a (?:name|id)=\"([\w.-]+)\">", re.IGNORECASE)
_TAG = re.compile(r"<br\s*/?>|<a (?:name|id)=\"[\w.-]+\">\s*</a>", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_SAFE_ID = re.compile(r"[^\w-]+")

SECTION_LEVEL = 2
"""No heading stands higher than this: the title of the page comes above."""
ALERTS = {"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "CAUTION": "Caution", "WARNING": "Warning"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for “in this article”; `lang` where it is not in the page's language."""

    anchor: str
    text: str
    level: int
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A page as HTML: its title, what stands below it, and the headings in that."""

    title: Markup
    title_lang: str | None
    html: Markup
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page does not say itself: where links lead, what words a language has for alerts."""

    link: Callable[[str], Link]
    word: Callable[[str], str]
    anchor: Callable[[str], str] = str
    """An anchor that nothing else on the page has, made from this one."""


def page_fragment(text: str, around: Surroundings, mark: str | None = None) -> Fragment:
    """Return a page's Markdown as HTML.

    `mark` is what a localized page writes before a text that is in English for want of a
    translation; readers that speak are told the language of such a text.
    """
    renderer = _Renderer(text, around)
    top = renderer.top
    title, title_lang = Markup(), None
    if top and top[0].kind == "heading" and top[0].level == 1:
        title = renderer.title(top[0])
        title_lang = SOURCE_LANGUAGE if mark and top[0].plain.startswith(mark) else None
        top = top[1:]
    pieces = []
    for blocks, lang in _by_language(top, mark):
        renderer.lang = lang
        html = renderer.blocks(blocks)
        if lang:
            html = Markup('<div class="fallback" lang="{}" dir="ltr">\n{}</div>\n').format(lang, html)
        pieces.append(html)
    return Fragment(title, title_lang, Markup("").join(pieces), tuple(renderer.headings))


def _by_language(blocks: Sequence[Block], mark: str | None) -> Iterator[tuple[list[Block], str | None]]:
    """Cut a page where it falls back to English, and where it is in its own language again."""
    run: list[Block] = []
    lang: str | None = None
    for number, block in enumerate(blocks):
        previous = blocks[number - 1] if number else None
        now = _falls_back(block, previous, lang is not None, mark)
        if run and now != (lang is not None):
            yield run, lang
            run = []
        lang = SOURCE_LANGUAGE if now else None
        run.append(block)
    if run:
        yield run, lang


def _falls_back(block: Block, previous: Block | None, before: bool, mark: str | None) -> bool:
    """Tell whether a block is English: it is marked, or goes on with what was."""
    if not mark:
        return False
    if block.kind == "paragraph" and block.plain.startswith(mark):
        return True
    if not before or previous is None:
        return False
    # A mark in a paragraph of its own stands before details, which may begin with their heading.
    after_mark = previous.kind == "paragraph" and previous.plain == mark
    return after_mark or not (block.kind == "heading" and block.level <= SECTION_LEVEL)


class _Renderer:
    """One text. The blocks come flat, in the order of the text; their depth says what is inside what."""

    def __init__(self, text: str, around: Surroundings) -> None:
        self.document = parse(text)
        self.text = self.document.text
        self.around = around
        self.headings: list[Heading] = []
        self.lang: str | None = None
        self.top: list[Block] = []
        self.inner: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.path:
                self.inner.setdefault(id(block.path[-1]), []).append(block)
            else:
                self.top.append(block)

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return Markup("").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:
        inner = self.inner.get(id(block), [])
        match block.kind:
            case "paragraph":
                return Markup("<p>{}</p>\n").format(self.inlines(block.inlines))
            case "heading":
                return self.heading(block)
            case "fence" | "code":
                return code_block(block.plain, block.info if block.kind == "fence" else "")
            case "html":
                return _html(self.text[block.start : block.end])
            case "rule":
                return Markup("<hr>\n")
            case "bullet_list":
                return Markup("<ul>\n{}</ul>\n").format(self.items(block, inner))
            case "ordered_list":
                start = Markup(' start="{}"').format(block.level) if block.level != 1 else ""
                return Markup("<ol{}>\n{}</ol>\n").format(start, self.items(block, inner))
            case "quote":
                return Markup("<blockquote>\n{}</blockquote>\n").format(self.blocks(inner))
            case "alert":
                return self.alert(block, inner)
            case "table":
                return self.table(block, inner)
        return self.blocks(inner)

    def title(self, block: Block) -> Markup:
        return self.inlines(_anchor_of(block)[1])

    def heading(self, block: Block) -> Markup:
        level = max(block.level, SECTION_LEVEL)
        name, words = _anchor_of(block)
        anchor = self.around.anchor(_SAFE_ID.sub("-", name or slug(block.plain)))
        self.headings.append(Heading(anchor, block.plain, level, self.lang))
        return Markup('<h{} id="{}">{}</h{}>\n').format(level, anchor, self.inlines(words), level)

    def items(self, block: Block, items: Iterable[Block]) -> Markup:
        tight = not _EMPTY_LINE.search(self.text[block.start : block.end])
        return Markup("").join(Markup("<li>{}</li>\n").format(self.item(item, tight)) for item in items)

    def item(self, item: Block, tight: bool) -> Markup:
        inner = self.inner.get(id(item), [])
        if tight and inner and inner[0].kind == "paragraph":
            return self.inlines(inner[0].inlines) + self.blocks(inner[1:])
        return self.blocks(inner)

    def alert(self, block: Block, inner: Iterable[Block]) -> Markup:
        kind = block.info if block.info in ALERTS else "NOTE"
        return Markup('<div class="alert alert-{}">\n<p class="alert-title">{}</p>\n{}</div>\n').format(
            kind.lower(), self.around.word(ALERTS[kind]), self.blocks(inner)
        )

    def table(self, block: Block, rows: Iterable[Block]) -> Markup:
        alignment = _alignment(self.text[block.start : block.end])
        head: list[Markup] = []
        body: list[Markup] = []
        for row in rows:
            header = row.info == "header"
            tag = "th" if header else "td"
            cells = [
                Markup("<{}{}>{}</{}>").format(
                    tag,
                    Markup(' class="{}"').format(alignment[number]) if alignment[number : number + 1] != [""] else "",
                    self.inlines(cell.inlines),
                    tag,
                )
                for number, cell in enumerate(self.inner.get(id(row), []))
                if number < len(alignment)
            ]
            (head if header else body).append(Markup("<tr>{}</tr>\n").format(Markup("").join(cells)))
        return Markup(
            '<div class="wide" tabindex="0"><table>\n<thead>\n{}</thead>\n<tbody>\n{}</tbody>\n</table></div>\n'
        ).format(Markup("").join(head), Markup("").join(body))

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        return Markup("").join(self._inlines(inlines))

    def _inlines(self, inlines: Iterable[Inline]) -> Iterator[Markup]:
        anchors = 0
        for piece in inlines:
            match piece.kind:
                case "text":
                    yield escape(piece.text)
                case "em" | "strong":
                    yield Markup("<{}>{}</{}>").format(piece.kind, self.inlines(piece.children), piece.kind)
                case "code":
                    yield Markup("<code>{}</code>").format(piece.text)
                case "link":
                    yield self.link(piece)
                case "image":
                    yield Markup('<span class="image">{}</span>').format(piece.text or piece.target)
                case "break":
                    yield Markup("<br>\n") if piece.text == "hard" else Markup("\n")
                case "html":
                    if _BREAK.fullmatch(piece.text):
                        yield Markup("<br>")
                    elif opening := _ANCHOR.fullmatch(piece.text):
                        anchors += 1
                        yield Markup('<a id="{}">').format(opening[1])
                    elif anchors and piece.text.lower() == "</a>":
                        anchors -= 1
                        yield Markup("</a>")
                    else:
                        yield escape(piece.text)
        yield Markup("</a>") * anchors

    def link(self, piece: Inline) -> Markup:
        words = self.inlines(piece.children)
        link = self.around.link(piece.target)
        if link.href is None:
            return Markup('<span class="no-link" title="{}">{}</span>').format(piece.target, words)
        if link.external:
            return Markup('<a class="external" href="{}" rel="noopener noreferrer">{}</a>').format(link.href, words)
        return Markup('<a href="{}">{}</a>').format(link.href, words)


def _anchor_of(block: Block) -> tuple[str, Sequence[Inline]]:
    """Return the anchor that a localized heading carries in front, and the heading without it."""
    inlines = block.inlines
    if len(inlines) > 1 and inlines[0].kind == "html" and inlines[1].text.lower() == "</a>":
        opening = _ANCHOR.fullmatch(inlines[0].text)
        if opening:
            return opening[1], inlines[2:]
    return "", inlines


def code_block(code: str, info: str) -> Markup:
    """A block of code, coloured, its language above it."""
    name = language_name(info)
    bar = Markup("<figcaption>{}</figcaption>").format(name) if name else ""
    return Markup('<figure class="code">{}<pre tabindex="0"><code>{}</code></pre></figure>\n').format(
        bar, highlight(code, info)
    )


def _html(source: str) -> Markup:
    """A block of HTML, shown as it was written but for line breaks and anchors."""
    pieces = []
    end = 0
    for match in _TAG.finditer(source):
        pieces.append(escape(source[end : match.start()]))
        opening = _ANCHOR.match(match[0])
        pieces.append(Markup('<a id="{}"></a>').format(opening[1]) if opening else Markup("<br>"))
        end = match.end()
    pieces.append(escape(source[end:]))
    return Markup('<p class="as-written">{}</p>\n').format(Markup("").join(pieces))


def _alignment(table: str) -> list[str]:
    """The class of each column, from the line of dashes below a table's head."""
    lines = table.split("\n")
    cells = lines[1].strip(" \t>").strip("|").split("|") if len(lines) > 1 else []
    classes = []
    for cell in map(str.strip, cells):
        left, right = cell.startswith(":"), cell.endswith(":")
        classes.append("centre" if left and right else "end" if right else "")
    return classes
