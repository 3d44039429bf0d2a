"""A rule's texts as HTML. Whatever a text holds, it stays text: only Markdown's own elements come out, and of HTML
only `<br>` and the anchors that pages carry.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from bpadocs.markdown import Block, Inline, parse
from bpadocs.pages.anchors import slug
from bpadocs.pages.ui_text import PARAGRAPHS
from bpadocs.placeholders import parts
from bpadocs.site.highlight import highlight, language_name
from bpadocs.site.links import Link

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a (?:name|id)=\"([\w.-]+)\">", re.IGNORECASE)
_TAG = re.compile(r"<br\s*/?>|<a (?:name|id)=\"[\w.-]+\">\s*</a>", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_SAFE_ID = re.compile(r"[^\w-]+")

ALERTS = {"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "CAUTION": "Caution", "WARNING": "Warning"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for “in this article”."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page, and the headings in it."""

    html: Markup
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text does not say itself: where its links lead, and what words its language has for alerts."""

    link: Callable[[str], Link]
    word: Callable[[str], str]
    anchor: Callable[[str], str] = str
    """An anchor that nothing else on the page has, made from this one."""
    lowest_level: int = 2
    """No heading stands higher than this: the page's own come above."""

    def raised(self) -> "Surroundings":
        """The same for a text whose headings are sections of the page."""
        return replace(self, lowest_level=2)


def ui_text(text: str, labels: Mapping[str, str]) -> Markup:
    """UI text as the page shows it: each paragraph in italics, the label of an argument in its place."""
    return Markup("").join(_ui_paragraph(paragraph, labels) for paragraph in PARAGRAPHS.split(text.strip()))


def _ui_paragraph(paragraph: str, labels: Mapping[str, str]) -> Markup:
    pieces = []
    words = False
    for literal, name in parts(paragraph):
        pieces.append(escape(literal))
        words = words or bool(literal.strip())
        if name:
            pieces.append(Markup('<span class="argument">&lt;{}&gt;</span>').format(labels.get(name, name)))
    inner = Markup("").join(pieces)
    return Markup('<p class="ui"><em>{}</em></p>\n').format(inner) if words else Markup("<p>{}</p>\n").format(inner)


def details(text: str, english: str | None, around: Surroundings) -> Fragment:
    """Markdown as HTML. Headings answer to the names of the English ones at their place."""
    renderer = _Renderer(text, _names(english if english is not None else text), around)
    return Fragment(renderer.render(), tuple(renderer.headings))


def inline(text: str, around: Surroundings) -> Markup:
    """One sentence of Markdown, without the paragraph around it."""
    renderer = _Renderer(text, (), around)
    pieces = [renderer.inlines(block.inlines) for block in parse(text).blocks if block.kind == "paragraph"]
    return Markup(" ").join(pieces) if pieces else escape(text)


def _names(english: str) -> tuple[str, ...]:
    if "#" not in english:
        return ()
    return tuple(slug(block.plain) for block in parse(english).blocks if block.kind == "heading")


class _Renderer:
    """One text. The blocks come flat, in the order of the text; their depth says what is inside what."""

    def __init__(self, text: str, names: Sequence[str], around: Surroundings) -> None:
        self.document = parse(text)
        self.text = self.document.text
        self.names = iter(names)
        self.around = around
        self.headings: list[Heading] = []
        self.inner: dict[int, list[Block]] = {}

    def render(self) -> Markup:
        top = []
        for block in self.document.blocks:
            if block.path:
                self.inner.setdefault(id(block.path[-1]), []).append(block)
            else:
                top.append(block)
        return self.blocks(top)

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

    def heading(self, block: Block) -> Markup:
        level = max(block.level, self.around.lowest_level)
        words = self.inlines(block.inlines)
        anchor = self.around.anchor(_SAFE_ID.sub("-", next(self.names, "") or slug(block.plain)))
        self.headings.append(Heading(anchor, block.plain, level))
        return Markup('<h{} id="{}">{}</h{}>\n').format(level, anchor, words, level)

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
