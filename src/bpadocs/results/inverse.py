"""Find the values in a sentence again that a template was filled with.

Nothing here is a regular expression made from a text: literal text is searched for, step by step,
and the steps are counted, so that no sentence takes long.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.rule import placeholders
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


def template(text: str) -> Parts:
    """Return a text with `{arguments}` in pieces."""
    pieces = placeholders.parts(text)
    return tuple((literal, name or "") for literal, name in pieces)


def captures(parts: Parts, text: str) -> Iterator[dict[str, str]]:
    """Yield the ways in which the template gives this text: the text of each argument.

    The order is that of the shortest first arguments.
    """
    if len(parts) == 1:
        if text == parts[0][0]:
            yield {}
        return
    for whole in _with_lost_blanks(parts, text):
        splitter = _Splitter.of(parts, whole)
        if splitter is not None:
            yield from splitter.splits(0, splitter.start, {})


def _with_lost_blanks(parts: Parts, text: str) -> Iterable[str]:
    """Return the text, and as it was before an empty list at its end took blanks along.

    See `fill` in runtime.py.
    """
    before = parts[-2][0]
    blanks = before[len(before.rstrip()) :]
    return dict.fromkeys([text, text + blanks])


@dataclass(slots=True)
class _Splitter:
    """A text that begins and ends as a template does, and what is between."""

    text: str
    names: list[str]
    """The arguments, in order."""
    literals: list[str]
    """What is behind each of them; behind the last, the end of the text."""
    latest: list[int]
    """The last place at which each literal leaves room for those behind it."""
    start: int
    """Where the first argument begins."""
    steps: int = 0

    @classmethod
    def of(cls, parts: Parts, text: str) -> "_Splitter | None":
        """Return the splitter of a text, or nothing where it cannot come from the template."""
        first, last = parts[0][0], parts[-1][0]
        end = len(text) - len(last)
        if end < len(first):
            return None
        if not text.startswith(first) or not text.endswith(last):
            return None
        latest = [end]
        for literal, _ in parts[-2:0:-1]:
            end = text.rfind(literal, len(first), end)
            if end < 0:
                return None
            latest.insert(0, end)
        names = [name for _, name in parts[:-1]]
        literals = [literal for literal, _ in parts[1:]]
        return cls(
            text=text,
            names=names,
            literals=literals,
            latest=latest,
            start=len(first),
        )

    def splits(
        self, place: int, start: int, taken: Mapping[str, str]
    ) -> Iterator[dict[str, str]]:
        """Yield the ways to split what begins at `start`, with the argument of this place."""
        name = self.names[place]
        literal = self.literals[place]
        is_last = place == len(self.names) - 1
        for at in self._ends(place, start):
            value = self.text[start:at]
            # an argument that is there twice has one value
            if taken.get(name, value) != value:
                continue
            found = {**taken, name: value}
            if is_last:
                yield found
            else:
                behind = at + len(literal)
                yield from self.splits(place + 1, behind, found)

    def _ends(self, place: int, start: int) -> Iterator[int]:
        """Yield the places where an argument may end, as long as there are steps left."""
        latest = self.latest[place]
        if place == len(self.names) - 1:
            self.steps += 1
            if start <= latest and self.steps < MOST_STEPS:
                yield latest
            return
        at = self.text.find(self.literals[place], start)
        while 0 <= at <= latest and self.steps < MOST_STEPS:
            self.steps += 1
            yield at
            at = self.text.find(self.literals[place], at + 1)


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
        if number is None:
            yield text
        else:
            yield number
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
    if "." in plain:
        return float(plain)
    return int(plain)


def _lists(text: str, language: Mapping[str, str]) -> Iterator[list[str]]:
    if not text:
        yield []
        return
    middle = _between(language["middle"])
    for ending in endings(language):
        for at in _last_places(text, ending):
            head = text[:at]
            last = text[at + len(ending) :]
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
    for key in ("end", "pair"):
        for name in (key, f"{key}-before-i", f"{key}-before-e"):
            if name in language:
                found[_between(language[name])] = None
    return tuple(found)


def _between(pattern: str) -> str:
    """Return what CLDR's pattern `{0}, {1}` has between the two."""
    _, _, behind = pattern.partition("{0}")
    between, _, _ = behind.partition("{1}")
    return between


def _last_places(text: str, ending: str) -> Iterator[int]:
    at = text.rfind(ending)
    for _ in range(MOST_ENDINGS):
        if at < 0:
            return
        yield at
        at = text.rfind(ending, 0, at)


def oddness(value: object, language: Mapping[str, str]) -> int:
    """Return at how many places a list of names looks as if it was cut wrongly.

    At each of them a name has the comma or the “and” of the language in it, or begins or ends with
    what separates names.
    """
    if not isinstance(value, list):
        return 0
    odd = 0
    separators = (_between(language["middle"]), *endings(language))
    for name in value:
        # with blanks around it: “machine” does not end with the “e” of Italian
        words = f" {name} "
        inside = sum(words.count(separator) for separator in separators)
        at_an_end = name.endswith(",") or name != name.strip() or not name
        odd += max(inside, at_an_end)
    return odd


def names_in(values_of: Sequence[object]) -> int:
    """Return how many names the lists among these values have together."""
    return sum(len(value) for value in values_of if isinstance(value, list))
