"""What follows from the findings of all checks, and which of them are suppressed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bpadocs.lint.check import Check, CheckedSubject, DerivedCheck, compares
from bpadocs.lint.engine import Selection, failed, finding_of, suppresses, where
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.lint.told_once import told_once
from bpadocs.rule.model import SOURCE_LANGUAGE

UNUSED = "unused-suppression"
NO_RULE = ""
"""Stands in the place of a rule's id in findings on the settings and the shared words."""


def conclude(
    subjects: Subjects,
    by_rule: Mapping[str, Sequence[Finding]],
    more: Iterable[Finding],
    selection: Selection,
    in_settings: Sequence[FileSuppression] = (),
) -> list[Finding]:
    """Return all findings in the order of files and places, without the suppressed ones.

    Given are the findings on each rule by itself and those on all together; the derived checks add
    what follows from them. Those that say one thing are one.
    """
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for rule, findings in by_rule.items():
        found[rule].extend(findings)
    for finding in more:
        found[finding.rule].append(finding)
    filters = _FileSuppressions(in_settings, subjects)
    kept: list[Finding] = []
    for rule in subjects:
        meant = subjects.suppressions.get(rule, ())
        for finding in _with_derived(subjects, rule, found[rule], selection):
            covered = filters.cover(finding)
            if not covered and not any(suppresses(one, finding) for one in meant):
                kept.append(finding)
    for finding in found.get(NO_RULE, ()):
        if not filters.cover(finding):
            kept.append(finding)
    kept.extend(_unused(filters, selection, subjects))
    return told_once(kept, selection.by_name)


class _FileSuppressions:
    """The suppressions in the settings, and which of them have been of use."""

    def __init__(self, entries: Sequence[FileSuppression], subjects: Subjects) -> None:
        self._entries = entries
        self._subjects = subjects
        self._used: set[FileSuppression] = set()

    def cover(self, finding: Finding) -> bool:
        """Tell whether one of the entries covers this finding. Each that does has been of use."""
        meant = [one for one in self._entries if suppresses(one, finding)]
        if not meant:
            # most findings: their subject need not be made to learn its file
            return False
        file = self._subjects[finding.rule].file if finding.rule else finding.file
        covering = [one for one in meant if one.covers(file)]
        self._used.update(covering)
        return bool(covering)

    def unused(self) -> Iterator[FileSuppression]:
        """Yield the entries that have been of no use."""
        for entry in self._entries:
            if entry not in self._used:
                yield entry


def _with_derived(
    subjects: Subjects, rule: str, findings: Sequence[Finding], selection: Selection
) -> Sequence[Finding]:
    """Return the findings on a rule, and what the derived checks find in them."""
    meant = subjects.suppressions.get(rule, ())
    for check in selection.checks:
        if isinstance(check, DerivedCheck):
            checked = CheckedSubject(
                rule=rule, findings=findings, suppressions=meant, subjects=subjects
            )
            # each derived check sees the findings of those before it
            findings = [*findings, *_run(check, checked, selection)]
    return findings


def _run(
    check: DerivedCheck, checked: CheckedSubject, selection: Selection
) -> list[Finding]:
    level = selection.levels[check.name]
    try:
        hits = list(check.run(checked, selection.by_name))
        return [finding_of(check.name, level, checked.subject, hit) for hit in hits]
    except Exception as error:
        failed(check.name, where(checked.subject), error)


def _unused(
    filters: _FileSuppressions, selection: Selection, subjects: Subjects
) -> Iterator[Finding]:
    """Yield a finding for each suppression in the settings that suppresses nothing."""
    if UNUSED not in selection.by_name:
        return
    for entry in filters.unused():
        check = selection.by_name.get(entry.check)
        if check and not _has_unseen(entry, check, subjects):
            yield _unused_finding(entry, selection.levels[UNUSED])


def _has_unseen(entry: FileSuppression, check: Check, subjects: Subjects) -> bool:
    """Tell whether the suppression may be meant for stale texts, which the check does not see."""
    if not compares(check):
        return False
    return any(entry.covers(one.file) and one.partly_stale for one in subjects.values())


def _unused_finding(entry: FileSuppression, level: Level) -> Finding:
    message = (
        f"nothing is suppressed: {entry.check} finds nothing in {entry.files}; "
        "remove the entry"
    )
    return Finding(
        check=UNUSED,
        severity=level,
        file=entry.path,
        place=Place(entry.line, entry.column, entry.line, entry.column),
        rule=NO_RULE,
        locale="",
        language=SOURCE_LANGUAGE,
        field=None,
        message=message,
    )
