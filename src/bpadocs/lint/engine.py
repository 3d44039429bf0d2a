"""Run checks over subjects, and turn what they yield into findings."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Final, NoReturn

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.check import (
    Check,
    Note,
    ProjectCheck,
    RuleCheck,
    TextCheck,
    UnitCheck,
    compares,
)
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Edit, Finding, Hit, Level, Place, RuleHit
from bpadocs.lint.same_texts import (
    SameTexts,
    SeenText,
    Text,
    TextsOfSubject,
    follows_from_text,
)
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subject import Passage, Subject, SubjectText, Unit, names_of
from bpadocs.lint.wording import of_source
from bpadocs.project.tree import RULES
from bpadocs.rule.model import Suppression
from bpadocs.words.of_source import is_english

NotesOfRule = Mapping[str, Sequence[Note]]
"""Notes by check."""


@dataclass(frozen=True)
class Selection:
    """The checks of a run, and how bad the findings of each are."""

    checks: tuple[Check, ...]
    levels: Mapping[str, Level]

    @classmethod
    def of(
        cls, checks: Iterable[Check], levels: Mapping[str, Level] | None = None
    ) -> "Selection":
        """Select these checks, each with its own severity unless `levels` has another one."""
        chosen = tuple(checks)
        given = levels or {}
        severities = {
            check.name: given.get(check.name, check.severity) for check in chosen
        }
        return cls(chosen, severities)

    @cached_property
    def by_name(self) -> Mapping[str, Check]:
        """The checks by their names."""
        return {check.name: check for check in self.checks}

    def without(self, names: Collection[str]) -> "Selection":
        """Return the selection without these checks."""
        rest = tuple(check for check in self.checks if check.name not in names)
        return replace(self, checks=rest)


class CheckFailedError(BrokenInputError):
    """A check raised an exception. The problem says where it looked, and what it raised."""

    def __init__(self, check: str, problem: Problem) -> None:
        self.check = check
        super().__init__([problem])

    def __reduce__(  # type: ignore[override]
        self,
    ) -> tuple[type["CheckFailedError"], tuple[str, Problem]]:
        """Let the error be sent from process to process: the base class has another signature."""
        return CheckFailedError, (self.check, self.problems[0])


def failed(check: str, where: Problem, error: Exception) -> NoReturn:
    """Raise a CheckFailedError for a check that raised `error` while it looked at a text.

    The message of `where` names the text. Mistakes in an input, and checks that are known to have
    failed, are raised as they are.
    """
    if isinstance(error, BrokenInputError):
        raise error
    raised = " ".join(f"{type(error).__name__}: {error}".split())
    message = (
        f"the check {check} failed on {where.message}: {raised}; "
        "mend it, or leave it out with `disable`"
    )
    raise CheckFailedError(check, where._replace(message=message)) from error


def check_subject(
    subject: Subject,
    selection: Selection,
    context: Context,
    same_texts: SameTexts | None = None,
) -> list[Finding]:
    """Return what the checks find that look at one subject by itself.

    What is known of its texts is taken from `same_texts`, which belong to these checks and this
    context, and what is found is added there.
    """
    found: list[Finding] = []
    known = SameTexts() if same_texts is None else same_texts
    texts = known.texts_of(subject)
    if subject.is_of_rules:
        context = context.for_rule_pages
    for check in selection.checks:
        level = selection.levels[check.name]
        try:
            # A check that yields a hit twice means it once.
            for hit in dict.fromkeys(_hits(check, subject, texts, context)):
                found.append(finding_of(check.name, level, subject, hit))
        except (
            Exception
        ) as error:  # whatever the code of a plug-in does: the others go on
            failed(check.name, where(subject), error)
    known.keep(texts)
    return found


def notes_of(subject: Subject, selection: Selection, context: Context) -> NotesOfRule:
    """Return what the checks over all rules want to know about this one."""
    notes = {}
    if subject.is_of_rules:
        context = context.for_rule_pages
    for check in selection.checks:
        if isinstance(check, ProjectCheck):
            try:
                notes[check.name] = list(check.notes(_seen_by(check, subject), context))
            except Exception as error:
                failed(check.name, where(subject), error)
    return notes


def check_project(
    notes: Mapping[str, NotesOfRule],
    subjects: Mapping[str, Subject],
    selection: Selection,
    context: Context,
) -> list[Finding]:
    """Return what the checks over all rules find, from the notes about each."""
    everything = Problem(RULES, 1, 1, "all rules together")
    found: list[tuple[str, str, RuleHit]] = []
    for check in selection.checks:
        if isinstance(check, ProjectCheck):
            own = {rule: its[check.name] for rule, its in notes.items()}
            try:
                for hit in dict.fromkeys(check.run(own, subjects, context)):
                    found.append((hit.rule, check.name, hit))
            except Exception as error:
                failed(check.name, everything, error)
    findings = []
    # Rule by rule, because a rule has to be read to find a place in it. The sort is stable.
    for rule, name, hit in sorted(found, key=itemgetter(0)):
        try:
            findings.append(
                finding_of(name, selection.levels[name], subjects[rule], hit)
            )
        except Exception as error:
            failed(name, everything, error)
    return findings


def suppresses(suppression: Suppression | FileSuppression, finding: Finding) -> bool:
    """Tell whether the suppression is meant for this finding."""
    if suppression.check != finding.check:
        return False
    if suppression.field is None:
        return True
    return suppression.field in names_of(finding.language, finding.field)


def where(
    subject: Subject, language: str | None = None, field: str | None = None
) -> Problem:
    """Return the place of a text, with the text's name as the message; of the source without."""
    passage = subject.passage(language or subject.source_language, field)
    name = f"{subject.id}, {language}.{field}" if field else subject.id
    line, column = passage.locate(0)
    return Problem(passage.file, line, column, name)


def finding_of(check: str, level: Level, subject: Subject, found: RuleHit) -> Finding:
    """Turn what a check yielded into a finding, with its place in the file."""
    hit = found.hit
    passage = subject.passage(found.language, found.field)
    edit = None
    # A fix that changes nothing would be made again and again.
    if hit.fix and hit.fix.text != passage.text[hit.fix.start : hit.fix.end]:
        edit = Edit(
            place=place(passage, hit.fix.start, hit.fix.end),
            start=hit.fix.start,
            end=hit.fix.end,
            text=hit.fix.text,
            field_text=passage.text if passage.written is None else passage.written,
        )
    return Finding(
        check=check,
        severity=found.level or level,
        file=passage.file,
        place=place(passage, hit.start, hit.end),
        rule=subject.id,
        locale=subject.locales.get(found.language, found.language),
        language=found.language,
        field=found.field,
        message=of_source(hit.message, subject.source_language),
        fix=edit,
        start=hit.start,
        end=hit.end,
        eased=found.level is not None,
    )


def place(passage: Passage, start: int, end: int) -> Place:
    """Return the lines and columns of a span of a passage."""
    line, column = passage.locate(start)
    if end <= start:
        return Place(line, column, line, column)
    # The end may be the end of a line, which has no place of its own: so it is counted from the
    # last character.
    end_line, end_column = passage.locate(end - 1)
    return Place(line, column, end_line, end_column + 1)


def _seen_by(check: Check, subject: Subject) -> Subject:
    """Return the subject as the check may see it: without stale translations if it compares."""
    return subject.comparable if compares(check) else subject


def _hits(
    check: Check, subject: Subject, texts: TextsOfSubject, context: Context
) -> Iterator[RuleHit]:
    """Yield what a check of one subject finds; nothing for a check of another kind."""
    match check:
        case UnitCheck():
            return _unit_hits(check, subject, texts.units, context)
        case TextCheck():
            return _text_hits(check, subject, texts.passages, context)
        case RuleCheck():
            return check.run(_seen_by(check, subject), context)
        case _:
            return iter(())


def _unit_hits(
    check: UnitCheck,
    subject: Subject,
    units: Sequence[SeenText[Unit]],
    context: Context,
) -> Iterator[RuleHit]:
    """Yield what the check finds, text by text; if it raises, the error names the text."""
    for looked in _shown(check, units):
        unit = looked.text
        try:
            hits = looked.found.get(check.name) or list(check.run(unit, context))
        except Exception as error:
            failed(check.name, where(subject, unit.language, unit.field), error)
        if not hits:
            continue  # as nearly always
        looked.found[check.name] = hits
        for hit in hits:
            is_in_source = hit.side == "english"
            # Somebody who gave a reason has compared the two: the check may say what it finds, and
            # stops nobody.
            fits = subject.still_fits(unit.language, unit.field)
            yield RuleHit(
                rule=subject.id,
                language=subject.source_language if is_in_source else unit.language,
                field=unit.field,
                hit=hit,
                level=Level.HINT if fits else None,
            )


def _shown(
    check: UnitCheck | TextCheck, texts: Sequence[SeenText[Text]]
) -> Sequence[SeenText[Text]]:
    """Return the texts that the check may find something in, or has found something in.

    Most checks find nothing in most texts. To leave these out takes a tenth of the time that the
    check takes to find nothing.
    """
    if follows_from_text(check):
        texts = [one for one in texts if one.is_new or check.name in one.found]
    else:
        texts = [one.unseen for one in texts]
    if check.markdown_only or check.needs:
        texts = [one for one in texts if is_shown(check, one.text)]
    return texts


def is_shown(check: UnitCheck | TextCheck, text: Unit | SubjectText) -> bool:
    """Tell whether the check may find something in a text, as far as its marks tell."""
    if check.markdown_only and not text.markup:
        return False
    return not check.needs or not text.marks.isdisjoint(check.needs)


_WORDS: Final = re.compile(r"\w+(?:[ ’']\w+)*")


def _without_words(text: str) -> str:
    """Return what two languages share of a text: its marks, or all of it where it has none.

    Words differ, the marks around them do not: [Issues list] and [Elenco] are both [w].
    """
    marks = _WORDS.sub("w", text)
    return text if marks == "w" else marks


def _text_hits(
    check: TextCheck,
    subject: Subject,
    texts: Sequence[SeenText[SubjectText]],
    context: Context,
) -> Iterator[RuleHit]:
    """Yield what the check finds, text by text; if it raises, the error names the text.

    What a translation has from its English is told of the English alone.
    """
    # most texts have none, so no more is made than is needed
    in_english: dict[str, Counter[str]] = {}
    for looked in _shown(check, texts):
        language, field, passage = looked.text
        is_source = language == subject.source_language
        # In another source language such a check finds what it finds in a translation into it.
        if is_source and not check.english and is_english(language):
            continue
        try:
            found = looked.found.get(check.name) or list(
                check.run(passage, language, context)
            )
        except Exception as error:
            failed(check.name, where(subject, language, field), error)
        if found:
            looked.found[check.name] = found
        if is_source and found:
            in_english[field] = Counter(_marked(passage, hit) for hit in found)
        elif field in in_english:
            found = _not_in(in_english[field], passage, found)
        for hit in found:
            yield RuleHit(rule=subject.id, language=language, field=field, hit=hit)


def _not_in(english: Counter[str], passage: Passage, found: Iterable[Hit]) -> list[Hit]:
    """Return the hits of a translation that its English has not; each there excuses one here."""
    left = english.copy()
    own = []
    for hit in found:
        words = _marked(passage, hit)
        if left[words]:
            left[words] -= 1
        else:
            own.append(hit)
    return own


def _marked(passage: Passage, hit: Hit) -> str:
    return _without_words(passage.text[hit.start : hit.end])
