"""The file of a baseline: JSON, sorted, with a line for each finding, so that branches merge."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.json_text import place_of_item, place_of_key, read_json
from bpadocs.lint.baseline import Baseline, KnownFinding
from bpadocs.project.mistakes import nearest
from bpadocs.system.files import MEGABYTE, read_given, text_of

VERSION: Final = 1
"""Of the form of the file; another one is read otherwise."""
LIMIT: Final = 200 * MEGABYTE
_KEYS: Final = ("version", "command", "findings")
_COUNT: Final = "count"
_REQUIRED: Final = ("rule", "locale", "check")
_NEEDS: Final = (
    "write the baseline anew with --write-baseline, or take it from version control"
)


def baseline_text(baseline: Baseline) -> str:
    """Return the text of a baseline's file: the same findings are the same text."""
    lines = []
    for known in sorted(baseline.findings):
        entry: dict[str, object] = {}
        for key, value in known._asdict().items():
            if value or key in _REQUIRED:
                entry[key] = value
        if baseline.findings[known] > 1:
            entry[_COUNT] = baseline.findings[known]
        # What nobody can see in a review is spelled out, and reads back the same.
        lines.append(f"    {shown.line(json.dumps(entry, ensure_ascii=False))}")
    findings = ",\n".join(lines)
    within = f"[\n{findings}\n  ]" if lines else "[]"
    command = json.dumps(baseline.command)
    return (
        "{\n"
        f'  "version": {VERSION},\n'
        f'  "command": {command},\n'
        f'  "findings": {within}\n'
        "}\n"
    )


def read_baseline(path: Path, command: str) -> Baseline:
    """Read the baseline of a command. Raises BrokenInputError with every mistake in the file."""
    name = str(path)
    text = text_of(read_given(path, LIMIT), name)
    _refuse_conflict(text, name)
    data = read_json(text, name)
    problems = [*_mistakes(data, text, name, command)]
    if problems:
        raise BrokenInputError(problems)
    findings: dict[KnownFinding, int] = {}
    for entry in data["findings"]:
        texts = {key: entry.get(key, "") for key in KnownFinding._fields}
        known = KnownFinding(**texts)
        # A merge may have left the same line twice; it still is about the same findings.
        findings[known] = max(findings.get(known, 0), entry.get(_COUNT, 1))
    return Baseline(command, findings)


def _refuse_conflict(text: str, name: str) -> None:
    """Raise BrokenInputError where a merge has left its marks."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            message = (
                "a merge has left a conflict here: keep the lines of both sides, then "
                "--write-baseline takes out what is mended"
            )
            raise BrokenInputError([Problem(name, number, 1, message)])


def _mistakes(data: Any, text: str, name: str, command: str) -> Iterator[Problem]:
    """Yield what is wrong with the file as a whole, or else with each of its findings."""
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        message = f"this is no baseline: it has no list “findings”; {_NEEDS}"
        yield Problem(name, 1, 1, message)
        return
    for key, message in _wrong_keys(data, command):
        yield Problem(name, *place_of_key(text, key), message)
    for number, entry in enumerate(data["findings"]):
        wrong = _wrong(entry)
        if wrong:
            yield Problem(name, *place_of_item(text, "findings", number), wrong)


def _wrong_keys(data: Mapping[str, Any], command: str) -> Iterator[tuple[str, str]]:
    """Yield each key of the whole that has a mistake, and what it is."""
    for key in data:
        if key not in _KEYS:
            yield key, f"unknown key “{key}”{nearest(key, _KEYS)}"
    version = data.get("version")
    if type(version) is int and version > VERSION:
        message = (
            f"this baseline has the form {version}, and this bpadocs reads {VERSION}: "
            "take a newer one"
        )
        yield "version", message
    elif type(version) is not int or version != VERSION:
        yield "version", f"“version” is {VERSION}; {_NEEDS}"
    if data.get("command") != command:
        of = shown.name(str(data.get("command")))
        message = f"this is a baseline of “bpa {of}”, not of “bpa {command}”"
        yield "command", message


def _wrong(entry: object) -> str | None:
    """Return what is wrong with a finding of the file."""
    if not isinstance(entry, dict):
        return "a finding is an object, such as {“rule”: …, “locale”: …, “check”: …}"
    known = (*KnownFinding._fields, _COUNT)
    for key, value in entry.items():
        if key not in known:
            return f"unknown key “{key}”{nearest(key, known)}"
        if key == _COUNT:
            if type(value) is not int or value < 1:
                return "“count” is a whole number, 1 or more"
        elif not isinstance(value, str):
            return f"“{key}” must be a text in quotes"
    for key in _REQUIRED:
        if key not in entry:
            return f"“{key}” is missing"
    return None
