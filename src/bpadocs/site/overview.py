"""The pages over all rules: the list, and the map of every translation's state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpadocs.rule.model import Product, Rule
from bpadocs.rule.provenance import State
from bpadocs.site.frame import (
    OPEN,
    Frame,
    SiteLanguage,
    address,
    as_bad,
    product_rules,
    tally,
    title_of,
    worst,
)
from bpadocs.words.cldr import sort_key
from bpadocs.words.of_pages import severity_words

NEXT = 3
"""How many rules “what to do next” names for each language."""

States = Mapping[str, Mapping[str, Mapping[str, State]]]
"""The state of every text, by rule, language and field."""


@dataclass(frozen=True)
class Overview:
    """All that the pages over all rules are made from."""

    rules: Sequence[Rule]
    products: Sequence[Product]
    frame: Frame
    states: States


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in a list."""

    id: str
    address: str
    title: str
    lang: str | None
    severity: str
    level: str
    """The usual severity that it is, or is like."""
    category: str
    product: str


@dataclass(frozen=True, slots=True)
class BarPart:
    """A state's share of a bar a thousand wide."""

    state: State
    count: str
    start: int
    width: int


def row_of(rule: Rule, language: SiteLanguage) -> RuleRow:
    """Return a rule as a list shows it in this language."""
    title = title_of(rule, language)
    return RuleRow(
        id=rule.id,
        address=address(rule),
        title=title.text,
        lang=title.lang,
        severity=rule.severity,
        level=rule.level,
        category=rule.category,
        product=rule.product.id,
    )


def home_context(overview: Overview, language: SiteLanguage) -> dict[str, Any]:
    """Return what the template of the list of rules is filled with."""
    frame = overview.frame
    counted: list[State] = []
    for rule in overview.rules:
        for other in frame.translations:
            counted += overview.states[rule.id][other.code].values()
    products = []
    for product in overview.products:
        groups = _groups(product_rules(overview.rules, product), language)
        products.append({"id": product.id, "name": product.name, "groups": groups})
    return {
        "title": frame.site_titles[language.code],
        "rule_count": number(len(overview.rules), language),
        "language_count": number(len(frame.languages), language),
        "current_share": percent(counted.count(State.CURRENT), len(counted), language),
        "products": products,
    }


def _groups(rules: Sequence[Rule], language: SiteLanguage) -> list[dict[str, Any]]:
    """Return the rules by category, the most severe first, each group in the language's order."""
    found: dict[str, list[RuleRow]] = {}
    for rule in rules:
        found.setdefault(rule.category, []).append(row_of(rule, language))
    names = language.words["category"]
    ranks = [*language.words["severity"]]

    def order(row: RuleRow) -> tuple[object, ...]:
        title = sort_key(row.title, language.code)
        return ranks.index(row.severity), title, row.id

    groups = []
    for category in sorted(
        found, key=lambda category: sort_key(names[category], language.code)
    ):
        rows = sorted(found[category], key=order)
        groups.append({"category": category, "name": names[category], "rules": rows})
    return groups


def status_context(
    overview: Overview,
    language: SiteLanguage,
    words: Mapping[str, Mapping[State, int]],
) -> dict[str, Any]:
    """Return what the template of the map is filled with.

    `words` has, for each language, how many of the shared words are in which state.
    """
    frame = overview.frame
    rows = {rule.id: row_of(rule, language) for rule in overview.rules}

    def order(rule: Rule) -> tuple[object, ...]:
        return sort_key(rows[rule.id].title, language.code), rule.id

    ordered = sorted(overview.rules, key=order)
    names = language.words["category"]
    categories = [*names.items()]
    categories.sort(key=lambda pair: sort_key(pair[1], language.code))
    shared_words = []
    summaries = []
    for other in frame.translations:
        missing = words[other.code][State.MISSING]
        state = State.MISSING if missing else State.CURRENT
        shared_words.append({"language": other, "state": state, "count": missing})
        states = {rule.id: overview.states[rule.id][other.code] for rule in ordered}
        next_rules = _most_urgent(ordered, states)
        summary = _summary(other, language, states)
        summary["next"] = [rows[rule.id] for rule in next_rules[:NEXT]]
        summary["open"] = number(len(next_rules), language)
        summaries.append(summary)
    return {
        "title": language.word("Translation status"),
        "translations": frame.translations,
        "products": overview.products,
        "categories": categories,
        "summaries": summaries,
        "shared_words": shared_words,
        "rows": [
            _map_row(rows[rule.id], frame, overview.states[rule.id]) for rule in ordered
        ],
    }


def _map_row(
    row: RuleRow, frame: Frame, states: Mapping[str, Mapping[str, State]]
) -> dict[str, Any]:
    """Return a rule's line of the map, with a cell for each language."""
    cells = []
    for language in frame.translations:
        found = states[language.code]
        cells.append(
            {"language": language, "state": worst(found), "count": as_bad(found)}
        )
    return {
        "id": row.id,
        "address": row.address,
        "title": row.title,
        "lang": row.lang,
        "severity": row.severity,
        "level": row.level,
        "category": row.category,
        "product": row.product,
        "cells": cells,
    }


def _summary(
    of: SiteLanguage, language: SiteLanguage, states: Mapping[str, Mapping[str, State]]
) -> dict[str, Any]:
    """Return how far the translation into one language is, told in the page's language."""
    every: list[State] = []
    for found in states.values():
        every += found.values()
    share = percent(every.count(State.CURRENT), len(every), language)
    return {
        "language": of,
        "share": share,
        "spoken": language.word("{share} current", share=share),
        "parts": _bar(every, language),
    }


def _most_urgent(
    rules: Sequence[Rule], states: Mapping[str, Mapping[str, State]]
) -> list[Rule]:
    """Return the rules that somebody has to look at, the most urgent first."""
    left = [rule for rule in rules if worst(states[rule.id]) is not State.CURRENT]
    return sorted(left, key=lambda rule: _urgency(rule, states[rule.id]))


def _urgency(rule: Rule, states: Mapping[str, State]) -> tuple[int, int]:
    """Return a key that puts the most severe rules first, and among them the worst states."""
    severities = [*severity_words(rule.product.severities)]
    return severities.index(rule.severity), OPEN.index(worst(states))


def _bar(states: Sequence[State], language: SiteLanguage) -> list[BarPart]:
    """Return the parts of a bar that together are a thousand wide, whatever is rounded."""
    parts = []
    done = 0
    total = len(states) or 1
    for state, count in tally(states):
        start, end = 1000 * done // total, 1000 * (done + count) // total
        part = BarPart(
            state=state,
            count=number(count, language),
            start=start,
            width=end - start,
        )
        parts.append(part)
        done += count
    return parts


def number(value: int, language: SiteLanguage) -> str:
    """Return a number as the language writes it."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language.code.replace("-", "_"))


def percent(part: int, whole: int, language: SiteLanguage) -> str:
    """Return a share as the language writes it, rounded down: 100% is said only of all."""
    from babel.numbers import format_percent

    share = part * 100 // whole if whole else 100
    return format_percent(share / 100, locale=language.code.replace("-", "_"))
