"""Find the values in a sentence again that a template was filled with.

Nothing here is a regular expression made from a text: literal text is searched for, step by step,
and the steps are counted, so that no sentence takes long.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bpadocs.rule.model import ArgumentType

Parts = tuple[tuple[str, str], ...]
"""A template in pieces of literal text, each with the argument behind it; the last has none."""

MOST_STEPS = 2_000
"""How often a literal text is searched for in one sentence, at most."""
MOST_ENDINGS = 6
"""How many places of “and” in one list are tried, from the last one on."""
MOST_NAMES = 2_000
"""So many names of a list are told apart; the rest is put back as it was."""

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,9})?")
_BLANKS = str.maketrans("", "", " \u00a0\u202f")
_PLAIN_SEPARATORS = ("\n", "; ", ", ")
"""How programs join names that know nothing of languages."""


def captures(parts: Parts, text: str) -> Iterator[dict[str, str]]:
    """Yield the ways in which the template gives this text: the text of each argument.

    The order is that of the shortest first arguments.
    """
    first, (last, _) = parts[0][0], parts[-1]
    if len(parts) == 1:
        if text == first:
            yield {}
        return
    # an empty list at the end leaves no blanks before it, see runtime.py
    before = parts[-2][0]
    for whole in dict.fromkeys([text, text + before[len(before.rstrip()) :]]):
        has_ends = whole.startswith(first) and whole.endswith(last)
        if has_ends and len(whole) >= len(first) + len(last):
            yield from _Splitter(parts, whole).all()


@dataclass
class _Splitter:
    """A text that begins and ends as a template, and the places of what is between."""

    parts: Parts
    text: str
    steps: int = 0
    latest: list[int] = field(default_factory=list)
    """The last place at which each piece of literal text leaves room for those behind it."""

    def all(self) -> Iterator[dict[str, str]]:
        """Yield every way to split the text, as long as there are steps left."""
        end = len(self.text) - len(self.parts[-1][0])
        self.latest = [end]
        for literal, _ in self.parts[-2:0:-1]:
            end = self.text.rfind(literal, len(self.parts[0][0]), end)
            if end < 0:
                return
            self.latest.insert(0, end)
        yield from self._from(1, len(self.parts[0][0]), {})

    def _from(
        self, place: int, start: int, taken: Mapping[str, str]
    ) -> Iterator[dict[str, str]]:
        """Yield the ways to split what begins at `start`, where argument `place` is."""
        name = self.parts[place - 1][1]
        is_last = place == len(self.parts) - 1
        literal, latest = self.parts[place][0], self.latest[place - 1]
        at = latest if is_last else self.text.find(literal, start)
        while start <= at <= latest and self.steps < MOST_STEPS:
            self.steps += 1
            value = self.text[start:at]
            # an argument that is there twice has one value
            if taken.get(name, value) == value:
                found = {**taken, name: value}
                if is_last:
                    yield found
                else:
                    yield from self._from(place + 1, at + len(literal), found)
            at = -1 if is_last else self.text.find(literal, at + 1)


def values(
    kind: ArgumentType, text: str, language: Mapping[str, str]
) -> Iterator[object]:
    """Yield the values that an argument of this kind may have had, the most likely first.

    `language` is what CLDR knows of the language, with the keys of a catalog. Not every value gives
    just this text: whoever asks fills the template with it and compares.
    """
    if kind is ArgumentType.LIST:
        yield from _lists(text, language)
    elif kind is ArgumentType.NUMBER:
        number = _number(text, language)
        yield text if number is None else number
    else:
        yield text


def _number(text: str, language: Mapping[str, str]) -> int | float | None:
    """Return the number that is written like this in the language, or without any groups."""
    plain = text.translate(_BLANKS).replace(language["minus"], "-")
    group = language["group"].translate(_BLANKS)
    if group:
        plain = plain.replace(group, "")
    plain = plain.replace(language["decimal"], ".")
    if not _NUMBER.fullmatch(plain):
        return None
    return float(plain) if "." in plain else int(plain)


def _lists(text: str, language: Mapping[str, str]) -> Iterator[list[str]]:
    if not text:
        yield []
        return
    middle = _between(language["middle"])
    for ending in endings(language):
        for at in _last_places(text, ending):
            head, last = text[:at], text[at + len(ending) :]
            yield [*head.split(middle, MOST_NAMES), last]
            if middle in head:
                yield [head, last]
    yield [text]
    for separator in _PLAIN_SEPARATORS:
        names = text.split(separator, MOST_NAMES)
        if len(names) > 1:
            yield [name.strip() for name in names]


def endings(language: Mapping[str, str]) -> tuple[str, ...]:
    """Return what may be before the last name of a list: “, and ” and “ and ”."""
    found: dict[str, None] = {}
    for key in ("end", "pair", "end-before-i", "pair-before-i"):
        if key in language:
            found[_between(language[key])] = None
    return tuple(found)


def _between(pattern: str) -> str:
    """Return what CLDR's pattern `{0}, {1}` has between the two."""
    return pattern.partition("{0}")[2].partition("{1}")[0]


def _last_places(text: str, ending: str) -> Iterator[int]:
    at = text.rfind(ending)
    for _ in range(MOST_ENDINGS):
        if at < 0:
            return
        yield at
        at = text.rfind(ending, 0, at)


def oddness(value: object, language: Mapping[str, str]) -> int:
    """Return how many names of a list look as if the list was cut at the wrong places.

    Such a name has the “and” of the language in it, or begins or ends with what separates names.
    """
    if not isinstance(value, list):
        return 0
    marks = tuple({mark.strip() for mark in (*endings(language), ",")})
    odd = 0
    for name in value:
        words = f" {name} "
        has_ending = any(ending in words for ending in endings(language))
        if has_ending or name.endswith(marks) or name != name.strip() or not name:
            odd += 1
    return odd


def names_in(values_of: Sequence[object]) -> int:
    """Return how many names the lists among these values have together."""
    return sum(len(value) for value in values_of if isinstance(value, list))
