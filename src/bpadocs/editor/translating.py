"""What an editor offers to do about one translation: confirm it, carry it over, take another's."""

from collections.abc import Iterator, Sequence

from bpadocs.editor.mending import Mending
from bpadocs.formats.yaml.edit import EditError, Value, edit
from bpadocs.lint.history import on_one_line
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import Plural, Rule, Text, general_form
from bpadocs.rule.provenance import WITHOUT_REASON, State, states
from bpadocs.translators.carry.rules import (
    CarriedRule,
    Carry,
    carried_files,
)
from bpadocs.translators.plural_forms import Forms, contract, with_breaks_of
from bpadocs.translators.stamping import Confirmation, stamp, write_stamps
from bpadocs.translators.suggest import Suggestion, described
from bpadocs.words.cldr import name_in_english
from bpadocs.words.labels import Labels

TO_TRANSLATE = (State.MISSING, State.STALE, State.EDITED)
"""The states in which another text may be of help."""

_LONGEST = 60
"""The most characters of a text that a title shows."""
_REASON = "its reason"
"""Stands in a stamp for a reason until that place is found again."""


def state_of(rule: Rule, language: str, name: str) -> State | None:
    """Return what is known of a translation; None where there is nothing to translate."""
    if language == rule.source_language or name not in rule.english:
        return None
    return states(rule, language)[name]


def confirmations(
    rule: Rule, language: str, name: str, source: Labels
) -> Iterator[Mending]:
    """Yield how a translation can be confirmed as it is; nothing where it is confirmed.

    `source` are the labels of the language that the rule is written in.
    """

    def stamped(confirmation: Confirmation, says: str) -> Iterator[Mending]:
        """Yield the file with the stamp."""
        stamping = stamp(rule, [language], confirmation, source, [name])
        try:
            text = write_stamps(rule.source.text, stamping)
        except EditError:
            return
        if text != rule.source.text:
            yield Mending(f"Stamp {language}.{name}: {says}", text)

    match state_of(rule, language, name):
        case State.UNTRACKED | State.EDITED:
            written_in = name_in_english(rule.source_language)
            says = f"it says what the {written_in} says now"
            yield from stamped(Confirmation(), says)
        case State.CARRIED:
            # whoever confirms what was carried has read it, or it would stay as it is
            says = "what was carried over has been read"
            yield from stamped(Confirmation(reviewed=True), says)
        case State.STALE:
            says = "it still fits; write the reason"
            for mending in stamped(Confirmation(reason=_REASON), says):
                yield _without_reason(mending)


def carried(
    carry: Carry,
    rule: Rule,
    languages: Sequence[str],
    name: str,
) -> Mending | None:
    """Return the text with what the English exchanged exchanged in translations of a field.

    None where it is certain in none of these languages, and a translator is needed.
    """
    found = carry.rule(rule, languages)
    own = [one for one in found.fields if one.field == name]
    if not own:
        return None
    of_field = CarriedRule(rule, own)
    files = carried_files(carry.project, [of_field])
    change = files.changes.get(rule.source.path)
    if change is None or change.after is None:
        return None
    done = ", ".join(one.language for one in own)
    if any(one.text_changed for one in own):
        title = f"Carry the change of {name} over into {done}: it stands the same there"
    else:
        title = f"Stamp {name} in {done}: no word of the English has changed"
    left = [one.language for one in found.stale if one.field == name]
    if left:
        title += f" ({', '.join(left)}: to be translated)"
    text = change.after.decode()
    return Mending(title, text)


def suggested(
    rule: Rule,
    language: str,
    name: str,
    suggestion: Suggestion,
) -> Mending | None:
    """Return the text with what is suggested in the place of a translation.

    It is not confirmed: somebody has to read it first. None where more differs than numbers and
    names.
    """
    if suggestion.forms is None:
        return None
    taken = _text_of(rule, language, name, suggestion.forms)
    written: Value
    if isinstance(taken, str):
        written = taken
    else:
        written = dict(taken.forms)
    edits: dict[tuple[str, ...], Value | None] = {}
    edits["text", language, name] = written
    try:
        text = edit(rule.source.text, edits, key_order)
    except EditError:
        return None
    words = on_one_line(general_form(taken))
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    whence = described(suggestion, rule.source_language)
    title = f"Take “{words}” for {language}.{name} ({whence})"
    return Mending(title, text)


def _text_of(rule: Rule, language: str, name: str, forms: Forms) -> Text:
    """Return a suggestion as it is written: with the forms that differ, and its line breaks."""
    english = rule.english[name]
    current = rule.field(language, name)
    count = ""
    for text in (current, english):
        if isinstance(text, Plural):
            count = text.count
    taken = contract(forms, current, count)
    if isinstance(taken, str) and isinstance(english, str):
        return with_breaks_of(taken, english)
    return taken


def _without_reason(mending: Mending) -> Mending:
    """Return a stamping whose reason is yet to be written; until then it is a mistake."""
    written = f"({_REASON})"
    at = mending.text.index(written)
    text = mending.text.replace(written, WITHOUT_REASON, 1)
    return mending._replace(text=text, cursor=at + 1)
