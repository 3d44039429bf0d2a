"""Find the patterns of a language's data in a text: what several checks of language share."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.view import Marked, View
from bpadocs.words.languages import Pattern


class _PatternMatch(NamedTuple):
    start: int
    end: int
    pattern: Pattern
    message: str


def may_be_in(patterns: Sequence[Pattern], lower: str) -> Sequence[Pattern]:
    """Return the patterns that a text, given in lower case, may have."""
    found = []
    for pattern in patterns:
        # A pattern names words without which it cannot be in a text: to look for these is much
        # faster than to search for the pattern. A loop, because it runs for every pattern on every
        # text, and a function of its own takes longer.
        needles = pattern.find.needles
        for needle in needles:
            if needle in lower:
                found.append(pattern)
                break
        else:
            if not needles:
                found.append(pattern)
    return found


def find(
    patterns: Sequence[Pattern], text: View | Marked, english: str | None = None
) -> Iterator[Hit]:
    """Yield each place where one of these patterns is, the longest where several overlap.

    Patterns that depend on the English are left out where there is none.
    """
    found: list[_PatternMatch] = []
    lower = text.lower
    for pattern in may_be_in(patterns, lower):
        applies = _applies(pattern, text.text, english)
        if applies and pattern.find.search(text.text):
            found += _matches(pattern, text.text)
    if not found:
        return
    found.sort(key=lambda one: (one.start, -one.end))
    end = -1
    for match in found:
        if match.start >= end:
            end = match.end
            yield _hit(match, text)


def _matches(pattern: Pattern, text: str) -> Iterator[_PatternMatch]:
    for match in pattern.find.finditer(text):
        if match.end() > match.start():
            # the marks of bold and links are no characters that could be shown
            words = "".join(one for one in match[0] if one.isprintable())
            message = pattern.message.replace("{match}", words)
            yield _PatternMatch(
                start=match.start(),
                end=match.end(),
                pattern=pattern,
                message=message,
            )


def _hit(match: _PatternMatch, text: View | Marked) -> Hit:
    first, last = text.span(match.start, match.end)
    fix = None
    # Where there is markup within the match, the span in the file is longer: no safe fix.
    whole = last - first == match.end - match.start
    if match.pattern.join and whole:
        joined = "".join(text.text[match.start : match.end].split())
        fix = Fix(first, last, joined)
    return Hit(
        start=first,
        end=last,
        message=match.message,
        fix=fix,
    )


def _applies(pattern: Pattern, text: str, english: str | None) -> bool:
    """Tell whether the pattern says anything of this text, beside this English."""
    if pattern.english:
        if not english or not pattern.english.may_be_in(english.lower()):
            return False
        if not pattern.english.search(english):
            return False
    if pattern.unless_english and english and pattern.unless_english.search(english):
        return False
    return not (pattern.unless and pattern.unless.search(text))
