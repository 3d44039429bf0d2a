"""What lint found before, by digests of all it looked at. A file that is not as it was written says nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.lint.many import Seen
from bpadocs.output import replace_file

FORMAT = 3
RULES = "lint-rules.jsonl"


class Cache:
    """Two files below build/, each read once and written whole: the last run, and what was seen of each rule.

    Where nothing has changed the second, which is larger, is not read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, key: str) -> tuple[list[Finding], int] | None:
        """The findings and the number of rules of a run over exactly these inputs."""
        lines = _read(self.path)
        head = next(lines, None)
        if head is None or head[0] != key:
            return None
        return list(map(_finding, lines)), head[1]

    def rule(self, key: str) -> Seen | None:
        """What was found on one rule with exactly these inputs."""
        known = self._rules.get(key)
        return Seen(list(map(_finding, known[0])), known[1]) if known else None

    @cached_property
    def _rules(self) -> dict[str, tuple[list[Any], dict[str, Any]]]:
        return {key: (findings, notes) for key, findings, notes in _read(self.path.with_name(RULES))}

    def keep(self, key: str, findings: Sequence[Finding], rules: Mapping[str, Seen]) -> None:
        """Remember this run, and nothing older."""
        seen = ([digest, list(map(_entry, one.findings)), one.notes] for digest, one in rules.items())
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write(self.path.with_name(RULES), seen)
            _write(self.path, chain([[key, len(rules)]], map(_entry, findings)))
        except OSError:
            pass  # a folder that cannot be written makes the next run slow, not wrong


def _write(path: Path, values: Iterable[Any]) -> None:
    """One value a line, and a digest of them all above."""
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in values]
    text = b"\n".join([b"", *lines])
    replace_file(path, _head(text) + text)


def _read(path: Path) -> Iterator[Any]:
    try:
        content = path.read_bytes()
    except OSError:
        return
    length = len(_head(b""))
    head, text = content[:length], content[length:]
    if head == _head(text):
        yield from map(json.loads, text.split(b"\n")[1:])


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
        fix and [_numbers(fix.place), fix.start, fix.end, fix.text],
        finding.start,
        finding.end,
    ]


def _numbers(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _finding(entry: list[Any]) -> Finding:
    check, severity, file, place, rule, locale, language, field, message, fix, start, end = entry
    edit = Edit(Place(*fix[0]), *fix[1:]) if fix else None
    return Finding(
        check, Level(severity), file, Place(*place), rule, locale, language, field, message, edit, start, end
    )
