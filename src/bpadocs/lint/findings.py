"""What checks report, and what a reader of findings gets."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from bpadocs.errors import Problem
from bpadocs.pages.drift import BlockDrift
from bpadocs.rule.model import SOURCE_LANGUAGE

BROKEN_FILE: Final = "broken-file"
"""Stands in the place of a check where a file cannot be read, and no check can look at it."""

Side = Literal["translation", "english"]


class Level(StrEnum):
    """How bad a finding is. Hints are right often, not nearly always."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Fix(NamedTuple):
    """A change that is safe without a look: this span of the passage becomes this text."""

    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """What a check found in a passage: a span by offsets, and what to do about it."""

    start: int
    end: int
    message: str
    fix: Fix | None = None
    side: Side = "translation"


class RuleHit(NamedTuple):
    """What a check over a whole rule, or over all rules, found: a hit, and the text it is in.

    Without a field it is at the top of the rule; where the language lacks the field, at the nearest
    place above.
    """

    rule: str
    language: str
    field: str | None
    hit: Hit
    level: Level | None = None
    """Where this one is less bad than the check says."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class PageHit(NamedTuple):
    """What a check found on an existing page as a whole, or where a page should be."""

    file: str
    place: Place
    message: str
    field: str | None = None
    level: Level | None = None
    """Where this one is less bad than the check says."""
    block: BlockDrift | None = None
    """The block whose English has changed, where the finding is about one."""
    words: int = 0
    """How many words of English wait for a translator because of it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A fix, with its place in the file and its place in the field's text."""

    place: Place
    start: int
    end: int
    text: str
    field_text: str
    """The whole text of the field: in another, the fix has no place."""

    @property
    def before(self) -> str:
        """What the fix takes out."""
        return self.field_text[self.start : self.end]

    @property
    def keeps_words(self) -> bool:
        """Tell whether it changes blanks, marks and capitals alone."""
        return letters_of(self.before) == letters_of(self.text)


def letters_of(text: str) -> str:
    """Return what texts have in common that differ in blanks, marks and capitals alone."""
    return "".join(filter(str.isalnum, text)).casefold()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, as every output format shows it."""

    check: str
    severity: Level
    file: str
    place: Place
    rule: str
    locale: str
    language: str
    field: str | None
    message: str
    fix: Edit | None = None
    start: int = 0
    end: int = 0
    """The span in the field's text; empty where the finding is not about a piece of text."""
    words: int = 0
    """How many words of English wait for a translator because of it."""
    also: tuple["Finding", ...] = ()
    """What other checks, or the same one, say of words that this finding is about."""
    elsewhere: tuple["Finding", ...] = ()
    """The same fault at other places: of the page, where it is about a habit; of all pages in a
    report by groups.
    """
    eased: bool = False
    """Whether it is less bad than its check says, so that no setting makes it worse."""

    @property
    def about(self) -> str:
        """The language and the field, as in `fr issue`; empty for a file as a whole."""
        if not self.locale:
            return ""
        if self.field:
            return f"{self.language} {self.field}"
        return self.language

    @property
    def places(self) -> tuple["Finding", ...]:
        """This finding and those of its group."""
        return self, *self.elsewhere

    @property
    def safe_fixes(self) -> list["Edit"]:
        """The fix; where there is none, those of what is said of the same words.

        Of these only what keeps the words: somebody has to mend them, and to put others in the
        place of some would make it worse.
        """
        if self.fix:
            return [self.fix]
        fixes = [one.fix for one in self.also if one.fix]
        return [fix for fix in fixes if fix.keeps_words]

    @property
    def sort_key(self) -> tuple[str, Place, str, str]:
        """By file and place, then by check and message."""
        return self.file, self.place, self.check, self.message


def broken_file(problem: Problem) -> Finding:
    """Return what keeps a file from being read as a finding, for readers of findings alone."""
    place = Place(
        line=problem.line,
        column=problem.column,
        end_line=problem.line,
        end_column=problem.column,
    )
    return Finding(
        check=BROKEN_FILE,
        severity=Level.ERROR,
        file=problem.path,
        place=place,
        rule="",
        locale="",
        language=SOURCE_LANGUAGE,
        field=None,
        message=problem.message,
    )
