"""Results that are records with named properties: those of BPA, and those of PSRule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bpadocs.results.printed import (
    KnownGap,
    Path,
    PrintedResult,
    PrintedResults,
    PrintedText,
)

BPA: Mapping[str, str] = {
    "title": "title",
    "problem": "issue",
    "impact": "impact",
    "resolution": "resolution",
    "compliance": "compliant",
    "severity": "severity",
    "category": "category",
    "help": "help",
}
"""The properties of a BPA result that people read, by the field of the rule that they are."""
PSRULE: Mapping[str, str] = {
    "displayname": "title",
    "synopsis": "issue",
    "description": "impact",
    "recommendation": "resolution",
    "reason": "issue",
}
"""The properties of a PSRule result and of its `info` likewise."""

_BPA_MARKS = frozenset(["problem", "impact", "resolution", "compliance"])
_PSRULE_MARK = "rulename"
_INFO = "info"
_NAMES = ("ruleid", "rulename", "helpid")
"""The properties that may name the rule."""
_ARGUMENTS = "arguments"
_NOT_CHECKED = "notchecked"
_INFO_TEXTS = ("text", "markdown")
"""In newer versions of PSRule, a text of `info` is an object of these."""
_SHOWN_OF_PSRULE = (_PSRULE_MARK, "targetname", "outcome", "level", *PSRULE)


def is_record(value: Any) -> bool:
    """Tell whether this is a result of a checker."""
    if not isinstance(value, dict):
        return False
    names = {name.casefold() for name in value}
    return _PSRULE_MARK in names or bool(_BPA_MARKS & names)


def of_records(path: str, records: Sequence[Any]) -> PrintedResults:
    """Return the results among these records, in their order."""
    results = []
    for number, record in enumerate(records):
        if is_record(record):
            results.append(_result(record, number))
    return PrintedResults(path=path, data=list(records), results=tuple(results))


def _result(record: Mapping[str, Any], number: int) -> PrintedResult:
    plain = {name.casefold(): value for name, value in record.items()}
    names = [plain.get(name) for name in _NAMES]
    arguments = plain.get(_ARGUMENTS)
    if _PSRULE_MARK in plain:
        sentences = _psrule_sentences(record, (number,))
        shown = _psrule_properties(record, number)
    else:
        sentences = _sentences(record, (number,), BPA)
        shown = _bpa_properties(record, number)
    return PrintedResult(
        where=f"result {number + 1}",
        names=tuple(name for name in names if isinstance(name, str)),
        sentences=tuple(sentences),
        shown=tuple(shown),
        arguments=arguments if isinstance(arguments, dict) else None,
        gaps=_gaps(plain.get(_NOT_CHECKED)),
    )


def _gaps(listed: Any) -> frozenset[KnownGap] | None:
    """Return what could not be found out, if this is such a list as `bpa check` writes."""
    if not isinstance(listed, list):
        return None
    found = set()
    for one in listed:
        if not isinstance(one, dict):
            return None
        field, value = one.get("Field"), one.get("Value")
        if not isinstance(field, str) or not isinstance(value, str):
            return None
        found.add(KnownGap(field, value))
    return frozenset(found)


def _sentences(
    record: Mapping[str, Any], path: Path, known: Mapping[str, str]
) -> Iterator[PrintedText]:
    for name, value in record.items():
        field = known.get(name.casefold())
        if field is not None:
            yield from _texts(value, (*path, name), field)


def _texts(value: Any, path: Path, field: str) -> Iterator[PrintedText]:
    """Yield a text, or those in a list, or those that an object has in several forms."""
    if isinstance(value, str):
        yield PrintedText(path, value, field)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if isinstance(one, str):
                yield PrintedText((*path, place), one, field)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name.casefold() in _INFO_TEXTS and isinstance(one, str):
                yield PrintedText((*path, name), one, field)


def _psrule_sentences(record: Mapping[str, Any], path: Path) -> Iterator[PrintedText]:
    """Yield the sentences of a PSRule result and of its `info`.

    A rule without a page has its name where its title would be.
    """
    every = [*_sentences(record, path, PSRULE)]
    for name, value in record.items():
        if name.casefold() == _INFO and isinstance(value, dict):
            every += _sentences(value, (*path, name), PSRULE)
    rule_names = [
        value for name, value in record.items() if name.casefold() == _PSRULE_MARK
    ]
    for sentence in every:
        if sentence.text not in rule_names:
            yield sentence


def _bpa_properties(
    record: Mapping[str, Any], number: int
) -> Iterator[tuple[str, Path]]:
    """Yield every property but those that only programs read."""
    for name, value in record.items():
        is_shown = not isinstance(value, dict)
        if isinstance(value, list):
            is_shown = any(isinstance(part, str) for part in value)
        if is_shown:
            yield name, (number, name)


def _psrule_properties(
    record: Mapping[str, Any], number: int
) -> Iterator[tuple[str, Path]]:
    for name, value in record.items():
        if name.casefold() in _SHOWN_OF_PSRULE:
            yield name, (number, name)
        if name.casefold() == _INFO and isinstance(value, dict):
            for inner in value:
                if inner.casefold() in PSRULE:
                    yield inner, (number, name, inner)
