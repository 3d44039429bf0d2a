"""What a translator gets: fields with all that is known of them, whatever file carries them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bpadocs.formats.tmx import TmxUnit
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import DRIFTED, History
from bpadocs.pages.borrowed import lenders
from bpadocs.project.tree import Project
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    UI_FIELDS,
    Argument,
    ArgumentType,
    Plural,
    Rule,
    Stamp,
    Text,
    general_form,
)
from bpadocs.rule.placeholders import names
from bpadocs.rule.provenance import State, format_stamp, is_about, is_from, states
from bpadocs.translators.exported import exported_line
from bpadocs.translators.plural_forms import Forms, is_plural, shown, stated_forms
from bpadocs.translators.rule_linter import RuleLinter, field_of
from bpadocs.translators.suggest import Memory, Suggestion, described, text_id
from bpadocs.words.glossary import Glossary, Term

JobNote = tuple[str, str]
"""Something a translator should know: the kind of the note, and its text."""

_TYPES = {
    ArgumentType.LIST: "a list of names",
    ArgumentType.NUMBER: "a number",
    ArgumentType.TEXT: "a name",
    ArgumentType.CHOICE: "words of yours for a value, such as Running",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One field of one rule in one language."""

    rule: Rule
    field: str
    state: State
    english: Text
    translation: Text | None
    previous: Text | None
    """The English that a stale translation was made from, where it is known."""
    stamp: Stamp | None
    """What is known of this very translation; None where it has been edited since."""
    notes: tuple[JobNote, ...]
    """What a translator should know of the English and of the translation."""
    suggestion: Suggestion | None = None
    """The nearest translated text, where this one needs work."""

    @property
    def id(self) -> str:
        """The name of the text in every file: `rule#field`."""
        return text_id(self.rule, self.field)

    @property
    def markup(self) -> bool:
        """Whether it is Markdown, else plain text with {arguments}."""
        return self.field in DETAIL_FIELDS

    @property
    def plural(self) -> bool:
        """Whether it goes out form by form."""
        return is_plural(self.english, self.translation)

    def shown(self, language: str) -> Forms:
        """Return the translation as a file shows it, form by form where there are forms."""
        return shown(self.translation, language, plural=self.plural)

    def all_notes(self, forms: Forms, plural_note: str | None) -> list[JobNote]:
        """Return every note that goes out with the text, in the order of all files.

        The last two, `stamp` and `exported`, are for the import and no translator.
        """
        notes = [*self.notes]
        if plural_note:
            notes.append(("plural", plural_note))
        if self.suggestion:
            notes.append(
                ("suggestion", described(self.suggestion, self.rule.source_language))
            )
        if self.stamp:
            notes.append(("stamp", format_stamp(self.stamp)))
        notes.append(("exported", exported_line(self.state, forms)))
        return notes


def outgoing(
    project: Project,
    language: str,
    products: Collection[str],
    *,
    everything: bool,
    carried: bool = False,
    given: Iterable[TmxUnit] = (),
    lasting: bool = False,
) -> Iterator[Job]:
    """Yield the fields that need work, or all; of these products, or all.

    What was carried over from the English goes out as current, unless it is asked for by itself:
    then it is to be read. `given` are texts of other memories, from which suggestions may come too.
    `lasting` ones have only what is true for as long as the text is: neither suggestions nor what
    pages show and lint says today.
    """
    maker = _JobMaker(
        project=project,
        language=language,
        given=given,
        lasting=lasting,
    )
    for rule in project.rules:
        if products and rule.product.id not in products:
            continue
        for name, state in states(rule, language).items():
            if state is State.CARRIED and not carried:
                state = State.CURRENT
            if everything or state is not State.CURRENT:
                yield maker.job(rule, name, state)


class _JobMaker:
    """Gathers what is known of a field: from git, from other rules, from lint."""

    def __init__(
        self,
        project: Project,
        language: str,
        given: Iterable[TmxUnit],
        *,
        lasting: bool,
    ) -> None:
        self.language = language
        self.notes = _Notes(project, language, lasting=lasting)
        self.history = History(project.root)
        if lasting:
            self.memory = None
        else:
            self.memory = Memory(project, language, given)

    def job(
        self,
        rule: Rule,
        name: str,
        state: State,
    ) -> Job:
        """Return the job of one field in this state."""
        english = rule.english[name]
        text = rule.field(self.language, name)
        translation = rule.text.get(self.language)
        previous = None
        suggestion = None
        stamp = None
        if translation and text is not None:
            # A stamp whose text is gone says nothing.
            stamp = translation.stamps.get(name)
        if stamp and not is_from(stamp, english):
            previous = self.history.english(rule.source.path, name, stamp.source)
            suggestion = self._suggestion(rule, name)
        if state is State.MISSING:
            suggestion = self._suggestion(rule, name)
        if stamp and text is not None and not is_about(stamp, text):
            # It is of another translation: nobody has confirmed or reviewed this one.
            stamp = None
        return Job(
            rule=rule,
            field=name,
            state=state,
            english=english,
            translation=text,
            previous=previous,
            stamp=stamp,
            notes=tuple(self.notes.of(rule, name)),
            suggestion=suggestion,
        )

    def _suggestion(self, rule: Rule, name: str) -> Suggestion | None:
        if self.memory is None:
            return None
        return self.memory.suggest(text_id(rule, name), rule.english[name])


class _Notes:
    """Writes the notes on fields."""

    def __init__(self, project: Project, language: str, *, lasting: bool) -> None:
        self.language = language
        self.lasting = lasting
        # What they say of a changed English is the state of the job already.
        self.linter = RuleLinter(project, language, without=DRIFTED)
        self.labels = self.linter.labels[language]
        self.findings: dict[str, Mapping[str, list[Finding]]] = {}
        """By rule and field, as far as they were asked for."""

    def of(self, rule: Rule, field: str) -> Iterator[JobNote]:
        """Yield where the text is shown, what it contains, and what lint finds in it."""
        english = rule.english[field]
        yield "page", f"Page: {rule.page}"
        if not self.lasting:
            yield from self._shown(rule, field)
        if field in DETAIL_FIELDS:
            yield "kind", "Markdown"
        if field in UI_FIELDS:
            for name in _arguments(english):
                yield "argument", self._argument(rule.arguments[name])
        if isinstance(english, Plural):
            yield "count", f"The plural form depends on {{{english.count}}}."
        for term in _terms(self._glossary, english):
            yield "term", _term(term)
        for finding in self._findings(rule).get(field, ()):
            severity, check = finding.severity, finding.check
            yield "lint", f"{severity} {check}: {finding.message}"

    def _argument(self, argument: Argument) -> str:
        label = self.labels.word("argument", argument.label)
        place = "on the page its label"
        if label != argument.label:
            place = f"on the page “<{label}>”"
        kind = _TYPES[argument.type]
        return f"{{{argument.name}}}: {argument.label}, {kind}; {place}"

    @property
    def _glossary(self) -> Glossary:
        return self.linter.context.glossary(self.language)

    def _shown(self, rule: Rule, field: str) -> Iterator[JobNote]:
        """Yield what pages show until it is translated, if that is not the source."""
        lender = lenders(rule, self.language).get(field)
        if lender is None:
            return
        text = general_form(rule.text[lender].fields[field])
        lent = " ".join(text.split())
        yield "shown", f"Until it is translated, pages show that of {lender}: “{lent}”"

    def _findings(self, rule: Rule) -> Mapping[str, list[Finding]]:
        if self.language not in rule.text or self.lasting:
            return {}
        known = self.findings.get(rule.id)
        if known is not None:
            return known
        by_field: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.linter.findings(rule):
            by_field[field_of(finding)].append(finding)
        self.findings[rule.id] = by_field
        return by_field


def _arguments(text: Text) -> list[str]:
    """Return the arguments that a text uses, each once, in its order."""
    used: dict[str, None] = {}
    for form in stated_forms(text):
        used |= dict.fromkeys(names(form))
    return list(used)


def _terms(glossary: Glossary, english: Text) -> list[Term]:
    """Return the terms of the glossary that a text has, each once."""
    terms: dict[str, Term] = {}
    for form in stated_forms(english):
        for term, _ in glossary.found_in(form):
            terms[term.english] = term
    return list(terms.values())


def _term(term: Term) -> str:
    use = " or ".join(term.use)
    note = f"Term: {term.english} = {use}"
    if not term.wrong:
        return note
    wrong = ", ".join(term.wrong)
    return f"{note} (not: {wrong})"
