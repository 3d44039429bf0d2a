"""One rule as a translator works on it: each field with its English and a box for its text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from bpadocs.lint.history import History
from bpadocs.project.places import position
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    FIELDS,
    UI_FIELDS,
    Plural,
    Rule,
    Stamp,
    Text,
    general_form,
)
from bpadocs.rule.placeholders import TOKEN, names
from bpadocs.rule.provenance import State, is_about, states
from bpadocs.site.compare_view import word_change
from bpadocs.site.facts import moved_on
from bpadocs.site.frame import SiteLanguage
from bpadocs.site.live import SiteState
from bpadocs.site.message_view import sample_value
from bpadocs.site.mistakes import Editor
from bpadocs.site.page_view import field_label
from bpadocs.site.work_queue import levels_of
from bpadocs.translators.field_edit import base_of, shown_forms
from bpadocs.words.cldr import babel_locale
from bpadocs.words.glossary import Glossary
from bpadocs.words.languages import read_language

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_NUMBERS: Final = (*range(121), 1_000_000)
"""Among these, samples of plural forms are looked for."""
_MOST_NUMBERS: Final = 5


@dataclass(frozen=True, slots=True)
class WorkBox:
    """A box for a text, or for one plural form of it."""

    form: str
    text: str
    numbers: str
    """Some numbers that have this form; empty where there is one box for all."""


@dataclass(frozen=True)
class RuleAtWork:
    """A rule that somebody translates, and what the rows of all its fields need."""

    rule: Rule
    language: SiteLanguage
    state: SiteState
    history: History
    glossary: Glossary
    editor: Editor

    def rows(self) -> list[dict[str, Any]]:
        """Return what the template needs of each field."""
        found = states(self.rule, self.language.code)
        levels = levels_of(
            self.state.run.findings.get(self.rule.id, ()), self.language.code
        )
        rows = []
        for name in FIELDS:
            if name in found:
                rows.append(self._row(name, found[name], levels.get(name, {})))
        return rows

    def _row(
        self, name: str, state: State, levels: Mapping[Any, int]
    ) -> dict[str, Any]:
        rule, code = self.rule, self.language.code
        english = rule.english[name]
        place = self._place(name)
        stamp = self._stamp(name)
        return {
            "name": name,
            "label": field_label(name, self.language),
            "state": state,
            "stamp": stamp,
            "words": len(general_form(english).split()),
            "english": self._english(name),
            "markup": name in DETAIL_FIELDS,
            "change": self._change(name),
            "boxes": boxes(rule, code, name),
            "arguments": arguments(rule, name),
            "base": json.dumps(base_of(rule, code, name)._asdict()),
            "is_to_do": state is not State.CURRENT or "error" in levels,
            "place": f"{rule.source.path}:{place[0]}",
            "href": self.editor.address(rule.source.path, *place),
        }

    def _stamp(self, name: str) -> Stamp | None:
        """Return what is known of a translation; one made for another text says nothing of it."""
        translation = self.rule.text.get(self.language.code)
        stamp = translation.stamps.get(name) if translation else None
        text = self.rule.field(self.language.code, name)
        if stamp is None or text is None or not is_about(stamp, text):
            return None
        return stamp

    def _place(self, name: str) -> tuple[int, int]:
        return position(self.rule.source, ["text", self.language.code, name])

    def _english(self, name: str) -> list[tuple[str, Markup]]:
        """Return the English, form by form, with its arguments and terms marked."""
        forms = []
        for form, text in _by_form(self.rule.english[name]):
            forms.append((form, marked_english(text, self.glossary, name in UI_FIELDS)))
        return forms

    def _change(self, name: str) -> Markup | None:
        """Return how the English has changed since the translation was made, if git knows."""
        stamp = moved_on(self.rule, self.language.code).get(name)
        if stamp is None:
            return None
        path = self.rule.source.path
        before = self.history.english(path, name, stamp.source)
        if before is None:
            return None
        return word_change(before, self.rule.english[name])


def _by_form(text: Text) -> Iterator[tuple[str, str]]:
    if isinstance(text, Plural):
        yield from text.forms.items()
    else:
        yield "", text


def boxes(rule: Rule, language: str, name: str) -> list[WorkBox]:
    """Return a box for each plural form of the language; one where the text has no forms."""
    found = []
    forms = shown_forms(rule, language, name)
    for form, text in forms.items():
        numbers = ""
        if len(forms) > 1:
            numbers = ", ".join(map(str, numbers_of(language, form)[:_MOST_NUMBERS]))
        found.append(WorkBox(form, text, numbers))
    return found


@lru_cache(maxsize=256)
def numbers_of(language: str, form: str) -> tuple[int, ...]:
    """Return some numbers that have this plural form; none where only fractions have it."""
    rule = babel_locale(language).plural_form
    return tuple(number for number in _NUMBERS if rule(number) == form)


def arguments(rule: Rule, name: str) -> list[dict[str, str]]:
    """Return the arguments that the English of a text uses, and the one that is counted."""
    if name not in UI_FIELDS:
        return []
    used: dict[str, None] = {}
    english = rule.english[name]
    for _, text in _by_form(english):
        used |= dict.fromkeys(names(text))
    if isinstance(english, Plural):
        used[english.count] = None
    found = []
    for one in used:
        argument = rule.arguments.get(one)
        if argument is not None:
            sample = sample_value(argument)
            shown = ", ".join(map(str, sample)) if isinstance(sample, list) else sample
            label = f"{argument.label} ({argument.type}): {shown}"
            found.append({"token": f"{{{one}}}", "label": label})
    return found


def marks_of(language: str) -> list[tuple[str, str, str]]:
    """Return what is hard to type in a language: what it is called, before and after the place."""
    data = read_language(language)
    found = []
    pair = data.quotes[0] if data.quotes else ""
    if len(pair) == 2 and pair != '""':
        before, after = pair[0], pair[1]
        if before in data.space_after:
            before, after = before + _NO_BREAK, _NO_BREAK + after
        found.append((f"{pair[0]} {pair[1]}", before, after))
    if data.space_before or data.space_after:
        found.append(("", _NO_BREAK, ""))
    if data.apostrophe:
        found.append((data.apostrophe, data.apostrophe, ""))
    return found


def marked_english(text: str, glossary: Glossary, is_ui: bool) -> Markup:
    """Return an English text with its terms dotted, and in UI text its arguments marked."""
    pieces = []
    end = 0
    for start, stop, html in sorted(
        _marks(text, glossary, is_ui), key=lambda one: one[0]
    ):
        if start < end:
            continue
        pieces += [escape(text[end:start]), html]
        end = stop
    return Markup("").join([*pieces, escape(text[end:])])


def _marks(
    text: str, glossary: Glossary, is_ui: bool
) -> Iterator[tuple[int, int, Markup]]:
    """Yield where something is marked, and what stands there."""
    if is_ui:
        for token in TOKEN.finditer(text):
            if token[1]:
                html = Markup('<code class="argument">{}</code>').format(token[0])
                yield token.start(), token.end(), html
    at = 0
    for term, words in glossary.found_in(text):
        # they are told in the order of the text
        start = text.index(words, at)
        at = start + len(words)
        right = ", ".join((*term.use, *term.also))
        html = Markup('<span class="term" title="{}">{}</span>').format(right, words)
        yield start, at, html


def others(
    rule: Rule, name: str, languages: Sequence[SiteLanguage], own: SiteLanguage
) -> list[tuple[SiteLanguage, str]]:
    """Return the text in the other languages that have it."""
    found = []
    for language in languages:
        text = rule.field(language.code, name)
        if text is not None and language.code not in (own.code, rule.source_language):
            found.append((language, general_form(text)))
    return found
