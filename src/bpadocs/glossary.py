"""The project's terms: locales/glossary.yaml and locales/<language>/glossary.yaml.

The first holds the names that no language translates, the others what each language calls a thing:

    terms:
      virtual machine:
        use: machine virtuelle          the one right word
        also: [VM]                      right as well, but not beside the first on one page
        not: [ordinateur virtuel]       wrong
    labels:
      Settings: Paramètres              what Windows itself shows on a button, a tab, a menu

An English term in capitals (Device Manager) is a name: its translation keeps its capitals too. Terms are found in the
plural and, where a language writes particles onto its words, with particles.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from bpadocs.inputs import WORDS_LIMIT, read_inside, text_of
from bpadocs.labels import LOCALES, shipped_locales
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.yamltext.nodes import ListNode, MapNode, Node, ScalarNode, YamlError, compose

FILE: Final = "glossary.yaml"
_SMALL: Final = frozenset({"and", "for", "of", "the", "to", "in", "a", "on", "with"})


@dataclass(frozen=True)
class Term:
    """What one language calls a thing. The first of `use` is the one to write."""

    english: str
    use: tuple[str, ...]
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """Whether the English writes it with capitals, as the name of a tool, a window or a group."""
        return all(word[0].isupper() for word in re.split(r"[\s-]+", self.english) if word not in _SMALL)

    @cached_property
    def right(self) -> re.Pattern[str]:
        return _pattern((*self.use, *self.also))

    @cached_property
    def first(self) -> re.Pattern[str]:
        return _pattern(self.use)

    @cached_property
    def second(self) -> re.Pattern[str] | None:
        return _pattern(self.also) if self.also else None

    @cached_property
    def bad(self) -> re.Pattern[str] | None:
        return _pattern(self.wrong) if self.wrong else None


@dataclass(frozen=True, eq=False)
class Glossary:
    """Terms of one language, and the names no language translates."""

    language: str
    names: tuple[str, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    """By the English in lower case."""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands on the controls of Windows, by the English."""

    @cached_property
    def _english(self) -> re.Pattern[str] | None:
        terms = sorted(self.terms, key=len, reverse=True)
        alternatives = "|".join(re.escape(term) for term in terms)
        return re.compile(rf"(?<![\w-])(?:{alternatives})(?:e?s)?(?![\w-])", re.IGNORECASE) if terms else None

    def found_in(self, english: str) -> tuple[tuple[Term, str], ...]:
        """The terms in an English text, longest first at each place, with the words as they stand there."""
        return _found_in(self, english)


@lru_cache(maxsize=8192)
def _found_in(glossary: Glossary, english: str) -> tuple[tuple[Term, str], ...]:
    if glossary._english is None:
        return ()
    found = []
    for match in glossary._english.finditer(english):
        words = match[0].lower()
        forms = (words, words.removesuffix("s"), words[:-2])
        term = next((glossary.terms[form] for form in forms if form in glossary.terms), None)
        if term is not None:
            found.append((term, match[0]))
    return tuple(found)


def read_glossary(root: Path | None, language: str) -> Glossary:
    """The terms bpadocs brings along, with those of the project over them; BrokenInputError has every mistake."""
    names: dict[str, None] = {}
    terms: dict[str, Term] = {}
    labels: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    shipped = shipped_locales()
    for folder in dict.fromkeys([shipped] if root is None else [shipped, root / LOCALES]):
        shared = _File(folder, FILE, problems)
        names |= dict.fromkeys(shared.words(shared.part("names")))
        own = _File(folder, f"{language}/{FILE}", problems)
        terms |= {english.lower(): own.term(english, node) for english, node in own.table("terms")}
        labels |= {english: own.words(node) for english, node in own.table("labels")}
    if problems:
        raise BrokenInputError(problems)
    return Glossary(language, tuple(names), terms, labels)


class _File:
    """One glossary file; what is wrong in it is added to the problems, and read as empty."""

    def __init__(self, folder: Path, name: str, problems: list[Problem]) -> None:
        self.path = f"{LOCALES}/{name}"
        self.problems = problems
        self.root: MapNode | None = None
        try:
            data = read_inside(folder.parent, f"{folder.name}/{name}", WORDS_LIMIT)
            if data is None:
                return
            node = compose(text_of(data, self.path), self.path)
        except YamlError as error:
            problems.append(error.problem)
        except BrokenInputError as error:
            problems += error.problems
        else:
            allowed = ("names",) if name == FILE else ("terms", "labels")
            self.root = self._map(node, allowed)

    def part(self, key: str) -> Node | None:
        return self.root.get(key) if self.root else None

    def table(self, key: str) -> Iterator[tuple[str, Node]]:
        """The entries below this key."""
        part = self.part(key)
        table = self._map(part) if part else None
        for english, (_, node) in (table.items if table else {}).items():
            yield english, node

    def term(self, english: str, node: Node) -> Term:
        if not isinstance(node, MapNode):
            return Term(english, self.words(node))
        entry = self._map(node, ("use", "also", "not"))
        if node.get("use") is None:
            self._refuse(node, f"the term “{english}” has no `use`: the word to write")
        get = entry.get if entry else node.get
        return Term(english, self.words(get("use")), self.words(get("also")), self.words(get("not")))

    def words(self, node: Node | None) -> tuple[str, ...]:
        """A text, or a list of texts."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, ListNode) else [node]
        found = []
        for one in nodes:
            if isinstance(one, ScalarNode) and one.value.strip():
                found.append(one.value)
            else:
                self._refuse(one, "here stands a text, or a list of texts")
        return tuple(found)

    def _map(self, node: Node, allowed: Sequence[str] = ()) -> MapNode | None:
        if not isinstance(node, MapNode):
            self._refuse(node, f"here stands a table{' with ' + ', '.join(allowed) if allowed else ''}")
            return None
        for key in node.duplicates:
            self._refuse(key, f"“{key.value}” stands twice in this table")
        for name in node.items:
            if allowed and name not in allowed:
                self._refuse(node.key(name), f"“{name}” is not known here; known are {', '.join(allowed)}")
        return node

    def _refuse(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.path, node.line, node.column, message))


def _pattern(wordings: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(_inflected(words) for words in sorted(wordings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)


def _inflected(words: str) -> str:
    """Each word in the singular or the plural; Hangul with whatever particle is written onto it."""
    return r"[\s\u00a0]+".join(_inflected_word(word) for word in words.split()) + _edge(words)


def _inflected_word(word: str) -> str:
    escaped = re.escape(word).replace("’", "['’]")
    if len(word) < 3 or word.isupper() or not word[-1].isalpha() or _hangul(word[-1]):
        return escaped
    for ending, forms in _PLURALS.items():
        if word.endswith(ending):
            return escaped[: -len(ending)] + forms
    if word[-1] in "aeiou":
        return escaped[:-1] + f"(?:{word[-1]}[sx]?|h?[aeiou])"
    return escaped + "(?:e?s|x)?"


_PLURALS: Final = {"al": "(?:al|aux|ali|ales)", "ón": "(?:ón|ones)", "z": "(?:z|ces)", "ión": "(?:ión|iones)"}
"""Endings that change in the plural of French, Italian or Spanish."""


def _edge(words: str) -> str:
    """Where the words end; a Korean particle may follow Latin letters too."""
    return "" if _hangul(words[-1]) else "(?![A-Za-z0-9_\u00c0-\u024f])"


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"
