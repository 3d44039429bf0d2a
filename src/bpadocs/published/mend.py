"""Write safe fixes into pages, without touching another byte."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.fix import Mended
from bpadocs.published.audit import Audit
from bpadocs.published.folder import shown_as
from bpadocs.system.files import read_inside
from bpadocs.system.saving import LIMIT, Change, save

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|$)", re.DOTALL)
_YAML_MARKS: Final = '"\\:#\n'
"""What a value of YAML may end with, or be another one by."""


def mend(found: Audit) -> Mended:
    """Apply the fixes of an audit to the translated pages. Of fixes that overlap, one is applied.

    English pages are left as they are: the publishing system compares their hashes, and after a
    changed blank every translation of the page would look outdated.
    """
    count = 0
    left: list[Problem] = []
    notes: list[Problem] = []
    for locale in found.locales[1:]:
        own = [one for one in found.findings if one.locale == locale.locale]
        mended = _mend_folder(found, locale.folder, own)
        count += mended.count
        left += mended.left
        notes += mended.notes
    return Mended(count, left, notes)


@dataclass
class _Work:
    """The pages of one folder that are mended, and what became of each."""

    folder: Path
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    """By the path in the folder."""
    pages: dict[str, "_MendedPage"] = field(default_factory=dict)
    """The last attempt at each: saving tries again if somebody else has changed the page."""

    def mend(self, name: str, data: bytes) -> bytes:
        """Return the page with its fixes, and note what became of them."""
        file = shown_as(self.folder / name)
        self.pages[name] = _mend(file, data, self.edits[name])
        return self.pages[name].data


def _mend_folder(found: Audit, folder: Path, findings: Iterable[Finding]) -> Mended:
    """Mend the pages of one language."""
    work = _Work(folder)
    for finding in findings:
        for one in finding.places:
            if one.safe_fixes:
                name = found.path_of(one.file).relative_to(folder).as_posix()
                work.edits.setdefault(name, []).extend(one.safe_fixes)
    return _saved(work)


def _saved(work: _Work) -> Mended:
    """Write the pages of one language with their fixes."""
    folder = work.folder
    left: list[Problem] = []
    changes = {}
    for name in work.edits:
        try:
            before = read_inside(folder, name, LIMIT, "folder")
            if before is None:
                gone = Problem(name, 1, 1, "is gone since it was looked at")
                raise BrokenInputError([gone])
            changes[name] = Change(before, work.mend(name, before))
        except BrokenInputError as error:
            left.append(error.problems[0])
    saved = save(folder, changes, work.mend)
    for problem in saved.refused:
        del work.pages[problem.path]
        left.append(problem)
    told = [_with_folder(problem, folder) for problem in left]
    for page in work.pages.values():
        told += page.left
    notes = [_with_folder(problem, folder) for problem in saved.notes]
    count = sum(page.fixes for page in work.pages.values())
    return Mended(count, told, notes)


def _with_folder(problem: Problem, folder: Path) -> Problem:
    """Return a problem of a page in a folder by the name that findings have for the page."""
    return problem._replace(path=shown_as(folder / problem.path))


class _MendedPage(NamedTuple):
    """A page with its fixes."""

    data: bytes
    fixes: int
    left: Sequence[Problem]
    """Texts that have changed since they were looked at."""


def _mend(file: str, data: bytes, edits: Sequence[Edit]) -> _MendedPage:
    """Return the page with its fixes. Raises BrokenInputError where it is no text any more."""
    try:
        original = data.decode("utf-8")
    except UnicodeDecodeError:
        message = "is not UTF-8 any more; not mended"
        raise BrokenInputError([Problem(file, 1, 1, message)]) from None
    text = _Original(original)
    left = []
    fitting: list[tuple[int, int, str]] = []
    for one in sorted(set(edits), key=lambda edit: (edit.place, edit.text)):
        start = text.start_of(one)
        if start is None:
            message = "the text has changed since it was looked at; not mended"
            left.append(Problem(file, one.place.line, one.place.column, message))
        elif text.breaks_front_matter(one, start):
            continue  # it stays a finding, for somebody to mend
        elif not fitting or start >= fitting[-1][1]:
            fitting.append((start, start + one.end - one.start, one.text))
    # from the end, so that the places of those before stay right
    for start, end, new in reversed(fitting):
        original = text.replaced(original, start, end, new)
    return _MendedPage(original.encode(), len(fitting), left)


class _Original:
    """A page as checks see it, without a byte-order mark and with LF, and where that is in it."""

    def __init__(self, original: str) -> None:
        self.mark = len(original) - len(original.removeprefix("\ufeff"))
        self.text = original[self.mark :].replace("\r\n", "\n")
        self.line_end = "\r\n" if "\r\n" in original else "\n"
        self.lines = [0]
        self.gone: list[int] = []
        """Where a carriage return stood before the line feed."""
        position = 0
        for line in original[self.mark :].split("\n")[:-1]:
            position += len(line) - line.endswith("\r")
            if line.endswith("\r"):
                self.gone.append(position)
            position += 1
            self.lines.append(position)

    def start_of(self, edit: Edit) -> int | None:
        """Return where the change begins; None where the text around it is another one."""
        if edit.place.line > len(self.lines):
            return None
        start = self.lines[edit.place.line - 1] + edit.place.column - 1
        field_start = start - edit.start
        field_end = field_start + len(edit.field_text)
        if field_start < 0 or self.text[field_start:field_end] != edit.field_text:
            return None
        return start

    def breaks_front_matter(self, edit: Edit, start: int) -> bool:
        """Tell whether a change of a value in the front matter may be one of its YAML too."""
        front = _FRONT_MATTER.match(self.text)
        if front is None or start >= front.end():
            return False
        line = self.text[self.lines[edit.place.line - 1] : start]
        _, _, value = line.partition(":")
        marks = _YAML_MARKS
        if value.lstrip().startswith("'"):
            marks += "'"
        return any(mark in edit.before + edit.text for mark in marks)

    def replaced(self, original: str, start: int, end: int, new: str) -> str:
        """Return the original with another text in this span of `text`."""
        written = new.replace("\n", self.line_end)
        before = original[: self._in_original(start)]
        return before + written + original[self._in_original(end) :]

    def _in_original(self, offset: int) -> int:
        # a carriage return stands before the place of its line feed
        return self.mark + offset + bisect_right(self.gone, offset - 1)
