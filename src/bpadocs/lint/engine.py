"""Runs checks over rules, and turns what they yield into findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

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
from bpadocs.lint.unit import LintRule, Passage
from bpadocs.model import SOURCE_LANGUAGE, Suppression
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


def lint_rule(rule: LintRule, selection: Selection, context: Context) -> list[Finding]:
    """What the checks that look at one rule find."""
    return [
        _finding(check.name, selection.levels[check.name], rule, hit)
        for check in selection.checks
        for hit in dict.fromkeys(_run(check, rule, context))
    ]


def notes_of(rule: LintRule, selection: Selection, context: Context) -> NotesOfRule:
    """What the checks that look at all rules together want to know of this one."""
    return {
        check.name: list(check.notes(_shown(rule, check), context))
        for check in selection.checks
        if isinstance(check, ProjectCheck)
    }


def _shown(rule: LintRule, check: Check) -> LintRule:
    """The rule as the check may see it."""
    return rule.comparable if compares(check) else rule


def lint_project(
    notes: Mapping[str, NotesOfRule], rules: Mapping[str, LintRule], selection: Selection, context: Context
) -> list[Finding]:
    """What the checks that look at all rules together find, from the notes of each."""
    found = [
        (check.name, hit)
        for check in selection.checks
        if isinstance(check, ProjectCheck)
        for hit in dict.fromkeys(check.run({rule: own[check.name] for rule, own in notes.items()}, rules, context))
    ]
    found.sort(key=lambda one: one[1].rule)  # rule by rule: to find a place in one takes reading it
    return [_finding(check, selection.levels[check], rules[hit.rule], hit) for check, hit in found]


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
                hits = list(check.run(Looked(rule, own, meant, make), checks))
                own = [*own, *(_finding(check.name, selection.levels[check.name], make(), hit) for hit in hits)]
        for finding in own:
            covering = [one for one in in_settings if suppresses(one, finding) and one.covers(make().file)]
            used.update(covering)
            if not covering and not any(suppresses(one, finding) for one in meant):
                kept.append(finding)
    if UNUSED in checks:
        unused = [one for one in in_settings if one not in used and not _unseen(one, checks.get(one.check), rules)]
        kept += [_unused(one, selection.levels[UNUSED]) for one in unused]
    return sorted(kept, key=lambda finding: finding.sort_key)


def _unseen(suppression: FileSuppression, check: Check | None, rules: Mapping[str, LintRule]) -> bool:
    """Whether the check leaves out translations that the suppression is for, because they are stale."""
    if check is None or not compares(check):
        return False
    return any(suppression.covers(rule.file) and rule.partly_stale for rule in rules.values())


def _unused(suppression: FileSuppression, level: Level) -> Finding:
    message = f"nothing is suppressed: {suppression.check} finds nothing in {suppression.files}; remove the entry"
    return Finding(UNUSED, level, FILE, Place(1, 1, 1, 1), "", "", SOURCE_LANGUAGE, None, message)


def suppresses(suppression: Suppression | FileSuppression, finding: Finding) -> bool:
    """Whether this finding is one that is meant to be."""
    if suppression.check != finding.check:
        return False
    field = (finding.field or "").partition(".")[0] if finding.check != "front-matter" else finding.field or ""
    return suppression.field in (None, field, f"{finding.language}.{field}")


def _run(check: Check, rule: LintRule, context: Context) -> Iterator[RuleHit]:
    match check:
        case UnitCheck():
            for unit in _shown(rule, check).units.values():
                # Who gave a reason has compared the two: the check may say so once more, and stops nobody.
                level = Level.HINT if rule.still_fits(unit.language, unit.field) else None
                for hit in check.run(unit, context):
                    language = SOURCE_LANGUAGE if hit.side == "english" else unit.language
                    yield RuleHit(rule.id, language, unit.field, hit, level)
        case TextCheck():
            for language, name, passage in rule.passages():
                if language != SOURCE_LANGUAGE or check.english:
                    for hit in check.run(passage, language, context):
                        yield RuleHit(rule.id, language, name, hit)
        case RuleCheck():
            yield from check.run(_shown(rule, check), context)


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
        Edit(place(passage, fix.start, fix.end), fix.start, fix.end, fix.text) if fix else None,
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
