"""Runs checks over rules, and turns what they yield into findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.lint.check import Check, ProjectCheck, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Edit, Finding, Hit, Level, Place, RuleHit
from bpadocs.lint.unit import LintRule, Passage
from bpadocs.model import SOURCE_LANGUAGE

SUSPECT = "suspect-english"


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


def lint_rules(rules: Sequence[LintRule], selection: Selection, context: Context) -> list[Finding]:
    """All findings on these rules, in the order of files and places. Suppressions are not looked at."""
    findings = [finding for rule in rules for finding in lint_rule(rule, selection, context)]
    findings += lint_project(rules, selection, context)
    return sorted(findings, key=lambda finding: finding.sort_key)


def lint_rule(rule: LintRule, selection: Selection, context: Context) -> list[Finding]:
    """What the checks that look at one rule find."""
    findings: list[Finding] = []
    for check in selection.checks:
        if isinstance(check, ProjectCheck):
            continue
        hits = list(dict.fromkeys(_run(check, rule, context)))
        level = selection.levels[check.name]
        findings.extend(_finding(check.name, level, rule, hit) for hit in hits)
    if SUSPECT in selection.levels:
        findings += _suspects(rule, findings, selection)
    return findings


def lint_project(rules: Sequence[LintRule], selection: Selection, context: Context) -> list[Finding]:
    """What the checks that look at all rules together find."""
    by_id = {rule.id: rule for rule in rules}
    return [
        _finding(check.name, selection.levels[check.name], by_id[hit.rule], hit)
        for check in selection.checks
        if isinstance(check, ProjectCheck)
        for hit in dict.fromkeys(check.run(rules, context))
    ]


def _run(check: Check, rule: LintRule, context: Context) -> Iterator[RuleHit]:
    match check:
        case UnitCheck():
            for unit in rule.units.values():
                for hit in check.run(unit, context):
                    language = SOURCE_LANGUAGE if hit.side == "english" else unit.language
                    yield RuleHit(rule.id, language, unit.field, hit)
        case TextCheck():
            for language, name, passage in rule.passages():
                if language != SOURCE_LANGUAGE or check.english:
                    for hit in check.run(passage, language, context):
                        yield RuleHit(rule.id, language, name, hit)
        case RuleCheck():
            yield from check.run(rule, context)


def _finding(check: str, level: Level, rule: LintRule, found: RuleHit) -> Finding:
    hit = found.hit
    passage = rule.passage(found.language, found.field)
    fix = hit.fix
    return Finding(
        check,
        level,
        passage.file,
        place(passage, hit.start, hit.end),
        rule.id,
        rule.locales.get(found.language, found.language),
        found.language,
        found.field,
        hit.message,
        Edit(place(passage, fix.start, fix.end), fix.start, fix.end, fix.text) if fix else None,
    )


def place(passage: Passage, start: int, end: int) -> Place:
    """Lines and columns of a span of a passage."""
    line, column = passage.locate(start)
    if end <= start:
        return Place(line, column, line, column)
    end_line, end_column = passage.locate(end - 1)
    return Place(line, column, end_line, end_column + 1)


def _suspects(rule: LintRule, findings: Sequence[Finding], selection: Selection) -> Iterator[Finding]:
    """Where one check finds one field wrong in several languages, the English is likely to blame."""
    languages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        if finding.field and finding.language != SOURCE_LANGUAGE and _by_content(finding.check, selection):
            languages[finding.check, finding.field].add(finding.language)
    for (check, name), failing in languages.items():
        if len(failing) < 2 or name not in rule.english:
            continue
        words = ", ".join(sorted(failing))
        message = f"{check} finds this field wrong in {len(failing)} languages ({words}): look at the English first"
        whole = Hit(0, len(rule.english[name].text), message)
        yield _finding(SUSPECT, selection.levels[SUSPECT], rule, RuleHit(rule.id, SOURCE_LANGUAGE, name, whole))


def _by_content(name: str, selection: Selection) -> bool:
    """Only checks that set a translation beside its English say anything of the English."""
    return any(check.name == name and isinstance(check, UnitCheck) for check in selection.checks)
