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
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from bpadocs.labels import LOCALES, shipped_locales
from bpadocs.problems import BrokenInputError, Problem

FILE: Final = "glossary.yaml"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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


@dataclass(frozen=True)
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

    def found_in(self, english: str) -> Iterator[tuple[Term, str]]:
        """The terms in an English text, longest first at each place, with the words as they stand there."""
        if self._english is None:
            return
        for match in self._english.finditer(english):
            words = match[0].lower()
            term = self.terms.get(words) or self.terms.get(words.removesuffix("s")) or self.terms.get(words[:-2])
            if term is not None:
                yield term, match[0]


def read_glossary(root: Path | None, language: str) -> Glossary:
    """The terms bpadocs brings along, with those of the project over them."""
    names: dict[str, None] = {}
    terms: dict[str, Term] = {}
    labels: dict[str, tuple[str, ...]] = {}
    shipped = shipped_locales()
    for folder in dict.fromkeys([shipped] if root is None else [shipped, root / LOCALES]):
        names |= dict.fromkeys(_names(folder / FILE))
        own = _read(folder / language / FILE, ("terms", "labels"))
        terms |= {english.lower(): _term(english, entry) for english, entry in own.get("terms", {}).items()}
        labels |= {english: _list(words) for english, words in own.get("labels", {}).items()}
    return Glossary(language, tuple(names), terms, labels)


def _names(path: Path) -> Sequence[str]:
    return _list(_read(path, ("names",)).get("names", []))


def _read(path: Path, keys: Sequence[str]) -> dict[str, Any]:
    if not path.exists():
        return {}
    shown = path.as_posix()
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_LOADER) or {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenInputError([Problem(shown, line, column, f"not YAML: {error.problem}")]) from None
    except UnicodeDecodeError:
        raise BrokenInputError([Problem(shown, 1, 1, "not UTF-8; save the file as UTF-8")]) from None
    if not isinstance(content, dict) or any(key not in keys for key in content):
        expected = " and ".join(f"“{key}”" for key in keys)
        raise BrokenInputError([Problem(shown, 1, 1, f"a glossary has the keys {expected} at its top and no other")])
    for key, value in content.items():
        if not isinstance(value, list if key == "names" else dict):
            kind = "a list" if key == "names" else "a table of English and translation"
            raise BrokenInputError([Problem(shown, 1, 1, f"“{key}” is {kind}")])
    for english, entry in content.get("terms", {}).items():
        if not _is_entry(entry):
            message = f"the term “{english}” is the right word, or a table of use, also and not"
            raise BrokenInputError([Problem(shown, 1, 1, message)])
    return content


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, str | list) or (
        isinstance(entry, dict) and "use" in entry and set(entry) <= {"use", "also", "not"}
    )


def _term(english: str, entry: Any) -> Term:
    if not isinstance(entry, dict):
        return Term(english, _list(entry))
    return Term(english, _list(entry["use"]), _list(entry.get("also", [])), _list(entry.get("not", [])))


def _list(words: Any) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, list) else (str(words),)


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
