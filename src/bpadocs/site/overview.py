"""The pages over all rules: the list, and the map of every translation's state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpadocs.collation import sort_key
from bpadocs.model import Category, Product, Rule, Severity
from bpadocs.provenance import State
from bpadocs.site.frame import OPEN, Frame, Language, address, as_bad, product_rules, tally, title_of, worst

NEXT = 3
"""How many rules “what to do next” names for each language."""

States = Mapping[str, Mapping[str, Mapping[str, State]]]
"""By rule, language and field."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in a list."""

    id: str
    address: str
    title: str
    lang: str | None
    severity: str
    category: str
    product: str


@dataclass(frozen=True, slots=True)
class BarPart:
    """A state's share of a bar a thousand wide."""

    state: State
    count: str
    start: int
    width: int


def entry_of(rule: Rule, language: Language) -> Entry:
    title = title_of(rule, language)
    return Entry(rule.id, address(rule), title.text, title.lang, rule.severity, rule.category, rule.product.id)


def home_context(
    rules: Sequence[Rule], products: Sequence[Product], language: Language, frame: Frame, states: States
) -> dict[str, Any]:
    """What the template of the list of rules is filled with."""
    counted = [
        state for rule in rules for other in frame.translations for state in states[rule.id][other.code].values()
    ]
    return {
        "title": frame.site_titles[language.code],
        "rule_count": number(len(rules), language),
        "language_count": number(len(frame.languages), language),
        "current_share": percent(counted.count(State.CURRENT), len(counted), language),
        "products": [
            {"id": product.id, "name": product.name, "groups": _groups(product_rules(rules, product), language)}
            for product in products
        ],
    }


def _groups(rules: Sequence[Rule], language: Language) -> list[dict[str, Any]]:
    found: dict[str, list[Entry]] = {}
    for rule in rules:
        found.setdefault(rule.category, []).append(entry_of(rule, language))
    names = language.words["category"]
    ranks = {severity: rank for rank, severity in enumerate(Severity)}
    return [
        {
            "category": category,
            "name": names[category],
            "rules": sorted(
                found[category],
                key=lambda entry: (ranks[Severity(entry.severity)], sort_key(entry.title, language.code), entry.id),
            ),
        }
        for category in sorted(found, key=lambda category: sort_key(names[category], language.code))
    ]


def status_context(
    rules: Sequence[Rule],
    products: Sequence[Product],
    language: Language,
    frame: Frame,
    states: States,
    words: Mapping[str, Mapping[State, int]],
) -> dict[str, Any]:
    """What the template of the map is filled with; `words` are the shared words by language, counted by state."""
    entries = {rule.id: entry_of(rule, language) for rule in rules}
    ordered = sorted(rules, key=lambda rule: (sort_key(entries[rule.id].title, language.code), rule.id))
    names = language.words["category"]
    return {
        "title": language.word("Translation status"),
        "translations": frame.translations,
        "products": products,
        "categories": sorted(
            ((one.value, names[one.value]) for one in Category), key=lambda pair: sort_key(pair[1], language.code)
        ),
        "summaries": [_summary(ordered, entries, other, language, states) for other in frame.translations],
        "shared_words": [
            {"language": other, "state": _word_state(counts), "count": counts[State.MISSING]}
            for other in frame.translations
            for counts in [words[other.code]]
        ],
        "rows": [_map_row(entries[rule.id], frame, states[rule.id]) for rule in ordered],
    }


def _word_state(counts: Mapping[State, int]) -> State:
    return State.MISSING if counts[State.MISSING] else State.CURRENT


def _map_row(entry: Entry, frame: Frame, states: Mapping[str, Mapping[str, State]]) -> dict[str, Any]:
    cells = [
        {"language": language, "state": worst(found), "count": as_bad(found)}
        for language in frame.translations
        for found in [states[language.code]]
    ]
    return {
        "id": entry.id,
        "address": entry.address,
        "title": entry.title,
        "lang": entry.lang,
        "severity": entry.severity,
        "category": entry.category,
        "product": entry.product,
        "cells": cells,
    }


def _summary(
    rules: Sequence[Rule], entries: Mapping[str, Entry], of: Language, language: Language, states: States
) -> dict[str, Any]:
    every = [state for rule in rules for state in states[rule.id][of.code].values()]
    current = every.count(State.CURRENT)
    left = [rule for rule in rules if worst(states[rule.id][of.code]) is not State.CURRENT]
    share = percent(current, len(every), language)
    return {
        "language": of,
        "share": share,
        "spoken": language.word("{share} current", share=share),
        "parts": _bar(every, language),
        "open": number(len(left), language),
        "next": [entries[rule.id] for rule in sorted(left, key=lambda rule: _urgency(rule, states[rule.id][of.code]))][
            :NEXT
        ],
    }


def _urgency(rule: Rule, states: Mapping[str, State]) -> tuple[int, int]:
    """The most severe rules first, among them the worst states."""
    severities = list(Severity)
    return severities.index(rule.severity), OPEN.index(worst(states))


def _bar(states: Sequence[State], language: Language) -> list[BarPart]:
    parts = []
    done = 0
    total = len(states) or 1
    for state, count in tally(states):
        start, end = 1000 * done // total, 1000 * (done + count) // total
        parts.append(BarPart(state, number(count, language), start, end - start))
        done += count
    return parts


def number(value: int, language: Language) -> str:
    """A number as the language writes it."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language.code.replace("-", "_"))


def percent(part: int, whole: int, language: Language) -> str:
    """A share as the language writes it, rounded down: all is only said of all."""
    from babel.numbers import format_percent

    share = part * 100 // whole if whole else 100
    return format_percent(share / 100, locale=language.code.replace("-", "_"))
