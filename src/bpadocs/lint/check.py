"""What a check is.

Each check is one file below lint/checks/, and the docstring of that file is what `bpa explain`
prints.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent
from typing import TYPE_CHECKING, Any, ClassVar, Final

from bpadocs.lint.context import Context
from bpadocs.lint.findings import Finding, Fix, Hit, Level, PageHit, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage, Subject, Unit
from bpadocs.project.shared_words import WordToDo
from bpadocs.rule.model import Suppression

if TYPE_CHECKING:
    from bpadocs.pages.pair import PagePair

__all__ = [
    "KINDS",
    "CatalogCheck",
    "Check",
    "CheckedSubject",
    "Context",
    "DerivedCheck",
    "Fix",
    "Hit",
    "Level",
    "Mqm",
    "Note",
    "PageCheck",
    "PageHit",
    "Passage",
    "ProjectCheck",
    "RuleCheck",
    "RuleHit",
    "Subject",
    "TextCheck",
    "Unit",
    "UnitCheck",
    "compares",
    "documentation",
    "summary",
]
"""What a plug-in needs for a check, and what others ask of checks."""

UnitRun = Callable[[Unit, Context], Iterator[Hit]]
TextRun = Callable[[Passage, str, Context], Iterator[Hit]]
RuleRun = Callable[[Subject, Context], Iterator[RuleHit]]
Note = Sequence[Any]
"""What a check over all rules writes down about one: texts and numbers, nested at will.

Notes are short, because the cache keeps them from run to run.
"""
Notes = Callable[[Subject, Context], Iterator[Note]]
ProjectRun = Callable[
    [Mapping[str, Sequence[Note]], Mapping[str, Subject], Context], Iterator[RuleHit]
]
DerivedRun = Callable[["CheckedSubject", "Mapping[str, Check]"], Iterator[RuleHit]]
PageRun = Callable[["PagePair"], Iterator[PageHit]]
CatalogRun = Callable[[Sequence[WordToDo]], Iterator[tuple[WordToDo, str]]]


@dataclass(frozen=True)
class CheckedSubject:
    """One rule, or one page, after the other checks have looked at it."""

    rule: str
    findings: Sequence[Finding]
    suppressions: Sequence[Suppression]
    """Those that the rule itself states."""
    subjects: Mapping[str, Subject]

    @property
    def subject(self) -> Subject:
        """The rule itself. Ask for it only where there is something to say about it.

        It is made when it is asked for: nothing follows from the findings on most rules, and to
        make all of them again would take as long as to look at them.
        """
        return self.subjects[self.rule]


@dataclass(frozen=True, kw_only=True)
class Check:
    """What all kinds of checks have in common."""

    name: str = field(kw_only=False)
    run: Callable[..., Any] = field(kw_only=False)
    severity: Level = Level.WARNING
    mqm: Mqm | None = Mqm.CUSTOM
    """What kind of error it finds; None where it says nothing about how good a translation is."""
    whole: bool = False
    """Whether it judges a text as a whole: then what others find in that text is the same fact."""
    once_a_page: bool = False
    """Whether it is about a habit: then it is told of a page once, with all its places."""
    default: bool = True
    """Whether it runs where the settings say nothing."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Its thresholds by name, as they are where the settings say nothing."""
    scope: ClassVar[str]
    """What it looks at, as `bpa checks` lists it."""


@dataclass(frozen=True, kw_only=True)
class UnitCheck(Check):
    """Looks at one translated text and its English.

    It does not see a stale translation: the check `stale` says all there is to say about that.
    """

    run: UnitRun = field(kw_only=False)
    markdown_only: bool = False
    """Whether it says nothing of plain UI text: then it is not shown any."""
    needs: str = ""
    """Marks and digits without one of which, in the English or in the translation, there is nothing
    to find: it is not shown a text that has none of them. Empty where that cannot be said.
    """
    scope = "unit"


@dataclass(frozen=True, kw_only=True)
class TextCheck(Check):
    """Looks at one text alone, English too unless `english` is off."""

    run: TextRun = field(kw_only=False)
    english: bool = True
    markdown_only: bool = False
    """Whether it says nothing of plain UI text: then it is not shown any."""
    needs: str = ""
    """Marks and digits without one of which there is nothing to find in a text: it is not shown a
    text that has none of them. Empty where that cannot be said.
    """
    scope = "text"


@dataclass(frozen=True, kw_only=True)
class RuleCheck(Check):
    """Looks at one rule in all its languages."""

    run: RuleRun = field(kw_only=False)
    compares: bool = False
    """Whether it compares translations with their English: then it does not see the stale ones."""
    scope = "rule"


@dataclass(frozen=True, kw_only=True)
class ProjectCheck(Check):
    """Looks at all rules together: takes notes of each, and compares the notes of all at the end.

    It gets the rules by id, each made when it is asked for: ask for few.
    """

    run: ProjectRun = field(kw_only=False)
    notes: Notes
    key: Callable[[Note], Note] | None = None
    """What notes must have in common to be compared with each other; without it, all are.

    With it, only the notes that share a key with a changed rule are compared again, if they have
    changed. So what is found must follow from the notes; the rules tell only where it is.
    """
    daily: bool = False
    """Whether it may say something else of the same notes on another day."""
    compares: bool = False
    """Whether its notes compare translations with their English: then they do not see the stale
    ones.
    """
    scope = "project"


@dataclass(frozen=True, kw_only=True)
class DerivedCheck(Check):
    """Looks at what the other checks found on one rule. It gets the checks of the run by name."""

    run: DerivedRun = field(kw_only=False)
    scope = "derived"


@dataclass(frozen=True, kw_only=True)
class PageCheck(Check):
    """Looks at a published page and the English page of its name, as files.

    Only `bpa audit` runs it. It gets English pages too, each as its own English, and names under
    which one of the two pages is missing.
    """

    run: PageRun = field(kw_only=False)
    scope = "page"


@dataclass(frozen=True, kw_only=True)
class CatalogCheck(Check):
    """Looks at the shared words that one language has not translated.

    It says for which of them there is something to do.
    """

    run: CatalogRun = field(kw_only=False)
    scope = "catalog"


KINDS: Final = (
    UnitCheck,
    TextCheck,
    RuleCheck,
    ProjectCheck,
    DerivedCheck,
    PageCheck,
    CatalogCheck,
)


_EXAMPLE: Final = re.compile(r"^(?:[a-z]{2}: |\||\S.* {4})", re.MULTILINE)
"""What begins at the left in a paragraph of examples: a language, a row of a table, a text with its
remark far behind it.
"""


def compares(check: Check) -> bool:
    """Tell whether the check compares translations with the English of now."""
    if isinstance(check, RuleCheck | ProjectCheck):
        return check.compares
    return isinstance(check, UnitCheck)


def documentation(check: Check) -> str:
    """Return the docstring of the module that holds the check, with its examples indented.

    Formatters and Python itself pull them to the left where only one line stands above.
    """
    module = sys.modules[check.run.__module__]
    paragraphs = inspect.cleandoc(module.__doc__ or "").split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        if _EXAMPLE.search(paragraph):
            paragraphs[number] = indent(paragraph, " " * 4)
    return "\n\n".join(paragraphs)


def summary(check: Check) -> str:
    """Return the first paragraph of the check's documentation, on one line."""
    first, _, _ = documentation(check).partition("\n\n")
    return " ".join(first.split())
