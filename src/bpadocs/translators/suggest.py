"""The nearest translated English of the project, for a text without a translation or a stale one.

The same English comes first, then a sibling (one that differs by numbers and names), then whatever
is most alike. Where the translation can be adapted, the suggestion has it ready.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bpadocs.formats.tmx import TmxUnit
from bpadocs.project.tree import Project
from bpadocs.rule.model import DETAIL_FIELDS, UI_FIELDS, Rule, Text, general_form
from bpadocs.rule.provenance import FITTING, State, states
from bpadocs.translators.plural_forms import (
    Forms,
    english_forms,
    expand,
    is_plural,
    trimmed,
)
from bpadocs.translators.siblings import (
    Adapted,
    Substitution,
    adapt,
    shape,
    what_differs,
)
from bpadocs.words.cldr import name_in_english

MARK = "#"
"""Between rule and field in the id of a text: `hyper-v/some-rule#impact`."""

LEAST_SCORE = 75
"""In percent; below it the nearest is no help any more."""
RELIABLE = (*FITTING, State.UNTRACKED)
"""In these states a translation is of the English of today, as far as anybody knows."""
_SENTENCES = "plain sentences"
_MARKDOWN = "Markdown"
_TITLES = "titles and descriptions"
_KINDS = (_SENTENCES, _MARKDOWN, _TITLES)
_MOST_ALIKE = 5
"""So many of the most alike are tried for one that can be adapted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What may help a translator with one text."""

    id: str
    """The text that was found: `rule#field`, or file and line of another memory."""
    score: int
    """How alike the two English texts are, in percent."""
    english: Text
    translation: Text
    """Both as the text that was found has them."""
    substitutions: tuple[Substitution, ...] = ()
    """What was replaced in its translation."""
    forms: Forms | None = None
    """The adapted translation; None where more differs than numbers and names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Translated:
    id: str
    english: Text
    key: str
    translation: Text


_Groups = Mapping[tuple[str, str], Sequence[_Translated]]
"""Texts by their kind, and by a key of each."""


class Memory:
    """Everything that is translated into one language and not stale."""

    def __init__(
        self, project: Project, language: str, given: Iterable[TmxUnit] = ()
    ) -> None:
        """Gather what the project has; after it come texts of other memories, if any are given."""
        self.language = language
        self.known: defaultdict[str, list[_Translated]] = defaultdict(list)
        """By kind of text."""
        for rule in project.rules:
            for name, one in _translated(rule, language):
                self.known[_kind(name)].append(one)
        for unit in given:
            other = _of_memory(unit)
            for kind in _KINDS:
                self.known[kind].append(other)

    def suggest(self, identifier: str, english: Text) -> Suggestion | None:
        """Return the best help for this text, which is never the text itself."""
        _, _, name = identifier.rpartition(MARK)
        kind = _kind(name)
        key = _key(english)
        # Every index holds the text itself, too, if it is translated: it helps nobody.
        same = self._by_key.get((kind, key), ())
        others = _others(same, identifier)
        if others:
            return self._suggestion(_commonest(others), english, 100)
        siblings = self._by_shape.get((kind, shape(key)), ())
        for sibling in _others(siblings, identifier):
            score = _score(sibling.key, key)
            found = self._suggestion(sibling, english, score)
            if found.forms:
                return found
        nearest = None
        for one, score in self._most_alike(kind, key):
            if one.id == identifier:
                continue
            found = self._suggestion(one, english, score)
            if found.forms:
                return found
            nearest = nearest or found
        return nearest

    def _most_alike(self, kind: str, key: str) -> list[tuple[_Translated, int]]:
        # A compiled library: only an export and `bpa suggest` need to load it.
        from rapidfuzz import fuzz, process

        known = self.known[kind]
        keys = [one.key for one in known]
        found = process.extract(
            key,
            keys,
            scorer=fuzz.ratio,
            limit=_MOST_ALIKE,
            score_cutoff=LEAST_SCORE,
        )
        return [(known[index], round(score)) for _, score, index in found]

    def _suggestion(
        self,
        one: _Translated,
        english: Text,
        score: int,
    ) -> Suggestion:
        suggestion = Suggestion(
            id=one.id,
            score=score,
            english=one.english,
            translation=one.translation,
        )
        adapted = self._adapted(one, english)
        if adapted is None:
            return suggestion
        forms: dict[str, str] = {}
        substitutions: dict[Substitution, None] = {}
        for name, form in adapted.items():
            forms[name] = form.text
            substitutions |= dict.fromkeys(form.substitutions)
        return replace(
            suggestion,
            forms=forms,
            substitutions=tuple(substitutions),
        )

    def _adapted(
        self,
        one: _Translated,
        english: Text,
    ) -> Mapping[str, Adapted] | None:
        """Return every plural form, adapted; None where one of them is not sure."""
        if is_plural(one.english) != is_plural(english):
            return None
        for_one, for_others = zip(
            english_forms(one.english),
            english_forms(english),
            strict=True,
        )
        adapted: dict[str, Adapted] = {}
        for form, text in self._forms(one.translation, english).items():
            theirs, ours = for_one if form == "one" else for_others
            made = adapt(
                sibling=trimmed(theirs),
                translation=trimmed(text),
                english=trimmed(ours),
                language=self.language,
            )
            if made is None:
                return None
            adapted[form] = made
        return adapted

    def _forms(self, translation: Text, english: Text) -> Forms:
        if is_plural(english, translation):
            return expand(translation, self.language)
        return {"other": general_form(translation)}

    @cached_property
    def _by_key(self) -> _Groups:
        return _grouped(self.known, lambda one: one.key)

    @cached_property
    def _by_shape(self) -> _Groups:
        return _grouped(self.known, lambda one: shape(one.key))


def text_id(rule: Rule, field: str) -> str:
    """Return the id of a text, the same in every file and message: `rule#field`."""
    return f"{rule.id}{MARK}{field}"


def described(suggestion: Suggestion, source_language: str) -> str:
    """Say in one line where the suggestion comes from."""
    if suggestion.substitutions:
        pieces = [f"{old} → {new}" for old, new in suggestion.substitutions]
        listed = ", ".join(pieces)
        return f"Suggestion: as {suggestion.id}, with {listed}"
    if suggestion.forms is not None:
        source = name_in_english(source_language)
        return f"Suggestion: as {suggestion.id}, whose {source} is the same"
    translation = " ".join(general_form(suggestion.translation).split())
    return f"Alike ({suggestion.score}%): {suggestion.id}: {translation}"


def differing(suggestion: Suggestion, english: Text) -> list[tuple[str, str]]:
    """Return what the English of the suggestion has, and what this English has instead."""
    found: dict[tuple[str, str], None] = {}
    pairs = zip(
        english_forms(suggestion.english),
        english_forms(english),
        strict=True,
    )
    for there, here in pairs:
        pieces = what_differs(trimmed(there), trimmed(here))
        found |= dict.fromkeys(pieces)
    return list(found)


def _translated(rule: Rule, language: str) -> Iterator[tuple[str, _Translated]]:
    """Yield the fields of a rule whose translation can be relied on."""
    for name, state in states(rule, language).items():
        translation = rule.field(language, name)
        if translation is None or state not in RELIABLE:
            continue
        english = rule.english[name]
        translated = _Translated(
            id=text_id(rule, name),
            english=english,
            key=_key(english),
            translation=translation,
        )
        yield name, translated


def _of_memory(unit: TmxUnit) -> _Translated:
    """Return a text of another memory, which does not tell what kind of text it is."""
    return _Translated(
        id=unit.id,
        english=unit.english,
        key=_key(unit.english),
        translation=unit.translation,
    )


def _key(english: Text) -> str:
    """Return the English as one string that can be compared: with plural forms, both of them."""
    forms = map(trimmed, english_forms(english))
    return "\n\x1f\n".join(dict.fromkeys(forms))


def _kind(field: str) -> str:
    """Return the kind of a text: it is compared with its like only."""
    if field in UI_FIELDS:
        return _SENTENCES
    if field in DETAIL_FIELDS:
        return _MARKDOWN
    return _TITLES


def _others(found: Iterable[_Translated], identifier: str) -> list[_Translated]:
    return [one for one in found if one.id != identifier]


def _score(left: str, right: str) -> int:
    from rapidfuzz import fuzz

    return round(fuzz.ratio(left, right))


def _grouped(
    known: Mapping[str, Sequence[_Translated]],
    key: Callable[[_Translated], str],
) -> _Groups:
    groups: defaultdict[tuple[str, str], list[_Translated]] = defaultdict(list)
    for kind, texts in known.items():
        for one in texts:
            groups[kind, key(one)].append(one)
    return groups


def _commonest(known: Sequence[_Translated]) -> _Translated:
    """Return, where one English has several translations, the one that most rules have."""
    # As strings, for a text with plural forms cannot be counted itself.
    counts = Counter(str(one.translation) for one in known)
    return max(known, key=lambda one: counts[str(one.translation)])
