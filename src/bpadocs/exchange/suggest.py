"""The nearest translated English of the project for a text that has no translation yet, or a stale one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bpadocs.exchange.edges import inner
from bpadocs.exchange.forms import Forms, english_forms, expand, is_plural
from bpadocs.exchange.siblings import Exchange, differences, exchange, shape
from bpadocs.model import DETAIL_FIELDS, UI_FIELDS, Text, general_form
from bpadocs.project import Project
from bpadocs.provenance import State, states

MARK = "#"
"""Between rule and field in the id of a text: `hyper-v/some-rule#impact`."""

LEAST_SCORE = 75
"""In percent; below it the nearest is no help any more."""
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may help a translator with one text."""

    id: str
    """The text that was found: `rule#field`."""
    score: int
    """How alike the two English texts are, in percent."""
    english: Text
    translation: Text
    """As they stand there."""
    exchanged: tuple[Exchange, ...] = ()
    forms: Forms | None = None
    """The translation with what differs exchanged; nothing where more differs than numbers and names."""


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    english: Text
    key: str
    translation: Text


class Memory:
    """Everything that is translated into one language and not stale."""

    def __init__(self, project: Project, language: str) -> None:
        self.language = language
        self.known: defaultdict[str, list[_Known]] = defaultdict(list)
        for rule in project.rules:
            for name, state in states(rule, language).items():
                translation = rule.field(language, name)
                if translation is not None and state in (State.CURRENT, State.UNTRACKED):
                    english = rule.english[name]
                    one = _Known(f"{rule.id}{MARK}{name}", english, _key(english), translation)
                    self.known[_kind(name)].append(one)

    def suggest(self, identifier: str, english: Text) -> Suggestion | None:
        """The best help for this text: the same English, a sibling, or whatever is nearest."""
        kind, key = _kind(identifier.rpartition(MARK)[2]), _key(english)
        same = [one for one in self._by_key[kind].get(key, ()) if one.id != identifier]
        if same:
            return self._made(_commonest(same), english, 100)
        for one in self._by_shape[kind].get(shape(key), ()):
            if one.id != identifier and (found := self._made(one, english, self._score(one.key, key))).forms:
                return found
        nearest = [
            self._made(one, english, round(score)) for one, score in self._nearest(kind, key) if one.id != identifier
        ]
        return next((found for found in nearest if found.forms), nearest[0] if nearest else None)

    def _nearest(self, kind: str, key: str) -> list[tuple[_Known, float]]:
        from rapidfuzz import fuzz, process

        known = self.known[kind]
        found = process.extract(
            key, [one.key for one in known], scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=LEAST_SCORE
        )
        return [(known[index], score) for _, score, index in found]

    def _score(self, left: str, right: str) -> int:
        from rapidfuzz import fuzz

        return round(fuzz.ratio(left, right))

    def _made(self, one: _Known, english: Text, score: int) -> Suggestion:
        made = self._exchanged(one, english)
        exchanged, forms = made or ((), None)
        return Suggestion(one.id, score, one.english, one.translation, exchanged, forms)

    def _exchanged(self, one: _Known, english: Text) -> tuple[tuple[Exchange, ...], Forms] | None:
        """Every plural form with what differs exchanged; nothing where one of them is not sure."""
        if is_plural(one.english) != is_plural(english):
            return None
        theirs, ours = english_forms(one.english), english_forms(english)
        plural = is_plural(english, one.translation)
        texts = expand(one.translation, self.language) if plural else {"other": str(one.translation)}
        exchanged: dict[Exchange, None] = {}
        forms: dict[str, str] = {}
        for form, text in texts.items():
            number = 0 if form == "one" else 1
            made = exchange(inner(theirs[number]), inner(text), inner(ours[number]), self.language)
            if made is None:
                return None
            forms[form] = made[0]
            exchanged |= dict.fromkeys(made[1])
        return tuple(exchanged), forms

    @cached_property
    def _by_key(self) -> dict[str, dict[str, list[_Known]]]:
        return {kind: _grouped(known, [one.key for one in known]) for kind, known in self._kinds}

    @cached_property
    def _by_shape(self) -> dict[str, dict[str, list[_Known]]]:
        return {kind: _grouped(known, [shape(one.key) for one in known]) for kind, known in self._kinds}

    @property
    def _kinds(self) -> list[tuple[str, list[_Known]]]:
        return [(kind, self.known[kind]) for kind in ("head", "ui", "details")]


def described(suggestion: Suggestion) -> str:
    """Where the suggestion comes from, in one line."""
    if suggestion.exchanged:
        pieces = ", ".join(f"{one.old} → {one.new}" for one in suggestion.exchanged)
        return f"Suggestion: as {suggestion.id}, with {pieces}"
    if suggestion.forms is not None:
        return f"Suggestion: as {suggestion.id}, whose English is the same"
    return f"Alike ({suggestion.score}%): {suggestion.id}: {' '.join(general_form(suggestion.translation).split())}"


def differing(suggestion: Suggestion, english: Text) -> list[tuple[str, str]]:
    """What the English of the suggestion has, and what this English has instead."""
    pairs = zip(map(inner, english_forms(suggestion.english)), map(inner, english_forms(english)), strict=True)
    return list(dict.fromkeys(one for there, here in pairs for one in differences(there, here)))


def _key(english: Text) -> str:
    return "\n\x1f\n".join(dict.fromkeys(map(inner, english_forms(english))))


def _kind(field: str) -> str:
    """Texts are compared with their like: plain sentences, Markdown, titles and descriptions."""
    return "ui" if field in UI_FIELDS else "details" if field in DETAIL_FIELDS else "head"


def _grouped(known: Sequence[_Known], keys: Sequence[str]) -> dict[str, list[_Known]]:
    groups: defaultdict[str, list[_Known]] = defaultdict(list)
    for one, key in zip(known, keys, strict=True):
        groups[key].append(one)
    return groups


def _commonest(known: Sequence[_Known]) -> _Known:
    """Where one English has several translations, the one most rules have."""
    counts = Counter(str(one.translation) for one in known)
    return max(known, key=lambda one: counts[str(one.translation)])
