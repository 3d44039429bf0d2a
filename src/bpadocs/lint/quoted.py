"""Quote texts in messages: the few words that matter, never a whole sentence."""

from collections.abc import Sequence
from typing import Final

LONGEST: Final = 60
"""What is longer is cut."""
_KEPT: Final = LONGEST // 2 - 1


def cut(text: str) -> str:
    """Return a text as a message quotes it: of a long one, the beginning and the end."""
    if len(text) <= LONGEST:
        return text
    beginning = text[:_KEPT].rstrip()
    end = text[-_KEPT:].lstrip()
    return f"{beginning}…{end}"


def differing(one: str, other: str) -> tuple[str, str]:
    """Return two texts as a message quotes them beside each other.

    Of long ones only the words that differ, each with the word before and the word behind it.
    """
    if max(len(one), len(other)) <= LONGEST:
        return one, other
    words = one.split(" ")
    others = other.split(" ")
    first = _alike(words, others)
    last = _alike(words[first:][::-1], others[first:][::-1])
    # with the word before and the word behind
    start = max(first - 1, 0)
    behind = max(last - 1, 0)
    return _part(words, start, behind), _part(others, start, behind)


def _part(words: Sequence[str], start: int, behind: int) -> str:
    """Return these words but for so many at their beginning and at their end."""
    own = words[start : len(words) - behind]
    before = "…" if start else ""
    after = "…" if behind else ""
    return before + cut(" ".join(own)) + after


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words the two have in common at their beginnings."""
    number = 0
    for word, other in zip(words, others, strict=False):
        if word != other:
            break
        number += 1
    return number
