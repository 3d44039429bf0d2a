"""The findings of all rules, by check and language, and what each of these checks looks for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from bpadocs.lint.findings import Finding, Level
from bpadocs.rule.model import FIELDS, Rule
from bpadocs.site.facts import LEVELS, field_of
from bpadocs.site.frame import SiteLanguage, address, title_of
from bpadocs.site.overview import Overview, number
from bpadocs.site.page_view import field_label

_CODE = re.compile("`([^`\n]+)`")
MOST = 50
"""How many places of a check in one language the page names; a terminal tells all of them."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One finding in the list of a check."""

    level: Level
    language: SiteLanguage
    message: str
    title: str
    """The title of the rule; empty where the finding is on no rule."""
    title_lang: str | None
    field: str
    href: str
    """Where it is shown beside its text; empty where no page shows it."""
    file: str
    line: int
    fixed: bool
    """Whether `bpa lint --fix` mends it."""


@dataclass(frozen=True, slots=True)
class FoundByCheck:
    """What one check has found."""

    name: str
    level: Level
    counts: tuple[tuple[SiteLanguage, str], ...]
    total: str
    fixable: str
    """How many `bpa lint --fix` mends; empty where none."""
    places: tuple[FoundPlace, ...]
    more: str
    """How many more there are than places; empty where none."""


def findings_context(overview: Overview, language: SiteLanguage) -> dict[str, Any]:
    """Return what the template of the findings is filled with."""
    checks = []
    every: list[Finding] = []
    for name, found in overview.by_check.items():
        checks.append(_found_by(name, found, overview, language))
        every += found
    levels = Counter(one.severity for one in every)
    fixable = sum(bool(one.safe_fixes) for one in every)
    return {
        "title": language.word("Findings"),
        "checks": checks,
        "total": number(len(every), language),
        "level_counts": [
            (level, number(levels[level], language))
            for level in LEVELS
            if levels[level]
        ],
        "fixable": number(fixable, language) if fixable else "",
    }


def _found_by(
    name: str, found: Sequence[Finding], overview: Overview, language: SiteLanguage
) -> FoundByCheck:
    languages = Counter(finding.language for finding in found)
    counts = []
    for other in overview.frame.languages:
        count = languages[other.code]
        counts.append((other, number(count, language) if count else ""))
    fixable = sum(bool(finding.safe_fixes) for finding in found)
    places = tuple(_places(found, overview, language))
    more = len(found) - len(places)
    return FoundByCheck(
        name=name,
        level=found[0].severity,
        counts=tuple(counts),
        total=number(len(found), language),
        fixable=number(fixable, language) if fixable else "",
        places=places,
        more=number(more, language) if more else "",
    )


def _places(
    found: Sequence[Finding], overview: Overview, language: SiteLanguage
) -> Iterator[FoundPlace]:
    """Yield the places of a check, of each language no more than `MOST`."""
    rules = {rule.id: rule for rule in overview.rules}
    languages = {one.code: one for one in overview.frame.languages}
    told: Counter[str] = Counter()
    for finding in found:
        other = languages.get(finding.language)
        if other is None or told[finding.language] == MOST:
            continue
        told[finding.language] += 1
        yield _found_place(finding, rules.get(finding.rule), other, language)


def _found_place(
    finding: Finding, rule: Rule | None, other: SiteLanguage, language: SiteLanguage
) -> FoundPlace:
    name = field_of(finding)
    title = title_of(rule, language) if rule else None
    return FoundPlace(
        level=finding.severity,
        language=other,
        message=finding.message,
        title=title.text if title else "",
        title_lang=title.lang if title else None,
        field=field_label(name, language) if name in FIELDS else finding.field or "",
        href=compare_address(rule, other, name) if rule else "",
        file=finding.file,
        line=finding.place.line,
        fixed=bool(finding.safe_fixes),
    )


def compare_address(rule: Rule, language: SiteLanguage, name: str) -> str:
    """Return where a field of a rule is side by side with its translation, below the site."""
    anchor = f"#field-{name}" if name in rule.english else ""
    return f"{language.locale}/compare/{address(rule)}{anchor}"


@dataclass(frozen=True, slots=True)
class ExplainedCheck:
    """What a check looks for."""

    name: str
    level: str
    paragraphs: tuple[Markup, ...]
    """Those that begin with blanks are examples."""


def checks_context(overview: Overview, language: SiteLanguage) -> dict[str, Any]:
    """Return what the template is filled with that explains the checks that found something."""
    return {
        "title": language.word("What the checks look for"),
        "checks": [_explained(name) for name in sorted(overview.by_check)],
    }


@cache
def _explained(name: str) -> ExplainedCheck:
    from bpadocs.lint.check import documentation
    from bpadocs.lint.registry import all_checks

    for check in all_checks():
        if check.name == name:
            paragraphs = documentation(check).split("\n\n")
            html = tuple(_with_code(paragraph) for paragraph in paragraphs)
            return ExplainedCheck(name, str(check.severity), html)
    return ExplainedCheck(name, "", ())


def _with_code(paragraph: str) -> Markup:
    """Return a paragraph as HTML: what stands in backticks is code, but in an example."""
    html = escape(paragraph)
    if paragraph.startswith(" "):
        return html
    return Markup(_CODE.sub(r"<code>\1</code>", str(html)))
