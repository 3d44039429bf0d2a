"""One rule in one language as a page."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, Template

from bpadocs.cldr import right_to_left
from bpadocs.furniture import (
    APPLIES_TO,
    CATEGORIES,
    HEADINGS,
    NOTE,
    PARTLY_UNTRANSLATED,
    SEVERITIES,
    TABLE,
    UNTRANSLATED,
    on_page,
)
from bpadocs.labels import Labels
from bpadocs.model import SECTIONS, SOURCE_LANGUAGE, Origin, Rule, general_form
from bpadocs.pages import layout
from bpadocs.pages.anchors import anchor_headings, anchored
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS, front_matter
from bpadocs.pages.ui_text import markdown
from bpadocs.placeholders import fill, names
from bpadocs.provenance import State, is_about, states
from bpadocs.settings import culture

_NOT_ON_PAGE = ("compliant",)
"""Fields that checkers alone show."""

TEMPLATE = Path(__file__).with_name("page.md.j2")


class Section(NamedTuple):
    heading: str
    text: str


_ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False)


@cache
def template() -> Template:
    return _ENVIRONMENT.from_string(TEMPLATE.read_text("utf-8"))


def english_page(rule: Rule, labels: Labels) -> str:
    front = front_matter(_head(rule, SOURCE_LANGUAGE))
    return layout.apply(_render(rule, SOURCE_LANGUAGE, labels, front), rule.layout)


def localized_page(rule: Rule, language: str, locale: str, labels: Labels, english_hash: str) -> str:
    """The page in another language; what has no translation shows the English, marked.

    Its ms.openlocfilehash is the hash of the English page only where every text on it is confirmed for that one. While
    any is stale, edited or untracked it is the hash of the page they were made from, as the rule file notes it
    (`synced: page:`); where that is not known, the page has no such key: it never says more than is so.
    """
    translation = rule.text.get(language)
    own = translation.front_matter if translation else {}
    pairs = [(key, value) for key, value in _head(rule, language) if key not in STAMP_KEYS]
    stamps = {
        **_made_from(rule, language, english_hash),
        "ms.contentlocale": culture(locale),
        **_made_by(rule, language),
        **own,
    }
    pairs += [(key, stamps[key]) for key in STAMP_KEYS if key in stamps]
    pairs += [(key, value) for key, value in own.items() if key not in STAMP_KEYS and key not in dict(pairs)]
    if right_to_left(language):
        pairs.append(("dir", "rtl"))
    own_layout = translation.layout if translation else {}
    page = _render(rule, language, labels, front_matter(pairs))
    return layout.apply(page, layout.for_translation(rule.layout, own_layout))


def _made_from(rule: Rule, language: str, english_hash: str) -> dict[str, str]:
    if all_confirmed(rule, language):
        return {HASH_KEY: english_hash}
    translation = rule.text.get(language)
    made_from = translation.made_from if translation else None
    # Also when the English page has not changed: of an edited text nobody has said that it says the same.
    return {HASH_KEY: made_from} if made_from and made_from != english_hash else {}


def all_confirmed(rule: Rule, language: str) -> bool:
    """Whether every text that a page has in this language is confirmed for the English of now.

    What is missing stands there in English, marked, and claims nothing.
    """
    translation = rule.text.get(language)
    if translation is None:
        return True
    known = states(rule, language)
    # What the English has no more is on the page all the same, and no stamp could say that it is right.
    on_page = [known.get(name, State.UNTRACKED) for name in translation.fields if name not in _NOT_ON_PAGE]
    return all(state is State.CURRENT for state in on_page)


def _made_by(rule: Rule, language: str) -> dict[str, str]:
    """HT where people made every text, MT where a machine made any; nothing where nobody said."""
    translation = rule.text.get(language)
    fields = translation.fields if translation else {}
    stamps = translation.stamps if translation else {}
    said = [stamps[name].origin for name, text in fields.items() if name in stamps and is_about(stamps[name], text)]
    if Origin.MACHINE in said:
        return {"ms.translationtype": "MT"}
    return {"ms.translationtype": "HT"} if said and len(said) == len(fields) else {}


def page_hash(text: str) -> str:
    """What the pipeline calls ms.openlocfilehash: the SHA-1 of the English page's bytes."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def english_hash(rule: Rule) -> str:
    """The hash of the English page as it is now; English needs no labels."""
    return page_hash(english_page(rule, Labels(SOURCE_LANGUAGE)))


def _head(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    for name in ("title", "description"):
        text = rule.field(language, name) or rule.english.get(name)
        if text is not None:
            yield name, general_form(text)
    translation = rule.text.get(language)
    own = translation.front_matter if translation and language != SOURCE_LANGUAGE else {}
    for key, value in rule.front_matter.items():
        yield key, own.get(key, value)


def _render(rule: Rule, language: str, labels: Labels, front: str) -> str:
    texts = _Texts(rule, language, labels)
    sections = [Section(texts.section_heading(name), texts.section(name)) for name in SECTIONS]
    see_also = texts.details("see_also")
    heading = texts.heading()
    context: dict[str, Any] = {
        "front_matter": front,
        "heading": heading,
        "applies_to": texts.applies_to(),
        "intro": texts.word("intro", rule.intro) if rule.intro else None,
        "note": texts.word("note", NOTE if rule.note is None else rule.note) if rule.note != "" else None,
        "words": {name: texts.word("table", english) for name, english in TABLE.items()},
        "operating_systems": ", ".join(rule.operating_systems),
        "product": rule.product.name,
        "severity": texts.word("severity", SEVERITIES[rule.severity]),
        "category": texts.word("category", CATEGORIES[rule.category]),
        "sections": sections,
        "see_also": see_also,
    }
    # Last, when every text has been asked for.
    context["incomplete"] = labels.filled("page", PARTLY_UNTRANSLATED, mark=texts.mark) if texts.incomplete else None
    page = template()
    # The context as it is, and not Jinja's own globals beside it: no template here asks for one.
    return "".join(page.root_render_func(page.new_context(context, shared=True)))


class _Texts:
    """The texts of one page, and whether any of them had to fall back to English."""

    def __init__(self, rule: Rule, language: str, labels: Labels) -> None:
        self.rule = rule
        self.language = language
        self.labels = labels
        self.localized = language != SOURCE_LANGUAGE
        self.mark = labels.word("page", UNTRANSLATED)
        self.incomplete = False

    def word(self, context: str, english: str) -> str:
        """Return a shared word; where the language has none, the English, marked."""
        self.incomplete = self.incomplete or not self.labels.has(context, english)
        return on_page(self.labels, context, english)

    def applies_to(self) -> str | None:
        systems = self.rule.applies_to
        return fill(self.word("page", APPLIES_TO), {"operating_systems": systems}) if systems else None

    def _argument_labels(self, text: str) -> Mapping[str, str]:
        """Return the labels of the arguments in a text: of those alone, for a label may make the page incomplete."""
        arguments = self.rule.arguments
        return {name: self.word("argument", arguments[name].label) for name in names(text) if name in arguments}

    def _text(self, name: str) -> tuple[str, bool]:
        own = self.rule.field(self.language, name)
        if own is not None:
            return general_form(own), False
        english = self.rule.english.get(name)
        if english is None:
            return "", False
        self.incomplete = True
        return general_form(english), True

    def heading(self) -> str:
        name = "heading" if "heading" in self.rule.english else "title"
        heading, fallen_back = self._text(name)
        heading = " ".join(heading.split("\n"))
        shown = f"{self.mark} {heading}" if fallen_back else heading
        return anchored(shown, general_form(self.rule.english[name])) if self.localized else shown

    def section_heading(self, name: str) -> str:
        english = HEADINGS[name]
        heading = self.word("heading", english)
        return anchored(heading, english) if self.localized else heading

    def section(self, name: str) -> str:
        return "\n\n".join(part for part in (self._ui(name), self.details(f"{name}_details")) if part)

    def _ui(self, name: str) -> str:
        text, fallen_back = self._text(name)
        if not text:
            return ""
        shown = markdown(text, self._argument_labels(text))
        return f"{self.mark} {shown}" if fallen_back else shown

    def details(self, name: str) -> str:
        text, fallen_back = self._text(name)
        text = text.strip("\n")
        if text and self.localized:
            english = self.rule.english.get(name)
            text = anchor_headings(text, general_form(english)) if english is not None else text
        return f"{self.mark}\n\n{text}" if fallen_back and text else text
