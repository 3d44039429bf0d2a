"""Names that rules and pages had before: read from their files, and told apart from those of today.

`aliases` and `redirect_from` stand in a rule, `redirects` in the product.yaml of pages whose rules
are gone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from bpadocs.formats.yaml.nodes import ListNode, MapNode
from bpadocs.project.mistakes import Mistakes, is_empty
from bpadocs.rule.model import TO_INDEX
from bpadocs.rule.names import RuleNames, is_page_address, is_rule_name

ALIASES: Final = "aliases"
REDIRECT_FROM: Final = "redirect_from"
REDIRECTS: Final = "redirects"

_NO_ID: Final = "is no id of a rule, such as hyper-v/some-rule"
_NO_ADDRESS: Final = "is no page of a product, such as hyper-v/Some-Page"
_ADDRESSES: Final = ("https://", "http://", "/")


# Reading


def aliases_of(root: MapNode, report: Mistakes) -> tuple[str, ...]:
    """Return the ids that a rule had before."""
    return _names(root, report, ALIASES, is_rule_name, _NO_ID)


def redirect_from_of(root: MapNode, report: Mistakes) -> tuple[str, ...]:
    """Return where the page of a rule was before."""
    return _names(root, report, REDIRECT_FROM, is_page_address, _NO_ADDRESS)


def _names(
    root: MapNode,
    report: Mistakes,
    key: str,
    is_one: Callable[[str], bool],
    otherwise: str,
) -> tuple[str, ...]:
    node = root.get(key)
    if node is None or is_empty(node):
        return ()
    names = report.words(node, key)
    if not isinstance(node, ListNode):
        return ()
    for element in node.items:
        name = report.word(element, f"an entry of {key}")
        if name is not None and not is_one(name):
            report.add(element, f"“{name}” {otherwise}")
    return tuple(dict.fromkeys(names))


def redirects_of(root: MapNode, report: Mistakes) -> Mapping[str, str]:
    """Return where pages of a product lead whose rules are gone."""
    found = report.flat_mapping_of(root, REDIRECTS)
    node = root.get(REDIRECTS)
    if not isinstance(node, MapNode):
        return MappingProxyType({})
    for page, target in found.items():
        if not is_page_address(page):
            report.add(node.key(page), f"“{page}” {_NO_ADDRESS}")
        if not is_target(target):
            message = (
                f"a page leads to an address (https://… or /…) or to {TO_INDEX}, "
                f"not to “{target}”"
            )
            report.add(node.items[page][1], message)
    return MappingProxyType(found)


def is_target(target: str) -> bool:
    """Whether a page may lead there: an address, or the index of all rules."""
    if target == TO_INDEX:
        return True
    has_blank = any(character.isspace() for character in target)
    return target.startswith(_ADDRESSES) and target.isprintable() and not has_blank


# Telling them from the names of today


class FormerNameClash(NamedTuple):
    """A name of before that somebody else has."""

    rule: str
    key: str
    message: str


def former_name_clashes(rules: Sequence[RuleNames]) -> Iterator[FormerNameClash]:
    """Yield each former name that means two rules, whatever the case of its letters."""
    if not any(rule.aliases or rule.redirect_from for rule in rules):
        return
    ids = {rule.id.casefold(): rule.id for rule in rules}
    pages = {rule.address.casefold(): rule.id for rule in rules}
    aliases: dict[str, str] = {}
    redirects: dict[str, str] = {}
    for rule in rules:
        for alias, owner in _taken(rule.id, rule.aliases, ids, aliases):
            what = f"the alias “{alias}” is"
            message = f"{what} what {owner} is or was called; remove it from one"
            yield FormerNameClash(rule.id, ALIASES, message)
        for address, owner in _taken(rule.id, rule.redirect_from, pages, redirects):
            what = f"“{address}” leads here, and is"
            message = f"{what} or was the page of {owner}; remove it from one"
            yield FormerNameClash(rule.id, REDIRECT_FROM, message)


def _taken(
    rule: str, former: Sequence[str], today: Mapping[str, str], before: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each former name that a rule has today or another had before, with that rule."""
    for name in former:
        folded = name.casefold()
        owner = today.get(folded)
        first = before.setdefault(folded, rule)
        if owner is None and first != rule:
            owner = first
        if owner is not None:
            yield name, owner
