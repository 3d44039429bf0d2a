"""What a translator gets: fields with all that is known of them, whatever file carries them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bpadocs.exchange.suggest import MARK, Memory, Suggestion
from bpadocs.glossary import Glossary
from bpadocs.labels import read_labels
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, lint_rule
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import DRIFTED, History
from bpadocs.lint.registry import all_checks
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.run import lint_context
from bpadocs.lint.settings import read_lint_settings
from bpadocs.lint.unit import LintRule
from bpadocs.model import DETAIL_FIELDS, UI_FIELDS, ArgumentType, Plural, Rule, Stamp, Text
from bpadocs.placeholders import names
from bpadocs.project import Project
from bpadocs.provenance import State, is_about, is_from, states

_TYPES = {ArgumentType.LIST: "a list of names", ArgumentType.NUMBER: "a number", ArgumentType.TEXT: "a name"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One field of one rule in one language."""

    rule: Rule
    field: str
    state: State
    english: Text
    translation: Text | None
    previous: Text | None
    """The English that a stale translation was made from, where it is known."""
    stamp: Stamp | None
    """What is known of this very translation; nothing where it has been edited since."""
    notes: tuple[tuple[str, str], ...]
    """What a translator should know: kind of note and text."""
    suggestion: Suggestion | None = None
    """The nearest translated text, where this one needs work."""

    @property
    def id(self) -> str:
        return f"{self.rule.id}{MARK}{self.field}"

    @property
    def markup(self) -> bool:
        """Markdown, else plain text with {arguments}."""
        return self.field in DETAIL_FIELDS


def outgoing(project: Project, language: str, products: Collection[str], *, everything: bool) -> Iterator[Unit]:
    """The fields that need work, or all; of these products, or all."""
    notes = _Notes(project, language)
    history = History(project.root)
    memory = Memory(project, language)
    for rule in project.rules:
        if products and rule.product.id not in products:
            continue
        translation = rule.text.get(language)
        for name, state in states(rule, language).items():
            if state is State.CURRENT and not everything:
                continue
            stamp = translation.stamps.get(name) if translation else None
            english, text = rule.english[name], rule.field(language, name)
            drifted = text is not None and stamp is not None and not is_from(stamp, english)
            needed = drifted or state is State.MISSING
            yield Unit(
                rule,
                name,
                state,
                english,
                text,
                history.english(rule.source.path, name, stamp.source) if drifted and stamp else None,
                stamp if stamp and text is not None and is_about(stamp, text) else None,
                tuple(notes.of(rule, name)),
                memory.suggest(f"{rule.id}{MARK}{name}", english) if needed else None,
            )


def in_language(rule: LintRule, language: str) -> LintRule:
    """The rule without its other translations: four times less to look at."""
    return replace(rule, units={key: unit for key, unit in rule.units.items() if key[0] == language})


class _Notes:
    def __init__(self, project: Project, language: str) -> None:
        self.project = project
        self.language = language
        self.findings: dict[str, Mapping[str, list[Finding]]] = {}
        self.words = read_labels(project.root, project.settings.languages)

    def of(self, rule: Rule, field: str) -> Iterator[tuple[str, str]]:
        """Where the text is shown, what its arguments and terms are, and what lint says of its translation."""
        english = rule.english[field]
        yield "page", f"Page: {rule.page}"
        if field in DETAIL_FIELDS:
            yield "kind", "Markdown"
        if field in UI_FIELDS:
            used = dict.fromkeys(name for text in _texts(english) for name in names(text))
            for name in used:
                argument = rule.arguments[name]
                label = self.words[self.language].word("argument", argument.label)
                shown = f"on the page “<{label}>”" if label != argument.label else "on the page its label"
                yield "argument", f"{{{name}}}: {argument.label}, {_TYPES[argument.type]}; {shown}"
        if isinstance(english, Plural):
            yield "count", f"The plural form depends on {{{english.count}}}."
        yield from (("term", text) for text in _terms(self._glossary, english))
        for finding in self._findings(rule).get(field, ()):
            yield "lint", f"{finding.severity} {finding.check}: {finding.message}"

    @cached_property
    def _glossary(self) -> Glossary:
        return self._lint[1].glossary(self.language)

    @cached_property
    def _lint(self) -> tuple[Selection, Context]:
        settings = read_lint_settings(self.project.settings.lint, all_checks(), self.project.root)
        checks = (check for check in settings.checks if check.scope != "project" and check.name not in DRIFTED)
        return Selection.of(checks, settings.levels), lint_context(self.project, settings)

    def _findings(self, rule: Rule) -> Mapping[str, list[Finding]]:
        if self.language not in rule.text:
            return {}
        if rule.id not in self.findings:
            by_field: defaultdict[str, list[Finding]] = defaultdict(list)
            selection, context = self._lint
            looked_at = in_language(lint_rule_of(rule, self.project.settings, self.words), self.language)
            for finding in lint_rule(looked_at, selection, context):
                if finding.language == self.language and finding.field:
                    by_field[finding.field.partition(".")[0]].append(finding)
            self.findings[rule.id] = by_field
        return self.findings[rule.id]


def _texts(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.forms.values())


def _terms(glossary: Glossary, english: Text) -> Iterator[str]:
    terms = {term.english: term for text in _texts(english) for term, _ in glossary.found_in(text)}
    for name, term in terms.items():
        wrong = f" (not: {', '.join(term.wrong)})" if term.wrong else ""
        yield f"Term: {name} = {' or '.join(term.use)}{wrong}"
