"""markdown-it-py (CommonMark and tables), and the place of each inline token in its block.

markdown-it-py knows the lines of a block, but not where an inline begins and ends. Two facts give
that back. A rule begins to read at `state.pos` and leaves `state.pos` where it has ended: each rule
that makes tokens is replaced, by its name, with one that calls it and notes both in the `meta` of
the new tokens. All text between is copied from the source as it is: a token of running text begins
where the token before it ended.

Both are facts about markdown-it-py, not promises of it. tests/formats/markdown/test_places.py holds
them against the installed version, and names the rules that it knows.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
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
    ruler = markdown.inline.ruler
    names = ruler.get_active_rules()
    rules = ruler.getRules()
    for name, rule in zip(names, rules, strict=True):
        if name == "emphasis":
            ruler.at(name, _noting_each_character(rule))
        elif name == "autolink":
            ruler.at(name, _noting_all(rule))
        elif name != "text":  # which makes no token
            ruler.at(name, _noting_markup(rule, _BEGINNINGS[name]))


_BEGINNINGS: Final = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "link": "[",
    "image": "!",
    "html_inline": "<",
    "entity": "&",
}
"""The character that each rule begins to read at, and at no other. markdown-it asks all of them at
every mark, and to look here is quicker than to call them.
"""


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


def _noting_markup(rule: _Rule, beginning: str) -> _Rule:
    """Return a rule that notes the place of the tokens that this rule makes of markup.

    Its tokens of type "text" are the running text before the markup, and within a link.
    """

    def noting(state: StateInline, silent: bool) -> bool:
        """Read on as the rule does; `silent` asks only how far, and makes no token."""
        start = state.pos
        if state.src[start] != beginning:
            return False
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
        if state.src[start] != "<" or not rule(state, silent):
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
        if state.src[start] not in "*_" or not rule(state, silent):
            return False
        if not silent:
            characters = range(start, state.pos)
            made = state.tokens[-len(characters) :]
            for at, token in zip(characters, made, strict=True):
                token.meta[_PLACE] = at, at + 1
        return True

    return noting
