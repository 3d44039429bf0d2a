"""Answers that are asked for again and again while one text is looked at."""

from collections.abc import Callable


class Remembered(dict[str, bool]):
    """The answers to one question about words of a text. Cheap to make: every block has its own."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], bool]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, words: str) -> bool:
        answer = self[words] = self._ask(words)
        return answer
