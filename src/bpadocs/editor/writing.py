"""What helps to write an open rule: what may come next, and another name for an argument."""

from collections.abc import Mapping
from typing import Final

from lsprotocol import types

from bpadocs.editor.arguments import Use, arguments_in
from bpadocs.editor.completion import ProjectWords, Proposal, ProposalKind, offers_at
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.places import PlacedText, replaced
from bpadocs.editor.renaming import renamable_at, renamed
from bpadocs.editor.spots import is_field, spot_at
from bpadocs.errors import BrokenInputError
from bpadocs.lint.basis import LintBasis
from bpadocs.project.tree import rule_id
from bpadocs.words.glossary import Glossary

_KINDS: Final = {
    ProposalKind.KEY: types.CompletionItemKind.Property,
    ProposalKind.VALUE: types.CompletionItemKind.EnumMember,
    ProposalKind.ARGUMENT: types.CompletionItemKind.Variable,
    ProposalKind.TERM: types.CompletionItemKind.Text,
    ProposalKind.PAGE: types.CompletionItemKind.File,
    ProposalKind.SNIPPET: types.CompletionItemKind.Snippet,
}

TOKENS: Final = types.SemanticTokensLegend(
    token_types=[types.SemanticTokenTypes.Parameter.value],
    token_modifiers=[types.SemanticTokenModifiers.Declaration.value],
)
"""How arguments are marked: where they are declared, as a declaration."""


def completions(
    rule: OpenRule, position: types.Position, *, takes_snippets: bool
) -> list[types.CompletionItem]:
    """Return what may be written at a place. To read all pages may take a second."""
    offset = rule.placed.offset(position)
    text = rule.checked.text
    items = []
    for number, offer in enumerate(offers_at(text, offset, _known(rule, offset))):
        if offer.kind is ProposalKind.SNIPPET and not takes_snippets:
            continue
        item = _item(rule.placed, offset, offer)
        # as they come: the order of the file, not that of the alphabet
        item.sort_text = f"{number:04}"
        items.append(item)
    return items


def _item(placed: PlacedText, offset: int, offer: Proposal) -> types.CompletionItem:
    span = placed.span(offset - offer.typed, offset)
    text_format = types.InsertTextFormat.PlainText
    if offer.kind is ProposalKind.SNIPPET:
        text_format = types.InsertTextFormat.Snippet
    return types.CompletionItem(
        label=offer.label,
        kind=_KINDS[offer.kind],
        detail=offer.detail or None,
        documentation=offer.about or None,
        insert_text_format=text_format,
        text_edit=types.TextEdit(span, offer.text),
    )


def _known(rule: OpenRule, offset: int) -> ProjectWords:
    """Return what the project has that may be written at a place."""
    path = rule.checked.path
    product, _, _ = rule_id(path).partition("/")
    try:
        basis = rule.project.checker.basis
    except BrokenInputError:
        return ProjectWords(languages=())
    front_matter: tuple[str, ...] = ()
    for folder in basis.folders:
        if folder.product.id == product:
            front_matter = tuple(folder.product.front_matter)
    spot = spot_at(rule.checked.text, offset)
    pages: Mapping[str, str] = {}
    if "](" in spot.written:
        pages = rule.project.texts.pages(product)
    return ProjectWords(
        languages=basis.settings.languages,
        source_language=basis.settings.source_language,
        categories=basis.settings.categories,
        front_matter=front_matter,
        glossaries=_glossaries(basis, spot.path),
        pages=pages,
    )


def _glossaries(basis: LintBasis, path: tuple[str, ...]) -> dict[str, Glossary]:
    """Return the glossary of the language at a place; for English, that of each language."""
    found: dict[str, Glossary] = {}
    if not is_field(path):
        return found
    language = path[1]
    for one in basis.settings.translations:
        if language in (one, basis.settings.source_language):
            found[one] = basis.context.glossary(one)
    return found


# Arguments


def rename_place(
    rule: OpenRule, position: types.Position
) -> types.PrepareRenamePlaceholder | None:
    """Return the argument at a place, which can get another name; None where there is none."""
    offset = rule.placed.offset(position)
    found = renamable_at(rule.checked.text, offset)
    if found is None:
        return None
    span = rule.placed.span(found.start, found.end)
    return types.PrepareRenamePlaceholder(span, found.name)


def rename(
    rule: OpenRule, position: types.Position, name: str
) -> types.WorkspaceEdit | None:
    """Return how a rule changes when the argument at a place gets another name.

    Raises RenameRefusedError.
    """
    offset = rule.placed.offset(position)
    found = renamable_at(rule.checked.text, offset)
    if found is None:
        return None
    text = renamed(rule.project.checker, rule.checked, found.name, name)
    edits = line_edits(rule.placed, text)
    return types.WorkspaceEdit(changes={rule.uri: edits})


def line_edits(placed: PlacedText, text: str) -> list[types.TextEdit]:
    """Return what changes a text into this one, line by line where it has as many."""
    before = placed.text.split("\n")
    after = text.split("\n")
    if len(before) != len(after):
        before = [placed.text]
        after = [text]
    edits = []
    start = 0
    for old, new in zip(before, after, strict=True):
        if old != new:
            first, last, piece = replaced(old, new)
            begin = start + first
            end = start + last
            span = placed.span(begin, end)
            edit = types.TextEdit(span, piece)
            edits.append(edit)
        start += len(old) + 1
    return edits


def argument_tokens(rule: OpenRule) -> list[int]:
    """Return where arguments are, as the protocol counts: each from the one before."""
    data: list[int] = []
    before = types.Position(0, 0)
    for one in arguments_in(rule.checked.text):
        span = rule.placed.span(one.start, one.end)
        start = span.start
        lines = start.line - before.line
        characters = start.character
        if lines == 0:
            characters -= before.character
        length = span.end.character - start.character
        is_declared = one.use is Use.DECLARED
        token = [lines, characters, length, 0, int(is_declared)]
        data.extend(token)
        before = start
    return data
