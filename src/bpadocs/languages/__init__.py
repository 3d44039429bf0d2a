"""What is known of a language: one YAML file a language beside this module, data and no code.

A language without a file has the empty values, and every check that needs none of them works on it.
The patterns in the files are regular expressions; `{name}` in them stands for any word of the file's list of that name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

import yaml

BOLD, END_BOLD, LINK, END_LINK, CODE = "\ue000", "\ue001", "\ue002", "\ue003", "\ufffc"
"""How a text is marked up for patterns that mind it; the files write <b>, </b>, <a>, </a> and <code>."""

_MARKS: Final = {"<b>": BOLD, "</b>": END_BOLD, "<a>": LINK, "</a>": END_LINK, "<code>": CODE}


class Expression:
    """A regular expression that is compiled when it is first used: a run needs few of the hundreds that are known."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Texts of which any match contains one, in lower case; none where that is not known."""
        return _needles(self.source)

    def may_be_in(self, lower: str) -> bool:
        """Whether a text, given in lower case, is worth a search: far quicker than the search itself."""
        needles = self.needles
        return not needles or any(needle in lower for needle in needles)

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text)


def _needles(source: str) -> tuple[str, ...]:
    """The longest plain text of each alternative at the top of a pattern; nothing if one of them has none."""
    found: list[str] = []
    best = run = ""
    depth = index = 0
    while index <= len(source):
        character = source[index] if index < len(source) else "|"
        plain = character.isalnum() or character in " -’'"
        if depth == 0 and plain:
            run += character
            index += 1
            continue
        if depth == 0:
            kept = run[:-1] if character in "?*{" else run
            best = max(best, kept, key=len)
            run = ""
        if character == "\\":
            index += 2
            continue
        if character == "[":
            index = _class_end(source, index)
            continue
        depth += (character == "(") - (character == ")")
        if character == "{":
            index = source.index("}", index) + 1
            continue
        if depth == 0 and character == "|":
            found.append(best.lower())
            best = ""
        index += 1
    return tuple(found) if all(len(needle) > 1 for needle in found) else ()


def _class_end(source: str, start: int) -> int:
    """The place after a character class."""
    index = start + 2 if source[start + 1] in "]^" else start + 1
    while source[index] != "]":
        index += 2 if source[index] == "\\" else 1
    return index + 1


@dataclass(frozen=True)
class Pattern:
    """One thing that a text of this language should not say, or not where the English says something else."""

    find: Expression
    message: str
    english: Expression | None = None
    """Only where the English has this."""
    unless_english: Expression | None = None
    """Not where the English has this."""
    unless: Expression | None = None
    """Not where the translation has this, anywhere in the same sentence or block."""
    join: bool = False
    """Whether the match is right as soon as its blanks are taken out: a change that is safe without a look."""


@dataclass(frozen=True)
class Agreement:
    """What must agree with a noun: each form of a word with the genders and numbers it may stand for."""

    nouns: Mapping[str, str] = field(default_factory=dict)
    """Noun to one or more of `ms` `fs` `mp` `fp`, separated by blanks."""
    determiners: Mapping[str, str] = field(default_factory=dict)
    """Articles and the like that stand right before a noun."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Adjectives and participles that stand right after one."""
    between: frozenset[str] = frozenset()
    """Words that may stand between a determiner and its noun, in any gender."""


@dataclass(frozen=True)
class LanguageData:
    """What checks need to know of one language. A language without a file has the empty values."""

    scripts: frozenset[str] = frozenset()
    """Unicode scripts its words are written in."""
    function_words: frozenset[str] = frozenset()
    """Small words that tell this language from others."""
    words: frozenset[str] = frozenset()
    """English only: common words that, left over in a translation, show what was not translated."""
    loanwords: frozenset[str] = frozenset()
    """English words that are words of this language too."""
    length: tuple[float, float] = (0.0, 0.0)
    """How long a translation is, as a share of its English: the least and the most. Zeros: not known."""
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How this language writes a unit of English."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Numbers it writes as words."""
    actions: Mapping[str, Expression] = field(default_factory=dict)
    """How it says what a reader does with the mouse: click, right-click, double-click."""
    half_actions: tuple[Pattern, ...] = ()
    """Wordings that begin like an action and end as another."""
    at_least: Expression | None = None
    at_most: Expression | None = None
    negation: Expression | None = None
    """Words that say no."""
    negative: Expression | None = None
    """Further words that may stand for a negation of the English: impossible, without, prevent."""
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
    agreement: Agreement = field(default_factory=Agreement)

    @property
    def known(self) -> bool:
        """Whether there is a file for this language."""
        return bool(self.scripts)


def known_languages() -> tuple[str, ...]:
    """The languages that have a file, in alphabetical order."""
    return _file_names()


@cache
def _file_names() -> tuple[str, ...]:
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def read_language(language: str) -> LanguageData:
    """What the package knows of a language: of `pt-BR` the file pt-BR.yaml, else pt.yaml, else nothing."""
    while language:
        if language in _file_names():
            text = files(__name__).joinpath(f"{language}.yaml").read_text("utf-8")
            return _Reader(language, yaml.load(text, Loader=_LOADER)).data()
        language = language.rpartition("-")[0]
    return LanguageData()


_LIST_USED: Final = re.compile(r"\{([a-z_]+)\}")
_PATTERN_KEYS: Final = ("find", "message", "english", "unless_english", "unless", "join")
_AGREEMENT_KEYS: Final = ("nouns", "determiners", "adjectives", "adjective_stems", "between")

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """One file's content into LanguageData; a key or a list that nothing reads is a mistake in the file."""

    def __init__(self, language: str, content: dict[str, Any]) -> None:
        self.language = language
        self.content = content
        self.lists: dict[str, str] = {}
        self.used: set[str] = set()
        for name, words in content.pop("lists", {}).items():
            self.lists[name] = self._alternation(words)

    def data(self) -> LanguageData:
        self._known(self.content, self._READ, "the file")
        values = {name: self._READ[name](self, value) for name, value in self.content.items()}
        if unused := self.lists.keys() - self.used:
            raise ValueError(f"{self.language}.yaml: no pattern uses the list “{min(unused)}”")
        return LanguageData(**values)

    def _known(self, found: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        """Refuse a key that nothing reads: what it says would be believed to hold."""
        known = tuple(known)
        for key in found:
            if key not in known:
                raise ValueError(f"{self.language}.yaml: unknown key “{key}” in {where}; known are {', '.join(known)}")

    def _alternation(self, words: str | Sequence[str]) -> str:
        items = words.split() if isinstance(words, str) else words
        return "(?:" + "|".join(self._filled(str(item)) for item in items) + ")"

    def _filled(self, pattern: str) -> str:
        for mark, character in _MARKS.items():
            pattern = pattern.replace(mark, character)
        self.used.update(_LIST_USED.findall(pattern))
        return _LIST_USED.sub(lambda match: self.lists[match[1]], pattern)

    def _expression(self, source: str | Sequence[str]) -> Expression:
        parts = [source] if isinstance(source, str) else source
        flags = 0 if any("(?-i)" in part for part in parts) else re.IGNORECASE
        return Expression("|".join(self._filled(part.replace("(?-i)", "")) for part in parts), flags)

    def _patterns(self, rules: Sequence[dict[str, Any]]) -> tuple[Pattern, ...]:
        for rule in rules:
            self._known(rule, _PATTERN_KEYS, f"the pattern “{rule.get('find')}”")
        return tuple(
            Pattern(
                self._expression(rule["find"]),
                str(rule["message"]),
                **{
                    name: self._expression(rule[name])
                    for name in ("english", "unless_english", "unless")
                    if rule.get(name) is not None
                },
                join=bool(rule.get("join")),
            )
            for rule in rules
        )

    def _words(self, words: str | Sequence[str]) -> frozenset[str]:
        return frozenset(words.split() if isinstance(words, str) else map(str, words))

    def _agreement(self, content: Mapping[str, Any]) -> Agreement:
        def forms(groups: Mapping[str, str]) -> dict[str, str]:
            found: dict[str, str] = {}
            for kinds, words in groups.items():
                for word in words.split():
                    found[word] = f"{found[word]} {kinds}" if word in found else kinds
            return found

        self._known(content, _AGREEMENT_KEYS, "agreement")
        adjectives = forms(content.get("adjectives", {}))
        for endings in content.get("adjective_stems", []):
            self._known(endings, ("stems", "endings"), "adjective_stems")
            for stem in endings["stems"].split():
                for ending, kinds in endings["endings"].items():
                    adjectives.setdefault(stem + ending.strip("-"), kinds)
        return Agreement(
            forms(content["nouns"]),
            forms(content["determiners"]),
            adjectives,
            self._words(content.get("between", "")),
        )

    def _units(self, units: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        return {english: tuple(own.split("|")) for english, own in units.items()}

    def _actions(self, actions: Mapping[str, str]) -> dict[str, Expression]:
        return {name: self._expression(source) for name, source in actions.items()}

    def _length(self, bounds: Sequence[float]) -> tuple[float, float]:
        return float(bounds[0]), float(bounds[1])

    def _as_is(self, value: Any) -> Any:
        return value

    _READ: Final[Mapping[str, Callable[["_Reader", Any], Any]]] = {
        **dict.fromkeys(("scripts", "function_words", "words", "loanwords"), _words),
        **dict.fromkeys(("at_least", "at_most", "negation", "negative", "sentence_end"), _expression),
        **dict.fromkeys(
            (
                "spacing",
                "split_words",
                "grammar",
                "unfinished",
                "word_order",
                "senses",
                "register",
                "half_actions",
            ),
            _patterns,
        ),
        **dict.fromkeys(
            (
                "numbers",
                "common_capitals",
                "space_before",
                "space_after",
                "apostrophe",
                "inverted",
            ),
            _as_is,
        ),
        "quotes": lambda self, value: tuple(value.split()),
        "length": _length,
        "units": _units,
        "actions": _actions,
        "agreement": _agreement,
    }
