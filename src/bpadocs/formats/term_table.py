"""Terminology as a table: CSV as spreadsheets and translation tools write it.

Its first line names the columns. Each further line is a concept, or one more word of it: lines with
the same English are read as one by those who ask for terms.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.concepts import (
    KNOWN_STANDINGS,
    Concept,
    Standing,
    Terminology,
    TermWording,
    standing_of,
    tag_of,
)
from bpadocs.system.files import text_of

ROLES: Final = ("also", "not", "note", "status", "pos")
"""What a column may hold besides the words of a language."""
_DELIMITERS: Final = ",;\t|"
_SEPARATORS: Final = ";|"
"""Between several words in a column of further words."""

_Columns = Mapping[str, int]
"""From a role or the tag of a language to the number of its column."""


@dataclass(frozen=True, slots=True)
class _TableLine:
    """A line of the table, which may go on in further lines of the file."""

    line: int
    cells: Sequence[str]


def read_term_table(
    data: bytes, name: str, columns: Mapping[str, str], languages: Sequence[str]
) -> Terminology:
    """Return what is in a CSV file.

    `columns` are the names of columns by what they hold: a language, or one of ROLES. Where it is
    empty, the first line must name languages: of these, or `source` and `target`, which mean the
    first two. Raises BrokenInputError for what is no such table.
    """
    rows = list(_rows(_decoded(data, name), name))
    if not rows:
        message = "the file is empty; its first line names the columns, such as en,fr"
        raise BrokenInputError([Problem(name, 1, 1, message)])
    found = _columns(rows[0], columns, languages, name)
    table = _TermTable(name, found, languages)
    for row in rows[1:]:
        table.add(row)
    return table.terminology


def _decoded(data: bytes, name: str) -> str:
    """Return the text: UTF-8, or UTF-16 as spreadsheets call it Unicode."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            message = "begins as UTF-16 and is not; save the file as UTF-8"
            raise BrokenInputError([Problem(name, 1, 1, message)]) from None
    return text_of(data, name).removeprefix("\ufeff")


def _rows(text: str, name: str) -> Iterator[_TableLine]:
    """Yield the lines that have anything in them."""
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield _TableLine(line, stripped)
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"not CSV: {error}; check the quotation marks from here on"
        raise BrokenInputError([Problem(name, line, 1, message)]) from None


def _delimiter(text: str) -> str:
    """Return what is between the cells: whichever the first line has most often."""
    first, _, _ = text.partition("\n")
    return max(_DELIMITERS, key=first.count)


def _columns(
    header: _TableLine, wanted: Mapping[str, str], languages: Sequence[str], name: str
) -> dict[str, int]:
    """Return which column holds what. Raises BrokenInputError where one is missing."""
    if not wanted:
        return _named_columns(header, languages, name)
    there = {cell.lower(): number for number, cell in enumerate(header.cells)}
    found = {}
    problems = []
    for role, column in wanted.items():
        number = there.get(column.strip().lower())
        if number is None:
            has = ", ".join(f"“{cell}”" for cell in header.cells)
            message = f"there is no column “{column}”; the first line has {has}"
            problems.append(Problem(name, header.line, 1, message))
        else:
            found[role] = number
    if problems:
        raise BrokenInputError(problems)
    return found


def _named_columns(
    header: _TableLine, languages: Sequence[str], name: str
) -> dict[str, int]:
    """Return the columns by names that say themselves what they hold."""
    source, *targets = languages
    known = _known_names(source, targets)
    found: dict[str, int] = {}
    for number, cell in enumerate(header.cells):
        role = known.get(cell.lower()) or _language_of(cell, languages)
        if role:
            found.setdefault(role, number)
    if source in found and any(target in found for target in targets):
        return found
    example = targets[0] if targets else "fr"
    # as the file calls them, where that can be typed as it is
    one, other = [cell for cell in (*header.cells, "NAME", "NAME") if cell.isalnum()][
        :2
    ]
    message = (
        f"the first line must name the columns, such as {source},{example},status,note; or say "
        f"which is which: bpa glossary import --columns {source}={one},{example}={other}"
    )
    raise BrokenInputError([Problem(name, header.line, 1, message)])


def _known_names(source: str, targets: Sequence[str]) -> dict[str, str]:
    """Return what columns hold by what tools call them."""
    known = {role: role for role in ROLES}
    known |= {"source": source, "term": source}
    if len(targets) == 1:
        known |= {"target": targets[0], "translation": targets[0]}
    return known


def _language_of(cell: str, languages: Sequence[str]) -> str | None:
    """Return the language whose tag, or whose locale, is the name of a column."""
    tag = tag_of(cell)
    for language in languages:
        if tag == language.lower() or tag.startswith(f"{language.lower()}-"):
            return language
    return None


class _TermTable:
    """Gathers the concepts of a table, and what of it is left out."""

    def __init__(self, name: str, columns: _Columns, languages: Sequence[str]) -> None:
        self.name = name
        self.columns = columns
        self.source, *targets = languages
        self.targets = [target for target in targets if target in columns]
        self.terminology = Terminology()

    def add(self, row: _TableLine) -> None:
        """Add the concept of a line."""
        english = self._cell(row, self.source)
        if not english:
            self._leave_out(row, "there is no English on this line")
            return
        standing = standing_of(self._cell(row, "status"))
        if standing is None:
            known = ", ".join(KNOWN_STANDINGS)
            written = self._cell(row, "status")
            self._leave_out(
                row, f"the status “{written}” is not known; known are {known}"
            )
            return
        words = {self.source: [self._word(row, english)]}
        for target in self.targets:
            own = self._words(row, target, standing)
            if own:
                words[target] = own
        if len(words) == 1:
            self._leave_out(row, f"“{english}” has no translation on this line")
            return
        self.terminology.concepts.append(Concept(row.line, words))

    def _words(
        self, row: _TableLine, target: str, standing: Standing
    ) -> list[TermWording]:
        words = []
        text = self._cell(row, target)
        if text:
            words.append(self._word(row, text, standing))
        for role, meant in (("also", Standing.ADMITTED), ("not", Standing.FORBIDDEN)):
            for one in _several(self._cell(row, role)):
                words.append(self._word(row, one, meant))
        return words

    def _word(
        self, row: _TableLine, text: str, standing: Standing = Standing.UNSTATED
    ) -> TermWording:
        return TermWording(
            text=" ".join(text.split()),
            line=row.line,
            standing=standing,
            note=" ".join(self._cell(row, "note").split()),
            part_of_speech=self._cell(row, "pos").lower(),
        )

    def _cell(self, row: _TableLine, role: str) -> str:
        number = self.columns.get(role)
        if number is None or number >= len(row.cells):
            return ""
        return row.cells[number]

    def _leave_out(self, row: _TableLine, why: str) -> None:
        problem = Problem(self.name, row.line, 1, f"{why}; it is left out")
        self.terminology.left_out.append(problem)


def _several(cell: str) -> list[str]:
    """Return the words in a cell, which may have several."""
    for separator in _SEPARATORS:
        cell = cell.replace(separator, "\n")
    return [one.strip() for one in cell.split("\n") if one.strip()]


# Writing


def write_term_table(concepts: Iterable[Concept], source: str, target: str) -> str:
    """Return these concepts as CSV: a line for each word of the target language."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([source, target, "status", "note"])
    for concept in concepts:
        english = concept.of(source)[0].text
        for word in concept.of(target):
            writer.writerow([english, word.text, str(word.standing), word.note])
    return out.getvalue()
