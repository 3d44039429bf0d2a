"""Markdown as a tree that knows where each part stands in the text.

markdown-it-py reads the Markdown (CommonMark and tables); it says nothing of columns, so the inline parser here notes
the place of each token as it is made, and the block's lines give the way back into the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LEAVES: Final = frozenset({"paragraph", "heading", "cell", "fence", "code", "html"})
"""Blocks that hold text themselves; all others hold blocks."""

DEEPEST: Final = 20
"""Marks of emphasis further inside than this are dropped, as markdown-it does not look at blocks further inside."""

ALERT: Final = re.compile(r"\[!([A-Za-z]+)\][ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A piece of running text; start and end are offsets in the document's text, markup included."""

    kind: str
    """text, em, strong, code, link, image, html or break (a line break; `text` says hard or soft)."""
    start: int
    end: int
    text: str = ""
    """What a reader sees of a text or code, the tag of html, the alternative text of an image."""
    target: str = ""
    """Where a link or image leads, as written."""
    children: tuple["Inline", ...] = ()

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of what stands inside em, strong and link; where it holds nothing, the whole."""
        return (self.children[0].start, self.children[-1].end) if self.children else (self.start, self.end)

    def walk(self) -> Iterator["Inline"]:
        """This piece and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def visible(self) -> str:
        if self.kind in ("text", "code"):
            return self.text
        if self.kind == "break":
            return "\n" if self.text == "hard" else " "
        return "".join(child.visible for child in self.children)


@dataclass(frozen=True, eq=False)
class Block:
    """A block; start and end are offsets in the document's text, without the markup of the blocks around it."""

    kind: str
    """paragraph, heading, fence, code, html, rule, table, row, cell, quote, alert, item, bullet_list, ordered_list."""
    start: int
    end: int
    path: tuple["Block", ...] = ()
    """The blocks around this one, outermost first."""
    level: int = 0
    """A heading's level; an ordered list's first number."""
    info: str = ""
    """A fence's language; an alert's kind (NOTE, TIP …); an item's number; "header" for a table's first row."""
    inlines: tuple[Inline, ...] = ()
    plain: str = ""
    """What a reader sees: text without its markup, the content of code."""
    _plain_map: tuple[tuple[int, ...], tuple[int, ...]] = field(default=((), ()), repr=False)

    @property
    def depth(self) -> int:
        return len(self.path)

    @property
    def leaf(self) -> bool:
        return self.kind in LEAVES

    def plain_offset(self, index: int) -> int:
        """Where the character of `plain` at this index stands in the document's text; for its length, the end."""
        plain, source = self._plain_map
        if not plain:
            return self.start
        at = max(bisect_right(plain, index) - 1, 0)
        if index >= len(self.plain) and index > 0:
            return self.plain_offset(index - 1) + 1
        return source[at] + index - plain[at]

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `plain` as a span of the document's text."""
        return self.plain_offset(start), self.plain_offset(end - 1) + 1 if end > start else self.plain_offset(start)

    def walk(self) -> Iterator[Inline]:
        """All inlines at every depth, in the order of the text."""
        for inline in self.inlines:
            yield from inline.walk()


@dataclass(frozen=True, eq=False)
class Document:
    """A text and its blocks, flat, in the order of the text."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def leaves(self) -> tuple[Block, ...]:
        """The blocks that hold text themselves: paragraphs, headings, cells, code, HTML."""
        return tuple(block for block in self.blocks if block.leaf)

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The leaves that are written for readers: no code, no HTML."""
        return tuple(block for block in self.blocks if block.kind in ("paragraph", "heading", "cell"))

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """All inlines of all blocks at every depth."""
        return tuple(inline for block in self.blocks for inline in block.walk())

    def of(self, kind: str) -> tuple[Inline, ...]:
        """All inlines of one kind."""
        return tuple(inline for inline in self.inlines if inline.kind == kind)


@lru_cache(maxsize=4096)
def parse(text: str) -> Document:
    """Markdown, front matter not included, as a tree."""
    if "\r" in text:
        return _parse_with_returns(text)
    return Document(text, tuple(_Reader(text).blocks()))


@lru_cache(maxsize=4096)
def parse_plain(text: str) -> Document:
    """Text without markup: paragraphs between empty lines, each one piece of text."""
    blocks = []
    for match in re.finditer(r"\S(?:.|\n(?![ \t]*(?:\n|\Z)))*", text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        value = text[start:end]
        inlines = (Inline("text", start, end, value),)
        blocks.append(Block("paragraph", start, end, inlines=inlines, plain=value, _plain_map=((0,), (start,))))
    return Document(text, tuple(blocks))


def _parse_with_returns(text: str) -> Document:
    """CRLF: the tree of the text with LF, its offsets moved by the carriage returns before each."""
    returns = [match.start() - count for count, match in enumerate(re.finditer(r"\r(?=\n)", text))]
    document = parse(re.sub(r"\r\n?", "\n", text))

    def move(offset: int) -> int:
        return offset + bisect_right(returns, offset - 1)

    def move_inline(inline: Inline) -> Inline:
        children = tuple(move_inline(child) for child in inline.children)
        return Inline(inline.kind, move(inline.start), move(inline.end), inline.text, inline.target, children)

    def move_map(plain: Sequence[int], source: Sequence[int], length: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        points = []
        for at, following, offset in zip(plain, (*plain[1:], length), source, strict=False):
            points.append((at, offset))
            inside = returns[bisect_left(returns, offset) : bisect_left(returns, offset + following - at - 1)]
            points += [(at + one + 1 - offset, one + 1) for one in inside]
        return tuple(at for at, _ in points), tuple(move(offset) for _, offset in points)

    moved: dict[int, Block] = {}
    for block in document.blocks:
        plain, source = block._plain_map
        moved[id(block)] = Block(
            block.kind,
            move(block.start),
            move(block.end),
            tuple(moved[id(parent)] for parent in block.path),
            block.level,
            block.info,
            tuple(move_inline(inline) for inline in block.inlines),
            block.plain,
            move_map(plain, source, len(block.plain)),
        )
    return Document(text, tuple(moved.values()))


class _Inlines(ParserInline):
    """The inline parser, noting for each token where it begins and ends: token.meta["at"]."""

    def parse(self, src: str, md: MarkdownIt, env: dict[str, object], tokens: list[Token]) -> list[Token]:  # type: ignore[override]
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        nesting = state.md.options["maxNesting"]
        end = state.posMax
        while state.pos < end:
            start, before = state.pos, len(state.tokens)
            if state.src[start] in "[!" and state.pending:
                # the rule for links moves on before it lets go of the text in front of the link
                state.pushPending()
                before = len(state.tokens)
            matched = state.level < nesting and any(rule(state, False) for rule in rules)
            if matched:
                made = [token for token in state.tokens[before:] if "at" not in token.meta]
                delimiters = state.src[start] in "*_"
                for index, token in enumerate(made):
                    token.meta["at"] = (start + index, start + index + 1) if delimiters else (start, state.pos)
                if state.pos >= end:
                    break
                continue
            state.append_pending(state.src[state.pos])
            state.pos += 1
        if state.pending:
            state.pushPending()


class _State(StateInline):
    def pushPending(self) -> Token:  # noqa: N802
        text = self.pending
        end = self.pos
        if self.src[end : end + 1] == "\n":
            # before a line break the parser has dropped the blanks at the end of the text
            while not text.endswith(" ") and self.src[end - 1 : end] == " ":
                end -= 1
        token = super().pushPending()
        token.meta["at"] = (end - len(text), end)
        return token


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    rules = markdown.inline.ruler.get_active_rules()
    later = [rule for rule in markdown.inline.ruler2.get_active_rules() if rule != "fragments_join"]
    markdown.inline = _Inlines()
    markdown.inline.ruler.enableOnly(rules)
    markdown.inline.ruler2.enableOnly(later)
    markdown.core.ruler.enableOnly(["normalize", "block", "inline"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return markdown


_KINDS: Final = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
_ITEM: Final = re.compile(r"[ \t]*(?:[-+*]|\d+[.)])")
_BLANKS: Final = re.compile(r"[ \t]*")
_HASHES: Final = re.compile(r"#{1,6}[ \t]*")


@dataclass(slots=True)
class _Open:
    """A block being read: what is known when it begins, and the blocks in it."""

    kind: str
    line: int
    start: int
    end: int
    level: int
    info: str
    inlines: tuple[Inline, ...] = ()
    plain: str = ""
    plain_map: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    inner: "list[_Open]" = field(default_factory=list)

    def close(self, path: tuple[Block, ...]) -> Iterator[Block]:
        block = Block(
            self.kind,
            self.start,
            self.end,
            path,
            self.level,
            self.info,
            self.inlines,
            self.plain,
            self.plain_map,
        )
        yield block
        for inner in self.inner:
            yield from inner.close((*path, block))


class _Reader:
    """One text: the tokens of markdown-it into blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0]
        self.lines.extend(match.end() for match in re.finditer("\n", text))
        self.lines.append(len(text) + 1)
        self.open: list[_Open] = []

    def blocks(self) -> Iterator[Block]:
        top: list[_Open] = []
        cells: Iterator[tuple[int, int]] = iter(())
        for token in _markdown().parse(self.text):
            kind = _KINDS.get(token.type)
            if kind:
                block = self._begin(kind, token)
                if kind == "row":
                    cells = iter(_cells(self.text, block.start, block.end))
                elif kind == "cell":
                    end_of_row = self.open[-1].end
                    block.start, block.end = next(cells, (end_of_row, end_of_row))
                (self.open[-1].inner if self.open else top).append(block)
                if token.nesting == 1:
                    self.open.append(block)
                elif kind in ("fence", "code"):
                    self._code(block, token)
            elif token.type == "inline":
                self._inline(self.open[-1], token)
            elif token.nesting == -1 and token.type not in ("thead_close", "tbody_close"):
                done = self.open.pop()
                if done.kind == "quote":
                    self._alert(done)
        for block in top:
            yield from block.close(())

    def _begin(self, kind: str, token: Token) -> _Open:
        if kind == "cell":
            return _Open(kind, self.open[-1].line, 0, 0, 0, "")
        first, last = token.map or [0, 0]
        start = self._start(first)
        while last > first + 1 and not self.text[self.lines[last - 1] : self.lines[last] - 1].strip(" \t>"):
            last -= 1
        end = self.lines[last - 1] + len(self.text[self.lines[last - 1] : self.lines[last] - 1].rstrip())
        level = 0
        info = token.info.strip()
        if kind == "heading":
            level = int(token.tag[1:])
        elif kind == "ordered_list":
            level = int(str(token.attrs.get("start", 1)))
        elif kind == "row":
            info = "header" if self.open[-1].inner == [] else ""
        return _Open(kind, first, start, max(start, end), level, info)

    def _start(self, line: int) -> int:
        """Where the content of a line begins, inside the blocks that are open."""
        position = self.lines[line]
        for block in self.open:
            if block.kind == "quote":
                blank = _BLANKS.match(self.text, position)
                after = blank.end() if blank else position
                if self.text[after : after + 1] == ">":
                    position = after + 1
            elif block.kind == "item" and block.line == line:
                marker = _ITEM.match(self.text, position)
                position = marker.end() if marker else position
        blank = _BLANKS.match(self.text, position)
        return blank.end() if blank else position

    def _line_map(self, content: str, first: int) -> list[tuple[int, int]]:
        """For each line of the content, where it begins there and in the text."""
        places = []
        offset = 0
        for number, line in enumerate(content.split("\n"), first):
            if number >= len(self.lines) - 1:
                break
            written = self.text[self.lines[number] : self.lines[number + 1] - 1]
            inner = line.lstrip(" \t")
            at = len(written) - len(inner)
            if inner and not written.endswith(inner):
                at = max(written.rfind(inner), 0)
            places.append((offset + len(line) - len(inner), self.lines[number] + at))
            offset += len(line) + 1
        return places

    def _code(self, block: _Open, token: Token) -> None:
        content = token.content.removesuffix("\n")
        block.plain = content
        places = self._line_map(content, block.line + (token.type == "fence"))
        block.plain_map = tuple(at for at, _ in places), tuple(at for _, at in places)

    def _inline(self, block: _Open, token: Token) -> None:
        if block.kind == "cell":
            places = list(_cell_map(self.text, block.start, block.end))
        elif block.kind == "heading" and self.text[block.start : block.start + 1] == "#":
            hashes = _HASHES.match(self.text, block.start)
            places = [(0, hashes.end() if hashes else block.start)]
        else:
            places = self._line_map(token.content, block.line)
        children = token.children or []
        marker = ALERT.match(token.content) if self._may_be_alert(block) else None
        builder = _InlineBuilder(places)
        block.inlines = builder.build(children)
        if marker:
            block.info = marker[1].upper()
            block.inlines = tuple(inline for inline in block.inlines if inline.start >= builder.source(marker.end()))
            rest = block.inlines
            block.start = rest[0].start if rest else block.end
        block.plain, block.plain_map = _plain(block.inlines, builder.code_lines)

    def _may_be_alert(self, block: _Open) -> bool:
        if block.kind != "paragraph" or len(self.open) < 2:
            return False
        around = self.open[-2]
        return around.kind == "quote" and around.inner[0] is block

    def _alert(self, quote: _Open) -> None:
        if quote.inner and quote.inner[0].kind == "paragraph" and quote.inner[0].info:
            first = quote.inner[0]
            quote.kind, quote.info, first.info = "alert", first.info, ""
            if not first.inlines:
                quote.inner.pop(0)


class _InlineBuilder:
    """The tokens of one block's text into a tree, offsets led back to the document's text."""

    def __init__(self, places: Sequence[tuple[int, int]]) -> None:
        self.content = [content for content, _ in places] or [0]
        self.text = [text for _, text in places] or [0]
        self.code_lines: dict[Inline, Sequence[tuple[int, int]]] = {}
        """For each line of a code span, where it begins in its text and in the document."""

    def source(self, offset: int) -> int:
        at = max(bisect_right(self.content, offset) - 1, 0)
        return max(self.text[at] + offset - self.content[at], 0)

    def span(self, at: tuple[int, int]) -> tuple[int, int]:
        start, end = at
        first = self.source(start)
        return first, max(self.source(end - 1) + 1, first) if end > start else first

    def build(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        stack: list[tuple[Token | None, int, list[Inline | _Text]]] = [(None, 0, [])]
        for token in tokens:
            at: tuple[int, int] = token.meta["at"]
            inside = stack[-1][2]
            if token.nesting == 1:
                strong = token.type == "strong_open"
                too_deep = len(stack) > DEEPEST and token.type != "link_open"
                stack.append((token, at[0] - strong, inside if too_deep else []))
            elif token.nesting == -1:
                opening, begin, children = stack.pop()
                end = at[1] + (token.type == "strong_close")
                kind = token.type.removesuffix("_close")
                target = str(opening.attrs.get("href", "")) if opening else ""
                start, stop = self.span((begin, end))
                if children is not stack[-1][2]:
                    stack[-1][2].append(Inline(kind, start, stop, "", target, _read(children)))
            else:
                self._leaf(token, at, inside)
        return _read(stack[0][2])

    def _leaf(self, token: Token, at: tuple[int, int], into: "list[Inline | _Text]") -> None:
        start, end = self.span(at)
        match token.type:
            case "text" if token.content:
                self._text(token, at, into)
            case "text_special":
                into.append(_Text(start, end, [token.content]))
            case "code_inline":
                code = Inline("code", start, end, token.content)
                self.code_lines[code] = list(self._code_lines(at, token))
                into.append(code)
            case "html_inline":
                into.append(Inline("html", start, end, token.content))
            case "image":
                into.append(Inline("image", start, end, token.content, str(token.attrs.get("src", ""))))
            case "softbreak" | "hardbreak":
                into.append(Inline("break", start, end, "hard" if token.type == "hardbreak" else "soft"))

    def _code_lines(self, at: tuple[int, int], token: Token) -> Iterator[tuple[int, int]]:
        first, last = at[0] + len(token.markup), at[1] - len(token.markup)
        # one blank on either side is not part of the code where both are there
        first += (last - first - len(token.content)) // 2
        yield 0, self.source(first)
        for line in range(bisect_right(self.content, first), bisect_left(self.content, last)):
            yield self.content[line] - first, self.text[line]

    def _text(self, token: Token, at: tuple[int, int], into: "list[Inline | _Text]") -> None:
        start, end = self.span(at)
        text = token.content
        bounds = self.content[bisect_right(self.content, at[0]) : bisect_left(self.content, at[1])]
        if bounds and at[1] - at[0] == len(text):
            # a cell's text, broken where the parser took out a backslash
            for left, right in pairwise([at[0], *bounds, at[1]]):
                first, last = self.span((left, right))
                into.append(_Text(first, last, [text[left - at[0] : right - at[0]]]))
        elif end - start == len(text) + 2:
            into.append(_Text(start + 1, end - 1, [text]))
        elif into and isinstance(before := into[-1], _Text) and before.is_continued_at(start):
            before.add(text, end)
        else:
            into.append(_Text(start, end, [text]))


@dataclass(slots=True)
class _Text:
    """Text that is being read. The parser gives it in as many pieces as it has marks that are none."""

    start: int
    end: int
    pieces: list[str]
    length: int = 0

    def __post_init__(self) -> None:
        self.length = len(self.pieces[0])

    def is_continued_at(self, start: int) -> bool:
        """Whether a text that begins here continues this one, which stands as it is read."""
        return self.end == start and self.end - self.start == self.length

    def add(self, text: str, end: int) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.end = end


def _read(pieces: Sequence[Inline | _Text]) -> tuple[Inline, ...]:
    return tuple(
        Inline("text", one.start, one.end, "".join(one.pieces)) if isinstance(one, _Text) else one for one in pieces
    )


def _plain(
    inlines: Sequence[Inline], code_lines: Mapping[Inline, Sequence[tuple[int, int]]]
) -> tuple[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """What a reader sees of these inlines, and the way back."""
    pieces: list[str] = []
    plain: list[int] = []
    source: list[int] = []
    length = 0
    for inline in (piece for top in inlines for piece in top.walk()):
        if inline.kind not in ("text", "code", "break"):
            continue
        visible = inline.visible
        if inline.kind == "code":
            for offset, start in code_lines[inline]:
                plain.append(length + offset)
                source.append(start)
        else:
            plain.append(length)
            source.append(inline.start)
        pieces.append(visible)
        length += len(visible)
    return "".join(pieces), (tuple(plain), tuple(source))


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span of each cell of a table's row, blanks around it left out."""
    edges = [match.start() for match in re.finditer(r"(?<!\\)\|", text[start:end])]
    bounds = [0, *[edge + 1 for edge in edges]]
    ends = [*edges, end - start]
    spans = list(zip(bounds, ends, strict=True))
    if spans and spans[0][0] == spans[0][1]:
        spans.pop(0)
    if spans and spans[-1][0] == spans[-1][1]:
        spans.pop()
    for left, right in spans:
        cell = text[start + left : start + right]
        inner = cell.strip()
        at = start + left + (len(cell) - len(cell.lstrip()) if inner else 0)
        yield at, at + len(inner)


def _cell_map(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """In a cell the parser has taken the backslash out of each escaped bar."""
    yield 0, start
    for count, match in enumerate(re.finditer(r"\\\|", text[start:end])):
        yield match.start() - count, start + match.start() + 1
