"""Arguments by number, `{0}`, for checkers that know no names.

The number of an argument is its place among the `arguments:` of the rule, the same in every text
and language. A program counts on it: a new argument goes to the end.
"""

from collections.abc import Sequence

from bpadocs.rule.model import Rule
from bpadocs.rule.placeholders import doubled, parts


def argument_order(rule: Rule) -> tuple[str, ...]:
    """Return the names of a rule's arguments, that of `{0}` first."""
    return tuple(rule.arguments)


def positional(text: str, order: Sequence[str]) -> str:
    """Return a text with its arguments by number and all other braces doubled.

    That is what `String.Format`, PowerShell's `-f` and readers of SARIF take.
    """
    if "{" not in text and "}" not in text:  # as most texts
        return text
    pieces: list[str] = []
    for literal, name in parts(text):
        pieces.append(doubled(literal))
        if name is None:
            continue
        # What the rule does not declare is no argument; the reader of rules refuses it.
        known = name in order
        pieces.append(f"{{{order.index(name)}}}" if known else f"{{{{{name}}}}}")
    return "".join(pieces)
