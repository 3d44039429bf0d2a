"""The project's terms: locales/glossary.yaml and locales/<language>/glossary.yaml.

The first holds the names that no language translates, the others what each language calls a thing:

    terms:
      virtual machine:
        use: machine virtuelle        # the one right word
        also: [VM]                    # right as well, but not beside the first on one page
        not: [ordinateur virtuel]     # wrong; with a reason: {ordinateur virtuel: until 2012}
    labels:
      Settings: Paramètres            # what Windows itself shows on a button, a tab, a menu

An English term in capitals (Device Manager) is a name: its translation keeps its capitals too.
Terms are found in the plural and, where a language writes particles onto its words, with particles.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    YamlError,
    compose,
)
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.files import WORDS_LIMIT, read_inside, text_of
from bpadocs.words.labels import LOCALES, shipped_locales
from bpadocs.words.of_source import is_english
from bpadocs.words.profiles import WINDOWS

FILE: Final = "glossary.yaml"
_PARTS: Final = ("terms", "labels")
_SMALL: Final = frozenset({"and", "for", "of", "the", "to", "in", "a", "on", "with"})


@dataclass(frozen=True)
class Term:
    """What one language calls a thing. The first of `use` is the one to write."""

    english: str
    use: tuple[str, ...]
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Why a wrong word is wrong, where somebody wrote that."""

    @cached_property
    def is_name(self) -> bool:
        """Whether the English has it in capitals, as the name of a tool, a window or a group."""
        words = re.split(r"[\s-]+", self.english)
        # “-Force” has nothing before its hyphen
        return all(word[0].isupper() for word in words if word and word not in _SMALL)

    def __hash__(self) -> int:
        return hash(self.english)

    @cached_property
    def has_capital(self) -> bool:
        """Whether any of its right words has a capital, which a text may have lost."""
        words = " ".join((*self.use, *self.also)).split()
        return any(word[0].isupper() for word in words)

    @cached_property
    def right(self) -> re.Pattern[str]:
        """What finds every right word."""
        return _pattern((*self.use, *self.also))

    @cached_property
    def first(self) -> re.Pattern[str]:
        """What finds the words to write."""
        return _pattern(self.use)

    @cached_property
    def second(self) -> re.Pattern[str] | None:
        """What finds the words that are right as well."""
        if self.also:
            return _pattern(self.also)
        return None

    @cached_property
    def bad(self) -> re.Pattern[str] | None:
        """What finds the wrong words."""
        if self.wrong:
            return _pattern(self.wrong)
        return None

    def reason_against(self, words: str) -> str:
        """Return why these words are wrong, inflected as they may be; empty where nobody says."""
        for wrong, reason in self.reasons.items():
            if _pattern((wrong,)).fullmatch(words):
                return reason
        return ""


@dataclass(frozen=True, eq=False)
class Glossary:
    """Terms of one language, and the names no language translates."""

    language: str
    names: tuple[str, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    """By the English in lower case."""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What Windows itself shows on its controls, by the English."""

    @cached_property
    def by_beginning(self) -> Mapping[str, Sequence[str]]:
        """The terms by their first word, or by their first character where that is no letter.

        The longest come first. A glossary may have tens of thousands of terms.
        """
        found: dict[str, list[str]] = {}
        for term in sorted(self.terms, key=len, reverse=True):
            beginning = _BEGINNING.match(term)
            if beginning:
                found.setdefault(beginning[0], []).append(term)
        return found

    @cached_property
    def has_second_words(self) -> bool:
        """Whether any term has words that are right beside the first."""
        return any(term.also for term in self.terms.values())

    def found_in(self, english: str) -> tuple[tuple[Term, str], ...]:
        """Return the terms in an English text, each with the words that it has there.

        Where terms overlap, the longest is found.
        """
        return _found_in(self, english)

    def with_terms(self, terms: Mapping[str, Term]) -> "Glossary":
        """Return the glossary with these terms, by the English in lower case, over its own."""
        return replace(self, terms={**self.terms, **terms})


_BEGINNING: Final = re.compile(r"\w+|\S")
_START: Final = re.compile(r"(?<![\w-])(?:\w+|[^\w\s])")
_PLURAL: Final = re.compile(r"(?:e?s)?(?![\w-])")


# Cached, for an English text is asked about by several checks.
@lru_cache(maxsize=8192)
def _found_in(glossary: Glossary, english: str) -> tuple[tuple[Term, str], ...]:
    if not glossary.terms:
        return ()
    lower = english.lower()
    if len(lower) != len(
        english
    ):  # a letter that is two in lower case: places would move
        lower = "".join(letter.lower()[0] for letter in english)
    found = []
    after = 0
    for start in _START.finditer(lower):
        if start.start() < after:
            continue  # within the term before
        first = start[0]
        if first not in glossary.by_beginning and not first.endswith("s"):
            continue  # most words begin no term
        known = _longest_at(glossary.by_beginning, lower, start)
        if known:
            term, after = known
            found.append((glossary.terms[term], english[start.start() : after]))
    return tuple(found)


def _longest_at(
    by_beginning: Mapping[str, Sequence[str]], lower: str, start: re.Match[str]
) -> tuple[str, int] | None:
    """Return the longest term that a text has at this place, and where its plural ends."""
    first = start[0]
    candidates = [*by_beginning.get(first, ())]
    if first.endswith("s"):
        # a term of one word may stand here in the plural
        candidates += by_beginning.get(first.removesuffix("s"), ())
        if first.endswith("es"):
            candidates += by_beginning.get(first.removesuffix("es"), ())
    if not candidates:
        return None
    for term in sorted(candidates, key=len, reverse=True):
        if lower.startswith(term, start.start()):
            plural = _PLURAL.match(lower, start.start() + len(term))
            if plural:
                return term, plural.end()
    return None


def read_glossary(
    root: Path | None,
    language: str,
    profile: str = "",
    source_language: str = SOURCE_LANGUAGE,
) -> Glossary:
    """Return the terms of the profile, with those of the project over them.

    A project's terms are by what its source calls them; those of a profile are by the English, and
    of another source language only the names hold that no language translates. Raises
    BrokenInputError with every mistake.
    """
    shipped = shipped_locales()
    names: dict[str, None] = {}
    terms: dict[str, Term] = {}
    labels: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for folder in _folders(root, profile):
        shared = _file_in(folder, FILE, ("names",), problems)
        own_names = shared.words(shared.part("names"))
        names |= dict.fromkeys(own_names)
        if (
            folder == shipped
            and root != shipped.parent
            and not is_english(source_language)
        ):
            continue
        own = _file_in(folder, f"{language}/{FILE}", _PARTS, problems)
        for english, node in own.table("terms"):
            terms[english.lower()] = own.term(english, node)
        for english, node in own.table("labels"):
            labels[english] = own.some_words(node)
    if problems:
        raise BrokenInputError(problems)
    return Glossary(
        language=language,
        names=tuple(names),
        terms=terms,
        labels=labels,
    )


def glossary_path(language: str) -> str:
    """Return the path of a language's glossary, relative to the project."""
    return f"{LOCALES}/{language}/{FILE}"


def read_terms(text: str, path: str) -> tuple[MapNode | None, dict[str, Term]]:
    """Return the tree of a language's glossary, and its terms by the English as it stands there.

    Raises BrokenInputError with every mistake.
    """
    problems: list[Problem] = []
    file = _File(
        text=text,
        path=path,
        allowed=_PARTS,
        problems=problems,
    )
    terms = {key: file.term(key, node) for key, node in file.table("terms")}
    for _, node in file.table("labels"):
        file.some_words(node)
    if problems:
        raise BrokenInputError(problems)
    return file.root, terms


def _folders(root: Path | None, profile: str) -> list[Path]:
    """Return the folders with glossaries, a later one over an earlier one.

    The terms that bpadocs brings along are those of Windows.
    """
    shipped = shipped_locales()
    found = [shipped] if profile == WINDOWS else []
    if root is not None and root / LOCALES not in found:
        found.append(root / LOCALES)
    return found


class _File:
    """One glossary file; what is wrong in it is added to the problems, and read as empty."""

    def __init__(
        self,
        text: str | None,
        path: str,
        allowed: Sequence[str],
        problems: list[Problem],
    ) -> None:
        self.path = path
        self.problems = problems
        self.root: MapNode | None = None
        if text is None:
            return
        try:
            node = compose(text, path, WORDS_LIMIT)
        except YamlError as error:
            problems.append(error.problem)
        else:
            self.root = self._map(node, allowed)

    def part(self, key: str) -> Node | None:
        """Return what is below a key of the file, or None."""
        if self.root:
            return self.root.get(key)
        return None

    def table(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the entries of the table below a key: the English, and what the file says of it."""
        part = self.part(key)
        table = self._map(part) if part else None
        if table is None:
            return
        for english, (_, node) in table.items.items():
            yield english, node

    def term(self, english: str, node: Node) -> Term:
        """Return a term: a table, or no more than the word to write."""
        if not isinstance(node, MapNode):
            return Term(english, self.some_words(node))
        self._map(node, ("use", "also", "not"))
        use = node.get("use")
        if use is None:
            self._refuse(node, f"the term “{english}” has no `use`: the word to write")
        wrong = self._reasons(node.get("not"))
        return Term(
            english=english,
            use=self.some_words(use),
            also=self.words(node.get("also")),
            wrong=tuple(wrong),
            reasons={word: reason for word, reason in wrong.items() if reason},
        )

    def _reasons(self, node: Node | None) -> dict[str, str]:
        """Return wrong words: each a text, or in a table that has the reason for it."""
        if node is None:
            return {}
        found: dict[str, str] = {}
        for one in node.items if isinstance(node, ListNode) else [node]:
            if not isinstance(one, MapNode):
                found |= dict.fromkeys(self.words(one), "")
                continue
            for word, (key, reason) in one.items.items():
                if isinstance(reason, ScalarNode) and word.strip():
                    found[word] = reason.value
                else:
                    self._refuse(
                        key, f"behind “{word}” stands why it is wrong, as a text"
                    )
        return found

    def some_words(self, node: Node | None) -> tuple[str, ...]:
        """Return a text, or a list of at least one text."""
        if isinstance(node, ListNode) and not node.items:
            self._refuse(node, "this list is empty; here stands the word to write")
        return self.words(node)

    def words(self, node: Node | None) -> tuple[str, ...]:
        """Return a text, or a list of texts."""
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
        """Return the node as a table, with these keys alone where any are given."""
        known = ", ".join(allowed)
        if not isinstance(node, MapNode):
            message = "here stands a table"
            if allowed:
                message = f"{message} with {known}"
            self._refuse(node, message)
            return None
        for key in node.duplicates:
            self._refuse(key, f"“{key.value}” stands twice in this table")
        for name in node.items:
            if allowed and name not in allowed:
                message = f"“{name}” is not known here; known are {known}"
                self._refuse(node.key(name), message)
        return node

    def _refuse(self, node: Node, message: str) -> None:
        problem = Problem(
            path=self.path,
            line=node.line,
            column=node.column,
            message=message,
        )
        self.problems.append(problem)


def _file_in(
    folder: Path, name: str, allowed: Sequence[str], problems: list[Problem]
) -> _File:
    """Return a glossary of a folder of locales; an empty one where it cannot be read."""
    text = None
    path = f"{LOCALES}/{name}"
    try:
        data = read_inside(folder.parent, f"{folder.name}/{name}", WORDS_LIMIT)
        if data is not None:
            text = text_of(data, path)
    except BrokenInputError as error:
        problems += error.problems
    return _File(
        text=text,
        path=path,
        allowed=allowed,
        problems=problems,
    )


def _pattern(wordings: Sequence[str]) -> re.Pattern[str]:
    """Return what finds these words, inflected."""
    longest_first = sorted(wordings, key=len, reverse=True)
    inflected = [_inflected(words) for words in longest_first]
    alternatives = "|".join(inflected)
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)


def _inflected(words: str) -> str:
    """Return the expression for words in the singular or the plural.

    Hangul is found with whatever particle is written onto it.
    """
    inflected = [_inflected_word(word) for word in words.split()]
    return r"[\s\u00a0]+".join(inflected) + _edge(words)


def _inflected_word(word: str) -> str:
    escaped = re.escape(word).replace("’", "['’]")
    if not _is_inflected(word):
        return escaped
    for ending, forms in _PLURALS.items():
        if word.endswith(ending):
            return escaped[: -len(ending)] + forms
    if word[-1] in "aeiou":
        vowel = word[-1]
        return escaped[:-1] + f"(?:{vowel}[sx]?|h?[aeiou])"
    return escaped + "(?:e?s|x)?"


def _is_inflected(word: str) -> bool:
    # An abbreviation keeps its form, as does what is too short to be a noun.
    if len(word) < 3 or word.isupper():
        return False
    last = word[-1]
    return last.isalpha() and not _hangul(last)


_PLURALS: Final = {
    "al": "(?:al|aux|ali|ales)",
    "ón": "(?:ón|ones)",
    "z": "(?:z|ces)",
    "ión": "(?:ión|iones)",
}
"""Endings that change in the plural of French, Italian or Spanish."""


def _edge(words: str) -> str:
    """Return the expression for the end of the words.

    Words in Hangul may go on, in a particle, and one may follow Latin letters too.
    """
    # In one class, or with case ignored, it takes three times as long to compile, for every term.
    if _hangul(words[-1]):
        return ""
    return "(?-i:(?![A-Za-z0-9_])(?![\u00c0-\u024f]))"


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"
