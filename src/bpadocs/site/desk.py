"""Where translators work in the browser: one text is checked while it is typed, and saved.

A text is named by rule, language and field, and by nothing else: no path comes from a browser.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from bpadocs.errors import BrokenInputError
from bpadocs.lint.findings import Finding, Level
from bpadocs.project.tree import read_rule_file
from bpadocs.rule.model import Rule
from bpadocs.rule.placeholders import brace_problems
from bpadocs.rule.provenance import states
from bpadocs.site.facts import PROVENANCE_CHECKS
from bpadocs.site.live import LiveSite, SiteState
from bpadocs.system.saving import Change, alone, save
from bpadocs.translators.field_edit import (
    FieldBase,
    FieldEdit,
    Say,
    base_of,
    refusal,
    shown_forms,
    to_be_looked_at,
    with_edit,
)
from bpadocs.words.cldr import name_in_english

_TRIES: Final = 3
"""So often a text is saved again because its file changes in that moment."""


class Answer(NamedTuple):
    """What a browser is answered."""

    status: HTTPStatus
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _AskedText:
    """A text that a browser names, and what it says of it."""

    rule: Rule
    edit: FieldEdit
    base: FieldBase


class Desk:
    """Where the texts of one project are worked on."""

    def __init__(self, live: LiveSite, look: Callable[[set[str]], object]) -> None:
        """Work on this site; `look` is called with the files that were written."""
        self._live = live
        self._look = look

    # While somebody types

    def check(self, said: Mapping[str, Any]) -> Answer:
        """Return what is wrong with a text as it stands in the browser."""
        started = time.perf_counter()
        state = self._live.state
        asked = _read({"say": Say.CONFIRM, **said}, state)
        if state is None or isinstance(asked, str):
            return _refused(asked)
        found = self._found(asked, state)
        seconds = time.perf_counter() - started
        answer: dict[str, Any] = {"ms": round(seconds * 1000)}
        if isinstance(found, str):
            # The rule cannot be read with it: this keeps it from being saved at all.
            answer |= {
                "findings": _braces(asked.edit) or [_whole(found)],
                "broken": True,
            }
        else:
            answer["findings"] = [_shown(finding) for finding in found]
        return Answer(HTTPStatus.OK, answer)

    def _found(self, asked: _AskedText, state: SiteState) -> Sequence[Finding] | str:
        """Return the findings on a text as if it were confirmed, or why it cannot be saved."""
        edit = asked.edit
        if not any(text.strip() for text in edit.forms.values()):
            return []
        settings = state.project.settings
        source = state.run.labels[settings.source_language]
        new = to_be_looked_at(asked.rule, edit, settings.languages, source)
        if isinstance(new, str):
            return new
        found = self._live.check(new.source.path, new.source.text)
        if found is None:
            return "the rule cannot be read any more with this text"
        return [one for one in _each(found) if _is_about(one, edit)]

    # Saving

    def save(self, said: Mapping[str, Any]) -> Answer:
        """Write a text into its rule file, unless that has another by now than it was made from."""
        state = self._live.state
        asked = _read(said, state)
        if state is None or isinstance(asked, str):
            return _refused(asked)
        path = asked.rule.source.path
        try:
            answer = self._save(asked, state)
        except BrokenInputError as error:
            message = "; ".join(problem.message for problem in error.problems)
            return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": message})
        except OSError as error:
            message = f"not saved: {error.strerror or error}"
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"message": message})
        self._look({path})
        return answer

    def _save(self, asked: _AskedText, state: SiteState) -> Answer:
        project = state.project
        path = asked.rule.source.path
        with alone(project.root, lambda: None):
            for _ in range(_TRIES):
                rule, problems = read_rule_file(
                    project.root, path, asked.rule.product, project.settings
                )
                if rule is None or problems:
                    raise BrokenInputError(problems)
                new = self._judged(asked, rule, state)
                if isinstance(new, Answer):
                    return new
                before, after = rule.source.text, new.source.text
                change = Change(before.encode(), after.encode())
                saved = save(project.root, {path: change})
                if not saved.refused:
                    return _saved(new, asked.edit)
        raise BrokenInputError(saved.refused)

    def _judged(self, asked: _AskedText, rule: Rule, state: SiteState) -> Rule | Answer:
        """Return the rule as it becomes, or why it stays as it is."""
        edit, settings = asked.edit, state.project.settings
        if edit.field not in rule.english:
            return _unprocessable(
                f"the {name_in_english(rule.source_language)} of it is gone"
            )
        if base_of(rule, edit.language, edit.field) != asked.base:
            return _conflict(rule, edit)
        why = refusal(rule, edit)
        if why:
            return _unprocessable(why)
        if edit.say is not Say.DRAFT:
            found = self._found(_AskedText(rule, edit, asked.base), state)
            if isinstance(found, str):
                return _unprocessable(found)
            if any(one.severity is Level.ERROR for one in found):
                findings = [_shown(finding) for finding in found]
                message = "errors keep it from being confirmed"
                content = {"message": message, "findings": findings}
                return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, content)
        source = state.run.labels[settings.source_language]
        new = with_edit(rule, edit, settings.languages, source)
        if isinstance(new, str):
            return _unprocessable(new)
        return new


# What a browser says


def _read(said: Mapping[str, Any], state: SiteState | None) -> _AskedText | str:
    """Return what a browser asks for, or why that is nothing."""
    if state is None:
        return "the project cannot be read"
    words = _words_of(said)
    if words is None:
        return "a request has texts"
    identifier, language, field, say, reason = words
    rule = state.rules.get(identifier)
    is_known = rule is not None and language in state.project.settings.translations
    if rule is None or not is_known or field not in rule.english:
        return "there is no such text"
    forms = _forms(said.get("forms"), shown_forms(rule, language, field))
    if forms is None:
        return "the text has other plural forms by now; load the page again"
    if say not in [*Say]:
        return "a text is saved as a draft, confirmed, still right or reviewed"
    edit = FieldEdit(
        language=language,
        field=field,
        forms=forms,
        say=Say(say),
        reason=reason,
    )
    return _AskedText(rule, edit, _base(said.get("base")))


def _words_of(said: Mapping[str, Any]) -> Sequence[str] | None:
    """Return the texts of a request, empty where it lacks one; None where one is no text."""
    words = []
    for key in ("rule", "language", "field", "say", "reason"):
        word = said.get(key, "")
        if not isinstance(word, str):
            return None
        words.append(word)
    return words


def _base(said: object) -> FieldBase:
    known = said if isinstance(said, dict) else {}
    return FieldBase(str(known.get("english")), str(known.get("target")))


def _forms(said: object, wanted: Mapping[str, str]) -> dict[str, str] | None:
    """Return a text by its plural forms, if it has those that are wanted."""
    if not isinstance(said, dict) or set(said) != set(wanted):
        return None
    if not all(isinstance(text, str) for text in said.values()):
        return None
    return said


# What it is answered


def _refused(why: object) -> Answer:
    return Answer(HTTPStatus.BAD_REQUEST, {"message": str(why)})


def _unprocessable(why: str) -> Answer:
    return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": why})


def _conflict(rule: Rule, edit: FieldEdit) -> Answer:
    """Say that the text, or its English, has changed meanwhile, and how it is now."""
    return Answer(HTTPStatus.CONFLICT, now_of(rule, edit.language, edit.field))


def _saved(rule: Rule, edit: FieldEdit) -> Answer:
    return Answer(HTTPStatus.OK, now_of(rule, edit.language, edit.field))


def now_of(rule: Rule, language: str, field: str) -> dict[str, Any]:
    """Return a text as the file has it now."""
    return {
        "base": base_of(rule, language, field)._asdict(),
        "forms": shown_forms(rule, language, field),
        "english": shown_forms(rule, rule.source_language, field),
        "state": states(rule, language)[field],
    }


def _each(findings: Sequence[Finding]) -> list[Finding]:
    """Return each finding by itself: those that stand beside another one, too."""
    every: list[Finding] = []
    for finding in findings:
        every += [finding, *finding.also]
    return every


def _is_about(finding: Finding, edit: FieldEdit) -> bool:
    """Tell whether a finding is about the text itself; its state is told elsewhere."""
    name, _, _ = (finding.field or "").partition(".")
    if finding.check in PROVENANCE_CHECKS:
        return False
    return finding.language == edit.language and name == edit.field


def _shown(finding: Finding) -> dict[str, Any]:
    """Return a finding as the browser shows it, with the span in its plural form."""
    _, _, form = (finding.field or "").partition(".")
    shown: dict[str, Any] = {
        "form": form,
        "level": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "fix": None,
    }
    if finding.fix is not None:
        shown["fix"] = {
            "start": finding.fix.start,
            "end": finding.fix.end,
            "text": finding.fix.text,
        }
    return shown


def _whole(message: str) -> dict[str, Any]:
    return {
        "form": "",
        "level": Level.ERROR,
        "check": "broken-file",
        "message": message,
        "start": 0,
        "end": 0,
        "fix": None,
    }


def _braces(edit: FieldEdit) -> list[dict[str, Any]]:
    """Return what is wrong with the braces of a text, each at its place."""
    found = []
    for form, text in edit.forms.items():
        for problem in brace_problems(text):
            start = problem.offset
            end = start + len(problem.written)
            found.append(
                {**_whole(problem.message), "form": form, "start": start, "end": end}
            )
    return found
