"""What an editor offers to do about an open rule."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lsprotocol import types

from bpadocs.editor.diagnostics import diagnostic_of
from bpadocs.editor.mending import Mending, all_fixed, mendings_of
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.outline import field_at
from bpadocs.editor.places import PlacedText, replaced
from bpadocs.editor.translating import (
    TO_TRANSLATE,
    carried,
    confirmations,
    state_of,
    suggested,
)
from bpadocs.errors import BrokenInputError
from bpadocs.lint.findings import Finding
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State

SHOW_PLACE: Final = "bpa.showPlace"
"""The command by which an editor is asked to go to where something is to be written."""
QUICK_FIX: Final = types.CodeActionKind.QuickFix.value
FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.bpa"
"""The kind of the action that mends all that is safe; who asks for “source.fixAll” gets it too."""

MOST: Final = 20
"""The most findings about which something is offered at once: nobody reads a longer menu."""

FieldName = tuple[str, str]
"""A language, and the name of a field."""


class ActionsAsked(NamedTuple):
    """What an editor asks for."""

    range: types.Range
    kinds: tuple[str, ...] | None
    """The kinds of actions that it wants; all, where it does not say."""
    shows_places: bool
    """Whether it goes to a place when it is asked to."""
    may_wait: bool
    """Whether a person waits for the answer: else nothing that takes a second is done."""


def actions_for(rule: OpenRule, asked: ActionsAsked) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range, the field there, and the file.

    To read what other rules have may take a second.
    """
    actions = []
    if _wants(asked, QUICK_FIX):
        for offer in _offers(rule, asked):
            action = _action(rule, offer, QUICK_FIX)
            cursor = offer.cursor
            if cursor is not None and asked.shows_places:
                action.command = _show(rule, offer, cursor)
            actions.append(action)
    if _wants(asked, FIX_ALL):
        whole = all_fixed(rule.checked)
        if whole is not None:
            action = _action(rule, whole, FIX_ALL)
            actions.append(action)
    return actions


def _wants(asked: ActionsAsked, kind: str) -> bool:
    """Tell whether a kind is wanted: “source” asks for all whose kind begins so."""
    if asked.kinds is None:
        return True
    return any(f"{kind}.".startswith(f"{one}.") for one in asked.kinds)


def _offers(rule: OpenRule, asked: ActionsAsked) -> Iterator[Mending]:
    start = rule.placed.offset(asked.range.start)
    end = rule.placed.offset(asked.range.end)
    found = rule.findings_between(start, end)
    findings = list(islice(found, MOST))
    for finding in findings:
        yield from mendings_of(rule.checked, finding)
    read = rule.checked.rule
    if read is None:
        return
    may_wait = asked.may_wait
    for field in _fields(rule, findings, start):
        yield from _about_field(rule, read, field, may_wait=may_wait)


def _fields(
    rule: OpenRule,
    findings: Sequence[Finding],
    offset: int,
) -> dict[FieldName, None]:
    """Return the translated fields at a place: what is missing there has findings alone."""
    found: dict[FieldName, None] = {}
    field = field_at(rule.checked.text, offset)
    if field is not None:
        own = field.language, field.name
        found[own] = None
    for finding in findings:
        if finding.field is None:
            continue
        name, _, _ = finding.field.partition(".")
        own = finding.language, name
        found[own] = None
    return found


def _about_field(
    rule: OpenRule,
    read: Rule,
    field: FieldName,
    *,
    may_wait: bool,
) -> Iterator[Mending]:
    """Yield what can be done about a translation, what takes least of a person's time first."""
    mending = _carried(rule, read, field)
    if mending is not None:
        yield mending
    state = state_of(read, *field)
    texts = rule.project.texts
    if state in TO_TRANSLATE and (may_wait or texts.is_read):
        suggestion = texts.suggestion(read, *field)
        taken = suggestion and suggested(read, *field, suggestion)
        if taken:
            yield taken
    try:
        basis = rule.project.checker.basis
    except BrokenInputError:
        return  # told as a mistake already
    source = basis.labels[basis.settings.source_language]
    yield from confirmations(read, *field, source)


def _carried(rule: OpenRule, read: Rule, field: FieldName) -> Mending | None:
    """Return the change of a field carried over; from the English, into every language."""
    language, name = field
    languages = [language]
    if language == read.source_language:
        languages = list(read.text)
    stale = []
    for one in languages:
        if state_of(read, one, name) is State.STALE:
            stale.append(one)
    if not stale:
        return None
    try:
        carry = rule.project.carry()
    except BrokenInputError:
        return None  # told as a mistake already
    return carried(carry, read, stale, name)


def _action(
    rule: OpenRule,
    offer: Mending,
    kind: str,
) -> types.CodeAction:
    start, end, text = replaced(rule.checked.text, offer.text)
    span = rule.placed.span(start, end)
    edit = types.TextEdit(span, text)
    about = None
    if offer.finding is not None:
        about = [diagnostic_of(rule, offer.finding)]
    return types.CodeAction(
        title=offer.title,
        kind=kind,
        diagnostics=about,
        is_preferred=offer.is_fix or None,
        edit=types.WorkspaceEdit(changes={rule.uri: [edit]}),
    )


def _show(rule: OpenRule, offer: Mending, cursor: int) -> types.Command:
    """Return the command that is done behind an edit: there somebody has to write on."""
    after = PlacedText(offer.text, rule.placed.codec)
    position = after.position(cursor)
    return types.Command(
        title=offer.title,
        command=SHOW_PLACE,
        arguments=[
            rule.uri,
            position.line,
            position.character,
        ],
    )
