"""Many rules looked at, on every core. A rule with its trees weighs far more than its text: few are there at a time."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from bpadocs.lint.context import Context
from bpadocs.lint.engine import (
    CheckFailedError,
    NotesOfRule,
    Selection,
    conclude,
    lint_project,
    lint_rule,
    notes_of,
)
from bpadocs.lint.findings import Finding
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.unit import LintRule
from bpadocs.model import Suppression
from bpadocs.problems import Problem
from bpadocs.processes import even_parts, in_processes, worth

Result = TypeVar("Result")

WORTH_A_PROCESS = 10
"""Rules; fewer are looked at sooner than a process starts."""
_KEPT = 16
"""Rules that are not made again when they are asked for soon."""


class Rules(Mapping[str, LintRule]):
    """Rules by id, each made when it is asked for."""

    def __init__(
        self,
        identifiers: Iterable[str],
        make: Callable[[str], LintRule],
        suppressions: Mapping[str, Sequence[Suppression]] = MappingProxyType({}),
    ) -> None:
        self._identifiers = dict.fromkeys(identifiers)
        self._made = lru_cache(_KEPT)(make)
        self.suppressions = suppressions
        """Those that stand in the rules."""

    def __getitem__(self, identifier: str) -> LintRule:
        return self._made(identifier)

    def __iter__(self) -> Iterator[str]:
        return iter(self._identifiers)

    def __len__(self) -> int:
        return len(self._identifiers)


class Failure(NamedTuple):
    """A check that raised, and what to tell of it."""

    check: str
    problem: Problem


class Seen(NamedTuple):
    """What was found on one rule, what the checks over all rules noted of it, and the checks that raised."""

    findings: Sequence[Finding]
    notes: NotesOfRule
    failures: Sequence[Failure] = ()


class Found(NamedTuple):
    """All findings, in the order of files and places, and the checks that raised: their findings are missing."""

    findings: list[Finding]
    failures: Sequence[Failure]


def lint_rules(
    rules: Rules, selection: Selection, context: Context, suppressions: Sequence[FileSuppression] = ()
) -> Found:
    """Look at these rules."""
    return findings_of(look_at(list(rules), rules, selection, context), rules, selection, context, suppressions)


def look_at(identifiers: Sequence[str], rules: Rules, selection: Selection, context: Context) -> dict[str, Seen]:
    """Look at each of these rules by itself."""

    def each(part: Sequence[str]) -> list[Seen]:
        return [_look(rules[one], selection, context) for one in part]

    found = chain.from_iterable(in_parts(identifiers, each))
    return dict(zip(identifiers, found, strict=True))


def _look(rule: LintRule, selection: Selection, context: Context) -> Seen:
    """Look at one rule, and where a check raises, once more without it."""
    try:
        return Seen(lint_rule(rule, selection, context), notes_of(rule, selection, context))
    except CheckFailedError as error:
        rest = _look(rule, selection.without([error.check]), context)
        return rest._replace(failures=[*failures_in(error), *rest.failures])


def in_parts(names: Sequence[str], look: Callable[[Sequence[str]], Result]) -> list[Result]:
    """The results of looking at a part of them at a time, in their order, on every core where they are many."""
    count = worth(len(names), WORTH_A_PROCESS)
    parts = even_parts(names, count * 4) if count > 1 else [names]
    return in_processes([partial(look, part) for part in parts], count)


def findings_of(
    seen: Mapping[str, Seen],
    rules: Rules,
    selection: Selection,
    context: Context,
    suppressions: Sequence[FileSuppression],
    more: Sequence[Finding] = (),
) -> Found:
    """What was seen on each rule, what comes of it all together, and more that is known already."""
    failures = [failure for rule in rules for failure in seen[rule].failures]
    try:
        # What a failed check would have found elsewhere is not known: nothing is concluded from its silence.
        sound = selection.without({failure.check for failure in failures})
        by_rule = {rule: seen[rule].findings for rule in rules}
        over_all = lint_project({rule: seen[rule].notes for rule in rules}, rules, sound, context)
        findings = conclude(rules, by_rule, [*over_all, *more], sound, rules.suppressions, suppressions)
        return Found(findings, failures)
    except CheckFailedError as error:
        rest = findings_of(seen, rules, selection.without([error.check]), context, suppressions, more)
        return Found(rest.findings, [*rest.failures, *failures_in(error)])


def failures_in(error: CheckFailedError) -> list[Failure]:
    """Return what an error tells."""
    return [Failure(error.check, problem) for problem in error.problems]


def told(failures: Sequence[Failure]) -> tuple[Problem, ...]:
    """Return one line for each check that raised, however many rules it did so on."""
    by_check: dict[str, list[Problem]] = {}
    for failure in failures:
        by_check.setdefault(failure.check, []).append(failure.problem)
    lines = []
    for first, *others in by_check.values():
        places = "place" if len(others) == 1 else "places"
        more = f" (and in {len(others):,} more {places})" if others else ""
        lines.append(first._replace(message=first.message + more))
    return tuple(lines)


@contextmanager
def without_collector() -> Iterator[None]:
    """Rules and trees have no cycles; looking for some in millions of objects takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
