"""What there is to know of the word at a place: an argument, a term, the name of a check."""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.editor.arguments import argument_at
from bpadocs.editor.spots import LineSpot, line_spots, text_under
from bpadocs.editor.telling import plain, told_of_check
from bpadocs.lint.basis import LintBasis
from bpadocs.rule.model import FIELDS, SOURCE_LANGUAGE, Rule, general_form
from bpadocs.rule.placeholders import names
from bpadocs.words.glossary import Glossary, Term
from bpadocs.words.labels import Labels


def told_of_word(
    text: str, offset: int, rule: Rule | None, basis: LintBasis
) -> Iterator[str]:
    """Yield what there is to know of the word at an offset, in Markdown."""
    argument = argument_at(text, offset)
    if argument is not None:
        if rule is not None and argument.name in rule.arguments:
            yield told_of_argument(rule, argument.name, basis.labels)
        return
    spot = _spot_around(text, offset)
    if spot.path == ("suppress", "-", "check"):
        yield told_of_check(text[spot.start : spot.end].strip())
    elif len(spot.path) > 2 and spot.path[0] == "text" and spot.path[2] in FIELDS:
        yield from _terms(text, offset, spot, basis)


def told_of_argument(rule: Rule, name: str, labels: Mapping[str, Labels]) -> str:
    """Return what an argument is, what stands on pages in its place, and where it is used."""
    argument = rule.arguments[name]
    label = plain(argument.label)
    lines = [f"**{{{name}}}**, a {argument.type}; on the page: *{label}*", ""]
    for language in rule.text:
        if language != SOURCE_LANGUAGE and language in labels:
            words = _called(labels[language], argument.label)
            lines.append(f"- {language}: {words}")
    for value, words in argument.values.items():
        lines.append(f"- “{plain(value)}” is “{plain(words)}”")
    used = []
    for field, english in rule.english.items():
        if name in names(general_form(english)):
            used.append(field.replace("_", " "))
    lines += ["", f"In {', '.join(used)}." if used else "In no text."]
    return "\n".join(lines)


def _called(labels: Labels, label: str) -> str:
    if labels.has("argument", label):
        return f"*{plain(labels.word('argument', label))}*"
    return "no word in locales/ yet"


def told_of_term(english: str, by_language: Mapping[str, Term]) -> str:
    """Return what languages call a thing, and what is wrong."""
    lines = [f"**{plain(english)}**", ""]
    for language, term in by_language.items():
        words = f"- {language}: *{_listed(term.use)}*"
        if term.also:
            words += f"; also *{_listed(term.also)}*"
        if term.wrong:
            words += f"; not *{_listed(term.wrong)}*"
        lines.append(words)
        for wrong, reason in term.reasons.items():
            lines.append(f"  - not “{plain(wrong)}”: {plain(reason)}")
    return "\n".join(lines)


def _listed(words: Sequence[str]) -> str:
    return plain(", ".join(words))


def _terms(text: str, offset: int, spot: LineSpot, basis: LintBasis) -> Iterator[str]:
    language, field = spot.path[1:3]
    english = text_under(text, ("text", SOURCE_LANGUAGE, field))
    line = text[spot.start : spot.end]
    at = offset - spot.start
    by_english: dict[str, dict[str, Term]] = {}
    for other in basis.settings.translations:
        glossary = basis.context.glossary(other)
        if language not in (SOURCE_LANGUAGE, other):
            continue
        for term in _at(glossary, line, at, english, is_english=language != other):
            by_english.setdefault(term.english, {})[other] = term
    for name, by_language in by_english.items():
        yield told_of_term(name, by_language)


def _at(
    glossary: Glossary, line: str, at: int, english: str, *, is_english: bool
) -> Iterator[Term]:
    """Yield the terms whose words a place in a line is in."""
    for term, written in glossary.found_in(line if is_english else english):
        if is_english:
            spans = _occurrences(line, written)
        else:
            spans = iter(_spans_of(term, line))
        if any(start <= at <= end for start, end in spans):
            yield term


def _occurrences(line: str, words: str) -> Iterator[tuple[int, int]]:
    start = line.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = line.find(words, start + 1)


def _spans_of(term: Term, line: str) -> Sequence[tuple[int, int]]:
    found = []
    for pattern in (term.right, term.bad):
        if pattern is not None:
            found += [match.span() for match in pattern.finditer(line)]
    return found


def _spot_around(text: str, offset: int) -> LineSpot:
    """Return the line that an offset is in."""
    for spot in line_spots(text):
        if spot.end >= offset:
            return spot
    return LineSpot((), offset, offset)
