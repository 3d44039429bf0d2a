"""English in disguise, a language for testing: `bpa build --pseudo`.

What is shown without accents and brackets cannot be translated, and what is cut off has no room for
longer languages.

⟦Ƥáúšéđ ṽíŕťúáĺ ɱáçĥíñéš ŵöŕķ ñöťĥíñĝ · öñé ťŵö ťĥŕéé⟧
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil
from types import MappingProxyType

from bpadocs.formats.markdown import Block, Inline, parse
from bpadocs.project.tree import Project
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    UI_FIELDS,
    Origin,
    Plural,
    Rule,
    Stamp,
    Text,
    Translation,
)
from bpadocs.rule.placeholders import TOKEN
from bpadocs.rule.provenance import fingerprint
from bpadocs.words.cldr import PSEUDO_LANGUAGE
from bpadocs.words.labels import Labels
from bpadocs.words.vocabulary import words

LONGER = 0.4
"""How much room other languages need beyond English."""

_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķĺɱñöƥɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÖƤɊŔŠŤÚṼŴẊÝŽ",
)
_FILLER = " · öñé ťŵö ťĥŕéé ƒöúŕ ƒíṽé šíẋ šéṽéñ éíĝĥť ñíñé ťéñ"
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
# What stays in Markdown: character references, addresses, names of files of other pages.
_KEPT = re.compile(r"&#?\w+;|https?://\S+|(?<!\S)\S+\.md\b")
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n\s*)")
"""The blank lines between paragraphs; in a group, so that a split keeps them."""
_MARKDOWN_WORDS = ("intro", "note")
"""The contexts of those labels that are Markdown."""

_Replacement = tuple[int, int, str]
"""Where a span of a text begins and ends, and what replaces it."""


def pseudo_project(project: Project) -> Project:
    """Return the project with the pseudo language, wholly translated."""
    locales = dict(project.settings.locales)
    locales[PSEUDO_LANGUAGE] = PSEUDO_LANGUAGE
    settings = project.settings._replace(locales=MappingProxyType(locales))
    rules = tuple(map(_rule, project.rules))
    return project._replace(settings=settings, rules=rules)


def pseudo_labels(project: Project) -> Labels:
    """Return the words that pages share, in the pseudo language."""
    found: dict[tuple[str, str], str] = {}
    source = project.settings.source_language
    for word in words(project.products, project.rules, source):
        key = (word.context, word.english)
        markup = word.context in _MARKDOWN_WORDS
        found[key] = pseudo(word.english, markup=markup)
    return Labels(PSEUDO_LANGUAGE, found, source_language=source)


def outputs(project: Project, labels: Mapping[str, Labels]) -> dict[str, bytes]:
    """Return the files of the pseudo language, by their paths below the build folder."""
    from bpadocs.publish.outputs import outputs_in

    disguised = pseudo_project(project)
    all_labels = dict(labels)
    all_labels[PSEUDO_LANGUAGE] = pseudo_labels(project)
    languages = (PSEUDO_LANGUAGE,)
    return outputs_in(disguised, all_labels, languages)


def _rule(rule: Rule) -> Rule:
    fields: dict[str, Text] = {}
    stamps: dict[str, Stamp] = {}
    for name, english in rule.english.items():
        text = _text(english, name)
        fields[name] = text
        stamps[name] = Stamp(
            source=fingerprint(english),
            target=fingerprint(text),
            origin=Origin.MACHINE,
        )
    translation = Translation(
        fields=MappingProxyType(fields),
        stamps=MappingProxyType(stamps),
    )
    texts = dict(rule.text)
    texts[PSEUDO_LANGUAGE] = translation
    return replace(rule, text=MappingProxyType(texts))


def _text(text: Text, field: str) -> Text:
    if isinstance(text, Plural):
        forms = {}
        for form, words_of_form in text.forms.items():
            forms[form] = _paragraphs(words_of_form)
        return Plural(text.count, forms)
    if field in UI_FIELDS:
        return _paragraphs(text)
    return pseudo(text, markup=field in DETAIL_FIELDS)


def _paragraphs(text: str) -> str:
    """Return UI text in disguise, but for an argument that is a paragraph of its own."""
    parts = []
    for part in _PARAGRAPHS.split(text):
        inner = part.strip()
        if inner and not TOKEN.fullmatch(inner):
            parts.append(pseudo(part, markup=False))
        else:
            parts.append(part)
    return "".join(parts)


def pseudo(text: str, *, markup: bool) -> str:
    """Return the text in disguise, with arguments, links, code and marks as they are."""
    if markup:
        return _markdown(text)
    return _plain(text)


def _plain(text: str) -> str:
    inner = text.strip()
    lead = text.removesuffix(text.lstrip())
    end = text.removeprefix(text.rstrip())
    disguised = _outside(inner, _PLACEHOLDER)
    filler = _filler(inner)
    return f"{lead}⟦{disguised}{filler}⟧{end}"


def _markdown(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for start, stop, piece in _replacements(text):
        pieces.append(text[end:start])
        pieces.append(piece)
        end = stop
    pieces.append(text[end:])
    return "".join(pieces)


def _replacements(text: str) -> Iterator[_Replacement]:
    """Yield what is replaced in a Markdown text: words, and brackets around each block of them."""
    for block in parse(text).prose:
        if not block.inlines or not block.plain.strip():
            continue
        first = block.inlines[0].start
        last = block.inlines[-1].end
        filler = _filler(block.plain)
        yield first, first, "⟦"
        yield from _words_of(text, block)
        yield last, last, f"{filler}⟧"


def _words_of(text: str, block: Block) -> Iterator[_Replacement]:
    addresses = [inline for inline in block.walk() if _is_address(inline)]
    for inline in block.walk():
        if inline.kind != "text":
            continue
        if any(_contains(address, inline) for address in addresses):
            continue
        written = text[inline.start : inline.end]
        yield inline.start, inline.end, _outside(written, _KEPT)


def _contains(outer: Inline, inner: Inline) -> bool:
    return outer.start <= inner.start < outer.end


def _is_address(inline: Inline) -> bool:
    """Tell whether a link shows its own target."""
    return inline.kind == "link" and inline.visible == inline.target


def _outside(text: str, kept: re.Pattern[str]) -> str:
    """Put accents on every letter but those of what must stay."""
    pieces: list[str] = []
    end = 0
    for match in kept.finditer(text):
        between = text[end : match.start()]
        pieces.append(between.translate(_ACCENTS))
        pieces.append(match[0])
        end = match.end()
    rest = text[end:]
    pieces.append(rest.translate(_ACCENTS))
    return "".join(pieces)


def _filler(text: str) -> str:
    """Return as much as other languages need more than this text."""
    size = ceil(len(text) * LONGER)
    times = size // len(_FILLER) + 1
    filler = _FILLER * times
    return filler[:size].rstrip()
