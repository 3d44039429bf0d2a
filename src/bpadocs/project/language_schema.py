"""The JSON Schema of languages/*.yaml, in which a project says what it knows of a language.

What each key is for is stated here once; the manual has the same sentences.
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

_LISTS_ABOUT: Final = (
    "Lists of words or expressions, which patterns name: {name}. A list may name those "
    "above it."
)
_PATTERN_ABOUT: Final[Mapping[str, str]] = {
    "find": "A regular expression, whatever the case of letters.",
    "message": "What is wrong, or what is right; {match} is what was found.",
    "english": "Only where the English has this.",
    "unless_english": "Not where the English has this.",
    "unless": "Not where the translation has this.",
    "join": "Whether it is right without the blanks in it; --fix takes them out.",
    "form": "Of register: the form of address that this is.",
}

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
        LISTS: {"description": _LISTS_ABOUT, **_table(_TEXTS)},
    }
    for key, about in ABOUT.items():
        properties[key] = {"description": about, **_behind(key)}
    properties["scripts"]["anyOf"] = _scripts()
    return {**document, **_object(properties)}


def _behind(key: str) -> Schema:
    """Return what may stand behind a key."""
    kind = KINDS[key]
    if kind in (Kind.BY_NAME, Kind.UNITS):
        values = _TEXTS if kind is Kind.BY_NAME else _SCALAR
        return _object(dict.fromkeys(getattr(read_language("en"), key), values))
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
    properties: Schema = {}
    for key, about in _PATTERN_ABOUT.items():
        properties[key] = {"description": about, **_TEXTS}
    properties["message"] = {"description": _PATTERN_ABOUT["message"], **_SCALAR}
    properties["form"] = {"description": _PATTERN_ABOUT["form"], **_SCALAR}
    properties["join"] = {"description": _PATTERN_ABOUT["join"], "type": "boolean"}
    return _object(properties, required=("find", "message"))


def _agreement() -> Schema:
    by_gender: Schema = {
        "type": "object",
        "propertyNames": {"pattern": _kinds()},
        "additionalProperties": _SCALAR,
    }
    ending: Schema = {**_SCALAR, "pattern": _kinds()}
    stems = _object(
        {"stems": _SCALAR, "endings": _table(ending)}, required=("stems", "endings")
    )
    properties: Schema = dict.fromkeys(AGREEMENT_KEYS, by_gender)
    properties["between"] = _TEXTS
    properties["adjective_stems"] = {"type": "array", "items": stems}
    return _object(properties)


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
