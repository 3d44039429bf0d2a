"""What there is to know of the word at a place: an argument, a term, the name of a check."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bpadocs.editor.arguments import argument_at
from bpadocs.editor.spots import (
    ITEM,
    LineSpot,
    Path,
    is_field,
    line_spots,
    spot_at,
    text_under,
)
from bpadocs.editor.telling import plain, told_of_check
from bpadocs.lint.basis import LintBasis
from bpadocs.rule.model import Rule, general_form
from bpadocs.rule.placeholders import names
from bpadocs.words.glossary import Glossary, Term
from bpadocs.words.labels import Labels

_WORD: Final = re.compile(r"[\w-]*")
_SUPPRESSED: Final = ("suppress", ITEM, "check")


class _PlaceInText(NamedTuple):
    """A place in a text of a rule."""

    text: str
    """The rule file."""
    path: Path
    line: str
    at: int
    """The offset in the line."""
    source_language: str

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.path[1]

    @property
    def english(self) -> str:
        """The English of the text."""
        field = self.path[2]
        return text_under(self.text, ("text", self.source_language, field))

    def is_in(self, *patterns: re.Pattern[str] | None) -> bool:
        """Tell whether the place is in what one of these patterns finds in the line."""
        for pattern in patterns:
            if pattern is None:
                continue
            for match in pattern.finditer(self.line):
                if match.start() <= self.at <= match.end():
                    return True
        return False


def told_of_word(
    text: str,
    offset: int,
    rule: Rule | None,
    basis: LintBasis,
) -> Iterator[str]:
    """Yield what there is to know of the word at an offset, in Markdown."""
    argument = argument_at(text, offset)
    if argument is not None:
        if rule is not None and argument.name in rule.arguments:
            yield told_of_argument(rule, argument.name, basis.labels)
        return
    word = _WORD.match(text, offset)
    end = word.end() if word else offset
    cursor = spot_at(text, end)
    spot = _spot_around(text, offset)
    if cursor.path == _SUPPRESSED:
        name = cursor.written.strip("\"'")
        yield told_of_check(name)
    elif is_field(spot.path):
        line = text[spot.start : spot.end]
        at = offset - spot.start
        place = _PlaceInText(
            text=text,
            path=spot.path,
            line=line,
            at=at,
            source_language=basis.settings.source_language,
        )
        yield from _terms(place, basis)


def told_of_argument(
    rule: Rule,
    name: str,
    labels: Mapping[str, Labels],
) -> str:
    """Return what an argument is, what stands on pages in its place, and where it is used."""
    argument = rule.arguments[name]
    label = plain(argument.label)
    kind = argument.type
    lines = [f"**{{{name}}}**, a {kind}; on the page: *{label}*"]
    lines.append("")
    for language in rule.text:
        own = labels.get(language)
        if own is not None and language != rule.source_language:
            words = _called(own, argument.label)
            lines.append(f"- {language}: {words}")
    for value, english in argument.values.items():
        passed = plain(value)
        words = plain(english)
        lines.append(f"- “{passed}” is “{words}”")
    lines.append("")
    lines.append(_where_used(rule, name))
    return "\n".join(lines)


def _where_used(rule: Rule, name: str) -> str:
    used = []
    for field, english in rule.english.items():
        text = general_form(english)
        if name in names(text):
            used.append(field.replace("_", " "))
    if not used:
        return "In no text."
    fields = ", ".join(used)
    return f"In {fields}."


def _called(labels: Labels, label: str) -> str:
    if labels.has("argument", label):
        return f"*{plain(labels.word('argument', label))}*"
    return "no word in locales/ yet"


def told_of_term(english: str, by_language: Mapping[str, Term]) -> str:
    """Return what languages call a thing, and what is wrong."""
    heading = plain(english)
    lines = [f"**{heading}**", ""]
    for language, term in by_language.items():
        use = _listed(term.use)
        words = f"- {language}: *{use}*"
        if term.also:
            also = _listed(term.also)
            words += f"; also *{also}*"
        if term.wrong:
            wrong = _listed(term.wrong)
            words += f"; not *{wrong}*"
        lines.append(words)
        for word, reason in term.reasons.items():
            against = plain(word)
            why = plain(reason)
            lines.append(f"  - not “{against}”: {why}")
    return "\n".join(lines)


def _listed(words: Sequence[str]) -> str:
    return plain(", ".join(words))


def _terms(place: _PlaceInText, basis: LintBasis) -> Iterator[str]:
    """Yield what there is to know of the terms at a place: of English, in each language."""
    by_english: dict[str, dict[str, Term]] = {}
    for language in basis.settings.translations:
        if place.language not in (place.source_language, language):
            continue
        glossary = basis.context.glossary(language)
        for term in _at(glossary, place):
            found = by_english.setdefault(term.english, {})
            found[language] = term
    for english, by_language in by_english.items():
        yield told_of_term(english, by_language)


def _at(glossary: Glossary, place: _PlaceInText) -> Iterator[Term]:
    """Yield the terms whose words a place is in."""
    if place.language == place.source_language:
        for term, written in glossary.found_in(place.line):
            words = re.compile(re.escape(written))
            if place.is_in(words):
                yield term
        return
    for term, _ in glossary.found_in(place.english):
        if place.is_in(term.right, term.bad):
            yield term


def _spot_around(text: str, offset: int) -> LineSpot:
    """Return the line that an offset is in."""
    for spot in line_spots(text):
        if spot.end >= offset:
            return spot
    return LineSpot((), offset, offset)
