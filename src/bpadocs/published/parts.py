"""What was found in the texts of a part of the pages, for the machine that tells all of it.

A part is a file of JSON. Every machine looks at all pages as files, for what pages share is known
from all of them; the texts, which take long, are looked at part by part. A part is believed for
pages that are here as they were there, and where the same holds for all of them; it speaks of no
file but those of its pages. That nothing is missing it does not prove: parts come from machines
that one trusts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.cache import numbers_of, words_in
from bpadocs.lint.cache_keys import code_digest
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.habits import Habits
from bpadocs.lint.parallel import RuleResult
from bpadocs.lint.stored import decoded, encoded, entries_of, read_findings
from bpadocs.lint.terms_changed import entries_of as entries_of_glossary
from bpadocs.system.cache import digest
from bpadocs.system.files import read_given, replace_file
from bpadocs.words.labels import Labels

_FORMAT: Final = "bpadocs audit part 1"
_LIMIT: Final = 1_000_000_000
_NO_PART: Final = (
    "no part of this audit: of another version of bpadocs, or of other pages, settings or words; "
    "run bpa audit --shard again"
)

Keys = Mapping[str, str]
"""Of the pages of one name, a digest of what is found in their texts depends on."""


def base_of(
    selection: Selection,
    context: Context,
    labels: Mapping[str, Labels],
    habits: Mapping[str, Habits],
) -> str:
    """Return a digest of what the findings in all pages depend on."""
    pieces: list[object] = [sorted(selection.levels.items()), context.profile]
    pieces += [sorted(check.name for check in selection.checks)]
    pieces += [context.profile_of_rule_pages, repr(context.options)]
    pieces.append(context.source_language)
    for language, own in sorted(labels.items()):
        pieces += [language, sorted(own.words.items())]
        for one in (context, context.for_rule_pages):
            pieces.append(list(entries_of_glossary(one.glossary(language)).items()))
    for language, habit in sorted(habits.items()):
        pieces.append(language)
        for name, own_habit in sorted(vars(habit).items()):
            is_set = isinstance(own_habit, frozenset)
            pieces += [name, sorted(own_habit) if is_set else own_habit]
    return digest(code_digest(), *map(repr, pieces))


def write_part(
    file: Path, base: str, keys: Keys, results: Mapping[str, RuleResult]
) -> None:
    """Write what was found in these pages. A page on which a check raised is left out."""
    pages: dict[str, list[Any]] = {}
    for name, result in results.items():
        if not result.failures:
            numbers = numbers_of(result.words).get(name, {})
            found = entries_of(result.findings)
            pages[name] = [keys[name], found, result.notes, numbers]
    replace_file(file, encoded([_FORMAT, base, pages]))


def read_parts(
    files: Iterable[Path],
    base: str,
    keys: Keys,
    has_file: Callable[[str, str], bool],
) -> dict[str, RuleResult]:
    """Return what the parts have of pages that are here as they were there.

    `has_file` tells whether a file is one of those of a name. Raises BrokenInputError with every
    file that is no part of this audit.
    """
    found: dict[str, RuleResult] = {}
    problems: list[Problem] = []
    for file in files:
        own = _read_part(decoded(read_given(file, _LIMIT)), base, keys, has_file)
        if own is None:
            problems.append(Problem(str(file), 1, 1, _NO_PART))
        else:
            found |= own
    if problems:
        raise BrokenInputError(problems)
    return found


def _read_part(
    data: Any, base: str, keys: Keys, has_file: Callable[[str, str], bool]
) -> dict[str, RuleResult] | None:
    match data:
        case [str(form), str(own_base), dict(pages)] if form == _FORMAT:
            if own_base != base:
                return None
        case _:
            return None
    found: dict[str, RuleResult] = {}
    for name, entry in pages.items():
        match entry:
            case [str(key), list(entries), dict(notes), dict(numbers)]:
                if keys.get(name) != key:
                    continue
                result = _result(name, entries, notes, numbers, has_file)
            case _:
                return None
        if result is None:
            return None
        found[name] = result
    return found


def _result(
    name: str,
    entries: Sequence[Any],
    notes: Mapping[str, Any],
    numbers: Mapping[str, Any],
    has_file: Callable[[str, str], bool],
) -> RuleResult | None:
    findings = read_findings(list(entries), lambda file: has_file(name, file))
    if findings is None or any(one.rule != name for one in findings):
        return None
    if not all(isinstance(number, int) for number in numbers.values()):
        return None
    if not all(map(_are_notes, notes.values())):
        return None
    return RuleResult(findings=findings, notes=notes, words=words_in({name: numbers}))


def _are_notes(notes: Any) -> bool:
    return isinstance(notes, list) and all(isinstance(note, list) for note in notes)
