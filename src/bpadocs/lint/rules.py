"""Rule files as checks look at them."""

from collections.abc import Callable, Mapping, Sequence

from bpadocs.labels import Labels
from bpadocs.lint.unit import FRONT_MATTER, ArgumentLabel, LintRule, Passage, Unit
from bpadocs.model import DETAIL_FIELDS, SOURCE_LANGUAGE, Plural, Rule, Text
from bpadocs.settings import Settings
from bpadocs.source import Source
from bpadocs.yamltext.nodes import ScalarNode
from bpadocs.yamltext.spans import locator

PLURAL_MARK = "."
"""Between a field and its plural form: `impact.one`."""


def lint_rule_of(rule: Rule, settings: Settings, labels: Mapping[str, Labels]) -> LintRule:
    """One rule file, every text beside its English."""
    source = rule.source
    english: dict[str, Passage] = {}
    for name, text in rule.english.items():
        for form, value in _forms(text):
            english[name + form] = _passage(source, SOURCE_LANGUAGE, name, form, value)
    units: dict[tuple[str, str], Unit] = {}
    for language in settings.translations:
        translation = rule.text.get(language)
        if translation is None:
            continue
        words = {
            name: ArgumentLabel(
                argument.label,
                labels[language].word("argument", argument.label),
                argument.type,
            )
            for name, argument in rule.arguments.items()
        }
        for name, text in translation.fields.items():
            if name not in rule.english:
                continue
            for form, value in _forms(text):
                beside = english.get(name + form) or english.get(f"{name}{PLURAL_MARK}other") or english.get(name)
                if beside is None:
                    continue
                units[language, name + form] = Unit(
                    rule.id,
                    language,
                    settings.locales[language],
                    name + form,
                    beside,
                    _passage(source, language, name, form, value),
                    words,
                )
    return LintRule(
        rule.id,
        source.path,
        english,
        units,
        {
            name: ArgumentLabel(argument.label, argument.label, argument.type)
            for name, argument in rule.arguments.items()
        },
        _front_matter(rule),
        None,
        rule,
        settings.locales,
        _anchor(source),
    )


def _forms(text: Text) -> list[tuple[str, str]]:
    if isinstance(text, Plural):
        return [(PLURAL_MARK + form, value) for form, value in text.forms.items()]
    return [("", text)]


def _passage(source: Source, language: str, name: str, form: str, value: str) -> Passage:
    keys = ["text", language, name, *([form.removeprefix(PLURAL_MARK)] if form else [])]
    return Passage(value, name in DETAIL_FIELDS, source.path, _place(source, keys))


def _place(source: Source, keys: Sequence[str | int]) -> Callable[[int], tuple[int, int]]:
    """Looks into the file only when a place is asked for: most texts have no finding."""
    found: list[Callable[[int], tuple[int, int]]] = []

    def locate(offset: int) -> tuple[int, int]:
        if not found:
            node = source.node(keys)
            if isinstance(node, ScalarNode):
                found.append(locator(source.text, node))
            else:
                found.append(lambda _: (node.line, node.column))
        return found[0](offset)

    return locate


def _front_matter(rule: Rule) -> dict[str, dict[str, Passage]]:
    """What the rule file itself states; what comes from the product is looked at there."""
    source = rule.source
    found = {
        language: {
            key: Passage(value, False, source.path, _place(source, ["text", language, "front_matter", key]))
            for key, value in translation.front_matter.items()
        }
        for language, translation in rule.text.items()
        if language != SOURCE_LANGUAGE
    }
    own = {
        key: Passage(value, False, source.path, _place(source, ["front_matter", key]))
        for key, value in rule.front_matter.items()
    }
    return {SOURCE_LANGUAGE: own, **found}


def _anchor(source: Source) -> Callable[[str, str | None], Passage]:
    def anchor(language: str, name: str | None) -> Passage:
        keys: Sequence[str | int]
        if name and name.startswith(FRONT_MATTER):
            own = [] if language == SOURCE_LANGUAGE else ["text", language]
            keys = [*own, "front_matter", name.removeprefix(FRONT_MATTER)]
        elif name and name.startswith("arguments."):
            keys = name.split(".")
        elif name and name.startswith("suppress."):
            keys = ["suppress", int(name.removeprefix("suppress."))]
        elif name in ("severity", "category", "page", "check"):
            keys = [name]
        else:
            keys = ["text", language, *(name.split(PLURAL_MARK) if name else [])]
        return Passage("", False, source.path, _place(source, keys))

    return anchor
