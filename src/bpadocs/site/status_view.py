"""The map: the state of every translation, what is wrong in it, and what to do next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bpadocs.lint.findings import Level
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State
from bpadocs.site.facts import LEVELS
from bpadocs.site.frame import BEST_FIRST, SiteLanguage
from bpadocs.site.overview import (
    Overview,
    RuleRow,
    day,
    number,
    percent,
    row_of,
    sorted_categories,
)
from bpadocs.site.progress import Progress
from bpadocs.words.cldr import sort_key
from bpadocs.words.of_site import (
    LEVELS_COUNTED,
    LEVELS_EXPLAINED,
    STATES_EXPLAINED,
)

NEXT = 3
"""How many rules “what to do next” names for each language."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many texts are in a state, or how many findings are of a level."""

    kind: State | Level
    number: str


@dataclass(frozen=True, slots=True)
class BarPart:
    """A state's share of a bar a thousand wide."""

    state: State
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class MapCell:
    """One rule in one language."""

    language: SiteLanguage
    state: State
    count: str
    """How many texts are as bad as the worst one; empty where all are current."""
    level: Level | None
    found: str
    """How many findings are as bad as the worst one."""
    is_to_do: bool
    is_reviewed: bool
    has_machine: bool
    spoken: str
    """The whole of it, in words."""


def status_context(overview: Overview, language: SiteLanguage) -> dict[str, Any]:
    """Return what the template of the map is filled with."""
    frame = overview.frame
    rows = {rule.id: row_of(rule, language) for rule in overview.rules}

    def order(rule: Rule) -> tuple[object, ...]:
        """Return a key that puts the rules in the order of their titles."""
        return sort_key(rows[rule.id].title, language.code), rule.id

    ordered = sorted(overview.rules, key=order)
    cell = _cells(language)
    map_rows = []
    for rule in ordered:
        found = overview.progress[rule.id]
        cells = [cell(other, found[other.code]) for other in frame.translations]
        map_rows.append({"rule": rows[rule.id], "cells": cells})
    return {
        "title": language.word("Translation status"),
        "translations": frame.translations,
        "products": overview.products,
        "categories": sorted_categories(overview, language),
        "commit": _commit(overview, language),
        "tiles": list(_tiles(overview.whole, language)),
        "state_legend": STATES_EXPLAINED,
        "level_legend": LEVELS_EXPLAINED,
        "summaries": [
            _summary(overview, other, ordered, rows, language)
            for other in frame.translations
        ],
        "shared_words": list(_shared_words(overview)),
        "rows": map_rows,
    }


def _commit(overview: Overview, language: SiteLanguage) -> str:
    """Say what was last committed, and when; empty where there is no history."""
    if overview.commit is None:
        return ""
    return language.shown(
        "Last commit: {commit}, {date}",
        commit=overview.commit.name[:7],
        date=day(overview.commit.time, language),
    )


def _tiles(whole: Progress, language: SiteLanguage) -> Iterator[dict[str, str]]:
    """Yield the numbers that tell most of all translations together."""
    current = whole.states.get(State.CURRENT, 0)
    shares = {"Translations current": current, "Reviewed": whole.reviewed}
    for label, count in shares.items():
        value = percent(count, whole.texts, language)
        yield {"label": label, "value": value, "kind": ""}
    for label, level in {"Errors": Level.ERROR, "Warnings": Level.WARNING}.items():
        count = whole.levels.get(level, 0)
        kind = str(level) if count else ""
        yield {"label": label, "value": number(count, language), "kind": kind}
    counts = {
        "Words to translate": whole.to_translate,
        "Words to review": whole.to_review,
    }
    for label, count in counts.items():
        yield {"label": label, "value": number(count, language), "kind": ""}


def _summary(
    overview: Overview,
    of: SiteLanguage,
    ordered: Sequence[Rule],
    rows: Mapping[str, RuleRow],
    language: SiteLanguage,
) -> dict[str, Any]:
    """Return how far the translation into one language is, told in the page's language."""
    progress = overview.by_language[of.code]
    current = progress.states.get(State.CURRENT, 0)
    share = percent(current, progress.texts, language)
    own = {rule.id: overview.progress[rule.id][of.code] for rule in ordered}
    left = _most_urgent(ordered, own, [*language.words["severity"]])
    upcoming = []
    for rule in left[:NEXT]:
        counts = counts_of(own[rule.id], language, without=(State.CURRENT, Level.HINT))
        upcoming.append({"rule": rows[rule.id], "counts": counts})
    since = None
    if progress.stale_since is not None:
        since = day(progress.stale_since, language)
    return {
        "language": of,
        "share": share,
        "spoken": language.word("{share} current", share=share),
        "bar": _bar(progress),
        "counts": counts_of(progress, language, without=LEVELS),
        "found": counts_of(progress, language, without=tuple(State)),
        "reviewed": percent(progress.reviewed, progress.texts, language),
        "machine": number(progress.machine, language),
        "to_translate": number(progress.to_translate, language),
        "to_review": number(progress.to_review, language),
        "is_to_translate": progress.to_translate > 0,
        "is_read": progress.reviewed == progress.texts,
        "since": since,
        "earlier": _earlier(overview, of, language),
        "next": upcoming,
        "open": number(len(left), language),
    }


def _earlier(overview: Overview, of: SiteLanguage, language: SiteLanguage) -> str:
    """Say how far a translation was a month before the last commit; empty where nobody knows."""
    before = overview.earlier
    if before is None or not before.progress[of.code].texts:
        return ""
    progress = before.progress[of.code]
    current = progress.states.get(State.CURRENT, 0)
    return language.shown(
        "{date}: {current} current, {reviewed} reviewed",
        date=day(before.commit.time, language),
        current=percent(current, progress.texts, language),
        reviewed=percent(progress.reviewed, progress.texts, language),
    )


def _shared_words(overview: Overview) -> Iterator[dict[str, Any]]:
    """Yield how many of the words that all pages share each language lacks."""
    for other in overview.frame.translations:
        missing = overview.words[other.code][State.MISSING]
        state = State.MISSING if missing else State.CURRENT
        yield {"language": other, "state": state, "count": missing}


def _most_urgent(
    rules: Sequence[Rule], found: Mapping[str, Progress], severities: Sequence[str]
) -> list[Rule]:
    """Return the rules that somebody has to look at, the most urgent first."""
    left = [rule for rule in rules if found[rule.id].is_to_do]
    return sorted(left, key=lambda rule: _urgency(rule, found[rule.id], severities))


def _urgency(
    rule: Rule, progress: Progress, severities: Sequence[str]
) -> tuple[bool, int, int]:
    """Return a key that puts errors first, then the most severe rules, then the worst states."""
    return (
        progress.level is not Level.ERROR,
        severities.index(rule.severity),
        -BEST_FIRST.index(progress.state),
    )


def _bar(progress: Progress) -> list[BarPart]:
    """Return the parts of a bar that together are a thousand wide, whatever is rounded."""
    parts = []
    done = 0
    total = progress.texts or 1
    for state in BEST_FIRST:
        count = progress.states.get(state, 0)
        if not count:
            continue
        start = 1000 * done // total
        end = 1000 * (done + count) // total
        parts.append(BarPart(state, start, end - start))
        done += count
    return parts


def counts_of(
    progress: Progress, language: SiteLanguage, without: Sequence[State | Level] = ()
) -> list[Count]:
    """Return how many texts are in each state and how many findings of each level there are.

    What there is none of is left out, and so is what `without` names. The best state comes first.
    """
    counts: dict[State | Level, int] = {}
    for state in BEST_FIRST:
        counts[state] = progress.states.get(state, 0)
    for level in LEVELS:
        counts[level] = progress.levels.get(level, 0)
    found = []
    for kind, count in counts.items():
        if count and kind not in without:
            found.append(Count(kind, number(count, language)))
    return found


def _cells(language: SiteLanguage) -> Callable[[SiteLanguage, Progress], MapCell]:
    """Return what makes the cells of a map that is told in this language."""
    names = dict(language.words["state"])
    names |= {level: language.word(word) for level, word in LEVELS_COUNTED.items()}

    @lru_cache(maxsize=4096)
    def spoken(told: tuple[Count, ...], *more: str) -> str:
        """Return the counts in words. Most cells of a map say the same."""
        said = []
        for count in told:
            words = language.word(
                "{name}: {count}", name=names[count.kind], count=count.number
            )
            said.append(words)
        return ", ".join((*said, *more))

    def cell(other: SiteLanguage, progress: Progress) -> MapCell:
        """Return one rule in one language."""
        state, level = progress.state, progress.level
        told = tuple(counts_of(progress, language))
        more = [language.word("Reviewed")] if progress.is_reviewed else []
        return MapCell(
            language=other,
            state=state,
            count=number(progress.as_bad, language) if progress.as_bad else "",
            level=level,
            found=number(progress.levels[level], language) if level else "",
            is_to_do=progress.is_to_do,
            is_reviewed=progress.is_reviewed,
            has_machine=progress.machine > 0,
            spoken=f"{other.name}: {spoken(told, *more)}",
        )

    return cell
