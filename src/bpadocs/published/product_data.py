"""What the pages of one product share, as the data of its product file."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from bpadocs.published.english import Draft
from bpadocs.published.yaml_text import Data

Value = TypeVar("Value", bound=Hashable)


def most(values: Sequence[Value]) -> Value | None:
    """Return the value that most of them are, or nothing where no value has the majority."""
    [(value, number)] = Counter(values).most_common(1)
    if number * 2 > len(values):
        return value
    return None


def product_data(drafts: Sequence[Draft]) -> dict[str, Data]:
    """Return the data of the product file: whatever most pages say."""
    first = drafts[0]
    systems = most([one.operating_systems for one in drafts]) or first.operating_systems
    data: dict[str, Data] = {"name": first.product, "operating_systems": systems}
    sentences = {
        "applies_to": _shared_applies_to(drafts, systems),
        "intro": most([one.intro for one in drafts]),
        "note": most([one.note for one in drafts]),
    }
    for key, sentence in sentences.items():
        if sentence:
            data[key] = sentence
    front_matter = _shared_front_matter([one.front_matter for one in drafts])
    if front_matter:
        data["front_matter"] = front_matter
    return data


def _shared_applies_to(drafts: Sequence[Draft], systems: tuple[str, ...]) -> str | None:
    """Return what pages of these operating systems apply to, where a build would not know it."""
    shared = most(
        [one.applies_to for one in drafts if one.operating_systems == systems]
    )
    if shared == ", ".join(systems):
        return None
    return shared


def _shared_front_matter(pages: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the values that most pages have; empty for a key that each page has its own for."""
    shared = {}
    for key in _keys([tuple(page) for page in pages]):
        values = [page.get(key) for page in pages]
        value = most(values)
        if value is not None:
            shared[key] = value
        elif None not in values:
            shared[key] = ""
    return shared


def _keys(orders: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield every key, in the order that most pages have."""
    usual = most(orders) or max(orders, key=len)
    yield from usual
    seen = set(usual)
    for order in orders:
        for key in order:
            if key not in seen:
                seen.add(key)
                yield key


def common_layout(layouts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the layout that most pages have.

    The spelling of a single line (`raw.…`) belongs to its page.
    """
    keys: dict[str, None] = {}
    for layout in layouts:
        keys.update(dict.fromkeys(layout))
    common = {}
    for key in keys:
        if key.startswith("raw."):
            continue
        value = most([layout.get(key) for layout in layouts])
        if value is not None:
            common[key] = value
    return common
