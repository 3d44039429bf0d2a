"""Lists of links that are sorted by their texts: each language has an order of its own.

An index is such a list. Its items are compared with those that lead to the same pages.
"""

from collections.abc import Iterator, Sequence

from bpadocs.formats.markdown import Block
from bpadocs.formats.pairing import in_order_of
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.cldr import are_sorted

_List = list[int]
"""The numbers of blocks that are the items of one list of links."""


def in_english_order(
    english: Sequence[Block], translation: Sequence[Block], language: str
) -> Sequence[Block]:
    """Return the blocks of a translation, with its sorted lists in the order of the English.

    Where two links have changed their targets by mistake, their texts are in no order. Those lists
    stay as they are.
    """
    own, theirs = list(_lists(english)), list(_lists(translation))
    if not own or len(own) != len(theirs):
        return translation
    ordered = list(translation)
    for left, right in zip(own, theirs, strict=True):
        wanted = [english[number] for number in left]
        found = [translation[number] for number in right]
        if _sorted_anew(wanted, found, language):
            order = in_order_of(_all_targets(wanted), _all_targets(found))
            for number, place in zip(right, order, strict=True):
                ordered[number] = found[place]
    return ordered


def _lists(blocks: Sequence[Block]) -> Iterator[_List]:
    """Yield the lists of which every item begins with a link."""
    found: list[int] = []
    around: Block | None = None
    for number, block in enumerate(blocks):
        inside = _list_of(block)
        if inside is None or inside is not around:
            if found:
                yield found
            found = []
            around = inside
        if inside is not None:
            found.append(number)
    if found:
        yield found


def _list_of(block: Block) -> Block | None:
    """Return the bulleted list that a block is an item of, if the item begins with a link."""
    if block.depth < 2 or block.path[-1].kind != "item":
        return None
    if block.path[-2].kind != "bullet_list" or not _targets(block):
        return None
    return block.path[-2] if block.inlines[0].kind == "link" else None


def _targets(block: Block) -> list[str]:
    return [inline.target for inline in block.walk() if inline.kind == "link"]


def _all_targets(blocks: Sequence[Block]) -> list[list[str]]:
    return [_targets(block) for block in blocks]


def _sorted_anew(
    english: Sequence[Block], translation: Sequence[Block], language: str
) -> bool:
    if _all_targets(english) == _all_targets(translation):
        return False
    ours = are_sorted([block.plain for block in translation], language)
    return ours and are_sorted([block.plain for block in english], SOURCE_LANGUAGE)
