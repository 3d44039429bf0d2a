"""markdown-it-py (CommonMark and tables), and the place of each inline token in its block.

markdown-it-py knows the lines of a block, but not where an inline begins and ends. Two facts give
that back. A rule begins to read at `state.pos` and leaves `state.pos` where it has ended: each rule
that makes tokens is called by one that notes both in the `meta` of the new tokens. All text between
is copied from the source as it is: a token of running text begins where the token before it ended.

Both are facts about markdown-it-py, not promises of it. tests/formats/markdown/test_places.py holds
them against the installed version, and names the rules that it knows.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_Rule = Callable[[StateInline, bool], bool]
_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_PLACE: Final = "bpadocs.place"
"""The key in a token's `meta`: where its markup begins and ends in the content of its block."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser, whose inline tokens can be given to `with_places`."""
    markdown = MarkdownIt("commonmark").enable("table")
    # These join tokens, after which their places would be unknown.
    markdown.disable(["fragments_join", "text_join"])
    # A target is to be read as it was written, and a forbidden one to be found.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    _note_places(markdown)
    _ask_fewer_block_rules(markdown)
    return markdown


def with_places(tokens: Sequence[Token]) -> Iterator[tuple[Token, int, int]]:
    """Yield the inline tokens of a block, each with its start and end in the block's content.

    Those of a link's opening and closing token are the whole link's; the place of `**` is that of
    the asterisk nearer to the text inside.
    """
    reached = 0
    for token in tokens:
        place = token.meta.get(_PLACE)
        if place is None:
            place = reached, reached + len(token.content)
        start, end = place
        # What a link holds begins after its bracket.
        reached = start + 1 if token.type == "link_open" else end
        yield token, start, end


def _note_places(markdown: MarkdownIt) -> None:
    """Let one rule read all markup: it knows which of the others begins to read at which mark."""
    ruler = markdown.inline.ruler
    names = ruler.get_active_rules()
    rules = ruler.getRules()
    at_mark: dict[str, _Rule] = {}
    for name, rule in zip(names, rules, strict=True):
        ours = _noting(name, rule)
        for mark in _BEGINNINGS[name]:
            before = at_mark.get(mark)
            at_mark[mark] = _either(before, ours) if before else ours
    ruler.at("text", _text)
    ruler.push("markup", _markup(at_mark))
    ruler.enableOnly(["text", "markup"])
    markdown.core.ruler.at("inline", _inlines)


_BEGINNINGS: Final = {
    "text": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The characters that each rule begins to read at, and at no other. markdown-it asks all of them at
every mark, and to look here is quicker than to call them.
"""
_MARK: Final = re.compile(r"[\n\\`*_\[\]!<&]")
"""Those characters, and the one that ends a link's text. markdown-it looks further at others too,
for extensions that are not used here.
"""


def _inlines(state: StateCore) -> None:
    """Read what is in each block; mostly, that is text without a mark."""
    for token in state.tokens:
        if token.type != "inline" or not token.content:
            continue
        if _MARK.search(token.content):
            children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, children)
            token.children = children
        else:
            token.children = [Token("text", "", 0, content=token.content)]


def _text(state: StateInline, silent: bool) -> bool:
    """Read on to the next mark; `silent` asks only how far."""
    start = state.pos
    mark = _MARK.search(state.src, start)
    end = mark.start() if mark else state.posMax
    if end == start:
        return False
    if not silent:
        state.pending += state.src[start:end]
    state.pos = end
    return True


def _markup(at_mark: Mapping[str, _Rule]) -> _Rule:
    """Return a rule that asks the one that begins to read at a mark."""

    def markup(state: StateInline, silent: bool) -> bool:
        """Read markup as that one does, if there is one."""
        rule = at_mark.get(state.src[state.pos])
        return rule is not None and rule(state, silent)

    return markup


def _either(first: _Rule, second: _Rule) -> _Rule:
    """Return a rule that reads as the second does what the first cannot."""
    return lambda state, silent: first(state, silent) or second(state, silent)


def _noting(name: str, rule: _Rule) -> _Rule:
    """Return a rule that reads as this one does, and notes the places of its tokens."""
    if name == "emphasis":
        return _noting_each_character(rule)
    if name == "autolink":
        return _noting_all(rule)
    return _noting_markup(rule)


_BLOCK_BEGINNINGS: Final = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters that a line begins with, after its indentation, for each rule to look further."""


def _ask_fewer_block_rules(markdown: MarkdownIt) -> None:
    """Ask each rule only about lines that begin as its blocks do: most begin with a letter."""
    ruler = markdown.block.ruler
    for known in list(ruler.__rules__):
        beginnings = _BLOCK_BEGINNINGS.get(known.name)
        if beginnings:
            rule = _with_beginnings(known.fn, frozenset(beginnings))
            ruler.at(known.name, rule, {"alt": known.alt})


def _with_beginnings(rule: _BlockRule, beginnings: frozenset[str]) -> _BlockRule:
    def rule_of_lines(
        state: StateBlock, line: int, end_line: int, silent: bool
    ) -> bool:
        """Read a block that begins in this line as the rule does, if one can begin there."""
        at = state.bMarks[line] + state.tShift[line]
        if state.src[at : at + 1] not in beginnings:
            return False
        return rule(state, line, end_line, silent)

    return rule_of_lines


def _noting_markup(rule: _Rule) -> _Rule:
    """Return a rule that notes the place of the tokens that this rule makes of markup.

    Its tokens of type "text" are the running text before the markup, and within a link.
    """

    def noting(state: StateInline, silent: bool) -> bool:
        """Read on as the rule does; `silent` asks only how far, and makes no token."""
        start = state.pos
        made_before = len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[made_before:]:
            # What is within a link has its place already.
            if token.type != "text" and _PLACE not in token.meta:
                token.meta[_PLACE] = start, state.pos
        return True

    return noting


def _noting_all(rule: _Rule) -> _Rule:
    """Return the rule for `<https://…>`, whose text is a token that it makes itself."""

    def noting(state: StateInline, silent: bool) -> bool:
        """Read on as the rule does; `silent` asks only how far, and makes no token."""
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[-3:]:
                token.meta[_PLACE] = start, state.pos
        return True

    return noting


def _noting_each_character(rule: _Rule) -> _Rule:
    """Return the rule for `*` and `_`, which makes a token of each character."""

    def noting(state: StateInline, silent: bool) -> bool:
        """Read on as the rule does; `silent` asks only how far, and makes no token."""
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent:
            characters = range(start, state.pos)
            made = state.tokens[-len(characters) :]
            for at, token in zip(characters, made, strict=True):
                token.meta[_PLACE] = at, at + 1
        return True

    return noting
