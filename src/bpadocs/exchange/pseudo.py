"""English in disguise: what shows without accents and brackets cannot be translated, what is cut off has no room.

⟦Ƥáúšéđ ṽíŕťúáĺ ɱáçĥíñéš ŵöŕķ ñöťĥíñĝ · öñé ťŵö ťĥŕéé⟧
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil
from types import MappingProxyType

from bpadocs.cldr import PSEUDO_LANGUAGE
from bpadocs.labels import Labels
from bpadocs.markdown import Block, parse
from bpadocs.model import DETAIL_FIELDS, SOURCE_LANGUAGE, UI_FIELDS, Origin, Plural, Rule, Stamp, Text, Translation
from bpadocs.placeholders import TOKEN
from bpadocs.project import Project
from bpadocs.provenance import fingerprint
from bpadocs.vocabulary import words

LONGER = 0.4
"""How much room other languages need beyond English."""

_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķĺɱñöƥɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÖƤɊŔŠŤÚṼŴẊÝŽ",
)
_FILLER = " · öñé ťŵö ťĥŕéé ƒöúŕ ƒíṽé šíẋ šéṽéñ éíĝĥť ñíñé ťéñ"
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
_KEPT = re.compile(r"&#?\w+;|https?://\S+|(?<!\S)\S+\.md\b")
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n\s*)")
_MARKDOWN_WORDS = ("intro", "note")


def pseudo_project(project: Project) -> Project:
    """The project with the pseudo language, wholly translated."""
    locales = {**project.settings.locales, PSEUDO_LANGUAGE: PSEUDO_LANGUAGE}
    settings = project.settings._replace(locales=MappingProxyType(locales))
    return project._replace(settings=settings, rules=tuple(map(_rule, project.rules)))


def pseudo_labels(project: Project) -> Labels:
    """The words that pages share."""
    found = {
        (word.context, word.english): pseudo(word.english, markup=word.context in _MARKDOWN_WORDS)
        for word in words(project.products, project.rules)
    }
    return Labels(PSEUDO_LANGUAGE, found)


def _rule(rule: Rule) -> Rule:
    fields: dict[str, Text] = {name: _text(text, name) for name, text in rule.english.items()}
    stamps = {
        name: Stamp(fingerprint(rule.english[name]), fingerprint(text), Origin.MACHINE) for name, text in fields.items()
    }
    translation = Translation(MappingProxyType(fields), MappingProxyType(stamps))
    text = {SOURCE_LANGUAGE: rule.text[SOURCE_LANGUAGE], **rule.text, PSEUDO_LANGUAGE: translation}
    return replace(rule, text=MappingProxyType(text))


def _text(text: Text, field: str) -> Text:
    if isinstance(text, Plural):
        return Plural(text.count, {form: _paragraphs(one) for form, one in text.forms.items()})
    if field in UI_FIELDS:
        return _paragraphs(text)
    return pseudo(text, markup=field in DETAIL_FIELDS)


def _paragraphs(text: str) -> str:
    """UI text: an argument that has a paragraph of its own keeps it."""
    return "".join(
        part if TOKEN.fullmatch(part.strip()) or not part.strip() else pseudo(part, markup=False)
        for part in _PARAGRAPHS.split(text)
    )


def pseudo(text: str, *, markup: bool) -> str:
    """The text in disguise, arguments, links, code and marks as they are."""
    if not markup:
        lead = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        return f"{text[:lead]}{_bracketed(_outside(text[lead:end], _PLACEHOLDER), text[lead:end])}{text[end:]}"
    pieces: list[str] = []
    end = 0
    for start, stop, piece in _replacements(text):
        pieces += [text[end:start], piece]
        end = stop
    return "".join([*pieces, text[end:]])


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """What becomes of each span of a Markdown text: its words, and brackets around each block of them."""
    for block in parse(text).prose:
        if not block.inlines or not block.plain.strip():
            continue
        first, last = block.inlines[0].start, block.inlines[-1].end
        yield first, first, "⟦"
        yield from _words_of(text, block)
        yield last, last, _filler(block.plain) + "⟧"


def _words_of(text: str, block: Block) -> Iterator[tuple[int, int, str]]:
    addresses = [inline for inline in block.walk() if inline.kind == "link" and inline.visible == inline.target]
    for inline in block.walk():
        written = text[inline.start : inline.end]
        if inline.kind == "text" and not any(link.start <= inline.start < link.end for link in addresses):
            yield inline.start, inline.end, _outside(written, _KEPT)


def _outside(text: str, kept: re.Pattern[str]) -> str:
    """Accents on every letter but those of what must stay."""
    pieces: list[str] = []
    end = 0
    for match in kept.finditer(text):
        pieces += [text[end : match.start()].translate(_ACCENTS), match[0]]
        end = match.end()
    return "".join([*pieces, text[end:].translate(_ACCENTS)])


def _bracketed(disguised: str, text: str) -> str:
    return f"⟦{disguised}{_filler(text)}⟧"


def _filler(text: str) -> str:
    size = ceil(len(text) * LONGER)
    return (_FILLER * (size // len(_FILLER) + 1))[:size].rstrip()


def outputs(project: Project, labels: Mapping[str, Labels]) -> dict[str, bytes]:
    """The files of the pseudo language, by their paths below the build folder."""
    from bpadocs.publish.outputs import outputs_in

    disguised = pseudo_project(project)
    return outputs_in(disguised, {**labels, PSEUDO_LANGUAGE: pseudo_labels(project)}, (PSEUDO_LANGUAGE,))
