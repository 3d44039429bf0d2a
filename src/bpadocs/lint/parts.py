"""What other machines found on parts of a project.

What they looked at is taken as if it had been looked at here: what a part says a rule was is what
it is here, and a part speaks of no file but those of its rules. That nothing is missing it does not
prove, so parts come from machines that one trusts. No cache keeps what was taken from a part.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.basis import LastFindings, LintBasis, is_kept
from bpadocs.lint.cache import FindingsCache, LastRun, Own, RuleRecord, words_in
from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.findings import Finding
from bpadocs.lint.look import RuleOutcome
from bpadocs.lint.parallel import RuleResult
from bpadocs.project.tree import rule_id, rule_path
from bpadocs.system.cache import FOLDER, DamagedCacheError

_ANOTHER = (
    "not looked at with this version of bpadocs, these settings and these words; run "
    "bpa lint --shard again"
)
_DAMAGED = "damaged; run bpa lint --shard again"


class _LintedPart(NamedTuple):
    """What was found on a part."""

    last: LastRun
    records: Mapping[str, RuleRecord]
    own: Mapping[str, Own]
    notes: Mapping[str, Mapping[str, Sequence[Note]]]
    """By rule and check."""


def looked_at_elsewhere(
    basis: LintBasis, folders: Sequence[Path]
) -> dict[str, RuleOutcome]:
    """Return what came of the rules that were looked at on other machines as they are here.

    The folders are build folders. Raises BrokenInputError with every one that cannot be used.
    """
    found: dict[str, RuleOutcome] = {}
    problems: list[Problem] = []
    for folder in folders:
        try:
            part = _read_part(basis, FindingsCache(folder, foreign=True))
        except DamagedCacheError:
            part = None
        if part is None:
            told = _ANOTHER if (folder / FOLDER).is_dir() else "no such build folder"
            problems.append(Problem(str(folder), 1, 1, told))
            continue
        try:
            found |= _looked(basis, part)
        except DamagedCacheError:
            problems.append(Problem(str(folder), 1, 1, _DAMAGED))
    if problems:
        raise BrokenInputError(problems)
    return found


def _read_part(basis: LintBasis, cache: FindingsCache) -> _LintedPart | None:
    """Return what a part has; None where it was made of something else."""
    last = cache.last
    if last is None or last.base != basis.base or last.checks != basis.checks:
        return None
    if cache.terms() != basis.glossary_entries():
        return None
    notes: dict[str, dict[str, list[Note]]] = {}
    for check in basis.selection.checks:
        if isinstance(check, ProjectCheck):
            for noted in cache.noted(check.name).values():
                for rule, note in noted:
                    notes.setdefault(rule, {}).setdefault(check.name, []).append(note)
    return _LintedPart(
        last=last,
        records=cache.records(),
        own=cache.own([*last.words]),
        notes=notes,
    )


def _looked(basis: LintBasis, part: _LintedPart) -> Iterator[tuple[str, RuleOutcome]]:
    """Yield the rules of a part that are here as they were there."""
    known = LastFindings(part.last, part.records)
    for path, folder in basis.rule_files():
        rule = rule_id(path)
        record = is_kept(basis, known, path, folder)
        if record is None or rule not in part.own:
            continue
        findings = part.own[rule].findings
        if not all(_may_say(basis, rule, finding) for finding in findings):
            raise DamagedCacheError
        yield (
            rule,
            RuleOutcome(
                names=record.names,
                content=basis.keys.rules[path],
                record=record,
                result=RuleResult(
                    findings=findings,
                    notes=part.notes.get(rule, {}),
                    words=words_in({rule: part.last.words[rule]}),
                ),
            ),
        )


def _may_say(basis: LintBasis, rule: str, finding: Finding) -> bool:
    """Tell whether a part that has this rule may have found that."""
    is_of_rule = finding.rule == rule and finding.file == rule_path(rule)
    return is_of_rule and finding.check in basis.checks and not finding.also
