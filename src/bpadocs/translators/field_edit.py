"""One text of one rule as somebody writes it beside its English, and what is said of it.

It goes into the rule file the way an import's texts do. Nothing is written here.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from bpadocs.formats.yaml.edit import EditError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import Origin, Rule, Stamp
from bpadocs.rule.provenance import State, fingerprint, states
from bpadocs.translators.plural_forms import (
    Forms,
    as_written,
    is_plural,
    shown,
    trimmed,
)
from bpadocs.translators.rule_edits import RuleEditor
from bpadocs.translators.stamping import Confirmation, stamp, write_stamps
from bpadocs.translators.suggest import text_id
from bpadocs.translators.verdicts import TextChange
from bpadocs.words.cldr import name_in_english
from bpadocs.words.labels import Labels

_HIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls, and halves of characters: nobody types them, and terminals obey some."""


class Say(StrEnum):
    """What somebody says of the text that they save."""

    DRAFT = "draft"
    """Nothing: it is not done."""
    CONFIRM = "confirm"
    """It says what the English says."""
    STILL_RIGHT = "still-right"
    """So it does, though the English has changed, for a reason."""
    REVIEWED = "reviewed"
    """Somebody has read it beside the English."""


class FieldBase(NamedTuple):
    """What a text was written from: by this is known whether it has changed meanwhile."""

    english: str
    """The fingerprint of the English."""
    target: str
    """A digest of the translation, to the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """A text that somebody wrote for one field of a rule in one language."""

    language: str
    field: str
    forms: Forms
    say: Say
    reason: str = ""


def shown_forms(rule: Rule, language: str, field: str) -> dict[str, str]:
    """Return the translation as whoever works on it sees it: every plural form of the language."""
    text = rule.field(language, field)
    plural = is_plural(rule.english.get(field), text)
    return shown(text, language, plural=plural)


def base_of(rule: Rule, language: str, field: str) -> FieldBase:
    """Return what a translation that is begun now is written from."""
    content = json.dumps(shown_forms(rule, language, field), sort_keys=True)
    target = hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
    return FieldBase(fingerprint(rule.english[field]), target)


def refusal(rule: Rule, edit: FieldEdit) -> str | None:
    """Return why this cannot be said of this text; None where it can."""
    refused = _refusal_of_texts(edit)
    if refused or edit.say is Say.DRAFT:
        return refused
    return _refusal_of_what_is_said(rule, edit)


def _refusal_of_texts(edit: FieldEdit) -> str | None:
    """Return why the text by itself cannot be saved. A draft may lack some of its forms."""
    empty = [form for form, text in edit.forms.items() if not text.strip()]
    if empty == [*edit.forms]:
        return "there is no text yet"
    for text in edit.forms.values():
        hidden = _HIDDEN.search(text)
        if hidden:
            return f"a character that nobody can see: U+{ord(hidden[0]):04X}; remove it"
    if empty and edit.say is not Say.DRAFT:
        return f"not translated for {' and '.join(empty)}"
    return None


def _refusal_of_what_is_said(rule: Rule, edit: FieldEdit) -> str | None:
    """Return why what is said does not fit the state that the text is in."""
    state = states(rule, edit.language)[edit.field]
    is_new = is_changed(rule, edit)
    changed = f"the {name_in_english(rule.source_language)} has changed"
    if edit.say is Say.CONFIRM:
        if state is State.STALE and not is_new:
            return f"{changed} and the translation has not; say why it is still right"
        return None
    if is_new:
        return "the text has been changed; save it first"
    if edit.say is Say.STILL_RIGHT and not edit.reason.strip():
        return "say why it is still right"
    if edit.say is Say.REVIEWED and state is State.STALE:
        return f"{changed} since; say why it is still right"
    return None


def is_changed(rule: Rule, edit: FieldEdit) -> bool:
    """Tell whether the text is another than the rule has."""
    own = {form: trimmed(text) for form, text in edit.forms.items()}
    return own != shown_forms(rule, edit.language, edit.field)


def with_edit(
    rule: Rule,
    edit: FieldEdit,
    languages: tuple[str, ...],
    source: Labels,
) -> Rule | str:
    """Return the rule with the text and what is said of it, or why it cannot be.

    `source` are the labels of the language that the rule is written in.
    """
    if is_changed(rule, edit):
        change = _change(rule, edit)
        return RuleEditor(edit.language, languages, source).changed(rule, [change])
    if edit.say is Say.DRAFT:
        return rule
    return _confirmed(rule, edit, languages, source)


def to_be_looked_at(
    rule: Rule,
    edit: FieldEdit,
    languages: tuple[str, ...],
    source: Labels,
) -> Rule | str:
    """Return the rule as checks should see it while the text is worked on.

    Of a stale translation they say nothing. So it is shown to them as if it were confirmed.
    """
    is_stale = states(rule, edit.language)[edit.field] is State.STALE
    if is_stale and edit.say is not Say.STILL_RIGHT:
        change = _change(rule, replace(edit, say=Say.CONFIRM))
        return RuleEditor(edit.language, languages, source).changed(rule, [change])
    return with_edit(rule, edit, languages, source)


def _change(rule: Rule, edit: FieldEdit) -> TextChange:
    english = rule.english[edit.field]
    current = rule.field(edit.language, edit.field)
    text = as_written(edit.forms, english, current, plural=is_plural(english, current))
    known = None
    if edit.say is not Say.DRAFT:
        known = Stamp(
            source=fingerprint(english),
            target=fingerprint(text),
            origin=Origin.HUMAN,
        )
    return TextChange(
        line=1,
        id=text_id(rule, edit.field),
        rule=rule,
        field=edit.field,
        text=text,
        stamp=known,
        text_changed=True,
    )


def _confirmed(
    rule: Rule, edit: FieldEdit, languages: tuple[str, ...], source: Labels
) -> Rule | str:
    """Return the rule with the text confirmed as it is."""
    state = states(rule, edit.language)[edit.field]
    # whoever confirms what was carried has read it, or it would stay as it is
    read = edit.say is Say.REVIEWED or state is State.CARRIED
    reason = " ".join(edit.reason.split()) or None
    confirmation = Confirmation(reviewed=read, reason=reason)
    stamping = stamp(rule, [edit.language], confirmation, source, [edit.field])
    try:
        text = write_stamps(rule.source.text, stamping)
    except EditError as error:
        return str(error)
    file = Source(rule.source.path, text)
    new, problems = read_rule(file, rule.id, rule.product, languages)
    if new is None:
        return "; ".join(problem.message for problem in problems)
    return new
