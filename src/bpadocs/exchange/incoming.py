"""What comes back from translators, into the rule files: what is good goes in, what is not is refused, text by text."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bpadocs.exchange.edges import inner, like
from bpadocs.exchange.forms import Forms, contract, english_forms, expand
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
    Plural,
    Rule,
    Stamp,
    Suppression,
    Text,
    general_form,
)
from bpadocs.placeholders import brace_problems, names
from bpadocs.project import Project
from bpadocs.provenance import State, fingerprint, format_stamp, is_about, normalise, parse_stamp, state
from bpadocs.reading.report import nearest
from bpadocs.reading.rule import read_rule
from bpadocs.source import Source
from bpadocs.stamping import key_order, made_from
from bpadocs.yamltext.edit import EditError, Path, Value, edit


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
    stamp: str | None = None
    """The `synced` line the text was exported with."""
    broken: str | None = None
    """Markup that was protected and is lost."""


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
    refused: list[Refusal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What lint says of the fields that changed."""


@dataclass(frozen=True, slots=True)
class _Change:
    line: int
    id: str
    rule: Rule
    field: str
    text: Text
    stamp: Stamp
    text_changed: bool


def take_in(project: Project, language: str, returned: Iterable[Returned]) -> Incoming:
    """What the rule files become with these texts. Nothing is written."""
    return _Import(project, language).take(returned)


class _Import:
    def __init__(self, project: Project, language: str) -> None:
        self.project = project
        self.language = language
        self.rules = {rule.id: rule for rule in project.rules}
        self.result = Incoming()

    def take(self, returned: Iterable[Returned]) -> Incoming:
        changes: defaultdict[str, list[_Change]] = defaultdict(list)
        for one in returned:
            change = self._change(one)
            if change:
                changes[change.rule.id].append(change)
        for identifier in sorted(changes):
            self._apply(self.rules[identifier], changes[identifier])
        self.result.refused.sort()
        return self.result

    def _refuse(self, line: int, identifier: str, why: str) -> None:
        self.result.refused.append(Refusal(line, identifier, why))

    # One text

    def _change(self, one: Returned) -> _Change | None:
        """What the text changes, if it is good by itself."""
        identifier, _, name = one.id.rpartition(MARK)
        rule = self.rules.get(identifier)
        if not identifier:
            self._refuse(one.line, one.id, "it names no rule and field, as rule#field does")
            return None
        if rule is None:
            self._refuse(one.line, one.id, f"no rule “{identifier}” in this project{nearest(identifier, self.rules)}")
            return None
        if name not in rule.english:
            self._refuse(one.line, one.id, f"the rule has no English “{name}”{nearest(name, rule.english)}")
            return None
        english, current = rule.english[name], rule.field(self.language, name)
        translation = rule.text.get(self.language)
        stamp = translation.stamps.get(name) if translation else None
        forms = {form: inner(text) for form, text in one.forms.items()}
        same = current is not None and forms == self._shown(current, one.plural)
        if same and state(english, current, stamp) is State.CURRENT:
            self.result.unchanged += 1
            return None
        exported = parse_stamp(one.stamp) if one.stamp else None
        text = current if same and current is not None else self._text(one, forms, english, current, exported)
        why = _moved_on(one, english) or _unfinished(one) or _broken_arguments(text, name, rule)
        if why:
            self._refuse(one.line, one.id, why)
            return None
        new = Stamp(fingerprint(english), fingerprint(text))
        if exported and (exported.source, exported.target) == (new.source, new.target):
            new = exported
        elif stamp and is_about(stamp, text):
            new = Stamp(new.source, new.target, stamp.origin, stamp.reviewed)
        return _Change(one.line, one.id, rule, name, text, new, not same)

    def _shown(self, current: Text, plural: bool) -> dict[str, str]:
        """The translation as an export shows it."""
        if isinstance(current, str) and not plural:
            return {"other": inner(current)}
        return {form: inner(text) for form, text in expand(current, self.language).items()}

    def _text(self, one: Returned, forms: Forms, english: Text, current: Text | None, exported: Stamp | None) -> Text:
        """The text as the rule file has it, between the line breaks of the text it replaces, or of the English."""
        model = english if current is None else current
        if not one.plural:
            return like(forms["other"], general_form(model))
        whole = {form: like(text, general_form(model)) for form, text in forms.items()}
        count = next((text.count for text in (english, current) if isinstance(text, Plural)), "")
        return contract(whole, current, count, exported.target if exported else None)

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
        settings = read_lint_settings(self.project.settings.lint, all_checks())
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


def _unfinished(one: Returned) -> str | None:
    empty = [form for form, text in one.forms.items() if not text.strip()]
    if len(empty) == len(one.forms):
        return "not translated"
    if empty:
        return f"not translated for {' and '.join(empty)}"
    return one.unfinished or one.broken


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
