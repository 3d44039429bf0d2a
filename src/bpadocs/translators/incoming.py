"""Texts that came back from translators, taken into the rules, text by text.

Each text is judged by itself (verdicts), then all good texts of a rule go into its file at once
(rule_edits), and lint looks at the result: a text in which it finds an error is refused. Nothing is
written here; an Incoming says what is to be written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bpadocs.lint.checks.language.wrong_language import CHECK as WRONG_LANGUAGE
from bpadocs.lint.findings import Finding, Level
from bpadocs.project.shared_words import source_labels
from bpadocs.project.tree import Project, rule_path
from bpadocs.rule.model import Rule
from bpadocs.translators.plural_forms import trimmed
from bpadocs.translators.returned import NO_TERMS, Returned, Terms, by_name, locate
from bpadocs.translators.rule_edits import RuleEditor
from bpadocs.translators.rule_linter import RuleLinter, field_of
from bpadocs.translators.suggest import MARK
from bpadocs.translators.verdicts import Left, LeftText, RefusedText, TextChange, judge
from bpadocs.translators.whole_file import in_another_language

_HINTS = 20
"""So many texts of unknown rules are told the nearest rule: to find it takes long, and more of them
have one reason.
"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text that went in."""

    rule: str
    field: str
    text_changed: bool


@dataclass(slots=True)
class Incoming:
    """What an import changes, and what it does not."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Rule files that change: their text before and after."""
    accepted: list[Accepted] = field(default_factory=list)
    unchanged: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    waiting: list[RefusedText] = field(default_factory=list)
    """Of those that are left the texts somebody has begun to write."""
    refused: list[RefusedText] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What lint says of the fields that changed."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """The rules that change, by id, as they become."""

    def of(self, project: Project) -> Project:
        """Return the project with what has gone in, for the next file."""
        rules = []
        for rule in project.rules:
            changed = self.rules.get(rule.id)
            rules.append(changed or rule)
        return project._replace(rules=tuple(rules))


def joined(files: Iterable[Incoming]) -> Incoming:
    """Return several imports as one, where each began with the rules the one before it left."""
    whole = Incoming()
    for one in files:
        for path, (before, after) in one.files.items():
            known = whole.files.get(path)
            first = known[0] if known else before
            whole.files[path] = (first, after)
        whole.accepted += one.accepted
        whole.unchanged += one.unchanged
        whole.left += one.left
        whole.waiting += one.waiting
        whole.refused += one.refused
        whole.findings += one.findings
        whole.rules |= one.rules
    return whole


def take_in(
    project: Project,
    language: str,
    returned: Sequence[Returned],
    terms: Terms = NO_TERMS,
) -> Incoming:
    """Return what the rule files become with these texts."""
    return _Import(project, language, terms).take(returned)


class _Import:
    """Takes the texts of one file in."""

    def __init__(
        self,
        project: Project,
        language: str,
        terms: Terms,
    ) -> None:
        self.project = project
        self.language = language
        self.terms = terms
        self.rules = by_name(project.rules)
        self.editor = RuleEditor(
            language, project.settings.languages, source_labels(project)
        )
        self.linter = RuleLinter(project, language)
        self.result = Incoming()
        self.strangers = 0
        """Texts of no rule and field of the project, so far."""
        self.is_foreign = False
        """Whether the whole file is in another language, and is taken all the same."""

    def _is_foreign(self, returned: Sequence[Returned]) -> bool:
        languages = self.linter.context.languages
        source = self.project.settings.source_language
        why = in_another_language(self.language, returned, languages, source)
        return why is not None

    def take(self, returned: Sequence[Returned]) -> Incoming:
        """Take every text of a file in."""
        if self.terms.force:
            self.is_foreign = self._is_foreign(returned)
        changes: defaultdict[str, list[TextChange]] = defaultdict(list)
        for one in returned:
            change = self._change(one)
            if change is None:
                continue
            of_rule = changes[change.rule.id]
            first = _of_field(change.field, of_rule)
            if first:
                why = f"another translation of it stands on line {first.line}"
                self._refuse(one.line, one.id, why)
            else:
                of_rule.append(change)
        for identifier in sorted(changes):
            rule = self.rules[identifier]
            self._apply(rule, changes[identifier])
        self.result.refused.sort()
        return self.result

    def _refuse(
        self,
        line: int,
        identifier: str,
        why: str,
    ) -> None:
        self.result.refused.append(RefusedText(line, identifier, why))

    # One text

    def _change(self, returned: Returned) -> TextChange | None:
        """Return what the text changes, if it is good by itself; else note what it is."""
        place = self._place(returned)
        if place is None:
            return None
        rule, name = place
        forms = {form: trimmed(text) for form, text in returned.forms.items()}
        one = replace(returned, forms=forms)
        verdict = judge(one, rule, name, self.language, self.terms)
        if isinstance(verdict, TextChange):
            return verdict
        if isinstance(verdict, RefusedText):
            self.result.refused.append(verdict)
        elif isinstance(verdict, LeftText):
            self._leave(one, verdict.why)
        else:
            self.result.unchanged += 1
        return None

    def _place(self, returned: Returned) -> tuple[Rule, str] | None:
        """Return the rule and the field of the text; refuse it where there is none."""
        rule_id, _, _ = returned.id.rpartition(MARK)
        path = rule_path(rule_id)
        if path in self.project.left_out:
            why = f"{path} has mistakes; mend them first"
            self._refuse(returned.line, returned.id, why)
            return None
        hint = self.strangers < _HINTS
        found = locate(self.rules, returned.id, hint=hint)
        if isinstance(found, str):
            self.strangers += 1
            self._refuse(returned.line, returned.id, found)
            return None
        return found

    def _leave(self, returned: Returned, why: Left) -> None:
        self.result.left[why] += 1
        if why is not Left.UNFINISHED:
            return
        exported = returned.exported
        if exported and exported.touched(returned.forms):
            begun = f"left, for it is not done: {returned.unfinished}"
            waiting = RefusedText(returned.line, returned.id, begun)
            self.result.waiting.append(waiting)

    # One rule file

    def _apply(self, rule: Rule, changes: Sequence[TextChange]) -> None:
        """Write the changes into the file of their rule, all of them at once."""
        new = self.editor.changed(rule, changes)
        if isinstance(new, str):
            changes = self._possible(rule, changes)
            new = self.editor.changed(rule, changes)
        if isinstance(new, str) or not changes:
            return
        findings = self._findings(new, changes)
        errors = self._errors(findings)
        if errors:
            changes = self._without_errors(changes, errors)
            new = self.editor.changed(rule, changes)
            if isinstance(new, str) or not changes:
                return
            # Without the refused texts, lint may see the others differently.
            findings = self._findings(new, changes)
        self._accept(rule, new, changes)
        self.result.findings += findings

    def _errors(self, findings: Iterable[Finding]) -> dict[str, str]:
        """Return the errors that lint finds, by field."""
        errors: defaultdict[str, list[str]] = defaultdict(list)
        for finding in findings:
            if finding.severity is not Level.ERROR:
                continue
            if self.is_foreign and finding.check == WRONG_LANGUAGE.name:
                continue
            message = f"{finding.check}: {finding.message}"
            errors[field_of(finding)].append(message)
        return {name: "; ".join(messages) for name, messages in errors.items()}

    def _possible(
        self,
        rule: Rule,
        changes: Sequence[TextChange],
    ) -> list[TextChange]:
        """Try the changes one by one, and refuse those that the rule file cannot take."""
        possible = []
        for change in changes:
            new = self.editor.changed(rule, [change])
            if isinstance(new, str):
                self._refuse(change.line, change.id, new)
            else:
                rule = new
                possible.append(change)
        return possible

    def _without_errors(
        self,
        changes: Sequence[TextChange],
        errors: Mapping[str, str],
    ) -> list[TextChange]:
        """Refuse the changes in which lint finds errors, and return the others."""
        good = []
        for change in changes:
            if change.field in errors:
                self._refuse(change.line, change.id, errors[change.field])
            else:
                good.append(change)
        return good

    def _accept(
        self,
        rule: Rule,
        new: Rule,
        changes: Sequence[TextChange],
    ) -> None:
        before = rule.source.text
        after = new.source.text
        self.result.files[rule.source.path] = (before, after)
        self.result.rules[rule.id] = new
        for change in changes:
            accepted = Accepted(rule.id, change.field, change.text_changed)
            self.result.accepted.append(accepted)

    def _findings(
        self,
        rule: Rule,
        changes: Sequence[TextChange],
    ) -> list[Finding]:
        fields = {change.field for change in changes}
        found = self.linter.unsuppressed(rule)
        return [finding for finding in found if field_of(finding) in fields]


def _of_field(name: str, changes: Iterable[TextChange]) -> TextChange | None:
    return next((change for change in changes if change.field == name), None)
