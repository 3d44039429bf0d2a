"""What a project itself knows of languages: `languages/de.yaml` and the like, beside rules/.

Such a file has the keys of the package's own, in words/languages/. Of a language that the package
knows, it adds to the lists and tables of that, and any other value takes the place of the one
there. Of any other language it is all that is known.
"""

import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    YamlError,
    compose,
)
from bpadocs.project.mistakes import Mistakes, nearest
from bpadocs.project.settings import TAG
from bpadocs.system.files import SETTINGS_LIMIT, leads_out, read_inside, text_of
from bpadocs.words.bounded import ExpressionError, bounded
from bpadocs.words.cldr import babel_locale
from bpadocs.words.languages import (
    AGREEMENT_KEYS,
    CONDITIONS,
    KINDS,
    LIST_USED,
    PATTERN_KEYS,
    SHIPPED,
    Kind,
    LanguageReader,
    Languages,
    OwnLanguage,
    read_language,
)

LANGUAGES: Final = "languages"
"""The folder of the files."""
_ENDING: Final = ".yaml"
LISTS: Final = "lists"
"""The key of lists of words, which patterns name."""
GENDERS: Final = ("ms", "fs", "mp", "fp")
"""Masculine and feminine, in the singular and the plural."""
SCRIPTS: Final = (
    "Latin",
    "Greek",
    "Cyrillic",
    "Armenian",
    "Georgian",
    "Hebrew",
    "Arabic",
    "Ethiopic",
    "Devanagari",
    "Bengali",
    "Gurmukhi",
    "Gujarati",
    "Oriya",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Thai",
    "Lao",
    "Myanmar",
    "Khmer",
    "Tibetan",
    "Mongolian",
    "Han",
    "Kana",
    "Hangul",
)
"""Scripts that languages are written in, by the names that Unicode has for them."""


def language_files(root: Path) -> list[str]:
    """Return the names of what may be such files, in order."""
    if leads_out(root, LANGUAGES):
        return []
    try:
        names = sorted(os.listdir(root / LANGUAGES))
    except OSError:
        return []
    return [name for name in names if name.endswith((_ENDING, ".yml"))]


def read_languages(root: Path | None) -> Languages:
    """Return what is known of languages, by the package and, where there is one, by the project.

    Raises BrokenInputError with every mistake of every file.
    """
    if root is None:
        return SHIPPED
    found: dict[str, OwnLanguage] = {}
    problems: list[Problem] = []
    if leads_out(root, LANGUAGES):
        message = "a symbolic link out of the project; not followed"
        problems.append(Problem(LANGUAGES, 1, 1, message))
    for name in language_files(root):
        try:
            found[name.removesuffix(_ENDING)] = _read(root, name)
        except YamlError as error:
            problems.append(error.problem)
        except BrokenInputError as error:
            problems += error.problems
    if problems:
        raise BrokenInputError(problems)
    return Languages(found)


def _read(root: Path, name: str) -> OwnLanguage:
    """Return what is in one file."""
    path = f"{LANGUAGES}/{name}"
    language = os.path.splitext(name)[0]
    if not name.endswith(_ENDING):
        message = f"rename it to {language}{_ENDING}"
        raise BrokenInputError([Problem(path, 1, 1, message)])
    if not TAG.fullmatch(language):
        message = (
            f"“{language}” is no language tag; name the file de.yaml or pt-BR.yaml"
        )
        raise BrokenInputError([Problem(path, 1, 1, message)])
    try:
        babel_locale(language)
    except BrokenInputError as error:
        raise BrokenInputError(
            [problem._replace(path=path) for problem in error.problems]
        ) from None
    text = text_of(read_inside(root, path, SETTINGS_LIMIT) or b"", path)
    reader = _FileReader(path, text, language)
    own = reader.read(compose(text, path, SETTINGS_LIMIT))
    if own is None:
        raise BrokenInputError(reader.mistakes.problems)
    return own


class _FileReader:
    """Reads one file, and collects its mistakes.

    Each part of it becomes what LanguageReader takes.
    """

    def __init__(self, path: str, text: str, language: str) -> None:
        self.path = path
        self.language = language
        self.mistakes = Mistakes(path, text)
        self.reader = LanguageReader(path, {}, bounded)
        """Knows the lists that have been read."""

    def read(self, root: Node) -> OwnLanguage | None:
        """Return what the file says; nothing where it has mistakes."""
        table = self.mistakes.mapping(root, "the file of a language")
        if table is None:
            if not self.mistakes.problems:
                self.mistakes.add(root, "the file says nothing")
            return None
        self.mistakes.keys(table, (LISTS, *KINDS), "the file of a language")
        self._read_lists(table)
        content: dict[str, Any] = {}
        for key, kind in KINDS.items():
            node = table.get(key)
            if node is not None:
                content[key] = self._READ[kind](self, node, key)
        if not read_language(self.language).known:
            self.mistakes.required(table, ("scripts",))
        self._tell_unused(table)
        if self.mistakes.problems:
            return None
        self.reader.content = content
        return OwnLanguage(self.reader.data(), frozenset(content))

    # Lists

    def _read_lists(self, table: MapNode) -> None:
        """Read the lists; a list may name those above it."""
        lists = self.mistakes.mapping_of(table, LISTS)
        if lists is None:
            return
        for name, (key, node) in lists.items.items():
            if not LIST_USED.fullmatch(f"{{{name}}}"):
                message = f"“{name}”: a list is named in small letters and “_”"
                self.mistakes.add(key, message)
                continue
            if isinstance(node, ListNode):
                words: str | list[str] = self._texts(node, name)
            else:
                words = self._text(node, name)
            if self._is_expression(node, words):
                self.reader.add_list(name, words)

    def _tell_unused(self, table: MapNode) -> None:
        lists = table.get(LISTS)
        if not isinstance(lists, MapNode):
            return
        for name in self.reader.lists:
            if name not in self.reader.used:
                self.mistakes.add(lists.key(name), f"no pattern uses the list “{name}”")

    # Values, each by its kind

    def _text(self, node: Node, what: str) -> str:
        return self.mistakes.text_of(node, f"“{what}”") or ""

    def _texts(self, node: Node, what: str) -> list[str]:
        """Return a text, or those of a list."""
        if not isinstance(node, ListNode):
            return [self._text(node, what)]
        return [self._text(one, what) for one in node.items]

    def _words(self, node: Node, what: str) -> str | list[str]:
        if isinstance(node, ListNode):
            words: str | list[str] = self._texts(node, what)
        else:
            words = self._text(node, what)
        if what == "scripts":
            self._tell_unknown(node, what, words)
            return words
        # Texts are compared in small letters; in German many a word has a capital.
        if isinstance(words, str):
            return words.lower()
        return [word.lower() for word in words]

    def _tell_unknown(self, node: Node, what: str, words: str | list[str]) -> None:
        for word in words.split() if isinstance(words, str) else words:
            if word not in SCRIPTS:
                hint = nearest(word, SCRIPTS) or f"; known are {', '.join(SCRIPTS)}"
                message = f"{what}: “{word}” is no script{hint}"
                self.mistakes.add_within(node, word, message)

    def _expression(self, node: Node, what: str) -> list[str]:
        texts = self._texts(node, what)
        self._is_expression(node, texts)
        return texts

    def _expressions(self, node: Node, what: str) -> list[str]:
        if not isinstance(node, ListNode):
            self.mistakes.add(node, f"“{what}” is a list of regular expressions")
            return []
        return self._expression(node, what)

    def _is_expression(self, node: Node, written: str | list[str]) -> bool:
        """Tell whether these are regular expressions that can be used; if not, note why."""
        texts = written.split() if isinstance(written, str) else written
        for text in texts:
            names = LIST_USED.findall(text)
            self.reader.used.update(names)
            for name in names:
                if name not in self.reader.lists:
                    hint = nearest(name, self.reader.lists)
                    message = f"there is no list “{name}” here{hint}"
                    self.mistakes.add_within(node, f"{{{name}}}", message)
                    return False
        why = _why_unusable(texts, self.reader)
        if why:
            self.mistakes.add(node, f"the expression {why}")
        return not why

    def _patterns(self, node: Node, what: str) -> list[dict[str, Any]]:
        if not isinstance(node, ListNode):
            self.mistakes.add(
                node, f"“{what}” is a list of patterns: “- find: …” and “  message: …”"
            )
            return []
        found = []
        for one in node.items:
            table = self.mistakes.mapping(one, "a pattern")
            if table is not None:
                found.append(self._pattern(table))
        return found

    def _pattern(self, table: MapNode) -> dict[str, Any]:
        self.mistakes.keys(table, PATTERN_KEYS, "a pattern")
        self.mistakes.required(table, ("find", "message"))
        pattern: dict[str, Any] = {}
        for key in PATTERN_KEYS:
            node = table.get(key)
            if node is None:
                continue
            if key == "find" or key in CONDITIONS:
                pattern[key] = self._expression(node, key)
            elif key == "join":
                pattern[key] = self._flag(node, key)
            else:
                pattern[key] = self._text(node, key)
            if not pattern[key] and key in ("find", "message"):
                self.mistakes.add(node, f"“{key}” is empty")
        return pattern

    def _flag(self, node: Node, what: str) -> bool:
        return self.mistakes.one_of(node, what, ("true", "false")) == "true"

    def _pairs(self, node: Node, what: str) -> str:
        text = self._text(node, what)
        for pair in text.split():
            if len(pair) != 2:
                message = f"“{pair}” is no pair of marks: „“ ‚‘, with blanks between"
                self.mistakes.add_within(node, pair, message)
        return text

    def _length(self, node: Node, what: str) -> list[float]:
        bounds = []
        if isinstance(node, ListNode) and len(node.items) == 2:
            for one in node.items:
                value = _decimal(one)
                if value is not None:
                    bounds.append(value)
        if len(bounds) != 2 or not 0 < bounds[0] < bounds[1]:
            self.mistakes.add(
                node,
                f"“{what}” is the least and the most, as a share of the English: [0.75, 2.1]",
            )
            return [0.0, 0.0]
        return bounds

    def _table(self, node: Node, what: str) -> dict[str, str]:
        return self.mistakes.flat_mapping(node, f"“{what}”")

    def _numbers(self, node: Node, what: str) -> dict[str, int]:
        found = {}
        for word, number in self._table(node, what).items():
            if number.isascii() and number.isdigit() and len(number) < 10:
                found[word] = int(number)
            else:
                message = f"“{word}” has its number behind it: {word}: 2"
                self._tell_at(node, word, message)
        return found

    def _units(self, node: Node, what: str) -> dict[str, str]:
        units = self._table(node, what)
        self._only(node, what, units, read_language("en").units)
        return units

    def _by_name(self, node: Node, what: str) -> dict[str, list[str]]:
        table = self.mistakes.mapping(node, f"“{what}”")
        if table is None:
            return {}
        self._only(node, what, table.items, getattr(read_language("en"), what))
        found = {}
        for name, (_, value) in table.items.items():
            found[name] = self._expression(value, name)
        return found

    def _only(
        self, node: Node, what: str, keys: Iterable[str], known: Iterable[str]
    ) -> None:
        listed = ", ".join(known)
        for key in keys:
            if key not in known:
                self._tell_at(node, key, f"{what}: known are {listed}, not “{key}”")

    def _tell_at(self, node: Node, key: str, message: str) -> None:
        if isinstance(node, MapNode):
            self.mistakes.add(node.key(key), message)

    def _agreement(self, node: Node, what: str) -> dict[str, Any]:
        table = self.mistakes.mapping(node, f"“{what}”")
        if table is None:
            return {}
        self.mistakes.keys(table, AGREEMENT_KEYS, what)
        found: dict[str, Any] = {}
        for key in ("nouns", "determiners", "adjectives"):
            own = table.get(key)
            if own is not None:
                found[key] = self._by_gender(own, key)
        between = table.get("between")
        if between is not None:
            found["between"] = self._words(between, "between")
        stems = table.get("adjective_stems")
        if stems is not None:
            found["adjective_stems"] = [*self._stems(stems)]
        return found

    def _by_gender(self, node: Node, what: str) -> dict[str, str]:
        found = {}
        for kinds, words in self._table(node, what).items():
            self._look_at_kinds(node, kinds, kinds)
            # an acronym keeps its capitals
            small = [one if one.isupper() else one.lower() for one in words.split()]
            found[kinds] = " ".join(small)
        return found

    def _look_at_kinds(self, node: Node, key: str, kinds: str) -> None:
        if not kinds.split() or not set(kinds.split()) <= set(GENDERS):
            listed = ", ".join(GENDERS)
            message = f"“{kinds}”: gender and number are {listed}, with blanks between"
            self._tell_at(node, key, message)

    def _stems(self, node: Node) -> Iterator[dict[str, Any]]:
        """Yield adjectives by their stems, with all endings: {stems: petit, endings: {-e: fs}}."""
        if not isinstance(node, ListNode):
            self.mistakes.add(node, "“adjective_stems” is a list")
            return
        for one in node.items:
            table = self.mistakes.mapping(one, "an entry of adjective_stems")
            if table is None:
                continue
            self.mistakes.keys(table, ("stems", "endings"), "adjective_stems")
            self.mistakes.required(table, ("stems", "endings"))
            stems, endings = table.get("stems"), table.get("endings")
            if stems is None or endings is None:
                continue
            kinds = self._table(endings, "endings")
            for ending in kinds:
                self._look_at_kinds(endings, ending, kinds[ending])
            yield {"stems": self._text(stems, "stems"), "endings": kinds}

    _READ: Final[Mapping[Kind, Callable[["_FileReader", Node, str], Any]]] = {
        Kind.WORDS: _words,
        Kind.EXPRESSION: _expression,
        Kind.EXPRESSIONS: _expressions,
        Kind.PATTERNS: _patterns,
        Kind.TEXT: _text,
        Kind.FLAG: _flag,
        Kind.PAIRS: _pairs,
        Kind.LENGTH: _length,
        Kind.TEXTS: _table,
        Kind.NUMBERS: _numbers,
        Kind.UNITS: _units,
        Kind.BY_NAME: _by_name,
        Kind.AGREEMENT: _agreement,
    }


def _decimal(node: Node) -> float | None:
    if isinstance(node, ScalarNode) and re.fullmatch(
        r"\d{1,3}(\.\d{1,3})?", node.value
    ):
        return float(node.value)
    return None


def _why_unusable(texts: Iterable[str], reader: LanguageReader) -> str:
    """Return why these cannot be used as regular expressions; empty where they can."""
    try:
        for text in texts:
            # What Python is about to read otherwise is a mistake as well.
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                reader.expression(text).compiled  # noqa: B018
    except ExpressionError as error:
        return str(error)
    except re.error as error:
        return f"is none: {error.msg}"
    except (OverflowError, RecursionError, FutureWarning, DeprecationWarning) as error:
        return f"is none: {error}"
    return ""
