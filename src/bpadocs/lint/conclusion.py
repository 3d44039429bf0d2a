"""What follows from the findings of all checks, and which of them are suppressed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.lint.check import CheckedSubject, DerivedCheck, compares
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
    conclusion = Conclusion(subjects, selection, in_settings)
    kept: list[Finding] = []
    used: set[int] = set()
    for rule in [*subjects, NO_RULE]:
        own, own_used = conclusion.of_rule(rule, found.get(rule, ()))
        kept += own
        used |= own_used

    def unseen() -> Iterator[str]:
        """Yield the files that have translations which checks that compare do not see."""
        for subject in subjects.values():
            if subject.partly_stale:
                yield subject.file

    kept += conclusion.unused(used, unseen)
    return told_once(kept, selection.by_name)


@dataclass(frozen=True)
class Conclusion:
    """What follows from the findings of a run."""

    subjects: Subjects
    selection: Selection
    in_settings: Sequence[FileSuppression] = ()
    """The suppressions in the settings."""

    def of_rule(
        self, rule: str, findings: Sequence[Finding]
    ) -> tuple[list[Finding], set[int]]:
        """Return what is found on a rule, with what the derived checks add, if not suppressed.

        The other value has the suppressions of the settings that were of use, by number.
        """
        meant = self.subjects.suppressions.get(rule, ())
        if rule != NO_RULE:
            findings = _with_derived(self.subjects, rule, findings, self.selection)
        kept: list[Finding] = []
        used: set[int] = set()
        for finding in findings:
            covering = self._covering(finding)
            used.update(covering)
            if not covering and not any(suppresses(one, finding) for one in meant):
                kept.append(finding)
        return kept, used

    def _covering(self, finding: Finding) -> list[int]:
        """Return which entries of the settings cover this finding."""
        meant = []
        for number, one in enumerate(self.in_settings):
            if suppresses(one, finding):
                meant.append(number)
        if not meant:
            # most findings: their subject need not be made to learn its file
            return meant
        file = finding.file
        if finding.rule:
            file = self.subjects.file_of(finding.rule)
        return [number for number in meant if self.in_settings[number].covers(file)]

    def unused(
        self, used: Collection[int], unseen: Callable[[], Iterable[str]]
    ) -> Iterator[Finding]:
        """Yield a finding for each suppression in the settings that suppresses nothing.

        `unseen` tells the files with translations that checks which compare do not see: an entry
        may be meant for those.
        """
        if UNUSED not in self.selection.by_name:
            return
        for number, entry in enumerate(self.in_settings):
            check = self.selection.by_name.get(entry.check)
            if number in used or check is None:
                continue
            if compares(check) and any(map(entry.covers, unseen())):
                continue
            yield _unused_finding(entry, self.selection.levels[UNUSED])


def _with_derived(
    subjects: Subjects, rule: str, findings: Sequence[Finding], selection: Selection
) -> Sequence[Finding]:
    """Return the findings on a rule, and what the derived checks find in them."""
    meant = subjects.suppressions.get(rule, ())
    for check in selection.checks:
        if isinstance(check, DerivedCheck):
            checked = CheckedSubject(
                rule=rule,
                findings=findings,
                suppressions=meant,
                subjects=subjects,
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


def _unused_finding(entry: FileSuppression, level: Level) -> Finding:
    message = (
        f"nothing is suppressed: {entry.check} finds nothing in {entry.files}; "
        "remove the entry"
    )
    place = Place(
        line=entry.line,
        column=entry.column,
        end_line=entry.line,
        end_column=entry.column,
    )
    return Finding(
        check=UNUSED,
        severity=level,
        file=entry.path,
        place=place,
        rule=NO_RULE,
        locale="",
        language=SOURCE_LANGUAGE,
        field=None,
        message=message,
    )
