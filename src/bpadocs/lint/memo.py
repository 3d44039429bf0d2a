"""Answers that are asked for again and again while one text is looked at."""

from collections.abc import Callable


class Remembered(dict[str, bool]):
    """The answers to one question about words of a text.

    It is cheap to make, because every block of a text has its own.
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], bool]) -> None:
        super().__init__()
        self._ask = ask

    # A dictionary calls this where a key is missing: an answer that is known costs no call.
    def __missing__(self, words: str) -> bool:
        answer = self._ask(words)
        self[words] = answer
        return answer
