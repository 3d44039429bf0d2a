"""What a check is. One file a check in lint/checks/; its module docstring is what `bpa explain` prints."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.lint.context import Context
from bpadocs.lint.findings import Finding, Hit, Level, PageHit, RuleHit
from bpadocs.lint.unit import LintRule, Passage, Unit
from bpadocs.model import Suppression
from bpadocs.shared_words import WordToDo

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside

UnitRun = Callable[[Unit, Context], Iterator[Hit]]
TextRun = Callable[[Passage, str, Context], Iterator[Hit]]
RuleRun = Callable[[LintRule, Context], Iterator[RuleHit]]
Note = Sequence[Any]
"""What a check writes down of a rule: texts and numbers, nested at will, short: they are kept from run to run."""
Notes = Callable[[LintRule, Context], Iterator[Note]]
ProjectRun = Callable[[Mapping[str, Sequence[Note]], Mapping[str, LintRule], Context], Iterator[RuleHit]]
DerivedRun = Callable[["Looked", "Mapping[str, Check]"], Iterator[RuleHit]]
PageRun = Callable[["Beside"], Iterator[PageHit]]
CatalogRun = Callable[[Sequence[WordToDo]], Iterator[tuple[WordToDo, str]]]


class Looked(NamedTuple):
    """One rule when the other checks have looked at it."""

    rule: str
    findings: Sequence[Finding]
    suppressions: Sequence[Suppression]
    make: Callable[[], LintRule]
    """The rule itself. Making it takes time: ask where there is something to say."""


@dataclass(frozen=True)
class UnitCheck:
    """Looks at one translated text beside its English; not at a stale one, of which the check `stale` says it all."""

    name: str
    run: UnitRun
    severity: Level = Level.WARNING
    default: bool = True
    """Whether it runs where the settings say nothing."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Its thresholds by name, as they are where the settings say nothing."""
    scope = "unit"


@dataclass(frozen=True)
class TextCheck:
    """Looks at one text alone, English too unless `english` is off."""

    name: str
    run: TextRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    english: bool = True
    scope = "text"


@dataclass(frozen=True)
class RuleCheck:
    """Looks at one rule in all its languages."""

    name: str
    run: RuleRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    compares: bool = False
    """Whether it sets translations beside their English: then it does not see the stale ones."""
    scope = "rule"


@dataclass(frozen=True)
class ProjectCheck:
    """Looks at all rules together: takes notes of each, and compares the notes of all at the end.

    The rules come along by id, each made when it is asked for: ask for few.
    """

    name: str
    notes: Notes
    run: ProjectRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    compares: bool = False
    """Whether its notes set translations beside their English: then they do not see the stale ones."""
    scope = "project"


@dataclass(frozen=True)
class DerivedCheck:
    """Looks at what the other checks found on one rule. It gets the checks of the run by name."""

    name: str
    run: DerivedRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    scope = "derived"


@dataclass(frozen=True)
class PageCheck:
    """Looks at an existing page beside the English one of its name, as files; `bpa audit` alone runs it.

    It gets English pages too, each beside itself, and names where one of the two is not there.
    """

    name: str
    run: PageRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    scope = "page"


@dataclass(frozen=True)
class CatalogCheck:
    """Looks at the shared words that one language has not translated, and says of which of them what is to do."""

    name: str
    run: CatalogRun
    severity: Level = Level.WARNING
    default: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    scope = "catalog"


Check = UnitCheck | TextCheck | RuleCheck | ProjectCheck | DerivedCheck | PageCheck | CatalogCheck


def compares(check: Check) -> bool:
    """Whether the check says that a translation and the English of now do not agree."""
    return isinstance(check, UnitCheck) or (isinstance(check, RuleCheck | ProjectCheck) and check.compares)


def documentation(check: Check) -> str:
    """The docstring of the module that holds the check."""
    module = sys.modules[check.run.__module__]
    return inspect.cleandoc(module.__doc__ or "")


def summary(check: Check) -> str:
    """The first paragraph of its documentation, on one line."""
    return " ".join(documentation(check).partition("\n\n")[0].split())
