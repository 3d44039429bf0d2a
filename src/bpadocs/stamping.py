"""`synced` lines: who has confirmed which translation of which English. Only this writes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.model import FIELDS, SOURCE_LANGUAGE, Origin, Rule, Stamp
from bpadocs.provenance import State, fingerprint, format_stamp, state
from bpadocs.yamltext.edit import Value, edit

Keys = tuple[str, ...]

RULE_KEYS = (
    *("page", "severity", "category", "operating_systems", "applies_to", "intro", "note", "arguments", "check"),
    *("front_matter", "layout", "suppress", "text"),
)
TEXT_KEYS = (*FIELDS, "front_matter", "layout", "synced")


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


@dataclass(frozen=True, slots=True)
class Stamping:
    """What is to be written into one rule file, and what is not."""

    stamps: Mapping[tuple[str, str], Stamp]
    """By language and field."""
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
    for language in languages:
        translation = rule.text.get(language)
        if translation is None or language == SOURCE_LANGUAGE:
            continue
        for name, text in translation.fields.items():
            if name not in rule.english or (fields and name not in fields):
                continue
            before = translation.stamps.get(name)
            if state(rule.english[name], text, before) is State.STALE and confirmation.reason is None:
                refused.append(Refusal(language, name))
                continue
            now = _confirmed(before, fingerprint(rule.english[name]), fingerprint(text), confirmation)
            if now != before:
                stamps[language, name] = now
    return Stamping(stamps, tuple(refused))


def _confirmed(before: Stamp | None, source: str, target: str, confirmation: Confirmation) -> Stamp:
    if before is None or before.target != target:
        # another text than before: what was known of the old one says nothing of it
        return Stamp(source, target, confirmation.origin or Origin.HUMAN, confirmation.reviewed)
    return Stamp(
        source,
        target,
        confirmation.origin or before.origin,
        confirmation.reviewed or before.reviewed,
        before.reason if before.source == source else confirmation.reason,
    )


def write_stamps(text: str, stamps: Mapping[tuple[str, str], Stamp]) -> str:
    """The rule file with these stamps; nothing else of it changes."""
    changes: dict[Keys, Value | None] = {
        ("text", language, "synced", name): format_stamp(one) for (language, name), one in stamps.items()
    }
    return edit(text, changes, key_order) if changes else text


def key_order(path: Keys) -> Sequence[str]:
    """The order of the keys of a rule file, for what is inserted."""
    if not path:
        return RULE_KEYS
    if path[0] == "text" and len(path) == 2:
        return TEXT_KEYS
    return FIELDS if path[-1] == "synced" else ()


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
