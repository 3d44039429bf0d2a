"""Carry the changes of the English over in the rule files of a project."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.edit import EditError, Value, edit
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.history import History
from bpadocs.lint.settings import glossary_of
from bpadocs.project.places import position
from bpadocs.project.read_rule import read_rule
from bpadocs.project.shared_words import source_labels
from bpadocs.project.tree import Project, read_source, rule_id
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    MADE_FROM,
    Origin,
    Plural,
    Rule,
    Stamp,
    Suppression,
    Text,
)
from bpadocs.rule.provenance import fingerprint, format_stamp, is_about, is_from
from bpadocs.system.files import text_of
from bpadocs.system.processes import even_parts, in_processes, worth
from bpadocs.system.saving import Change, Saved, save
from bpadocs.translators.carry.english import NotCarried, Tolerates, never
from bpadocs.translators.carry.field import FieldChange
from bpadocs.translators.carry.known_words import KnownWords, known_words
from bpadocs.translators.carry.typos import only_typos, vocabulary
from bpadocs.translators.stamping import made_from, stamp_keys
from bpadocs.words.cldr import name_in_english
from bpadocs.words.labels import Labels
from bpadocs.words.of_source import is_english

NO_WORD: Final = "no word of the English changed"
"""The reason why a translation fits an English that is only set or marked in another way."""

WORTH_A_PROCESS: Final = 20
"""Rules with stale fields; fewer are done sooner than a process starts."""
_OF_WHAT_IS_EXCHANGED: Final = frozenset(
    {
        "argument-extra",
        "argument-missing",
        "code-blocks",
        "code-spans",
        "limits",
        "link-order",
        "link-targets",
        "literals",
        "numbers",
        "product-names",
        "terms",
        "translated-literals",
    }
)
"""Checks that compare what is carried: where one is suppressed, the texts differ on purpose."""


@dataclass(frozen=True, slots=True)
class CarryTerms:
    """What a writer says of the change of the English."""

    typo: str | None = None
    """Why no meaning has changed, where the writer says so."""
    force: bool = False
    """Whether that is believed of every change."""


@dataclass(frozen=True, slots=True)
class CarriedField:
    """A field that is of the English of now."""

    language: str
    field: str
    text: Text
    stamp: Stamp
    text_changed: bool
    """Else no word of the English has changed, and it is only confirmed."""


@dataclass(frozen=True, slots=True)
class StaleField:
    """A field that is left to people, and why."""

    language: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class CarriedRule:
    """What becomes of the stale fields of one rule."""

    rule: Rule
    fields: Sequence[CarriedField] = ()
    stale: Sequence[StaleField] = ()


def with_outdated(project: Project) -> Project:
    """Return the project with the rules that are broken only by arguments which got another name.

    Their translations still have the old names, which is what can be carried over.
    """
    products = {product.id: product for product in project.products}
    found = []
    for path in sorted(project.left_out):
        identifier = rule_id(path)
        product = products.get(identifier.partition("/")[0])
        source, _ = read_source(project.root, path)
        if product is None or source is None:
            continue
        languages = project.settings.languages
        whole, _ = read_rule(source, identifier, product, languages)
        rule, _ = read_rule(source, identifier, product, languages, outdated=True)
        # One that is whole is left out for another rule's sake, which nothing here mends.
        if rule is not None and whole is None:
            found.append(rule)
    rules = sorted((*project.rules, *found), key=lambda rule: rule.id)
    return project._replace(rules=tuple(rules))


class Carry:
    """Carries changes over; the history and the names are read when they are needed."""

    def __init__(self, project: Project, terms: CarryTerms | None = None) -> None:
        self.project = project
        self.terms = terms or CarryTerms()
        self.history = History(project.root)
        self._tolerates: Tolerates | None = None

    def rules(
        self, rules: Iterable[Rule], languages: Collection[str]
    ) -> Iterator[CarriedRule]:
        """Yield what becomes of each rule that has stale fields."""
        for rule in rules:
            found = self.rule(rule, languages)
            if found.fields or found.stale:
                yield found

    def rule(self, rule: Rule, languages: Collection[str]) -> CarriedRule:
        """Return what becomes of the stale fields of a rule."""
        fields: list[CarriedField] = []
        stale: list[StaleField] = []
        for language in self.project.settings.translations:
            if language not in languages or language not in rule.text:
                continue
            for field in _stale(rule, language):
                found = self._field(rule, language, field)
                if isinstance(found, CarriedField):
                    fields.append(found)
                else:
                    stale.append(found)
        return CarriedRule(rule, tuple(fields), tuple(stale))

    def _field(
        self, rule: Rule, language: str, field: str
    ) -> CarriedField | StaleField:
        text = rule.text[language].fields[field]
        stamp = rule.text[language].stamps[field]
        new = self._text(rule, language, field)
        if isinstance(new, NotCarried):
            return StaleField(language, field, new.reason)
        source = fingerprint(rule.english[field])
        if new == text:
            reason = self.terms.typo or NO_WORD
            return CarriedField(
                language=language,
                field=field,
                text=_to_send(text),
                stamp=stamp._replace(source=source, reason=reason),
                text_changed=False,
            )
        carried = Stamp(
            source=source,
            target=fingerprint(new),
            origin=Origin.MACHINE,
            reason=self.terms.typo,
            carried=True,
        )
        return CarriedField(
            language=language,
            field=field,
            text=new,
            stamp=carried,
            text_changed=True,
        )

    def _text(self, rule: Rule, language: str, field: str) -> Text | NotCarried:
        """Return the translation of the English of now, or why it is left as it is."""
        text = rule.text[language].fields[field]
        if self.terms.force:
            return text
        if not is_english(rule.source_language):
            return NotCarried(
                "what changed is known of English texts alone, and this is made from "
                f"{name_in_english(rule.source_language)}"
            )
        suppressed = _suppressed(rule, language, field)
        if suppressed:
            return NotCarried(
                f"“{suppressed.check}” is suppressed here: {suppressed.reason}"
            )
        source = rule.text[language].stamps[field].source
        before = self.history.english(rule.source.path, field, source)
        if before is None:
            return NotCarried(f"the English it was made from is {self.history.missing}")
        change = FieldChange(
            before=before,
            now=rule.english[field],
            markup=field in DETAIL_FIELDS,
            words=self._words[language],
            tolerates=self._tolerance(),
        )
        return change.carried(text, language)

    @cached_property
    def _words(self) -> Mapping[str, KnownWords]:
        root, settings = self.project.root, self.project.settings
        languages = settings.translations
        return known_words(glossary_of(root, settings, one) for one in languages)

    def _tolerance(self) -> Tolerates:
        if self.terms.typo is None:
            return never
        if self._tolerates is None:
            self._tolerates = only_typos(vocabulary(self.project.rules))
        return self._tolerates


def _to_send(text: Text) -> Text:
    """Return the text as one that can be sent to another process."""
    if isinstance(text, str):
        return text
    return Plural(text.count, dict(text.forms))


def _stale(rule: Rule, language: str) -> Iterator[str]:
    """Yield the stale fields of a translation."""
    translation = rule.text[language]
    for field, stamp in translation.stamps.items():
        english = rule.english.get(field)
        text = translation.fields.get(field)
        if english is None or text is None or is_from(stamp, english):
            continue  # as nearly all: whether the stamp is of this text need not be asked
        if is_about(stamp, text):
            yield field


def _suppressed(rule: Rule, language: str, field: str) -> Suppression | None:
    """Return the note that what is compared here differs on purpose, if there is one."""
    for one in rule.suppressions:
        if one.check not in _OF_WHAT_IS_EXCHANGED or one.field is None:
            continue
        # `fr.impact.one`, or `impact` for every language
        where = one.field.removeprefix(f"{language}.")
        name, _, _ = where.partition(".")
        if name == field:
            return one
    return None


# Many rules


class CarriedProject(NamedTuple):
    """What becomes of the stale fields of many rules, and of their files."""

    rules: Sequence[CarriedRule]
    files: "CarriedFiles"


_Fields = tuple[Sequence[CarriedField], Sequence[StaleField]]


def carry_over(
    carry: Carry, rules: Iterable[Rule], languages: Collection[str]
) -> CarriedProject:
    """Carry the changes over in these rules, in as many processes as are worth it."""
    stale = [rule for rule in rules if _is_stale(rule, languages)]
    count = worth(len(stale), WORTH_A_PROCESS)
    parts = even_parts(stale, count)
    jobs = [partial(_carry_part, carry, part, languages) for part in parts]
    found: list[CarriedRule] = []
    changes: dict[str, Change] = {}
    problems: list[Problem] = []
    results = in_processes(jobs, count)
    for part, (fields, files) in zip(parts, results, strict=True):
        for rule, (carried, left) in zip(part, fields, strict=True):
            found.append(CarriedRule(rule, carried, left))
        changes.update(files.changes)
        problems += files.problems
    return CarriedProject(found, CarriedFiles(changes, problems))


def _carry_part(
    carry: Carry, rules: Sequence[Rule], languages: Collection[str]
) -> "tuple[list[_Fields], CarriedFiles]":
    """Return what another process sends back: the rules it has from here, and they stay there."""
    carried = [carry.rule(rule, languages) for rule in rules]
    fields = [(one.fields, one.stale) for one in carried]
    return fields, carried_files(carry.project, carried)


def _is_stale(rule: Rule, languages: Collection[str]) -> bool:
    own = [language for language in languages if language in rule.text]
    return any(any(_stale(rule, language)) for language in own)


# Files


class CarriedFiles(NamedTuple):
    """The rule files as they become, and what could not be written into one."""

    changes: Mapping[str, Change]
    problems: Sequence[Problem]


def carried_files(project: Project, carried: Iterable[CarriedRule]) -> CarriedFiles:
    """Return the change of every rule file. Nothing is written.

    A file that was left out for its mistakes is changed where none of them is left then.
    """
    labels = source_labels(project)
    changes: dict[str, Change] = {}
    problems: list[Problem] = []
    for one in carried:
        source = one.rule.source
        if not one.fields:
            continue
        try:
            after = _edited(one, labels)
        except EditError as error:
            problems.append(Problem(source.path, 1, 1, str(error)))
            continue
        if source.path not in project.left_out or _is_whole(project, one.rule, after):
            changes[source.path] = Change(source.text.encode(), after)
    return CarriedFiles(changes, problems)


def _is_whole(project: Project, rule: Rule, data: bytes) -> bool:
    source = Source(rule.source.path, data.decode())
    _, problems = read_rule(source, rule.id, rule.product, project.settings.languages)
    return not problems


def save_carried(
    carry: Carry, changes: Mapping[str, Change], languages: Collection[str]
) -> Saved:
    """Write the rule files; one that somebody has changed meanwhile is carried over again."""
    rules = {rule.source.path: rule for rule in carry.project.rules}
    labels = source_labels(carry.project)

    def again(file: str, data: bytes) -> bytes:
        """Return the file as it is now, with what can be carried over in it."""
        rule = rules[file]
        source = Source(file, text_of(data, file))
        settings = carry.project.settings
        now, problems = read_rule(source, rule.id, rule.product, settings.languages)
        if now is None:
            raise BrokenInputError(problems)
        found = carry.rule(now, languages)
        if found.fields:
            return _edited(found, labels)
        return data

    return save(carry.project.root, changes, again)


def _edited(carried: CarriedRule, source: Labels) -> bytes:
    """Return the rule file with the new texts and stamps; nothing else of it changes."""
    rule = carried.rule
    edits: dict[tuple[str, ...], Value | None] = {}
    for one in carried.fields:
        if one.text_changed:
            edits.update(_texts(one))
        edits[stamp_keys(one.language, one.field)] = format_stamp(one.stamp)
    languages = dict.fromkeys(one.language for one in carried.fields)
    pages = made_from(_with(rule, carried.fields), languages, source)
    for language, page in pages.items():
        edits[stamp_keys(language, MADE_FROM)] = page
    return edit(rule.source.text, edits, key_order).encode()


def _texts(one: CarriedField) -> Iterator[tuple[tuple[str, ...], str]]:
    path = ("text", one.language, one.field)
    if isinstance(one.text, str):
        yield path, one.text
        return
    for form, text in one.text.forms.items():
        yield (*path, form), text


def _with(rule: Rule, fields: Iterable[CarriedField]) -> Rule:
    """Return the rule as it is once these fields are written."""
    texts = dict(rule.text)
    for one in fields:
        translation = texts[one.language]
        texts[one.language] = translation._replace(
            fields={**translation.fields, one.field: one.text},
            stamps={**translation.stamps, one.field: one.stamp},
        )
    return replace(rule, text=texts)


# What is told


def stale_problems(carried: Iterable[CarriedRule]) -> list[Problem]:
    """Return a line for each field that is left, and why; one for all languages with one reason."""
    problems = []
    for one in carried:
        by_reason: dict[tuple[str, str], list[str]] = {}
        for field in one.stale:
            by_reason.setdefault((field.field, field.reason), []).append(field.language)
        for (name, reason), languages in by_reason.items():
            line, column = position(one.rule.source, ["text", languages[0], name])
            where = f"{name} ({', '.join(languages)})"
            problems.append(
                Problem(one.rule.source.path, line, column, f"{where}: {reason}")
            )
    return problems
