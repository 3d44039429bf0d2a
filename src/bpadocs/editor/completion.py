"""What may be written at a place of a rule: keys, values, arguments, terms, pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from bpadocs.editor.arguments import ARGUMENTS, COUNT, is_ui_text
from bpadocs.editor.spots import (
    ITEM,
    CursorSpot,
    Path,
    is_field,
    line_spots,
    spot_at,
    text_under,
)
from bpadocs.lint.check import summary
from bpadocs.lint.registry import all_checks
from bpadocs.project.schema import Schema, rule_schema
from bpadocs.rule.model import DETAIL_FIELDS, FIELDS, SOURCE_LANGUAGE
from bpadocs.words.glossary import Glossary

MOST: Final = 100
"""The most terms or pages that are offered at once; who types on gets others."""

_LEAST_TYPED: Final = 2
"""Letters of an English word after which terms are offered."""
_OPEN_BRACE: Final = re.compile(r"(?<!\{)(?:\{\{)*\{([a-z0-9_]*)\Z")
_NO_WORD: Final = re.compile(r"[^\w-]")
_HAS_COLON: Final = re.compile(r"[\w.-]*[ \t]*:")
_OPEN_LINK: Final = re.compile(r"\]\(([^()\s]*)\Z")


class ProposalKind(Enum):
    """What is offered; editors have a sign for each."""

    KEY = "key"
    VALUE = "value"
    ARGUMENT = "argument"
    TERM = "term"
    PAGE = "page"
    SNIPPET = "snippet"


@dataclass(frozen=True)
class Proposal:
    """Something that may be written."""

    label: str
    kind: ProposalKind
    typed: int
    """How many characters before the place it replaces."""
    text: str
    detail: str = ""
    """What it is, in a few words beside it."""
    about: str = ""
    """What there is to know of it."""


@dataclass(frozen=True)
class ProjectWords:
    """What a project has that may be written in a rule."""

    languages: tuple[str, ...]
    categories: Mapping[str, str] = field(default_factory=dict)
    front_matter: tuple[str, ...] = ()
    """The keys that the front matter of the product has."""
    glossaries: Mapping[str, Glossary] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    """From how a link to a page is written to the title of its rule."""
    source_language: str = SOURCE_LANGUAGE


def offers_at(text: str, offset: int, known: ProjectWords) -> list[Proposal]:
    """Return what may be written at an offset."""
    spot = spot_at(text, offset)
    if spot.is_key:
        colon = _HAS_COLON.match(text, offset)
        has_colon = colon is not None
        keys = _keys(text, spot, known, has_colon=has_colon)
        return list(keys)
    found = list(_arguments(text, spot))
    if found:
        return found
    found = list(_values(text, spot, known))
    if is_field(spot.path):
        found.extend(_pages(spot, known))
        found.extend(_terms(text, spot, known))
    return found


# Keys and values, as the schema has them


def _keys(
    text: str, spot: CursorSpot, known: ProjectWords, *, has_colon: bool
) -> Iterator[Proposal]:
    """Yield the keys that may stand at a place, but those that stand there already."""
    schema = _schema_at(spot.path, known)
    has = _keys_below(text, spot.path)
    typed = len(spot.written)
    for key, of_key in _possible_keys(schema, spot.path, known).items():
        if key in has:
            continue
        colon = ":" if _is_mapping(of_key) else ": "
        yield Proposal(
            label=key,
            kind=ProposalKind.KEY,
            typed=typed,
            text=key if has_colon else key + colon,
            about=of_key.get("description", ""),
        )
    if spot.in_braces:
        return  # a snippet has several lines
    # an entry goes on below its first key, not below its “-”
    indent = "  " if spot.path[-1:] == (ITEM,) else ""
    for snippet in schema.get("defaultSnippets", ()):
        yield Proposal(
            label=snippet["label"],
            kind=ProposalKind.SNIPPET,
            typed=typed,
            text=_as_yaml(snippet["body"], indent).lstrip(),
            detail=snippet["description"],
        )


def _possible_keys(
    schema: Schema, path: Path, known: ProjectWords
) -> Mapping[str, Schema]:
    if path == ("text",):
        return {language: {"type": "object"} for language in known.languages}
    if path == ("front_matter",):
        return {key: {} for key in known.front_matter}
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return properties


def _values(text: str, spot: CursorSpot, known: ProjectWords) -> Iterator[Proposal]:
    """Yield the values of which a key has one."""
    typed = len(spot.written)
    about = _known_values(text, spot.path, known)
    for value, detail in about.items():
        yield Proposal(
            label=value,
            kind=ProposalKind.VALUE,
            typed=typed,
            text=value,
            detail=detail,
        )


def _known_values(text: str, path: Path, known: ProjectWords) -> Mapping[str, str]:
    """Return the values that may stand under these keys, each with what it means."""
    if path[:2] == ("suppress", ITEM):
        return _of_suppression(path[2:], known)
    if path[-1:] == (COUNT,):
        return _labels(text)
    found = {}
    schema = _schema_at(path, known)
    for choice in schema.get("enum", ()):
        found[choice] = known.categories.get(choice, "")
    return found


def _of_suppression(path: Path, known: ProjectWords) -> Mapping[str, str]:
    if path == ("check",):
        return {check.name: summary(check) for check in all_checks()}
    found = {}
    if path == ("field",):
        for name in FIELDS:
            found[name] = "in every language"
        for language in known.languages:
            for name in FIELDS:
                found[f"{language}.{name}"] = ""
    return found


@lru_cache(maxsize=8)
def _schema(categories: tuple[str, ...], source_language: str) -> Schema:
    return rule_schema(categories, source_language=source_language)


def _schema_at(path: Path, known: ProjectWords) -> Schema:
    """Return what the schema says of the value under these keys; nothing where it says nothing."""
    schema = _schema(tuple(known.categories), known.source_language)
    for key in path:
        if key == ITEM:
            inner = schema.get("items", {})
        else:
            more = schema.get("additionalProperties") or {}
            inner = schema.get("properties", {}).get(key, more)
        # what may be a text too: keys are asked for where it is none
        schema = inner.get("anyOf", [inner])[0]
    return schema


def _is_mapping(schema: Schema) -> bool:
    kinds = schema.get("type", "")
    return "properties" in schema or "object" in kinds or "array" in kinds


def _keys_below(text: str, path: Path) -> set[str]:
    """Return the keys of a mapping; none of an entry of a list, which is like the others."""
    found: set[str] = set()
    if ITEM in path:
        return found
    for spot in line_spots(text):
        if spot.key_start is None:
            continue
        *above, key = spot.path
        if tuple(above) == path:
            found.add(key)
    return found


def _as_yaml(body: Any, indent: str = "") -> str:
    """Return the body of a snippet, as the schema has it, as it is written in a rule."""
    lines = []
    for key, value in body.items():
        if isinstance(value, dict):
            inner = _as_yaml(value, indent + "  ")
            lines.append(f"{indent}{key}:\n{inner}")
        else:
            lines.append(f"{indent}{key}: {value}")
    return "\n".join(lines)


# Arguments


def _arguments(text: str, spot: CursorSpot) -> Iterator[Proposal]:
    """Yield the arguments of the rule, behind an open brace in UI text."""
    brace = _OPEN_BRACE.search(spot.written)
    if brace is None or not is_ui_text(spot.path):
        return
    for name, label in _labels(text).items():
        yield Proposal(
            label=name,
            kind=ProposalKind.ARGUMENT,
            typed=len(brace[1]),
            text=f"{name}}}",
            detail=label,
        )


_LABEL: Final = re.compile(r"\blabel[ \t]*:[ \t]*(?P<label>\"[^\"]*\"|[^,}\n]+)")


def _labels(text: str) -> dict[str, str]:
    """Return the arguments with what stands on the page in their place, as far as it is written."""
    found: dict[str, str] = {}
    for spot in line_spots(text):
        if len(spot.path) < 2 or spot.path[0] != ARGUMENTS:
            continue
        name = spot.path[1]
        found.setdefault(name, "")
        # of the line with its key: “label: …”, or “{type: …, label: …}”
        begin = spot.start
        if spot.key_start is not None:
            begin = spot.key_start
        label = _LABEL.search(text, begin, spot.end)
        if label is not None:
            words = label["label"].strip()
            found[name] = words.strip('"')
    return found


# Words of the trade, and links


def _terms(text: str, spot: CursorSpot, known: ProjectWords) -> Iterator[Proposal]:
    """Yield what the glossary has for words of the English; in English, the words themselves."""
    language, name = spot.path[1:3]
    found: Iterator[tuple[str, str]] = iter(())
    source = known.source_language
    if language == source:
        found = _in_english(known, spot.written)
    elif language in known.glossaries:
        glossary = known.glossaries[language]
        english = text_under(text, ("text", source, name))
        found = _in_translation(glossary, english)
    for word, detail in islice(found, MOST):
        yield Proposal(
            label=word,
            kind=ProposalKind.TERM,
            typed=typed_of(word, spot.written),
            text=word,
            detail=detail,
        )


def _in_translation(glossary: Glossary, english: str) -> Iterator[tuple[str, str]]:
    """Yield the words to write for what the English of a field has, each with the English."""
    for term, written in glossary.found_in(english):
        for word in term.use:
            yield word, written
    for name in glossary.names:
        if name in english:
            yield name, "not translated"
    for label, words in glossary.labels.items():
        if label in english:
            for word in words:
                yield word, f"{label}, as Windows shows it"


def _in_english(known: ProjectWords, written: str) -> Iterator[tuple[str, str]]:
    """Yield the names and terms that begin with the word that is being written."""
    words = _NO_WORD.split(written)
    last = words[-1].casefold()
    if len(last) < _LEAST_TYPED:
        return
    seen = set()
    for glossary in known.glossaries.values():
        known_words = list(glossary.names)
        for term in glossary.terms.values():
            known_words.append(term.english)
        for word in known_words:
            folded = word.casefold()
            if folded.startswith(last) and word not in seen:
                seen.add(word)
                yield word, "in the glossary"


def typed_of(word: str, written: str) -> int:
    """Return how much of a word, or of several, stands at the end of what is written."""
    folded = word.casefold()
    begin = written.casefold()
    if len(begin) != len(written):
        return 0  # a letter that is two in small letters: places would move
    longest = min(len(word), len(written))
    for length in range(longest, 0, -1):
        start = len(written) - length
        if not folded.startswith(begin[start:]):
            continue
        before = written[:start][-1:]
        first = written[start]
        if before.isalnum() and first.isalnum():
            continue  # the end of another word
        return length
    return 0


def _pages(spot: CursorSpot, known: ProjectWords) -> Iterator[Proposal]:
    """Yield the pages of the project, where the target of a link is being written."""
    link = _OPEN_LINK.search(spot.written)
    if link is None or spot.path[2] not in DETAIL_FIELDS:
        return
    for target, title in known.pages.items():
        yield Proposal(
            label=target,
            kind=ProposalKind.PAGE,
            typed=len(link[1]),
            text=target,
            detail=title,
        )
