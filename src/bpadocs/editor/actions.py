"""What an editor offers to do about an open rule."""

from collections.abc import Iterator

from lsprotocol import types

from bpadocs.editor.diagnostics import diagnostic_of
from bpadocs.editor.mending import Mending, all_fixed, mendings_of, stamped
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.outline import field_at
from bpadocs.editor.places import replaced


def actions_in(rule: OpenRule, asked: types.Range) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range, the field there, and the file."""
    start = rule.placed.offset(asked.start)
    end = rule.placed.offset(asked.end)
    actions = []
    for offer in _offers(rule, start, end):
        action = _action(rule, offer, types.CodeActionKind.QuickFix)
        actions.append(action)
    whole = all_fixed(rule.checked)
    if whole is not None:
        action = _action(rule, whole, types.CodeActionKind.SourceFixAll)
        actions.append(action)
    return actions


def wanted(
    actions: list[types.CodeAction], kinds: list[str] | None
) -> list[types.CodeAction]:
    """Return the actions of these kinds: “source” asks for all whose kind begins so."""
    if kinds is None:
        return actions
    beginnings = tuple(f"{kind}." for kind in kinds)
    return [one for one in actions if f"{one.kind}.".startswith(beginnings)]


def _offers(rule: OpenRule, start: int, end: int) -> Iterator[Mending]:
    for finding in rule.findings_between(start, end):
        yield from mendings_of(rule.checked, finding)
    field = field_at(rule.checked.text, start)
    if rule.checked.rule is None or field is None:
        return
    stamping = stamped(rule.checked.rule, field.language, field.name)
    if stamping is not None:
        yield stamping


def _action(rule: OpenRule, offer: Mending, kind: str) -> types.CodeAction:
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
