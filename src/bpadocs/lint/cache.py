"""What lint found before, by digests of all it looked at.

The files lie in the project and may be anybody's: every value read from them is checked, and a line that is not as this
module writes it says nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, Final

from bpadocs.inputs import MEGABYTE, regular
from bpadocs.labels import LOCALES
from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.lint.many import Seen
from bpadocs.output import replace_file
from bpadocs.project import RULES as RULES_FOLDER
from bpadocs.settings import FILE

LIMIT = 4_000 * MEGABYTE
FORMAT = 4
RULES = "lint-rules.jsonl"


class Cache:
    """Two files below build/, each read once and written whole: the last run, and what was seen of each rule.

    Where nothing has changed the second, which is larger, is not read.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        """None where nothing is read and nothing kept."""

    def run(self, key: str) -> tuple[list[Finding], int] | None:
        """The findings and the number of rules of a run over exactly these inputs."""
        if self.path is None:
            return None
        head, *lines = list(_read(self.path)) or [None]
        if not _fits(head, [str, int]) or head[0] != key:
            return None
        findings = _findings(lines)
        return (findings, head[1]) if findings is not None else None

    def rule(self, key: str) -> Seen | None:
        """What was found on one rule with exactly these inputs."""
        known = self._rules.get(key)
        findings = _findings(known[0]) if known else None
        return Seen(findings, known[1]) if known and findings is not None else None

    @property
    def has_rules(self) -> bool:
        """Whether an earlier run has left anything."""
        return bool(self._rules)

    @cached_property
    def _rules(self) -> dict[str, tuple[list[Any], dict[str, list[Any]]]]:
        lines = _read(self.path.with_name(RULES)) if self.path else []
        found = (line for line in lines if _fits(line, [str, list, dict]))
        return {key: (findings, notes) for key, findings, notes in found if _are_notes(notes)}

    def keep(self, key: str, findings: Sequence[Finding], rules: Mapping[str, Seen]) -> None:
        """Remember this run, and nothing older."""
        if self.path is None:
            return
        seen = ([digest, list(map(_entry, one.findings)), one.notes] for digest, one in rules.items())
        try:
            for folder in (self.path.parents[1], self.path.parent):  # and no more: the project may be gone
                folder.mkdir(exist_ok=True)
            _write(self.path.with_name(RULES), seen)
            _write(self.path, chain([[key, len(rules)]], map(_entry, findings)))
        except (OSError, TypeError, ValueError, RecursionError):
            # A folder that cannot be written, or notes of a plug-in that are no plain data: slow, not wrong.
            pass


def _write(path: Path, values: Iterable[Any]) -> None:
    """One value a line, and a digest of them all above."""
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in values]
    text = b"\n".join([b"", *lines])
    replace_file(path, _head(text) + text)


def _read(path: Path) -> Iterator[Any]:
    content = regular(path, LIMIT)
    if content is None:
        return
    length = len(_head(b""))
    head, text = content[:length], content[length:]
    if head != _head(text):
        return
    for line in text.split(b"\n")[1:]:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            yield None


def _head(text: bytes) -> bytes:
    return f"bpadocs lint {FORMAT} {blake2b(text, digest_size=16).hexdigest()}".encode()


def _entry(finding: Finding) -> list[Any]:
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
    ]


def _numbers(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _findings(entries: Sequence[Any]) -> list[Finding] | None:
    """Return the findings of these entries; nothing where one of them is not as it was written."""
    found = []
    for entry in entries:
        finding = _finding(entry)
        if finding is None:
            return None
        found.append(finding)
    return found


def _finding(entry: Any) -> Finding | None:
    if not _fits(entry, _ENTRY):
        return None
    check, severity, file, place, rule, locale, language, field, message, fix, start, end = entry
    if severity not in _LEVELS or not _is_place(place) or not _is_inside(file):
        return None
    if fix and not (_fits(fix, [list, int, int, str]) and _is_place(fix[0])):
        return None
    edit = Edit(Place(*fix[0]), *fix[1:]) if fix else None
    return Finding(
        check, Level(severity), file, Place(*place), rule, locale, language, field, message, edit, start, end
    )


_ENTRY: Final = (str, str, str, list, str, str, str, str | None, str, list | None, int, int)
_LEVELS: Final = frozenset(Level)


def _fits(values: Any, types: Sequence[Any]) -> bool:
    """Whether this is a list of values of these types, one each."""
    if not isinstance(values, list) or len(values) != len(types):
        return False
    return all(isinstance(value, wanted) for value, wanted in zip(values, types, strict=True))


def _is_place(numbers: Sequence[Any]) -> bool:
    return _fits(numbers, [int] * 4) and all(number > 0 for number in numbers)


def _is_inside(file: str) -> bool:
    """Whether a finding may be about this file: whoever shows findings opens it."""
    return file == FILE or (file.startswith(_FOLDERS) and ".." not in file.split("/"))


_FOLDERS: Final = (f"{RULES_FOLDER}/", f"{LOCALES}/")


def _are_notes(notes: Mapping[str, Any]) -> bool:
    return all(_are_lists(own) for own in notes.values())


def _are_lists(notes: Any) -> bool:
    return isinstance(notes, list) and all(isinstance(note, list) for note in notes)
