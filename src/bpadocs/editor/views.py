"""What an editor shows of an open rule: its outline, its English, and what is known of a place."""

from collections.abc import Iterator

from lsprotocol import types

from bpadocs.editor.arguments import (
    NamedArgument,
    Use,
    argument_at,
    arguments_in,
)
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.outline import FieldNode, LanguageNode, field_at, languages_in
from bpadocs.editor.telling import told_of_field, told_of_finding
from bpadocs.editor.words_here import told_of_word
from bpadocs.errors import BrokenInputError

_RULER = "\n\n---\n\n"


def hover(rule: OpenRule, position: types.Position) -> types.Hover | None:
    """Return what there is to know of a place: its English, and the checks that complain."""
    offset = rule.placed.offset(position)
    # the documentation of a check once, though it complains twice
    told = dict.fromkeys(_told(rule, offset))
    if not told:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, _RULER.join(told))
    return types.Hover(content)


def _told(rule: OpenRule, offset: int) -> Iterator[str]:
    yield from _told_of_word(rule, offset)
    read = rule.checked.rule
    field = field_at(rule.checked.text, offset)
    if read is not None and field is not None:
        history = rule.project.history
        words = told_of_field(read, field.language, field.name, history)
        if words:
            yield words
    for finding in rule.findings_between(offset, offset):
        yield told_of_finding(finding)


def _told_of_word(rule: OpenRule, offset: int) -> Iterator[str]:
    try:
        basis = rule.project.checker.basis
    except BrokenInputError:
        return  # told as a mistake already
    checked = rule.checked
    yield from told_of_word(checked.text, offset, checked.rule, basis)


def english_at(rule: OpenRule, position: types.Position) -> types.Location | None:
    """Return where the English of the field at a place is; of an argument, where it is declared."""
    offset = rule.placed.offset(position)
    for one in _uses_at(rule, offset):
        if one.use is Use.DECLARED:
            return _location(rule, one)
    field = field_at(rule.checked.text, offset)
    if field is None:
        return None
    return rule.english_of(field.name)


def every_language_at(rule: OpenRule, position: types.Position) -> list[types.Location]:
    """Return where the field at a place is in each language; of an argument, all that names it."""
    text = rule.checked.text
    offset = rule.placed.offset(position)
    found = []
    for use in _uses_at(rule, offset):
        place = _location(rule, use)
        found.append(place)
    field = field_at(text, offset)
    if found or field is None:
        return found
    for language in languages_in(text):
        for own in language.fields:
            if own.name == field.name:
                place = rule.location_of(own)
                found.append(place)
    return found


def _uses_at(rule: OpenRule, offset: int) -> list[NamedArgument]:
    """Return all places that name the argument at an offset; none where there is none."""
    text = rule.checked.text
    here = argument_at(text, offset)
    if here is None:
        return []
    return [one for one in arguments_in(text) if one.name == here.name]


def _location(rule: OpenRule, one: NamedArgument) -> types.Location:
    span = rule.placed.span(one.start, one.end)
    return types.Location(rule.uri, span)


def symbols(rule: OpenRule) -> list[types.DocumentSymbol]:
    """Return the languages and, in each, its fields."""
    found = []
    for language in languages_in(rule.checked.text):
        fields = []
        for field in language.fields:
            symbol = _symbol(rule, field, field.name)
            fields.append(symbol)
        symbol = _symbol(rule, language, language.language)
        symbol.kind = types.SymbolKind.Namespace
        symbol.children = fields
        found.append(symbol)
    return found


def _symbol(
    rule: OpenRule, node: FieldNode | LanguageNode, name: str
) -> types.DocumentSymbol:
    key = rule.placed.span(node.key.start, node.key.end)
    return types.DocumentSymbol(
        name=name,
        kind=types.SymbolKind.String,
        range=rule.span_of(node),
        selection_range=key,
    )


def folds(rule: OpenRule) -> list[types.FoldingRange]:
    """Return what can be folded: each language, and each field of several lines."""
    found = []
    for language in languages_in(rule.checked.text):
        nodes: list[FieldNode | LanguageNode] = [language]
        nodes.extend(language.fields)
        for one in nodes:
            span = rule.span_of(one)
            first = span.start.line
            last = span.end.line
            if last > first:
                fold = types.FoldingRange(first, last)
                found.append(fold)
    return found
