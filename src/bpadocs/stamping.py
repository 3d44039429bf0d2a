"""`synced` lines: who has confirmed which translation of which English. Only this writes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bpadocs.model import MADE_FROM, SOURCE_LANGUAGE, Origin, Rule, Stamp, Text
from bpadocs.provenance import State, fingerprint, format_stamp, is_about, state
from bpadocs.reading.rule import KEYS, SYNCED_KEYS, TRANSLATION_KEYS
from bpadocs.yamltext.edit import Value, edit

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody says of translations."""

    origin: Origin | None = None
    """Who made them; None keeps what is known of an unchanged one, and is human for all others."""
    reviewed: bool = False
    reason: str | None = None
    """Why a translation is still right though its English changed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field whose English changed while the translation did not."""

    language: str
    field: str


Stamps = Mapping[tuple[str, str], Stamp]
"""By language and field."""


@dataclass(frozen=True, slots=True)
class Stamping:
    """What is to be written into one rule file, and what is not."""

    stamps: Stamps
    """By language and field."""
    pages: Mapping[str, str]
    """By language, the English page that all its texts are now confirmed for."""
    refused: Sequence[Refusal]


def stamp(
    rule: Rule,
    languages: Iterable[str],
    confirmation: Confirmation,
    fields: Collection[str] = (),
) -> Stamping:
    """Confirm every translated field of these languages; of these fields, where any is named."""
    stamps: dict[tuple[str, str], Stamp] = {}
    refused: list[Refusal] = []
    asked = [language for language in languages if language in rule.text and language != SOURCE_LANGUAGE]
    for language in asked:
        translation = rule.text[language]
        for name, text in translation.fields.items():
            if name not in rule.english or (fields and name not in fields):
                continue
            before = translation.stamps.get(name)
            if state(rule.english[name], text, before) is State.STALE and confirmation.reason is None:
                refused.append(Refusal(language, name))
                continue
            now = _confirmed(before, rule.english[name], text, confirmation)
            if now != before:
                stamps[language, name] = now
    # No more often than that: a new date in the front matter is no reason to write into every rule file.
    to_note = [x for x in asked if rule.text[x].made_from is None or any(x == language for language, _ in stamps)]
    return Stamping(stamps, made_from(_with(rule, stamps), to_note), tuple(refused))


def _confirmed(before: Stamp | None, english: Text, text: Text, confirmation: Confirmation) -> Stamp:
    source, target = fingerprint(english), fingerprint(text)
    if before is None or not is_about(before, text):
        # another text than before: what was known of the old one says nothing of it
        return Stamp(source, target, confirmation.origin or Origin.HUMAN, confirmation.reviewed)
    return Stamp(
        source,
        target,
        confirmation.origin or before.origin,
        confirmation.reviewed or before.reviewed,
        before.reason if before.source == source else confirmation.reason,
    )


def _with(rule: Rule, stamps: Stamps) -> Rule:
    """The rule as it is once these stamps are written."""
    text = dict(rule.text)
    for (language, name), one in stamps.items():
        text[language] = text[language]._replace(stamps={**text[language].stamps, name: one})
    return replace(rule, text=text)


def made_from(rule: Rule, languages: Iterable[str]) -> dict[str, str]:
    """The English page of now, by its hash, for each of these languages that has nothing left to confirm.

    Where a page is stale later, this is the one that it says it was made from.
    """
    # Jinja2 takes its time, and whoever counts states or exports texts has no use for it.
    from bpadocs.pages.page import all_confirmed, english_hash

    confirmed = [x for x in languages if x in rule.text and rule.text[x].fields and all_confirmed(rule, x)]
    now = english_hash(rule) if confirmed else ""
    return {language: now for language in confirmed if rule.text[language].made_from != now}


def still_meant(stamping: Stamping, then: Rule, now: Rule) -> Stamping:
    """Return the stamps for texts that are now as they were: nobody has confirmed the others."""
    stamps = {
        (language, name): one
        for (language, name), one in stamping.stamps.items()
        if now.english.get(name) == then.english[name] and now.field(language, name) == then.field(language, name)
    }
    pages = made_from(_with(now, stamps), stamping.pages)
    return replace(stamping, stamps=stamps, pages=pages)


def write_stamps(text: str, stamping: Stamping) -> str:
    """The rule file with these stamps; nothing else of it changes."""
    changes: dict[Keys, Value | None] = {
        ("text", language, "synced", name): format_stamp(one) for (language, name), one in stamping.stamps.items()
    }
    changes |= {("text", language, "synced", MADE_FROM): page for language, page in stamping.pages.items()}
    return edit(text, changes, key_order) if changes else text


def key_order(path: Keys) -> Sequence[str]:
    """The order of the keys of a rule file, for what is inserted."""
    if not path:
        return KEYS
    if path[0] == "text" and len(path) == 2:
        return TRANSLATION_KEYS
    return SYNCED_KEYS if path[-1] == "synced" else ()


def count_states(rules: Iterable[Rule], languages: Iterable[str]) -> Iterator[tuple[str, str, dict[State, int]]]:
    """Language, product, and how many fields are in each state."""
    from bpadocs.provenance import states

    by_product: dict[str, list[Rule]] = {}
    for rule in rules:
        by_product.setdefault(rule.product.id, []).append(rule)
    for language in languages:
        for product, own in by_product.items():
            counts = dict.fromkeys(State, 0)
            for rule in own:
                for found in states(rule, language).values():
                    counts[found] += 1
            yield language, product, counts
