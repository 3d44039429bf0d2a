"""Compare code, links and tags of a translation with those of its English, whatever their order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.formats.markdown import Inline

Likeness = Callable[[str], str]
"""What two texts have in common that are meant to be the same."""

Groups = dict[str, list[str]]
"""Texts by what they have in common, each group from its last text to its first."""

TextOf = Callable[[Inline], str]
"""What of a code span, link or tag must be the same in both texts."""


class Unmatched(NamedTuple):
    """What has no counterpart in the other text."""

    missing: Counter[str]
    """What the translation lacks, as often as it lacks it, in the order of the English."""
    strange: list[Inline]
    """What the English does not have, in the order of the translation."""


def unmatched(
    english: Sequence[Inline], translation: Sequence[Inline], text: TextOf
) -> Unmatched:
    """Return what of the two has no counterpart, each as often as it is there."""
    wanted = [text(inline) for inline in english]
    found = [text(inline) for inline in translation]
    # Most translations have all, in the same order: then there is nothing to count.
    if wanted == found:
        return Unmatched(Counter(), [])
    missing = Counter(wanted)
    strange = []
    for inline, own in zip(translation, found, strict=True):
        if missing[own] > 0:
            missing[own] -= 1
        else:
            strange.append(inline)
    # The plus drops the texts that have all been found.
    return Unmatched(+missing, strange)


def first_places(inlines: Sequence[Inline], text: TextOf) -> Mapping[str, int]:
    """Return where each text is for the first time."""
    # From the last to the first, so that the first place of each text is what remains.
    return {text(inline): inline.start for inline in reversed(inlines)}


class Lost:
    """The texts that a translation lacks.

    `take` finds the one that something strange in the translation was made from. Iterating yields
    those that were not taken, in the order of the English.
    """

    def __init__(self, missing: Counter[str], *likenesses: Likeness) -> None:
        self._left = missing.copy()
        self._count = missing.total()
        # Grouped once by each likeness, so that the time does not grow with lost times strange.
        self._groups = {
            likeness: _grouped(missing, likeness) for likeness in likenesses
        }

    def __iter__(self) -> Iterator[str]:
        return self._left.elements()

    def take(self, strange: str, strangers: int) -> str | None:
        """Return the lost text that this one was made from, and count it as found.

        That is the first one like it; or, if one text is lost and one is strange, the lost one.
        """
        for likeness, groups in self._groups.items():
            alike = groups.get(likeness(strange), [])
            text = self._first_left(alike)
            if text:
                return self._taken(text)
        if self._count == 1 and strangers == 1:
            return self._taken(next(iter(self)))
        return None

    def _first_left(self, texts: list[str]) -> str:
        """Return the first of these texts that was not taken yet, and forget those that were.

        The first is at the end of the list, where it can be taken off.
        """
        while texts:
            first = texts[-1]
            if self._left[first] > 0:
                return first
            texts.pop()
        return ""

    def _taken(self, text: str) -> str:
        self._left[text] -= 1
        self._count -= 1
        return text


def _grouped(texts: Counter[str], likeness: Likeness) -> Groups:
    groups: Groups = {}
    for text in reversed(texts):
        common = likeness(text)
        group = groups.setdefault(common, [])
        group.append(text)
    return groups
