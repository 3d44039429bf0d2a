"""Stamps, the `synced` lines of a rule file: who has confirmed which translation of which English.

`bpa stamp` confirms translations as they are, and an import those that it takes in. Nothing else
confirms any: `bpa lint --fix`, `carry` and `mv` write only the stamps that follow from those there.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bpadocs.formats.yaml.edit import Value, edit
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import MADE_FROM, Origin, Rule, Stamp, Text
from bpadocs.rule.provenance import (
    State,
    fingerprint,
    format_stamp,
    is_about,
    state,
    states,
)
from bpadocs.words.labels import Labels

Keys = tuple[str, ...]
"""A place in a rule file: the keys that lead there."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody says of translations."""

    origin: Origin | None = None
    """Who made them; None keeps what is known of an unchanged one, and is human for all others."""
    reviewed: bool = False
    reason: str | None = None
    """Why a translation is still right though its source changed."""


@dataclass(frozen=True, slots=True)
class RefusedStamp:
    """A field whose source changed while the translation did not."""

    language: str
    field: str


Stamps = Mapping[tuple[str, str], Stamp]
"""By language and field."""


@dataclass(frozen=True, slots=True)
class Stamping:
    """What is to be written into one rule file, and what is not."""

    stamps: Stamps
    pages: Mapping[str, str]
    """By language, the page of the source that all its texts are now confirmed for."""
    refused: Sequence[RefusedStamp]


def stamp(
    rule: Rule,
    languages: Iterable[str],
    confirmation: Confirmation,
    source: Labels,
    fields: Collection[str] = (),
) -> Stamping:
    """Confirm every translated field of these languages; of these fields, where any is named.

    `source` are the labels of the language that the rule is written in.
    """
    stamps: dict[tuple[str, str], Stamp] = {}
    refused: list[RefusedStamp] = []
    to_note: list[str] = []
    for language in languages:
        if language == rule.source_language or language not in rule.text:
            continue
        new = dict(_new_stamps(rule, language, confirmation, fields))
        changed = any(new.values())
        noted = rule.text[language].made_from is not None
        for name, one in new.items():
            if one is None:
                refused.append(RefusedStamp(language, name))
            else:
                stamps[language, name] = one
        # No more often than that: a new date in the front matter is no reason to write into every
        # rule file.
        if changed or not noted:
            to_note.append(language)
    stamped = _with(rule, stamps)
    return Stamping(
        stamps=stamps,
        pages=made_from(stamped, to_note, source),
        refused=tuple(refused),
    )


def _new_stamps(
    rule: Rule,
    language: str,
    confirmation: Confirmation,
    fields: Collection[str],
) -> Iterator[tuple[str, Stamp | None]]:
    """Yield the fields whose stamp changes, with the new one; None where it is refused."""
    translation = rule.text[language]
    for name, text in translation.fields.items():
        if name not in rule.english:
            continue
        if fields and name not in fields:
            continue
        english = rule.english[name]
        before = translation.stamps.get(name)
        stale = state(english, text, before) is State.STALE
        if stale and confirmation.reason is None:
            yield name, None
            continue
        now = _confirmed(before, english, text, confirmation)
        if now != before:
            yield name, now


def _confirmed(
    before: Stamp | None,
    english: Text,
    text: Text,
    confirmation: Confirmation,
) -> Stamp:
    """Return the stamp of a text that is confirmed now."""
    source = fingerprint(english)
    target = fingerprint(text)
    if before is None or not is_about(before, text):
        # Another text than before: what was known of the old one says nothing of it.
        return Stamp(
            source=source,
            target=target,
            origin=confirmation.origin or Origin.HUMAN,
            reviewed=confirmation.reviewed,
        )
    read_now = confirmation.reviewed or confirmation.origin is not None
    # The reason of another English says nothing of this one.
    same_english = before.source == source
    reason = before.reason if same_english else confirmation.reason
    return Stamp(
        source=source,
        target=target,
        origin=confirmation.origin or before.origin,
        reviewed=confirmation.reviewed or before.reviewed,
        reason=reason,
        carried=before.carried and not read_now,
    )


def _with(rule: Rule, stamps: Stamps) -> Rule:
    """Return the rule as it is once these stamps are written."""
    text = dict(rule.text)
    for (language, name), one in stamps.items():
        translation = text[language]
        own = dict(translation.stamps)
        own[name] = one
        text[language] = translation._replace(stamps=own)
    return replace(rule, text=text)


def made_from(rule: Rule, languages: Iterable[str], source: Labels) -> dict[str, str]:
    """Return the source's page of now, by its hash, for each language with nothing to confirm.

    Only what is to be written: a language that notes this page already is left out. Where a page is
    stale later, this is the one that it says it was made from.
    """
    # Jinja2 is slow to import, and whoever counts states or exports texts has no use for it.
    from bpadocs.pages.page import all_confirmed, source_hash

    confirmed = []
    for language in languages:
        translation = rule.text.get(language)
        if translation is None or not translation.fields:
            continue
        if all_confirmed(rule, language):
            confirmed.append(language)
    if not confirmed:
        # Without the hash: to get it the page is rendered.
        return {}
    now = source_hash(rule, source)
    pages: dict[str, str] = {}
    for language in confirmed:
        if rule.text[language].made_from != now:
            pages[language] = now
    return pages


def still_meant(
    stamping: Stamping,
    then: Rule,
    now: Rule,
    source: Labels,
) -> Stamping:
    """Return the stamps for texts that are now as they were: nobody has confirmed the others."""
    stamps: dict[tuple[str, str], Stamp] = {}
    for (language, name), one in stamping.stamps.items():
        if now.english.get(name) != then.english[name]:
            continue
        if now.field(language, name) != then.field(language, name):
            continue
        stamps[language, name] = one
    stamped = _with(now, stamps)
    pages = made_from(stamped, stamping.pages, source)
    return replace(stamping, stamps=stamps, pages=pages)


def write_stamps(text: str, stamping: Stamping) -> str:
    """Return the text of the rule file with these stamps; nothing else of it changes."""
    changes: dict[Keys, Value | None] = {}
    for (language, name), one in stamping.stamps.items():
        changes[stamp_keys(language, name)] = format_stamp(one)
    for language, page in stamping.pages.items():
        changes[stamp_keys(language, MADE_FROM)] = page
    if not changes:
        return text
    return edit(text, changes, key_order)


def stamp_keys(language: str, name: str) -> Keys:
    """Return the place of a stamp in a rule file, or of the note on the source's page."""
    return "text", language, "synced", name


def count_states(
    rules: Iterable[Rule],
    languages: Iterable[str],
) -> Iterator[tuple[str, str, dict[State, int]]]:
    """Yield language, product, and how many fields are in each state."""
    by_product: dict[str, list[Rule]] = {}
    for rule in rules:
        by_product.setdefault(rule.product.id, []).append(rule)
    for language in languages:
        for product, own in by_product.items():
            counts = _counts(own, language)
            yield language, product, counts


def _counts(rules: Iterable[Rule], language: str) -> dict[State, int]:
    counts = dict.fromkeys(State, 0)
    for rule in rules:
        for found in states(rule, language).values():
            counts[found] += 1
    return counts
