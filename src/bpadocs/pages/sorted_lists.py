"""Lists of links that are sorted by their texts: each language has an order of its own.

An index is such a list. Its items are compared with those that lead to the same pages. Sections may
be sorted by their headings, too, where each is a list of links itself.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from bpadocs.formats.markdown import Block
from bpadocs.formats.pairing import in_order_of
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.cldr import are_sorted

_List = list[int]
"""The numbers of the items of one list of links."""


class ListItem(NamedTuple):
    """An item that begins with a link, or a section that is a list of them."""

    around: Hashable
    """Its list. Those that follow each other in one list belong together."""
    text: str
    """What readers see of it."""
    targets: Sequence[str]
    """Where its links lead."""


def in_english_order(
    english: Sequence[Block], translation: Sequence[Block], language: str
) -> Sequence[Block]:
    """Return the blocks of a translation, with its sorted lists in the order of the English."""
    items = [_item(block) for block in english]
    if not any(items):
        return translation
    own_items = [_item(block) for block in translation]
    order = english_order(items, own_items, (SOURCE_LANGUAGE, language))
    return [translation[number] for number in order]


def english_order(
    english: Sequence[ListItem | None],
    translation: Sequence[ListItem | None],
    languages: tuple[str, str],
) -> list[int]:
    """Return the numbers of a translation's parts, its sorted lists in the order of the English.

    `languages` are those of the two. Parts that are no items of such lists are None, and stay where
    they are. Where two links have changed their targets by mistake, their texts are in no order:
    those lists stay, too.
    """
    order = list(range(len(translation)))
    own, theirs = list(_lists(english)), list(_lists(translation))
    if len(own) != len(theirs):
        return order
    for left, right in zip(own, theirs, strict=True):
        wanted = [one for number in left if (one := english[number])]
        found = [one for number in right if (one := translation[number])]
        if _sorted_anew(wanted, found, languages):
            places = in_order_of(_targets(wanted), _targets(found))
            for number, place in zip(right, places, strict=True):
                order[number] = right[place]
    return order


def _lists(items: Sequence[ListItem | None]) -> Iterator[_List]:
    """Yield the lists of which every item begins with a link."""
    found: list[int] = []
    around: Hashable = None
    for number, item in enumerate(items):
        inside = item.around if item else None
        if inside is None or inside != around:
            if found:
                yield found
            found = []
            around = inside
        if inside is not None:
            found.append(number)
    if found:
        yield found


def _item(block: Block) -> ListItem | None:
    """Return a block as an item of a bulleted list, if it is one that begins with a link."""
    if block.depth < 2 or block.path[-1].kind != "item":
        return None
    if block.path[-2].kind != "bullet_list" or not block.inlines:
        return None
    if block.inlines[0].kind != "link":
        return None
    targets = [inline.target for inline in block.walk() if inline.kind == "link"]
    return ListItem(block.path[-2], block.plain, targets)


def _targets(items: Sequence[ListItem]) -> list[Sequence[str]]:
    return [item.targets for item in items]


def _sorted_anew(
    english: Sequence[ListItem],
    translation: Sequence[ListItem],
    languages: tuple[str, str],
) -> bool:
    if _targets(english) == _targets(translation):
        return False
    source_language, language = languages
    ours = are_sorted([item.text for item in translation], language)
    return ours and are_sorted([item.text for item in english], source_language)
