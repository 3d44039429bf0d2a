"""What is known of a language: one YAML file for each in this folder, data and no code.

A language without a file has the empty values, and every check that needs none of them works on it.
The patterns in the files are regular expressions; `{name}` in them means any word of the file's
list of that name. A project may have files of its own, see project/own_languages.py.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final, NamedTuple

import yaml

from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.expression import Expression
from bpadocs.words.of_source import is_english

# Markup in a text, for patterns that mind it: characters that no text has.
BOLD = "\ue000"
END_BOLD = "\ue001"
LINK = "\ue002"
END_LINK = "\ue003"
CODE = "\ufffc"

_MARKS: Final = {
    "<b>": BOLD,
    "</b>": END_BOLD,
    "<a>": LINK,
    "</a>": END_LINK,
    "<code>": CODE,
}
"""How the files write them."""


@dataclass(frozen=True)
class Pattern:
    """Something that a text of this language should not say, or not for some English."""

    find: Expression
    message: str
    english: Expression | None = None
    """Only where the English has this."""
    unless_english: Expression | None = None
    """Not where the English has this."""
    unless: Expression | None = None
    """Not where the translation has this, anywhere in the same sentence or block."""
    join: bool = False
    """Whether to take out the blanks of the match makes it right, so that `--fix` may do it."""
    form: str = ""
    """Of the register: which form of address it is."""

    @property
    def compares(self) -> bool:
        """Whether it depends on what the English says."""
        return self.english is not None or self.unless_english is not None


@dataclass(frozen=True)
class Agreement:
    """What must agree with a noun: each form of a word with its possible genders and numbers."""

    nouns: Mapping[str, str] = field(default_factory=dict)
    """Noun to one or more of `ms` `fs` `mp` `fp`, separated by blanks."""
    determiners: Mapping[str, str] = field(default_factory=dict)
    """Articles and the like, which are right before a noun."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Adjectives and participles, which are right after one."""
    between: frozenset[str] = frozenset()
    """Words that may stand between a determiner and its noun, in any gender."""


# Compared by identity, so that what is made of it can be remembered by it.
@dataclass(frozen=True, eq=False)
class LanguageData:
    """What checks need to know of one language. A language without a file has the empty values."""

    scripts: frozenset[str] = frozenset()
    """Unicode scripts its words are written in."""
    function_words: frozenset[str] = frozenset()
    """Small words that tell this language from others."""
    words: frozenset[str] = frozenset()
    """English only: common words that, left over in a translation, show what was not translated."""
    verbs: frozenset[str] = frozenset()
    """English only: common verbs, by which a whole sentence is told from a phrase."""
    loanwords: frozenset[str] = frozenset()
    """English words that are words of this language too."""
    length: tuple[float, float] = (0.0, 0.0)
    """How long a translation is, as a share of its English: the least and the most; zeros where
    that is not known.
    """
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How this language writes a unit of English."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Numbers it writes as words."""
    before_names: frozenset[str] = frozenset()
    """Words that go by the gender or sound of a name right after them: le, del, the l of l’; and
    words that begin a clause whose subject it may be.
    """
    after_names: Expression | None = None
    """What goes by the gender of a name right before it: a participle."""
    before_numbers: frozenset[str] = frozenset()
    """Words that go by the sound of a number right after them."""
    number_sounds: tuple[Expression, ...] = ()
    """What matches numbers that begin with one sound; all others begin with another."""
    actions: Mapping[str, Expression] = field(default_factory=dict)
    """How it says what a reader does with the mouse: click, right-click, double-click."""
    half_actions: tuple[Pattern, ...] = ()
    """Wordings that begin like an action and end as another."""
    opposites: Mapping[str, Expression] = field(default_factory=dict)
    """How it says words that have an opposite, by the English."""
    durations: Mapping[str, Expression] = field(default_factory=dict)
    """How it says units of time behind a number, by the English."""
    at_least: Expression | None = None
    at_most: Expression | None = None
    negation: Expression | None = None
    """Words that say no."""
    negative: Expression | None = None
    """Further words that may stand for a negation of the English: impossible, without, prevent."""
    before_titles: frozenset[str] = frozenset()
    """Words for what has a name on a screen or a disk, which may stand right behind: the button."""
    common_capitals: bool = False
    """Whether common nouns are written with a capital, as in German."""
    space_before: str = ""
    """Punctuation that has a no-break space before it."""
    space_after: str = ""
    """Punctuation that has one after it."""
    apostrophe: str = ""
    """The typographic apostrophe, where the language elides."""
    inverted: Mapping[str, str] = field(default_factory=dict)
    """Closing mark to the opening mark a sentence needs too."""
    quotes: tuple[str, ...] = ()
    """Pairs of quotation marks in use."""
    sentence_end: Expression | None = None
    """How a sentence that ends in a full stop must end, where the language's verbs stand last."""
    spacing: tuple[Pattern, ...] = ()
    split_words: tuple[Pattern, ...] = ()
    grammar: tuple[Pattern, ...] = ()
    unfinished: tuple[Pattern, ...] = ()
    word_order: tuple[Pattern, ...] = ()
    senses: tuple[Pattern, ...] = ()
    register: tuple[Pattern, ...] = ()
    """How readers are told to do something, in each form of address."""
    address: str = ""
    """The form that holds where pages have no habit of their own."""
    agreement: Agreement = field(default_factory=Agreement)

    @property
    def known(self) -> bool:
        """Whether there is a file for this language."""
        return bool(self.scripts)


@cache
def known_languages() -> tuple[str, ...]:
    """Return the languages that have a file, in alphabetical order."""
    languages = []
    for entry in files(__name__).iterdir():
        if entry.name.endswith(".yaml"):
            languages.append(entry.name.removesuffix(".yaml"))
    return tuple(sorted(languages))


@cache
def read_language(language: str, profile: str = "") -> LanguageData:
    """Return what the package knows of a language, with the words of a profile if one is named.

    For `pt-BR` that is the file pt-BR.yaml, else pt.yaml, else nothing.
    """
    if profile:
        return _with_profile(language, profile)
    known = _known(language)
    if known:
        return _read(known, f"{known}.yaml")
    return LanguageData()


def _known(language: str) -> str:
    """Return the nearest language that has a file; empty if there is none."""
    while language and language not in known_languages():
        language = language.rpartition("-")[0]
    return language


class OwnLanguage(NamedTuple):
    """What a project knows of a language itself."""

    data: LanguageData
    stated: frozenset[str]
    """The keys that its file has."""

    def over(self, data: LanguageData) -> LanguageData:
        """Return the data with this added: to lists and tables; other values take the place."""
        joined: dict[str, Any] = {}
        for key in self.stated:
            joined[key] = _joined(key, getattr(data, key), getattr(self.data, key))
        return replace(data, **joined)


def _joined(key: str, before: Any, own: Any) -> Any:
    if isinstance(before, frozenset):
        return before | own
    if isinstance(before, Mapping):
        return {**before, **own}
    if isinstance(before, Agreement):
        return Agreement(
            nouns={**before.nouns, **own.nouns},
            determiners={**before.determiners, **own.determiners},
            adjectives={**before.adjectives, **own.adjectives},
            between=before.between | own.between,
        )
    if KINDS[key] is Kind.PATTERNS:
        return (*before, *own)
    return own


@dataclass(frozen=True, eq=False)
class Languages:
    """What is known of languages: by the package, and by a project."""

    own: Mapping[str, OwnLanguage] = field(default_factory=dict)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The languages of which anything is known, in alphabetical order."""
        return tuple(sorted({*known_languages(), *self.own}))

    def read(
        self, language: str, profile: str = "", source_language: str = SOURCE_LANGUAGE
    ) -> LanguageData:
        """Return what is known of a language, of texts that are translated from the source.

        For `de-AT` that is what the package knows of it or of `de`, with what the project knows of
        `de`, and then of `de-AT`.
        """
        data = read_language(language, profile)
        if not is_english(source_language):
            data = _of_any_source(data)
        tag = ""
        for subtag in language.split("-"):
            tag = f"{tag}-{subtag}" if tag else subtag
            if tag in self.own:
                data = self.own[tag].over(data)
        return data


@cache
def _of_any_source(data: LanguageData) -> LanguageData:
    """Return the data without what it knows of translations from English.

    That is patterns which depend on what the English says, and words that are English there: in a
    translation from another language, they would find what nobody has written.
    """
    kept: dict[str, Any] = {"loanwords": frozenset()}
    for key, kind in KINDS.items():
        if kind is Kind.PATTERNS:
            patterns: Iterable[Pattern] = getattr(data, key)
            kept[key] = tuple(one for one in patterns if not one.compares)
    return replace(data, **kept)


SHIPPED: Final = Languages()
"""What the package alone knows."""


def _with_profile(language: str, profile: str) -> LanguageData:
    """Return a language with the patterns of a profile behind its own."""
    general = read_language(language)
    known = _known(language)
    path = f"{profile}/{known}.yaml"
    if not known or not files(__name__).joinpath(path).is_file():
        return general
    patterns = frozenset(key for key, kind in KINDS.items() if kind is Kind.PATTERNS)
    return OwnLanguage(_read(known, path), patterns).over(general)


def _read(language: str, path: str) -> LanguageData:
    text = files(__name__).joinpath(path).read_text("utf-8")
    content = yaml.load(text, Loader=_LOADER)
    return LanguageReader(f"{language}.yaml", content).data()


class Kind(StrEnum):
    """What stands behind a key of a language's file."""

    WORDS = "words"
    EXPRESSION = "a regular expression"
    EXPRESSIONS = "a list of regular expressions"
    PATTERNS = "a list of patterns"
    TEXT = "text"
    FLAG = "true or false"
    PAIRS = "pairs of marks"
    LENGTH = "two numbers"
    TEXTS = "a text for each key"
    NUMBERS = "a number for each word"
    UNITS = "its units for each of English"
    BY_NAME = "a regular expression for each of those that English has"
    AGREEMENT = "words by gender and number"


KINDS: Final[Mapping[str, Kind]] = {
    "scripts": Kind.WORDS,
    "function_words": Kind.WORDS,
    "words": Kind.WORDS,
    "verbs": Kind.WORDS,
    "loanwords": Kind.WORDS,
    "length": Kind.LENGTH,
    "units": Kind.UNITS,
    "numbers": Kind.NUMBERS,
    "before_names": Kind.WORDS,
    "after_names": Kind.EXPRESSION,
    "before_numbers": Kind.WORDS,
    "number_sounds": Kind.EXPRESSIONS,
    "before_titles": Kind.WORDS,
    "common_capitals": Kind.FLAG,
    "space_before": Kind.TEXT,
    "space_after": Kind.TEXT,
    "apostrophe": Kind.TEXT,
    "inverted": Kind.TEXTS,
    "quotes": Kind.PAIRS,
    "actions": Kind.BY_NAME,
    "half_actions": Kind.PATTERNS,
    "opposites": Kind.BY_NAME,
    "durations": Kind.BY_NAME,
    "at_least": Kind.EXPRESSION,
    "at_most": Kind.EXPRESSION,
    "negation": Kind.EXPRESSION,
    "negative": Kind.EXPRESSION,
    "sentence_end": Kind.EXPRESSION,
    "spacing": Kind.PATTERNS,
    "split_words": Kind.PATTERNS,
    "grammar": Kind.PATTERNS,
    "unfinished": Kind.PATTERNS,
    "word_order": Kind.PATTERNS,
    "senses": Kind.PATTERNS,
    "register": Kind.PATTERNS,
    "address": Kind.TEXT,
    "agreement": Kind.AGREEMENT,
}
"""Every key of a language's file but `lists`."""

LIST_USED: Final = re.compile(r"\{([a-z_]+)\}")
"""How a pattern names a list."""
PATTERN_KEYS: Final = (
    "find",
    "message",
    "english",
    "unless_english",
    "unless",
    "join",
    "form",
)
_BOTH_CASES: Final = re.compile(r"\\.|A-Za-z|\(\?P[<=]\w+")
"""What an expression has letters in that match in either case, or that match nothing."""
CONDITIONS: Final = ("english", "unless_english", "unless")
"""The keys of a pattern, but `find`, that are regular expressions."""
AGREEMENT_KEYS: Final = (
    "nouns",
    "determiners",
    "adjectives",
    "adjective_stems",
    "between",
)

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LanguageReader:
    """Reads one file; a key or a list in it that nothing uses is a mistake.

    Whoever wrote the expressions in it, `prepare` returns what of them is used.
    """

    def __init__(
        self,
        file: str,
        content: Mapping[str, Any],
        prepare: Callable[[str], str] = str,
    ) -> None:
        self.file = file
        self.content = {key: content[key] for key in content if key != "lists"}
        self.prepare = prepare
        self.lists: dict[str, str] = {}
        self.used: set[str] = set()
        for name, words in content.get("lists", {}).items():
            self.add_list(name, words)

    def add_list(self, name: str, words: str | Sequence[str]) -> None:
        """Take a list in, which may name those before it."""
        self.lists[name] = self._alternation(words)

    def data(self) -> LanguageData:
        """Return what the file says of its language."""
        self._known(self.content, KINDS, "the file")
        values = {}
        for name, value in self.content.items():
            read = self._READ[KINDS[name]]
            values[name] = read(self, value)
        unused = self.lists.keys() - self.used
        if unused:
            raise ValueError(f"{self.file}: no pattern uses the list “{min(unused)}”")
        return LanguageData(**values)

    def _known(
        self, found: Mapping[str, Any], known: Iterable[str], where: str
    ) -> None:
        """Refuse a key that nothing reads: what it says would be believed to hold."""
        known = tuple(known)
        for key in found:
            if key not in known:
                message = (
                    f"unknown key “{key}” in {where}; known are {', '.join(known)}"
                )
                raise ValueError(f"{self.file}: {message}")

    def _alternation(self, words: str | Sequence[str]) -> str:
        items = words.split() if isinstance(words, str) else words
        alternatives = "|".join(self._filled(str(item)) for item in items)
        return f"(?:{alternatives})"

    def _filled(self, pattern: str) -> str:
        """Return a pattern with the characters for its markup and the words of its lists."""
        for mark, character in _MARKS.items():
            pattern = pattern.replace(mark, character)
        self.used.update(LIST_USED.findall(pattern))
        filled = LIST_USED.sub(lambda match: self.lists[match[1]], pattern)
        return self.prepare(filled)

    def expression(self, source: str | Sequence[str]) -> Expression:
        """Return an expression, of alternatives where there are several.

        Case does not matter, unless one of them has `(?-i)`, which Python does not know there.
        """
        parts = [source] if isinstance(source, str) else source
        exact = any("(?-i)" in part for part in parts)
        filled = [self._filled(part.replace("(?-i)", "")) for part in parts]
        expression = "|".join(filled)
        if exact or not _has_case(expression):
            return Expression(expression)
        return Expression(expression, re.IGNORECASE)

    def _patterns(self, rules: Sequence[dict[str, Any]]) -> tuple[Pattern, ...]:
        return tuple(self._pattern(rule) for rule in rules)

    def _pattern(self, rule: Mapping[str, Any]) -> Pattern:
        where = f"the pattern “{rule.get('find')}”"
        self._known(rule, PATTERN_KEYS, where)
        conditions = {}
        for name in CONDITIONS:
            if rule.get(name) is not None:
                conditions[name] = self.expression(rule[name])
        return Pattern(
            find=self.expression(rule["find"]),
            message=str(rule["message"]),
            join=bool(rule.get("join")),
            form=str(rule.get("form", "")),
            **conditions,
        )

    def _words(self, words: str | Sequence[str]) -> frozenset[str]:
        if isinstance(words, str):
            return frozenset(words.split())
        return frozenset(map(str, words))

    def _agreement(self, content: Mapping[str, Any]) -> Agreement:
        self._known(content, AGREEMENT_KEYS, "agreement")
        adjectives = _kinds(content.get("adjectives", {}))
        for endings in content.get("adjective_stems", []):
            self._known(endings, ("stems", "endings"), "adjective_stems")
            for stem in endings["stems"].split():
                for ending, kinds in endings["endings"].items():
                    adjectives.setdefault(stem + ending.strip("-"), kinds)
        return Agreement(
            nouns=_kinds(content.get("nouns", {})),
            determiners=_kinds(content.get("determiners", {})),
            adjectives=adjectives,
            between=self._words(content.get("between", "")),
        )

    def _pairs(self, value: str) -> tuple[str, ...]:
        return tuple(value.split())

    def _expressions(self, sources: Sequence[str]) -> tuple[Expression, ...]:
        return tuple(map(self.expression, sources))

    def _units(self, units: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        found = {}
        for english, own in units.items():
            found[english] = tuple(own.split("|"))
        return found

    def _by_name(self, sources: Mapping[str, str]) -> dict[str, Expression]:
        found = {}
        for name, source in sources.items():
            found[name] = self.expression(source)
        return found

    def _length(self, bounds: Sequence[float]) -> tuple[float, float]:
        return float(bounds[0]), float(bounds[1])

    def _as_is(self, value: Any) -> Any:
        return value

    _READ: Final[Mapping[Kind, Callable[["LanguageReader", Any], Any]]] = {
        Kind.WORDS: _words,
        Kind.EXPRESSION: expression,
        Kind.EXPRESSIONS: _expressions,
        Kind.PATTERNS: _patterns,
        Kind.TEXT: _as_is,
        Kind.FLAG: _as_is,
        Kind.PAIRS: _pairs,
        Kind.LENGTH: _length,
        Kind.TEXTS: _as_is,
        Kind.NUMBERS: _as_is,
        Kind.UNITS: _units,
        Kind.BY_NAME: _by_name,
        Kind.AGREEMENT: _agreement,
    }
    """How the value of each kind is read."""


def _has_case(expression: str) -> bool:
    """Tell whether an expression has letters in one case alone.

    Python takes a hundred times as long to compile an expression that ignores case if a range of it
    has all of Hangul, where there is no case to ignore.
    """
    letters = _BOTH_CASES.sub("", expression)
    return letters.lower() != letters.upper()


def _kinds(groups: Mapping[str, str]) -> dict[str, str]:
    """Return each word with the genders and numbers of all groups it is in."""
    found: dict[str, str] = {}
    for kinds, words in groups.items():
        for word in words.split():
            if word in found:
                found[word] = f"{found[word]} {kinds}"
            else:
                found[word] = kinds
    return found
