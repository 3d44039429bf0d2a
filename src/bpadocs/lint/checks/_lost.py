"""What of the English a translation lacks, and what of it something strange was made from."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

Likeness = Callable[[str], str]
"""What two texts have in common that are meant to be the same."""


class Lost:
    """The texts that are missing, each as often as it is, in the order of the English."""

    def __init__(self, missing: Counter[str], *likenesses: Likeness) -> None:
        self._left = +missing
        self._count = self._left.total()
        self._alike: list[tuple[Likeness, defaultdict[str, list[str]]]] = []
        for likeness in likenesses:
            alike: defaultdict[str, list[str]] = defaultdict(list)
            for text in reversed(self._left):
                alike[likeness(text)].append(text)
            self._alike.append((likeness, alike))

    def __iter__(self) -> Iterator[str]:
        return self._left.elements()

    def take(self, strange: str, strangers: int) -> str | None:
        """The lost text this one was made from, lost no more: the first like it, or the only one."""
        for likeness, alike in self._alike:
            texts = alike.get(likeness(strange), [])
            while texts and not self._left[texts[-1]]:
                texts.pop()
            if texts and texts[-1]:
                return self._taken(texts[-1])
        return self._taken(next(iter(self))) if self._count == strangers == 1 else None

    def _taken(self, text: str) -> str:
        self._left[text] -= 1
        self._count -= 1
        return text
