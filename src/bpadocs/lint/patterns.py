"""Patterns of a language's data, found in a text: what several checks of language share."""

from collections.abc import Iterator, Sequence

from bpadocs.languages import Pattern
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.view import Marked, View


def find(patterns: Sequence[Pattern], text: View | Marked, english: str | None = None) -> Iterator[Hit]:
    """Each place where one of these patterns stands, the longest where several overlap.

    Patterns that depend on the English are left out where there is none.
    """
    found: list[tuple[int, int, Pattern, str]] = []
    lower = text.lower
    english_lower = english.lower() if english is not None else None
    for pattern in patterns:
        for needle in pattern.find.needles:
            if needle in lower:
                break
        else:
            if pattern.find.needles:
                continue
        if not _applies(pattern, text.text, english, english_lower):
            continue
        for match in pattern.find.finditer(text.text):
            if match.end() > match.start():
                shown = pattern.message.replace("{match}", "".join(c for c in match[0] if c.isprintable()))
                found.append((match.start(), match.end(), pattern, shown))
    found.sort(key=lambda one: (one[0], -one[1]))
    end = -1
    for start, stop, pattern, message in found:
        if start < end:
            continue
        end = stop
        first, last = text.span(start, stop)
        joined = "".join(text.text[start:stop].split())
        whole = last - first == stop - start
        yield Hit(first, last, message, Fix(first, last, joined) if pattern.join and whole else None)


def _applies(pattern: Pattern, text: str, english: str | None, lower: str | None) -> bool:
    if pattern.english and not (english and pattern.english.may_be_in(lower or "") and pattern.english.search(english)):
        return False
    if pattern.unless_english and english and pattern.unless_english.search(english):
        return False
    return not (pattern.unless and pattern.unless.search(text))
