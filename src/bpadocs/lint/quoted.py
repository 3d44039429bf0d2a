"""Quote texts in messages: the few words that matter, never a whole sentence."""

from collections.abc import Sequence
from itertools import takewhile
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
    words, others = one.split(" "), other.split(" ")
    same_first = _alike(words, others)
    rest, other_rest = words[same_first:], others[same_first:]
    same_last = _alike(rest[::-1], other_rest[::-1])
    start = max(same_first - 1, 0)
    found = []
    for all_words in (words, others):
        end = min(len(all_words) - same_last + 1, len(all_words))
        before = "…" if start else ""
        after = "…" if end < len(all_words) else ""
        found.append(f"{before}{cut(' '.join(all_words[start:end]))}{after}")
    return found[0], found[1]


def _alike(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words the two have in common at their beginnings."""
    pairs = zip(words, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
