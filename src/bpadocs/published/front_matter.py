"""Read the front matter of a page so that every key and value knows its place."""

from collections.abc import Mapping
from itertools import islice
from typing import cast

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from bpadocs.formats.yaml.nodes import MapNode, Node, ScalarNode, YamlError, compose
from bpadocs.pages.published import FrontMatterEntry, Span
from bpadocs.published.unreadable import UnreadableError

_QUOTATION_MARKS = ("'", '"')


def read_front_matter(text: str, file: str) -> tuple[tuple[FrontMatterEntry, ...], int]:
    """Return the entries of the front matter, and where the text below it begins.

    Raises UnreadableError.
    """
    handler = _PlacesHandler(text, file)
    if not handler.detect(text):
        raise UnreadableError(
            file=file,
            line=1,
            column=1,
            message="no front matter: the first line of a page is ---",
        )
    metadata, _ = frontmatter.parse(text, handler=handler)
    # metadata may be anything for frontmatter; here it is what `load` below returns
    entries = cast("Mapping[str, FrontMatterEntry]", metadata)
    line_end = text.find("\n", handler.end)
    body = len(text) if line_end == -1 else line_end + 1
    return tuple(entries.values()), body


class _PlacesHandler(YAMLHandler):
    """A handler of python-frontmatter for one page: its metadata are entries with places."""

    def __init__(self, page: str, file: str) -> None:
        super().__init__()
        self.page = page
        self.file = file
        self.start = 0
        """Where the first line of the front matter begins."""
        self.end = 0
        """Where the line below its last one begins, which is `---`."""

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body, and remember where they are.

        What frontmatter gives is a copy of the page in which blanks at both ends are gone, and some
        carriage returns. Places would not be right in that one, so the page itself is split.
        """
        boundaries = list(islice(self.FM_BOUNDARY.finditer(self.page), 2))
        if len(boundaries) < 2:
            raise self._unreadable(
                1, 1, "the front matter has no end: no second line ---"
            )
        _, closing = boundaries
        self.start = self.page.index("\n") + 1
        self.end = closing.start()
        front_matter = self.page[self.start : self.end]
        body = self.page[closing.end() :]
        return front_matter, body

    def load(self, fm: str, **_: object) -> dict[str, FrontMatterEntry]:
        """Return the entries of the front matter by key."""
        if not fm.strip():
            raise self._unreadable(1, 1, "the front matter is empty")
        try:
            root = compose(fm, self.file)
        except YamlError as error:
            problem = error.problem
            message = f"the front matter is not YAML: {problem.message}"
            raise self._unreadable(problem.line + 1, problem.column, message) from None
        if not isinstance(root, MapNode):
            raise self._unreadable(2, 1, "the front matter has no keys")
        if root.duplicates:
            twice = root.duplicates[0]
            message = f"the front matter states “{twice.value}” twice; keep one"
            raise self._unreadable(twice.line + 1, twice.column, message)
        entries = {}
        for key, value in root.items.values():
            entries[key.value] = self._entry(key, value)
        return entries

    def _unreadable(self, line: int, column: int, message: str) -> UnreadableError:
        return UnreadableError(
            file=self.file,
            line=line,
            column=column,
            message=message,
        )

    def _entry(self, key: ScalarNode, value: Node) -> FrontMatterEntry:
        if isinstance(value, ScalarNode):
            return self._scalar_entry(key, value)
        lines = self._span(value.start, value.end)
        raw = self.page[lines.start : lines.end].rstrip()
        span = Span(lines.start, lines.start + len(raw))
        key_span = self._span(key.start, key.end)
        return FrontMatterEntry(
            key=key.value,
            value=raw,
            key_span=key_span,
            value_span=span,
            whole=Span(key_span.start, span.end),
            simple=False,
        )

    def _scalar_entry(self, key: ScalarNode, value: ScalarNode) -> FrontMatterEntry:
        start, end = value.start, value.end
        if value.style == "" and value.value == "":
            # For libyaml, an empty value is at the next token; it belongs to the line of its key.
            start = end = key.end + 1
        quotes = 1 if value.style in _QUOTATION_MARKS else 0
        return FrontMatterEntry(
            key=key.value,
            value=value.value,
            key_span=self._span(key.start, key.end),
            value_span=self._span(start + quotes, end - quotes),
            whole=self._span(key.start, end),
            simple=value.style in ("", *_QUOTATION_MARKS),
        )

    def _span(self, start: int, end: int) -> Span:
        """Return the stretch of the page that these places in the front matter are."""
        return Span(self.start + start, self.start + end)
