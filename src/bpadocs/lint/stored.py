"""Findings as plain data, for the cache and for parts of a project that others looked at.

Every value is checked when it is read: what has another shape is not believed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.project.settings_file import FILES
from bpadocs.project.tree import RULES
from bpadocs.words.labels import LOCALES


def encoded(value: Any) -> bytes:
    """Return plain data as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(content: bytes | None) -> Any:
    """Return what the JSON says; None if there is none."""
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None


def entries_of(findings: Sequence[Finding]) -> list[Any]:
    """Return findings as plain data; `read_findings` reads it."""
    return [entry_of(finding) for finding in findings]


def entry_of(finding: Finding) -> list[Any]:
    """Return a finding as plain data; `read_finding` reads it."""
    fix = finding.fix
    return [
        finding.check,
        finding.severity,
        finding.file,
        _numbers(finding.place),
        finding.rule,
        finding.locale,
        finding.language,
        finding.field,
        finding.message,
        fix and [_numbers(fix.place), fix.start, fix.end, fix.text, fix.field_text],
        finding.start,
        finding.end,
        entries_of(finding.also),
        finding.eased,
    ]


def _numbers(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def read_findings(
    entries: Any, may_be: Callable[[str], bool] | None = None
) -> list[Finding] | None:
    """Return the findings of these entries; None if one of them is not as it was written.

    `may_be` tells whether one may be about a file; usually those are the files of a project.
    """
    if not isinstance(entries, list):
        return None
    found = []
    for entry in entries:
        finding = read_finding(entry, may_be)
        if finding is None:
            return None
        found.append(finding)
    return found


def read_finding(
    entry: Any, may_be: Callable[[str], bool] | None = None
) -> Finding | None:
    """Return the finding of an entry; None if it is not as it was written."""
    if not _fits(entry, _ENTRY):
        return None
    (
        check,
        severity,
        file,
        place,
        rule,
        locale,
        language,
        field,
        message,
        fix,
        start,
        end,
        beside,
        eased,
    ) = entry
    level = _LEVELS.get(severity)
    if level is None or not _is_place(place) or not (may_be or _is_inside)(file):
        return None
    if fix is not None and not (_fits(fix, _FIX) and _is_place(fix[0])):
        return None
    also = read_findings(beside, may_be) if beside else []
    if also is None:
        return None
    return Finding(
        check=check,
        severity=level,
        file=file,
        place=Place(*place),
        rule=rule,
        locale=locale,
        language=language,
        field=field,
        message=message,
        fix=fix and Edit(Place(*fix[0]), *fix[1:]),
        start=start,
        end=end,
        also=tuple(also),
        eased=eased,
    )


_NONE: Final = type(None)
_ENTRY: Final = (
    (str,),
    (str,),
    (str,),
    (list,),
    (str,),
    (str,),
    (str,),
    (str, _NONE),
    (str,),
    (list, _NONE),
    (int,),
    (int,),
    (list,),
    (bool,),
)
_FIX: Final = ((list,), (int,), (int,), (str,), (str,))
_LEVELS: Final[Mapping[str, Level]] = {str(level): level for level in Level}


def _fits(values: Any, types: Sequence[tuple[type, ...]]) -> bool:
    """Tell whether this is a list of values of these types, one each."""
    if not isinstance(values, list) or len(values) != len(types):
        return False
    pairs = zip(values, types, strict=True)
    return all(type(value) in wanted for value, wanted in pairs)


def _is_place(numbers: Sequence[Any]) -> bool:
    if len(numbers) != 4:
        return False
    return all(type(number) is int and number > 0 for number in numbers)


def _is_inside(file: str) -> bool:
    """Tell whether a finding may be about this file: a report opens it to show the line."""
    return file in FILES or (file.startswith(_FOLDERS) and ".." not in file.split("/"))


_FOLDERS: Final = (f"{RULES}/", f"{LOCALES}/")
