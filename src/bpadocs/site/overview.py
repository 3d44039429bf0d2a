"""What the pages over all rules have in common, and the list of rules."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from bpadocs.lint.conclusion import NO_RULE
from bpadocs.lint.findings import Finding, Level
from bpadocs.rule.model import Category, Product, Rule
from bpadocs.rule.provenance import State
from bpadocs.site.facts import LEVELS, beside_states
from bpadocs.site.frame import Frame, SiteLanguage, address, product_rules, title_of
from bpadocs.site.progress import Progress, together
from bpadocs.site.trend import Earlier
from bpadocs.system import git
from bpadocs.words.cldr import sort_key

OPENED = 50
"""How many rules the list has whose groups are all open; in a longer one they are closed."""


@dataclass(frozen=True)
class Overview:
    """All that the pages over all rules are made from."""

    rules: Sequence[Rule]
    products: Sequence[Product]
    frame: Frame
    progress: Mapping[str, Mapping[str, Progress]]
    """By rule and language."""
    words: Mapping[str, Mapping[State, int]]
    """By language, how many of the shared words are in which state."""
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """By rule; those on no rule under an empty name."""
    commit: git.Commit | None = None
    """What was last committed, where git knows it."""
    earlier: Earlier | None = None
    """How far the translations were a month before that, where git knows it."""

    @cached_property
    def by_language(self) -> Mapping[str, Progress]:
        """How far each translation is as a whole, and what is found in the English."""
        found = {}
        for language in self.frame.languages:
            every = [self.progress[rule.id][language.code] for rule in self.rules]
            found[language.code] = together([*every, self._on_no_rule(language.code)])
        return found

    def _on_no_rule(self, language: str) -> Progress:
        """Return what is found in a language beside the rules, such as in its shared words."""
        levels: Counter[Level] = Counter()
        fixable = 0
        for finding in beside_states(self.findings.get(NO_RULE, ())):
            if finding.language == language:
                levels[finding.severity] += 1
                fixable += bool(finding.safe_fixes)
        return Progress(Counter(), levels=levels, fixable=fixable)

    @cached_property
    def by_check(self) -> Mapping[str, Sequence[Finding]]:
        """The findings by check: the worst level first, of these what was found most."""
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for findings in self.findings.values():
            for finding in beside_states(findings):
                found[finding.check].append(finding)
        for same in found.values():
            same.sort(key=lambda one: (LEVELS.index(one.severity), one.sort_key))

        def order(name: str) -> tuple[int, int, str]:
            """Return a key that puts the worst checks first."""
            worst = found[name][0].severity
            return LEVELS.index(worst), -len(found[name]), name

        return {name: found[name] for name in sorted(found, key=order)}

    @cached_property
    def whole(self) -> Progress:
        """How far all translations together are."""
        return together(self.by_language.values())


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
    products = []
    for product in overview.products:
        rules = product_rules(overview.rules, product)
        shown = {
            "id": product.id,
            "name": product.name,
            "groups": _groups(rules, language),
            "count": number(len(rules), language),
        }
        products.append(shown)
    whole = overview.whole
    current = whole.states.get(State.CURRENT, 0)
    return {
        "title": frame.site_titles[language.code],
        "rule_count": number(len(overview.rules), language),
        "language_count": number(len(frame.languages), language),
        "current_share": percent(current, whole.texts, language),
        "errors": errors_in(whole, language),
        "products": products,
        "categories": sorted_categories(overview, language),
        "opened": len(overview.rules) <= OPENED,
    }


def errors_in(progress: Progress, language: SiteLanguage) -> str:
    """Return the number of errors as a page shows it; empty where there are none."""
    count = progress.levels.get(Level.ERROR, 0)
    if not count:
        return ""
    return number(count, language)


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
        group = {
            "category": category,
            "name": names[category],
            "rules": sorted(found[category], key=order),
        }
        groups.append(group)
    return groups


def sorted_categories(
    overview: Overview, language: SiteLanguage
) -> list[tuple[str, str]]:
    """Return the usual categories and those that rules are of, each with its word, by that word."""
    names = language.words["category"]
    known = dict.fromkeys(str(one) for one in Category)
    known |= dict.fromkeys(rule.category for rule in overview.rules)
    pairs = [(category, names[category]) for category in known]
    return sorted(pairs, key=lambda pair: sort_key(pair[1], language.code))


@lru_cache(maxsize=4096)
def _decimal(value: int, code: str) -> str:
    # Cached, for a map writes the same few numbers in thousands of cells.
    from babel.numbers import format_decimal

    return format_decimal(value, locale=code.replace("-", "_"))


def number(value: int, language: SiteLanguage) -> str:
    """Return a number as the language writes it."""
    return _decimal(value, language.code)


def percent(part: int, whole: int, language: SiteLanguage) -> str:
    """Return a share as the language writes it, rounded down: 100% is said only of all.

    Of nothing there is no share.
    """
    from babel.numbers import format_percent

    if not whole:
        return "–"
    return format_percent(
        part * 100 // whole / 100, locale=language.code.replace("-", "_")
    )


def day(seconds: int, language: SiteLanguage) -> str:
    """Return the day of a time in seconds since 1970, in UTC, as the language writes it."""
    from babel.dates import format_date

    return format_date(
        git.when(seconds), "medium", locale=language.code.replace("-", "_")
    )
