"""What a check is. One file a check in lint/checks/; its module docstring is what `bpa explain` prints."""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule, Passage, Unit

UnitRun = Callable[[Unit, Context], Iterator[Hit]]
TextRun = Callable[[Passage, str, Context], Iterator[Hit]]
RuleRun = Callable[[LintRule, Context], Iterator[RuleHit]]
ProjectRun = Callable[[Sequence[LintRule], Context], Iterator[RuleHit]]


@dataclass(frozen=True)
class UnitCheck:
    """Looks at one translated text beside its English."""

    name: str
    run: UnitRun
    severity: Level = Level.WARNING
    default: bool = True
    """Whether it runs where the settings say nothing."""
    scope = "unit"


@dataclass(frozen=True)
class TextCheck:
    """Looks at one text alone, English too unless `english` is off."""

    name: str
    run: TextRun
    severity: Level = Level.WARNING
    default: bool = True
    english: bool = True
    scope = "text"


@dataclass(frozen=True)
class RuleCheck:
    """Looks at one rule in all its languages."""

    name: str
    run: RuleRun
    severity: Level = Level.WARNING
    default: bool = True
    scope = "rule"


@dataclass(frozen=True)
class ProjectCheck:
    """Looks at all rules together, at the end."""

    name: str
    run: ProjectRun
    severity: Level = Level.WARNING
    default: bool = True
    scope = "project"


Check = UnitCheck | TextCheck | RuleCheck | ProjectCheck


def documentation(check: Check) -> str:
    """The docstring of the module that holds the check."""
    module = sys.modules[check.run.__module__]
    return inspect.cleandoc(module.__doc__ or "")
