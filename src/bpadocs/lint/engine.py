"""Runs checks over rules, and turns what they yield into findings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import NoReturn

from bpadocs.lint.check import (
    Check,
    DerivedCheck,
    Looked,
    Note,
    ProjectCheck,
    RuleCheck,
    TextCheck,
    UnitCheck,
    compares,
)
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Edit, Finding, Level, Place, RuleHit
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.unit import LintRule, Passage, names_of
from bpadocs.model import SOURCE_LANGUAGE, Suppression
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import RULES
from bpadocs.settings import FILE

UNUSED = "unused-suppression"

NotesOfRule = Mapping[str, Sequence[Note]]
"""Notes by check."""


@dataclass(frozen=True)
class Selection:
    """The checks of a run, and how bad each is."""

    checks: tuple[Check, ...]
    levels: Mapping[str, Level]

    @classmethod
    def of(cls, checks: Iterable[Check], levels: Mapping[str, Level] | None = None) -> "Selection":
        """These checks, each as bad as it says itself unless `levels` says otherwise."""
        chosen = tuple(checks)
        return cls(chosen, {check.name: (levels or {}).get(check.name, check.severity) for check in chosen})

    def without(self, names: Collection[str]) -> "Selection":
        """Return the others."""
        return replace(self, checks=tuple(check for check in self.checks if check.name not in names))


class CheckFailedError(BrokenInputError):
    """A check that raised: which, where it looked, and what it raised."""

    def __init__(self, check: str, problem: Problem) -> None:
        self.check = check
        super().__init__([problem])

    def __reduce__(self) -> tuple[type["CheckFailedError"], tuple[str, Problem]]:  # type: ignore[override]
        """So that it can be told from process to process."""
        return CheckFailedError, (self.check, self.problems[0])


def failed(check: str, where: Problem, error: Exception) -> NoReturn:
    """Say that a check raised while it looked at a text; the message of `where` names the text.

    Mistakes in an input, and checks that are known to have failed, are told as they are.
    """
    if isinstance(error, BrokenInputError):
        raise error
    raised = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"the check {check} failed on {where.message}: {raised}; mend it, or leave it out with `disable`"
    raise CheckFailedError(check, where._replace(message=message)) from error


def lint_rule(rule: LintRule, selection: Selection, context: Context) -> list[Finding]:
    """What the checks that look at one rule find."""
    found: list[Finding] = []
    for check in selection.checks:
        level = selection.levels[check.name]
        try:
            found += [_finding(check.name, level, rule, hit) for hit in dict.fromkeys(_run(check, rule, context))]
        except Exception as error:  # whatever the code of a plug-in does: the others go on
            failed(check.name, _where(rule), error)
    return found


def notes_of(rule: LintRule, selection: Selection, context: Context) -> NotesOfRule:
    """What the checks that look at all rules together want to know of this one."""
    notes = {}
    for check in selection.checks:
        if isinstance(check, ProjectCheck):
            try:
                notes[check.name] = list(check.notes(_shown(rule, check), context))
            except Exception as error:
                failed(check.name, _where(rule), error)
    return notes


def _shown(rule: LintRule, check: Check) -> LintRule:
    """The rule as the check may see it."""
    return rule.comparable if compares(check) else rule


def lint_project(
    notes: Mapping[str, NotesOfRule], rules: Mapping[str, LintRule], selection: Selection, context: Context
) -> list[Finding]:
    """What the checks that look at all rules together find, from the notes of each."""
    everything = Problem(RULES, 1, 1, "all rules together")
    found: list[tuple[str, str, RuleHit]] = []
    for check in selection.checks:
        if isinstance(check, ProjectCheck):
            own = {rule: its[check.name] for rule, its in notes.items()}
            try:
                hits = dict.fromkeys(check.run(own, rules, context))
                found += [(hit.rule, check.name, hit) for hit in hits]
            except Exception as error:
                failed(check.name, everything, error)
    findings = []
    # rule by rule: to find a place in one takes reading it
    for rule, name, hit in sorted(found, key=itemgetter(0)):
        try:
            findings.append(_finding(name, selection.levels[name], rules[rule], hit))
        except Exception as error:
            failed(name, everything, error)
    return findings


def conclude(
    rules: Mapping[str, LintRule],
    by_rule: Mapping[str, Sequence[Finding]],
    project: Iterable[Finding],
    selection: Selection,
    in_rules: Mapping[str, Sequence[Suppression]],
    in_settings: Sequence[FileSuppression] = (),
) -> list[Finding]:
    """Findings of one rule and of all rules together, with what follows from them, without the suppressed ones."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for identifier, findings in by_rule.items():
        found[identifier].extend(findings)
    for finding in project:
        found[finding.rule].append(finding)
    checks = {check.name: check for check in selection.checks}
    kept: list[Finding] = []
    used: set[FileSuppression] = set()
    for rule in rules:
        own = found[rule]
        meant = in_rules.get(rule, ())
        make = partial(rules.__getitem__, rule)
        for check in selection.checks:
            if isinstance(check, DerivedCheck):
                level = selection.levels[check.name]
                try:
                    hits = list(check.run(Looked(rule, own, meant, make), checks))
                    own = [*own, *(_finding(check.name, level, make(), hit) for hit in hits)]
                except Exception as error:
                    failed(check.name, _where(make()), error)
        for finding in own:
            covering = [one for one in in_settings if suppresses(one, finding) and one.covers(make().file)]
            used.update(covering)
            if not covering and not any(suppresses(one, finding) for one in meant):
                kept.append(finding)
    for finding in found.get("", ()):  # those that stand in no rule
        covering = [one for one in in_settings if suppresses(one, finding) and one.covers(finding.file)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    if UNUSED in checks:
        unused = [
            one
            for one in in_settings
            if one not in used and one.check in checks and not _unseen(one, checks[one.check], rules)
        ]
        kept += [_unused(one, selection.levels[UNUSED]) for one in unused]
    return sorted(kept, key=lambda finding: finding.sort_key)


def _unseen(suppression: FileSuppression, check: Check | None, rules: Mapping[str, LintRule]) -> bool:
    """Whether the check leaves out translations that the suppression is for, because they are stale."""
    if check is None or not compares(check):
        return False
    return any(suppression.covers(rule.file) and rule.partly_stale for rule in rules.values())


def _unused(suppression: FileSuppression, level: Level) -> Finding:
    message = f"nothing is suppressed: {suppression.check} finds nothing in {suppression.files}; remove the entry"
    line, column = suppression.line, suppression.column
    return Finding(UNUSED, level, FILE, Place(line, column, line, column), "", "", SOURCE_LANGUAGE, None, message)


def suppresses(suppression: Suppression | FileSuppression, finding: Finding) -> bool:
    """Whether this finding is one that is meant to be."""
    if suppression.check != finding.check:
        return False
    return suppression.field is None or suppression.field in names_of(finding.language, finding.field)


def _run(check: Check, rule: LintRule, context: Context) -> Iterator[RuleHit]:
    """Yield what a check finds, text by text; where it raises, the text that it looked at is told."""
    language, field = SOURCE_LANGUAGE, None
    try:
        match check:
            case UnitCheck():
                for unit in _shown(rule, check).units.values():
                    language, field = unit.language, unit.field
                    # Who gave a reason has compared the two: the check may say so, and stops nobody.
                    level = Level.HINT if rule.still_fits(language, field) else None
                    for hit in check.run(unit, context):
                        side = SOURCE_LANGUAGE if hit.side == "english" else language
                        yield RuleHit(rule.id, side, field, hit, level)
            case TextCheck():
                for language, field, passage in rule.passages():
                    if language != SOURCE_LANGUAGE or check.english:
                        for hit in check.run(passage, language, context):
                            yield RuleHit(rule.id, language, field, hit)
            case RuleCheck():
                yield from check.run(_shown(rule, check), context)
    except Exception as error:
        failed(check.name, _where(rule, language, field), error)


def _where(rule: LintRule, language: str = SOURCE_LANGUAGE, field: str | None = None) -> Problem:
    """Return the place of a text, and its name as the message."""
    passage = rule.passage(language, field)
    name = f"{rule.id}, {language}.{field}" if field else rule.id
    return Problem(passage.file, *passage.locate(0), name)


def _finding(check: str, level: Level, rule: LintRule, found: RuleHit) -> Finding:
    hit = found.hit
    passage = rule.passage(found.language, found.field)
    fix = hit.fix
    return Finding(
        check,
        found.level or level,
        passage.file,
        place(passage, hit.start, hit.end),
        rule.id,
        rule.locales.get(found.language, found.language),
        found.language,
        found.field,
        hit.message,
        Edit(place(passage, fix.start, fix.end), *fix, passage.text) if fix else None,
        hit.start,
        hit.end,
    )


def place(passage: Passage, start: int, end: int) -> Place:
    """Lines and columns of a span of a passage."""
    line, column = passage.locate(start)
    if end <= start:
        return Place(line, column, line, column)
    end_line, end_column = passage.locate(end - 1)
    return Place(line, column, end_line, end_column + 1)
