"""What comes back from translators, into the rule files, text by text.

What is good goes in. What nobody has finished is left, and so is what nobody has touched while
rules/ moved on. What is wrong is refused, and so is what would replace a newer translation:

| rules/ since the export | the file's text | |
|---|---|---|
| any | as in rules/ | confirmed, where it is not yet |
| the same translation | another | goes in |
| another translation | as exported | left |
| another translation | another | refused; `force` takes it |

A file from a tool that drops comments does not say what it was exported with. Then only a missing
or a stale translation is replaced: a stale one was made from an older English than the file has.
Any other may be the newer one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from bpadocs.exchange.edges import inner, like
from bpadocs.exchange.exported import Exported
from bpadocs.exchange.forms import Forms, contract, english_forms, shown
from bpadocs.exchange.suggest import MARK
from bpadocs.exchange.units import in_language
from bpadocs.labels import read_labels
from bpadocs.lint.engine import Selection, lint_rule, suppresses
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.history import word_diff
from bpadocs.lint.registry import all_checks
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.run import lint_context
from bpadocs.lint.settings import FileSuppression, read_lint_settings
from bpadocs.model import (
    MADE_FROM,
    PLURAL_CATEGORIES,
    UI_FIELDS,
    Origin,
    Plural,
    Rule,
    Stamp,
    Suppression,
    Text,
    general_form,
)
from bpadocs.placeholders import brace_problems, names
from bpadocs.project import Project, rule_path
from bpadocs.provenance import State, fingerprint, format_stamp, normalise, state
from bpadocs.reading.report import nearest
from bpadocs.reading.rule import read_rule
from bpadocs.source import Source
from bpadocs.stamping import key_order, made_from
from bpadocs.yamltext.edit import EditError, Path, Value, edit

_HINTS = 20
"""Texts of unknown rules that are told the nearest rule; it is dear, and more of them have one reason."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One text as it stands in a file that came back."""

    id: str
    line: int
    english: str | None
    """For one, where there are plural forms; nothing where the language has no such form."""
    english_other: str
    forms: Forms
    """The translation by plural form; a text without forms is the form `other`."""
    plural: bool
    unfinished: str | None = None
    """Why it is not ready, as its file says: still fuzzy, for one."""
    stamp: Stamp | None = None
    """The provenance the text was exported with."""
    exported: Exported | None = None
    """What it was then; nothing where a tool has dropped that."""
    reviewed: bool = False
    """Its file says that somebody has reviewed it, which it did not say when it was exported."""
    broken: str | None = None
    """Markup that was protected and is lost."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody says who brings a file back."""

    language: str | None = None
    """The language it must be in."""
    origin: Origin | None = None
    """Who made its translations; people, where nothing is said."""
    reviewed: bool = False
    """Somebody has read every text of it beside the English."""
    force: bool = False
    """Take it against a newer translation, or another language than it says."""


NO_TERMS = Terms()


class Left(StrEnum):
    """Why a text neither went in nor was refused, as a summary says it."""

    UNTRANSLATED = "untranslated"
    UNFINISHED = "unfinished"
    NEWER = "as rules/ has it by now"


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A text that did not go in: the line of its file, what it is, and why."""

    line: int
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text that went in."""

    rule: str
    field: str
    text_changed: bool


@dataclass(slots=True)
class Incoming:
    """What an import comes to."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Rule files that change: their text before and after."""
    accepted: list[Accepted] = field(default_factory=list)
    unchanged: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    waiting: list[Refusal] = field(default_factory=list)
    """Of those that are left the texts somebody has begun to write."""
    refused: list[Refusal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What lint says of the fields that changed."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """Those that change, by id, as they become."""

    def of(self, project: Project) -> Project:
        """The project with what has gone in, for the next file."""
        rules = tuple(self.rules.get(rule.id, rule) for rule in project.rules)
        return project._replace(rules=rules)


def joined(files: Iterable[Incoming]) -> Incoming:
    """What several files come to, each taken into what the ones before it have made of the rules."""
    whole = Incoming()
    for one in files:
        for path, (before, after) in one.files.items():
            whole.files[path] = whole.files.get(path, (before,))[0], after
        whole.accepted += one.accepted
        whole.unchanged += one.unchanged
        whole.left += one.left
        whole.waiting += one.waiting
        whole.refused += one.refused
        whole.findings += one.findings
        whole.rules |= one.rules
    return whole


@dataclass(frozen=True, slots=True)
class _Change:
    line: int
    id: str
    rule: Rule
    field: str
    text: Text
    stamp: Stamp
    text_changed: bool


def take_in(project: Project, language: str, returned: Iterable[Returned], terms: Terms = NO_TERMS) -> Incoming:
    """What the rule files become with these texts. Nothing is written."""
    return _Import(project, language, terms).take(returned)


def locate(rules: Mapping[str, Rule], identifier: str, *, hint: bool = True) -> tuple[Rule, str] | str:
    """The rule and the field that an id names, or why it names none."""
    rule_id, _, name = identifier.rpartition(MARK)
    if not rule_id:
        return "it names no rule and field, as rule#field does"
    rule = rules.get(rule_id)
    if rule is None:
        return f"no rule “{rule_id}” in this project{nearest(rule_id, rules) if hint else ''}"
    if name not in rule.english:
        return f"the rule has no English “{name}”{nearest(name, rule.english) if hint else ''}"
    return rule, name


class _Import:
    def __init__(self, project: Project, language: str, terms: Terms) -> None:
        self.project = project
        self.language = language
        self.terms = terms
        self.rules = {rule.id: rule for rule in project.rules}
        self.result = Incoming()
        self.strangers = 0

    def take(self, returned: Iterable[Returned]) -> Incoming:
        changes: defaultdict[str, list[_Change]] = defaultdict(list)
        for one in returned:
            change = self._change(one)
            if change:
                of_rule = changes[change.rule.id]
                first = next((other for other in of_rule if other.field == change.field), None)
                if first:
                    self._refuse(one.line, one.id, f"another translation of it stands on line {first.line}")
                else:
                    of_rule.append(change)
        for identifier in sorted(changes):
            self._apply(self.rules[identifier], changes[identifier])
        self.result.refused.sort()
        return self.result

    def _refuse(self, line: int, identifier: str, why: str) -> None:
        self.result.refused.append(Refusal(line, identifier, why))

    # One text

    def _change(self, one: Returned) -> _Change | None:
        """What the text changes, if it is good by itself."""
        path = rule_path(one.id.rpartition(MARK)[0])
        if path in self.project.left_out:
            self._refuse(one.line, one.id, f"{path} has mistakes; mend them first")
            return None
        found = locate(self.rules, one.id, hint=self.strangers < _HINTS)
        if isinstance(found, str):
            self.strangers += 1
            self._refuse(one.line, one.id, found)
            return None
        return self._change_of(*found, replace(one, forms={form: inner(text) for form, text in one.forms.items()}))

    def _change_of(self, rule: Rule, name: str, one: Returned) -> _Change | None:
        english, current = rule.english[name], rule.field(self.language, name)
        translation = rule.text.get(self.language)
        stamp = translation.stamps.get(name) if translation else None
        same = current is not None and one.forms == shown(current, self.language, plural=one.plural)
        moved_on = _moved_on(one, english)
        now = state(english, current, stamp)
        text = current if same and current is not None else self._text(one, english, current)
        new = self._stamp(one, fingerprint(english), fingerprint(text), stamp)
        if same and now is State.CURRENT and (new == stamp or moved_on):
            self.result.unchanged += 1
            return None
        left = self._left(one, current, same=same, moved_on=bool(moved_on))
        if left:
            self._leave(one, left)
            return None
        why = moved_on or _half_done(one)
        if not (why or same or self.terms.force):
            why = self._overtaken(one, current, now)
        why = why or _broken_arguments(text, name, rule)
        if why:
            self._refuse(one.line, one.id, why)
            return None
        return _Change(one.line, one.id, rule, name, text, new, not same)

    def _left(self, one: Returned, current: Text | None, *, same: bool, moved_on: bool) -> Left | None:
        """Why the text is none of anybody's work, or none that is done."""
        if not any(text.strip() for text in one.forms.values()):
            return Left.UNTRANSLATED
        if one.unfinished:
            return Left.UNFINISHED
        exported = one.exported
        if exported is None or exported.touched(one.forms):
            return None
        # What was not current then and is not fuzzy now has been confirmed, of an English that is gone.
        untouched = moved_on and exported.state is State.CURRENT
        if untouched or (not same and exported.overtaken(current, self.language, plural=one.plural)):
            return Left.NEWER
        return None

    def _leave(self, one: Returned, left: Left) -> None:
        self.result.left[left] += 1
        if left is Left.UNFINISHED and one.exported and one.exported.touched(one.forms):
            self.result.waiting.append(Refusal(one.line, one.id, f"left, for it is not done: {one.unfinished}"))

    def _overtaken(self, one: Returned, current: Text | None, now: State) -> str | None:
        """How the translation in rules/ differs, where it may be newer than the file."""
        if current is None:
            return None
        if one.exported is None:
            if now is State.STALE:
                return None
            since = "another translation is in rules/, and the file has lost what it was exported with"
        elif one.exported.overtaken(current, self.language, plural=one.plural):
            since = "the translation has changed since the export"
        else:
            return None
        there = shown(current, self.language, plural=one.plural)
        diffs = [
            word_diff(text, there[form]) for form, text in one.forms.items() if form in there and text != there[form]
        ]
        return f"{since} (the file's against today's: {' / '.join(diffs)}); --force takes the file's"

    def _stamp(self, one: Returned, source: str, target: str, stamp: Stamp | None) -> Stamp:
        """Who has confirmed the text: what is known of this very text stays, whoever brings it back."""
        known = next(
            (known for known in (stamp, one.stamp) if known and (known.source, known.target) == (source, target)),
            stamp if stamp and stamp.target == target else None,
        )
        return Stamp(
            source,
            target,
            known.origin if known else self.terms.origin or Origin.HUMAN,
            self.terms.reviewed or one.reviewed or bool(known and known.reviewed),
            known.reason if known and known.source == source else None,
        )

    def _text(self, one: Returned, english: Text, current: Text | None) -> Text:
        """The text as the rule file has it, between the line breaks of the text it replaces, or of the English."""
        model = english if current is None else current
        if not one.plural:
            return like(one.forms["other"], general_form(model))
        whole = {form: like(text, general_form(model)) for form, text in one.forms.items()}
        count = next((text.count for text in (english, current) if isinstance(text, Plural)), "")
        return contract(whole, current, count, one.stamp.target if one.stamp else None)

    # One rule file

    def _apply(self, rule: Rule, changes: Sequence[_Change]) -> None:
        """All of them at once; one by one where that does not work, to know which one is to blame."""
        attempt = self._attempt(rule, rule.source.text, changes)
        if isinstance(attempt, str):
            text, good = rule.source.text, []
            for change in changes:
                one = self._attempt(rule, text, [change])
                if isinstance(one, str):
                    self._refuse(change.line, change.id, one)
                else:
                    text = one.source.text
                    good.append(change)
            changes = good
            attempt = self._attempt(rule, rule.source.text, changes)
        if isinstance(attempt, str) or not changes:
            return
        findings = self._findings(attempt, changes)
        bad = _errors(findings)
        if bad:
            for change in changes:
                if change.field in bad:
                    self._refuse(change.line, change.id, bad[change.field])
            changes = [change for change in changes if change.field not in bad]
            attempt = self._attempt(rule, rule.source.text, changes)
            if isinstance(attempt, str) or not changes:
                return
            findings = self._findings(attempt, changes)
        self.result.files[rule.source.path] = rule.source.text, attempt.source.text
        self.result.rules[rule.id] = attempt
        self.result.accepted += [Accepted(rule.id, change.field, change.text_changed) for change in changes]
        self.result.findings += findings

    def _attempt(self, rule: Rule, text: str, changes: Sequence[_Change]) -> Rule | str:
        """The rule as it would be, or why it cannot be."""
        edits: dict[Path, Value | None] = {}
        for change in changes:
            keys = "text", self.language, change.field
            edits[keys] = change.text if isinstance(change.text, str) else dict(change.text.forms)
            edits["text", self.language, "synced", change.field] = format_stamp(change.stamp)
        new = self._edited(rule, text, edits)
        if isinstance(new, str) or not (pages := made_from(new, [self.language])):
            return new
        return self._edited(
            rule, new.source.text, {("text", x, "synced", MADE_FROM): page for x, page in pages.items()}
        )

    def _edited(self, rule: Rule, text: str, edits: Mapping[Path, Value | None]) -> Rule | str:
        try:
            edited = edit(text, edits, self._order)
        except (EditError, ValueError) as error:
            return str(error)
        new, problems = read_rule(
            Source(rule.source.path, edited), rule.id, rule.product, self.project.settings.languages
        )
        if new is None:
            return "; ".join(dict.fromkeys(problem.message for problem in problems))
        return new

    def _order(self, path: Path) -> Sequence[str]:
        if path == ("text",):
            return self.project.settings.languages
        return key_order(path) or PLURAL_CATEGORIES

    def _findings(self, rule: Rule, changes: Sequence[_Change]) -> list[Finding]:
        fields = {change.field for change in changes}
        return [
            finding
            for finding in self._lint(rule)
            if finding.language == self.language and finding.field and finding.field.partition(".")[0] in fields
        ]

    @cached_property
    def _lint(self) -> Callable[[Rule], list[Finding]]:
        settings = read_lint_settings(self.project.settings.lint, all_checks(), self.project.root)
        selection = Selection.of((check for check in settings.checks if check.scope != "project"), settings.levels)
        context = lint_context(self.project, settings)
        labels = read_labels(self.project.root, self.project.settings.languages)

        def lint(rule: Rule) -> list[Finding]:
            suppressions: list[Suppression | FileSuppression] = [*rule.suppressions, *settings.suppressions]
            findings = lint_rule(
                in_language(lint_rule_of(rule, self.project.settings, labels), self.language), selection, context
            )
            return [finding for finding in findings if not any(suppresses(one, finding) for one in suppressions)]

        return lint


def _errors(findings: Iterable[Finding]) -> dict[str, str]:
    """What is broken, by field."""
    errors: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.severity is Level.ERROR and finding.field:
            errors[finding.field.partition(".")[0]].append(f"{finding.check}: {finding.message}")
    return {name: "; ".join(messages) for name, messages in errors.items()}


def _moved_on(one: Returned, english: Text) -> str | None:
    """How the English differs from the one the text was made from."""
    then = one.english, one.english_other
    now = english_forms(english)
    if isinstance(english, Plural) and not one.plural:
        return "the English has plural forms now; export again"
    for before, after in zip(then, now, strict=True):
        if before is not None and normalise(inner(before)) != normalise(inner(after)):
            return f"the English has changed since the export: {word_diff(before, after)}"
    return None


def _half_done(one: Returned) -> str | None:
    empty = [form for form, text in one.forms.items() if not text.strip()]
    return f"not translated for {' and '.join(empty)}" if empty else one.broken


def _broken_arguments(text: Text, field: str, rule: Rule) -> str | None:
    if field not in UI_FIELDS:
        return None
    for form in [text] if isinstance(text, str) else text.forms.values():
        for problem in brace_problems(form):
            return problem.message
        for name in names(form):
            if name not in rule.arguments:
                known = ", ".join(rule.arguments) or "none"
                return f"unknown argument {{{name}}}{nearest(name, rule.arguments) or f'; the rule has {known}'}"
    return None
