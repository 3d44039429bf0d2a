"""The JSON Schema of languages/*.yaml, in which a project says what it knows of a language.

What each key is for is stated here once; the manual's reference is made of it.
"""

from collections.abc import Mapping
from typing import Any, Final

from bpadocs.project.own_languages import GENDERS, LISTS, SCRIPTS
from bpadocs.words.languages import AGREEMENT_KEYS, KINDS, Kind, read_language

ABOUT: Final[Mapping[str, str]] = {
    "scripts": "The scripts that its words are written in, such as Latin.",
    "function_words": "Small words, by which it is told from other languages.",
    "words": "Of English: common words that show what was not translated.",
    "verbs": "Of English: common verbs, which tell a sentence from a phrase.",
    "loanwords": "English words that are words of this language too.",
    "length": "How long a translation is, as a share of its English: the least and the most.",
    "units": "How it writes a unit of English; several with bars between them, the best first.",
    "numbers": "Numbers that it writes as words.",
    "before_names": "Words that go by the gender or sound of a name right behind them.",
    "after_names": "What goes by the gender of a name right before it.",
    "before_numbers": "Words that go by the sound of a number right behind them.",
    "number_sounds": "What matches the numbers that begin with one sound.",
    "before_titles": "Words that a name on the screen may stand right behind: button, menu.",
    "common_capitals": "Whether common nouns have a capital.",
    "space_before": "Punctuation that has a no-break space before it.",
    "space_after": "Punctuation that has a no-break space behind it.",
    "apostrophe": "The apostrophe, where words lose a vowel before another word.",
    "inverted": "The mark that begins a sentence, by the mark that ends it.",
    "quotes": "Pairs of quotation marks, the usual one first.",
    "actions": "How it says right-click, double-click and click.",
    "half_actions": "Wordings that begin as one of these and end as another.",
    "opposites": "How it says words that have an opposite, by the English: never, before.",
    "durations": "How it says units of time behind a number, by the English: second, minute.",
    "at_least": "How it says at least.",
    "at_most": "How it says at most.",
    "negation": "Words that say no.",
    "negative": "Further words that may stand for a no of the English: impossible.",
    "sentence_end": "How a sentence ends, where verbs stand last.",
    "spacing": "What is wrong with blanks.",
    "split_words": "Words that are written as two by mistake.",
    "grammar": "What breaks the grammar.",
    "unfinished": "How a text ends that breaks off.",
    "word_order": "Words in the order of English.",
    "senses": "Words that are right for another sense of the English word.",
    "register": "How readers are told to do something, in each form of address.",
    "address": "The form of address that is right.",
    "agreement": "Nouns, and what must agree with them in gender and number.",
}
"""What each key is for, in the order of the manual."""

_RIGHT_CLICK: Final = r"\bbouton droit\b"
_WRONG: Final = {"find": r"\beventuell\b", "message": "eventually: schließlich"}
EXAMPLES: Final[Mapping[str, Any]] = {
    "scripts": ["Latin"],
    "function_words": "der die das und oder nicht mit von zu",
    "words": "about after all also and",
    "verbs": "is are was has make use",
    "loanwords": "Computer Server Software",
    "length": [0.8, 2.2],
    "units": {"KB": "Ko|KO"},
    "numbers": {"zwei": 2, "drei": 3},
    "before_names": "le la les du de",
    "after_names": r"\b\w+(?:é|ée|és|ées)\b",
    "before_numbers": "과 와 을 를",
    "number_sounds": [r"[0-9]*[1378]\b"],
    "before_titles": "bouton onglet menu",
    "common_capitals": True,
    "space_before": ":;?!»",
    "space_after": "«",
    "apostrophe": "’",
    "inverted": {"?": "¿", "!": "¡"},
    "quotes": "„“ ‚‘ »«",
    "actions": {"right-click": _RIGHT_CLICK},
    "half_actions": [
        {
            "find": r"\bbouton gauche\b",
            "message": "right-click: bouton droit",
            "english": r"\bright[- ]click",
        }
    ],
    "opposites": {"never": r"\bjamais\b"},
    "durations": {"hour": "h(?:eures?)?"},
    "at_least": r"\bmindestens\b",
    "at_most": r"\bhöchstens\b",
    "negation": r"\b(?:nicht|kein\w*|nie)\b",
    "negative": r"\bohne\b|\bun\w++",
    "sentence_end": r"다\.",
    "spacing": [
        {"find": r"\bz\.B\.", "message": "write z. B.", "unless": r"\bz\. B\."}
    ],
    "split_words": [{"find": r"\bServer raum\b", "message": "one word", "join": True}],
    "grammar": [
        {"find": r"\b{articles} {articles}\b", "message": "two articles: “{match}”"}
    ],
    "unfinished": [{"find": r"\b{articles}$", "message": "it ends in an article"}],
    "word_order": [
        {"find": r"\bHyper-V host\b", "message": "hôte Hyper-V"},
    ],
    "senses": [{"english": r"\beventually\b", **_WRONG}],
    "register": [
        {"find": r"\b[Dd]u\b", "message": "readers are Sie", "form": "du"},
    ],
    "address": "Sie",
    "agreement": {
        "nouns": {"ms": "serveur disque", "fs": "machine"},
        "determiners": {"ms": "le un", "fs": "la une"},
        "adjective_stems": [
            {"stems": "connecté", "endings": {"-": "ms", "-e": "fs"}},
        ],
    },
}
"""An example of each."""

_LISTS_ABOUT: Final = (
    "Lists of words or expressions, which patterns name: {name}. A list may name those "
    "above it."
)
_PATTERN_ABOUT: Final[Mapping[str, tuple[str, Any]]] = {
    "find": (
        "A regular expression, whatever the case of letters.",
        _WRONG["find"],
    ),
    "message": (
        "What is wrong, or what is right; {match} is what was found.",
        _WRONG["message"],
    ),
    "english": (
        "Only where the English has this. Without it, whatever the English has.",
        r"\beventually\b",
    ),
    "unless_english": (
        "Not where the English has this. Without it, whatever the English has.",
        r"\bif\b",
    ),
    "unless": (
        "Not where the translation has this. Without it, wherever it is found.",
        r"\bz\. B\.",
    ),
    "join": (
        "Whether it is right without the blanks in it; --fix takes them out.",
        True,
    ),
    "form": (
        "Of register: the form of address that this is. Without it, it is none.",
        "Sie",
    ),
}
"""What each key of a pattern is for, and an example."""
_AGREEMENT_ABOUT: Final[Mapping[str, tuple[str, Any]]] = {
    "nouns": ("Nouns, by their gender and number.", {"ms": "serveur", "fs": "machine"}),
    "determiners": (
        "Articles and the like, which stand right before a noun.",
        {"ms": "le un", "fs": "la une"},
    ),
    "adjectives": (
        "Adjectives and participles, which stand right after a noun.",
        {"ms": "connecté", "fs": "connectée"},
    ),
    "between": (
        "Words that may stand between a determiner and its noun, in any gender.",
        "petit grand",
    ),
    "adjective_stems": (
        "Adjectives that differ in their endings alone.",
        [{"stems": "connecté", "endings": {"-": "ms", "-e": "fs"}}],
    ),
    "stems": ("What each adjective begins with.", "connecté installé"),
    "endings": (
        "What follows the stem, by its gender and number; a dash stands for the stem.",
        {"-": "ms", "-e": "fs", "-s": "mp", "-es": "fp"},
    ),
}
"""What each key of `agreement` is for, and an example."""
_LEFT_OUT: Final = (
    "All keys may be left out, but `scripts` of a language that the package does not know: the "
    "checks that want them say nothing of the language then."
)

Schema = dict[str, Any]

_SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
_TEXTS: Final[Schema] = {
    "anyOf": [
        _SCALAR,
        {"type": "array", "items": _SCALAR},
    ]
}


def language_schema(document: Schema) -> Schema:
    """Return the schema, which begins as every document of ours does."""
    properties: Schema = {
        LISTS: {
            "description": _LISTS_ABOUT,
            **_table(_TEXTS),
            "examples": [{"articles": "der die das den dem"}],
        },
    }
    for key, about in ABOUT.items():
        properties[key] = {
            "description": about,
            **_behind(key),
            "examples": [EXAMPLES[key]],
        }
    properties["scripts"]["anyOf"] = _scripts()
    return {**document, "description": _LEFT_OUT, **_object(properties)}


def _behind(key: str) -> Schema:
    """Return what may stand behind a key."""
    kind = KINDS[key]
    if kind in (Kind.BY_NAME, Kind.UNITS):
        values = _TEXTS if kind is Kind.BY_NAME else _SCALAR
        named: Schema = {}
        for name in getattr(read_language("en"), key):
            named[name] = {"description": f"Of “{name}” in English.", **values}
        return _object(named)
    simple: Mapping[Kind, Schema] = {
        Kind.WORDS: _TEXTS,
        Kind.EXPRESSION: _TEXTS,
        Kind.EXPRESSIONS: {"type": "array", "items": _SCALAR},
        Kind.PATTERNS: {"type": "array", "items": _pattern()},
        Kind.TEXT: _SCALAR,
        Kind.FLAG: {"type": "boolean"},
        Kind.PAIRS: {"type": "string", "pattern": r"^\s*(\S\S(\s+|$))*$"},
        Kind.LENGTH: {
            "type": "array",
            "items": {"type": "number", "exclusiveMinimum": 0},
            "minItems": 2,
            "maxItems": 2,
        },
        Kind.TEXTS: _table(_SCALAR),
        Kind.NUMBERS: _table({"type": "integer", "minimum": 0}),
        Kind.AGREEMENT: _agreement(),
    }
    return dict(simple[kind])


def _scripts() -> list[Schema]:
    one: Schema = {"enum": list(SCRIPTS)}
    return [
        one,
        {"type": "array", "items": one},
        {"type": "string", "pattern": r"\S\s+\S"},
    ]


def _pattern() -> Schema:
    join: Schema = {"type": "boolean", "default": False}
    values = {"message": _SCALAR, "form": _SCALAR, "join": join}
    properties: Schema = {}
    for key, (about, example) in _PATTERN_ABOUT.items():
        own = values.get(key, _TEXTS)
        properties[key] = {"description": about, **own, "examples": [example]}
    return {
        "title": "A pattern",
        **_object(properties, required=("find", "message")),
    }


def _agreement() -> Schema:
    by_gender: Schema = {
        "type": "object",
        "propertyNames": {"pattern": _kinds()},
        "additionalProperties": _SCALAR,
    }
    ending: Schema = {**_SCALAR, "pattern": _kinds()}
    stems = _object(
        {
            "stems": _of_agreement("stems", _SCALAR),
            "endings": _of_agreement("endings", _table(ending)),
        },
        required=("stems", "endings"),
    )
    properties: Schema = {}
    for key in AGREEMENT_KEYS:
        properties[key] = {**_of_agreement(key, by_gender), "default": {}}
    properties["between"] = {**_of_agreement("between", _TEXTS), "default": ""}
    all_stems: Schema = {"type": "array", "items": stems, "default": []}
    properties["adjective_stems"] = _of_agreement("adjective_stems", all_stems)
    return _object(properties)


def _of_agreement(key: str, values: Schema) -> Schema:
    about, example = _AGREEMENT_ABOUT[key]
    return {"description": about, **values, "examples": [example]}


def _kinds() -> str:
    one = f"({'|'.join(GENDERS)})"
    return rf"^\s*{one}(\s+{one})*\s*$"


def _table(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        schema["required"] = list(required)
    return schema
