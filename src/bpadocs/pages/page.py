"""One rule in one language as a page."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, Template

from bpadocs.pages import layout
from bpadocs.pages.borrowed import with_borrowed
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS, front_matter, page_hash
from bpadocs.pages.markup import anchor_headings, anchored, markdown
from bpadocs.project import page_template
from bpadocs.rule.model import SECTIONS, Origin, Rule, general_form
from bpadocs.rule.placeholders import fill, names
from bpadocs.rule.provenance import FITTING, State, is_about, states
from bpadocs.words.cldr import culture, right_to_left
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    APPLIES_TO,
    HEADINGS,
    NOTE,
    PARTLY_UNTRANSLATED,
    TABLE,
    UNTRANSLATED,
    category_word,
    severity_word,
)

_NOT_ON_PAGE = ("compliant",)
"""Fields that checkers alone show."""

TEMPLATE = Path(__file__).with_name("page.md.j2")


class Section(NamedTuple):
    """A section as the template writes it."""

    heading: str
    text: str


_ENVIRONMENT = Environment(
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,
)


@cache
def template() -> Template:
    """Return the template of a page, compiled."""
    return _ENVIRONMENT.from_string(TEMPLATE.read_text("utf-8"))


@cache
def _base() -> str:
    """Return the text of the template that a project's own may extend."""
    return TEMPLATE.read_text("utf-8")


class SourcePage(NamedTuple):
    """The page that localized ones are made from, as far as they need to know it."""

    labels: Labels
    """Of the language that it is written in: by its headings the localized ones are found too."""
    hash: str


def source_page(rule: Rule, labels: Labels) -> str:
    """Return the page in the language that the rule is written in, with its labels."""
    language = rule.source_language
    head = _head(rule, language)
    if rule.layout.keys() == {"quoted"}:
        # Most pages have no other layout, and it needs no look at the page.
        front = front_matter(head, quoted=rule.layout["quoted"].split())
        return _render(rule, labels, labels, front)
    tidy = _render(rule, labels, labels, front_matter(head))
    if rule.layout:
        return layout.apply(tidy, rule.layout)
    return tidy


def localized_page(
    rule: Rule, locale: str, labels: Labels, made_from: SourcePage
) -> str:
    """The page in the language of the labels; what has no translation shows the source, marked.

    A region that falls back to another language first, as fr-CA to fr, shows its text unmarked.

    Its ms.openlocfilehash is the hash of the source's page only where every text on it is confirmed
    for that one. While any is stale, edited or untracked it is the hash of the page they were made
    from, as the rule file notes it (`synced: page:`); where that is not known, the page has no such
    key: it never says more than is so.
    """
    language = labels.language
    rule = with_borrowed(rule, language)
    front = front_matter(_localized_head(rule, language, locale, made_from.hash))
    tidy = _render(rule, labels, made_from.labels, front)
    translation = rule.text.get(language)
    own = translation.layout if translation else {}
    if not rule.layout and not own:
        # the usual layout needs nothing done to it
        return tidy
    found = layout.for_translation(rule.layout, own)
    if found:
        return layout.apply(tidy, found)
    return tidy


def _localized_head(
    rule: Rule, language: str, locale: str, source_hash: str
) -> Iterator[tuple[str, str]]:
    """Yield the front matter of a localized page: the source's keys, the stamps, and its own."""
    translation = rule.text.get(language)
    own = translation.front_matter if translation else {}
    known = set(STAMP_KEYS)
    for key, value in _head(rule, language):
        if key not in STAMP_KEYS:
            yield key, value
            known.add(key)
    stamps = {
        **_made_from(rule, language, source_hash),
        "ms.contentlocale": culture(locale),
        **_made_by(rule, language),
        **own,
    }
    for key in STAMP_KEYS:
        if key in stamps:
            yield key, stamps[key]
    for key, value in own.items():
        if key not in known:
            yield key, value
    if right_to_left(language):
        yield "dir", "rtl"


def _made_from(rule: Rule, language: str, source_hash: str) -> dict[str, str]:
    if all_confirmed(rule, language):
        return {HASH_KEY: source_hash}
    translation = rule.text.get(language)
    made_from = translation.made_from if translation else None
    # Also when the source has not changed: of an edited text nobody has said that it says the same.
    if not made_from or made_from == source_hash:
        return {}
    return {HASH_KEY: made_from}


def all_confirmed(rule: Rule, language: str) -> bool:
    """Whether every text that a page has in this language is confirmed for the source of now.

    What is missing is on the page in the source language, marked, and claims nothing.
    """
    translation = rule.text.get(language)
    if translation is None:
        return True
    known = states(rule, language)
    for name in translation.fields:
        if name in _NOT_ON_PAGE:
            continue
        # What the source has no more is on the page all the same, and no stamp could say that it
        # is right.
        if known.get(name, State.UNTRACKED) not in FITTING:
            return False
    return True


def _made_by(rule: Rule, language: str) -> dict[str, str]:
    """Return HT where people made every text, MT where a machine made any, else nothing."""
    translation = rule.text.get(language)
    if translation is None:
        return {}
    origins: list[Origin] = []
    for name, text in translation.fields.items():
        stamp = translation.stamps.get(name)
        if stamp is not None and is_about(stamp, text):
            origins.append(stamp.origin)
    if Origin.MACHINE in origins:
        return {"ms.translationtype": "MT"}
    if origins and len(origins) == len(translation.fields):
        return {"ms.translationtype": "HT"}
    return {}


def source_hash(rule: Rule, labels: Labels) -> str:
    """Return the hash of the source's page as it is now, with the labels of that language."""
    return page_hash(source_page(rule, labels))


def _head(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    """Yield the keys that the source's front matter has, with the values of the language."""
    for name in ("title", "description"):
        text = rule.field(language, name) or rule.english.get(name)
        if text is not None:
            yield name, general_form(text)
    translation = rule.text.get(language)
    own: Mapping[str, str] = {}
    if translation and language != rule.source_language:
        own = translation.front_matter
    for key, value in rule.front_matter.items():
        yield key, own.get(key, value)


def _render(rule: Rule, labels: Labels, source: Labels, front: str) -> str:
    texts = _Texts(rule, labels, source)
    sections: list[Section] = []
    for name in SECTIONS:
        sections.append(Section(texts.section_heading(name), texts.section(name)))
    context: dict[str, Any] = {
        "front_matter": front,
        "heading": texts.heading(),
        "applies_to": texts.applies_to(),
        "intro": texts.word("intro", rule.intro) if rule.intro else None,
        "note": texts.note(),
        "words": {
            name: texts.word("table", english) for name, english in TABLE.items()
        },
        "operating_systems": ", ".join(rule.operating_systems),
        "product": rule.product.name,
        "severity": texts.word("severity", severity_word(rule.severity, rule.product)),
        "category": texts.word("category", category_word(rule.category, rule.product)),
        "sections": sections,
        "see_also": texts.details("see_also"),
    }
    # Last, when every text has been asked for.
    context["incomplete"] = texts.notice()
    own = rule.product.template
    if own:
        return page_template.render(own, _base(), context)
    page = template()
    # The context as it is, and not Jinja's own globals beside it: no template here asks for one.
    return "".join(page.root_render_func(page.new_context(context, shared=True)))


class _Texts:
    """The texts of one page, and whether any of them had to fall back to the source."""

    def __init__(self, rule: Rule, labels: Labels, source: Labels) -> None:
        self.rule = rule
        self.language = labels.language
        self.labels = labels
        self.source_labels = source
        self.localized = labels.language != rule.source_language
        self.mark = labels.word("page", UNTRANSLATED)
        self.incomplete = False

    def word(self, context: str, english: str) -> str:
        """Return a shared word; where the language has none, the English, marked."""
        self.incomplete = self.incomplete or not self.labels.has(context, english)
        return self.labels.on_page(context, english)

    def applies_to(self) -> str | None:
        """Return the line that says what the rule applies to, if it says so."""
        systems = self.rule.applies_to
        if not systems:
            return None
        sentence = self.word("page", APPLIES_TO)
        return fill(sentence, {"operating_systems": systems})

    def note(self) -> str | None:
        """Return the note below the table. A rule may have its own, or by an empty one none."""
        own = self.rule.note
        if own == "":
            return None
        return self.word("note", NOTE if own is None else own)

    def notice(self) -> str | None:
        """Return what a page says of texts that had to fall back so far."""
        if not self.incomplete:
            return None
        return self.labels.filled("page", PARTLY_UNTRANSLATED, mark=self.mark)

    def heading(self) -> str:
        """Return the heading of the page."""
        name = "heading" if "heading" in self.rule.english else "title"
        text, fallen_back = self._text(name)
        heading = " ".join(text.split("\n"))
        if fallen_back:
            heading = f"{self.mark} {heading}"
        if not self.localized:
            return heading
        return anchored(heading, general_form(self.rule.english[name]))

    def section_heading(self, name: str) -> str:
        """Return the heading of a section."""
        english = HEADINGS[name]
        heading = self.word("heading", english)
        if self.localized:
            return anchored(heading, self.source_labels.word("heading", english))
        return heading

    def section(self, name: str) -> str:
        """Return the text of a section: what checkers show too, and the details."""
        parts = [self._ui(name), self.details(f"{name}_details")]
        return "\n\n".join(filter(None, parts))

    def details(self, name: str) -> str:
        """Return a text that is Markdown already."""
        text, fallen_back = self._text(name)
        text = text.strip("\n")
        if not text:
            return ""
        english = self.rule.english.get(name)
        if self.localized and english is not None:
            text = anchor_headings(text, general_form(english))
        if fallen_back:
            return f"{self.mark}\n\n{text}"
        return text

    def _ui(self, name: str) -> str:
        text, fallen_back = self._text(name)
        if not text:
            return ""
        shown = markdown(text, self._argument_labels(text))
        if fallen_back:
            return f"{self.mark} {shown}"
        return shown

    def _text(self, name: str) -> tuple[str, bool]:
        """Return the text of a field, and whether it is the source for want of a translation."""
        own = self.rule.field(self.language, name)
        if own is not None:
            return general_form(own), False
        english = self.rule.english.get(name)
        if english is None:
            return "", False
        self.incomplete = True
        return general_form(english), True

    def _argument_labels(self, text: str) -> Mapping[str, str]:
        """Return the labels of the arguments in a text.

        Of those alone: a label that is missing makes the page incomplete.
        """
        arguments = self.rule.arguments
        labels: dict[str, str] = {}
        for name in names(text):
            if name in arguments:
                labels[name] = self.word("argument", arguments[name].label)
        return labels
