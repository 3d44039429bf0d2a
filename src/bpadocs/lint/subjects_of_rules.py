"""Rule files as checks look at them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.formats.yaml.nodes import ScalarNode, Source
from bpadocs.formats.yaml.spans import locator
from bpadocs.lint.subject import FRONT_MATTER, ArgumentLabel, Passage, Subject, Unit
from bpadocs.project.settings import Settings
from bpadocs.rule.model import DETAIL_FIELDS, Plural, Rule, Text
from bpadocs.words.labels import Labels

PLURAL_MARK = "."
"""Between a field and its plural form: `impact.one`."""

Keys = Sequence[str | int]
"""Where a value is in a rule file."""


def subject_of_rule(
    rule: Rule,
    settings: Settings,
    labels: Mapping[str, Labels],
    source: Source | None = None,
) -> Subject:
    """Return one rule file as a subject, each text with its English.

    `source` is what the rule was read from, where it is at hand.
    """
    # A source keeps its nodes once they are made. It goes together with the subject.
    source = source or Source(rule.source.path, rule.source.text)
    english: dict[str, Passage] = {}
    for name, text in rule.english.items():
        for form in _forms(text):
            english[name + form.mark] = _passage(
                source, rule.source_language, name, form
            )
    units: dict[tuple[str, str], Unit] = {}
    for language in settings.translations:
        if language in rule.text:
            arguments = _arguments(rule, labels[language])
            own = _Language(
                name=language,
                locale=settings.locales[language],
                english=english,
                arguments=arguments,
            )
            for unit in _units(rule, source, own):
                units[language, unit.field] = unit
    return Subject(
        id=rule.id,
        file=rule.source.path,
        english=english,
        units=units,
        arguments=_arguments(rule, None),
        front_matter=_front_matter(rule, source),
        rule=rule,
        locales=settings.locales,
        source_language=rule.source_language,
        anchor=_anchor(source, rule.source_language),
    )


class _Language(NamedTuple):
    """A language of the rule, and what its texts are compared with."""

    name: str
    locale: str
    english: Mapping[str, Passage]
    arguments: Mapping[str, ArgumentLabel]


def _units(rule: Rule, source: Source, language: _Language) -> Iterator[Unit]:
    """Yield each text of one language that has an English one."""
    for name, text in rule.text[language.name].fields.items():
        if name not in rule.english:
            continue
        for form in _forms(text):
            own = _english_of(language.english, name, form)
            if own is not None:
                yield Unit(
                    rule=rule.id,
                    language=language.name,
                    locale=language.locale,
                    field=name + form.mark,
                    english=own,
                    translation=_passage(source, language.name, name, form),
                    arguments=language.arguments,
                )


def _english_of(
    english: Mapping[str, Passage], name: str, form: "_Form"
) -> Passage | None:
    """Return the English that a form of a field is compared with.

    English may have fewer plural forms, or none.
    """
    for candidate in (name + form.mark, f"{name}{PLURAL_MARK}other", name):
        if candidate in english:
            return english[candidate]
    return None


def _arguments(rule: Rule, labels: Labels | None) -> dict[str, ArgumentLabel]:
    """Return the arguments as a language calls them; as English does where there are no labels."""
    found = {}
    for name, argument in rule.arguments.items():
        label = argument.label
        if labels:
            translated = labels.word("argument", label)
        else:
            translated = label
        found[name] = ArgumentLabel(label, translated, argument.type)
    return found


class _Form(NamedTuple):
    """A text, or one plural form of it."""

    mark: str
    """What is behind the field's name: `.one`, or nothing."""
    value: str

    @property
    def keys(self) -> Keys:
        """What is behind the field's keys in the file."""
        if self.mark:
            return [self.mark.removeprefix(PLURAL_MARK)]
        return []


def _forms(text: Text) -> list[_Form]:
    if isinstance(text, Plural):
        return [_Form(PLURAL_MARK + form, value) for form, value in text.forms.items()]
    return [_Form("", text)]


def _passage(source: Source, language: str, name: str, form: _Form) -> Passage:
    return Passage(
        text=form.value,
        markup=name in DETAIL_FIELDS,
        file=source.path,
        locate=_locator(source, ["text", language, name, *form.keys]),
    )


def _locator(source: Source, keys: Keys) -> Callable[[int], tuple[int, int]]:
    """Return a function from an offset in a text to its line and column in the file.

    It reads the file when it is first asked: most texts have no finding.
    """
    found: list[Callable[[int], tuple[int, int]]] = []

    def locate(offset: int) -> tuple[int, int]:
        """Return line and column of a place in the text."""
        if not found:
            node = source.node(keys)
            if isinstance(node, ScalarNode):
                found.append(locator(source.text, node))
            else:
                found.append(lambda _: (node.line, node.column))
        return found[0](offset)

    return locate


def _front_matter(rule: Rule, source: Source) -> dict[str, dict[str, Passage]]:
    """Return what the rule file itself says; what comes from the product is checked there."""
    found = {rule.source_language: _keys(source, rule.front_matter, ["front_matter"])}
    for language, translation in rule.text.items():
        if language != rule.source_language:
            above = ["text", language, "front_matter"]
            found[language] = _keys(source, translation.front_matter, above)
    return found


def _keys(
    source: Source, values: Mapping[str, str], above: Sequence[str]
) -> dict[str, Passage]:
    passages = {}
    for key, value in values.items():
        place = _locator(source, [*above, key])
        passages[key] = Passage(
            text=value,
            markup=False,
            file=source.path,
            locate=place,
        )
    return passages


def _anchor(
    source: Source, source_language: str
) -> Callable[[str, str | None], Passage]:
    def anchor(language: str, name: str | None) -> Passage:
        """Return an empty passage at the place of a field, or at the nearest place above it."""
        is_source = language == source_language
        place = _locator(source, _keys_of(language, name, is_source=is_source))
        return Passage(
            text="",
            markup=False,
            file=source.path,
            locate=place,
        )

    return anchor


def _keys_of(language: str, name: str | None, *, is_source: bool) -> Keys:
    """Return where a field is, or would be, in the file."""
    if not name:
        return ["text", language]
    if name.startswith(FRONT_MATTER):
        above = [] if is_source else ["text", language]
        # a key may have full stops in it
        return [*above, "front_matter", name.removeprefix(FRONT_MATTER)]
    if name.startswith("arguments."):
        return name.split(".")
    if name.startswith("suppress."):
        return ["suppress", int(name.removeprefix("suppress."))]
    if name in ("severity", "category", "page", "check"):
        return [name]
    return ["text", language, *name.split(PLURAL_MARK)]
