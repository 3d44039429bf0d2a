"""Count what each check says of the pages in ../shared, and how much of it is right.

Of pages that people translated, those findings count as right or wrong that somebody has read:
*.jsonl beside this file hold place and verdict, and no text of the pages. Of published rule pages
there are labels too, one for each fault that readers found on 64 of the pages: a finding on a label
of the kind that its check is about is right; any other has to be read as well.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from finding_helpers import all_said

from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.precision import PEOPLE, RULES
from bpadocs.lint.registry import CHECKS
from bpadocs.published.audit import audit
from bpadocs.published.folder import english_locale, languages_of
from bpadocs.words.labels import read_labels

SHARED: Final = Path(__file__).parents[4] / "shared"
LOCALES: Final = {"fr": "fr-fr", "it": "it-it", "es": "es-es", "ko": "ko-kr"}
OF_THE_ANALYSER: Final = frozenset(
    {"korean-particles", "korean-endings", "korean-spacing"}
)
"""They find nothing without the analyser of Korean."""
VERDICTS: Final = ("human.jsonl", "judgements.jsonl", "read.jsonl")
ABOUT: Final[Mapping[str, str]] = {
    "agreement": "grammar",
    "apostrophes": "spacing",
    "argument-blanks": "placeholder",
    "argument-label": "placeholder",
    "argument-torn": "placeholder",
    "blank-after-markup": "spacing",
    "brackets": "punctuation",
    "durations": "number wrong-sense",
    "emphasis-reach": "emphasis",
    "english-fragments": "untranslated placeholder",
    "final-punctuation": "punctuation",
    "furniture": "label value spacing product-name term link",
    "glued-markup": "spacing",
    "grammar": "grammar label",
    "korean-endings": "grammar",
    "korean-particles": "grammar",
    "korean-spacing": "spacing",
    "link-text": "link product-name",
    "literals": "code",
    "mixed-terms": "term",
    "negation": "wrong-sense",
    "no-break-spaces": "spacing",
    "numbers": "number",
    "opposites": "wrong-sense",
    "particles": "grammar",
    "product-names": "product-name",
    "register": "grammar term label",
    "spacing": "spacing",
    "split-words": "spacing",
    "stray-capitals": "product-name",
    "terms": "product-name term untranslated",
    "translated-literals": "wrong-sense code",
    "ui-labels": "product-name untranslated term emphasis",
    "ui-verbs": "ui-verb",
    "unfinished": "grammar",
    "word-order": "grammar emphasis",
    "word-senses": "wrong-sense term",
}
"""The kinds of labels that a check is about."""


class Spot(NamedTuple):
    """Where a check found something."""

    check: str
    locale: str
    page: str
    line: int
    column: int
    end_line: int
    end_column: int


def measure() -> dict[str, Any]:
    """Return the content of precision.json."""
    verdicts = read_verdicts()
    labels = _Labels(SHARED / "corpus" / "labels")
    people = [_tally(spot, verdicts.get(spot)) for spot in spots_on_people()]
    rules = []
    for spot in spots_on_rules():
        right = verdicts.get(spot)
        if right is None and labels.has(spot):
            right = True
        rules.append(_tally(spot, right))
    return {PEOPLE: _entry(184, people), RULES: _entry(100, rules)}


class _Tally(NamedTuple):
    check: str
    read: bool
    right: bool


def _tally(spot: Spot, right: bool | None) -> _Tally:
    return _Tally(spot.check, right is not None, bool(right))


def _entry(pages: int, tallies: Iterable[_Tally]) -> dict[str, Any]:
    checks: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in tallies:
        counts = checks[one.check]
        counts[0] += 1
        counts[1] += one.read
        counts[2] += one.right
    return {"pages": pages, "checks": dict(sorted(checks.items()))}


def written(data: Mapping[str, Any]) -> str:
    """Return the data as the file has it: a check a line."""
    lines = []
    for pages, own in data.items():
        rows = [
            f"      {json.dumps(name)}: {json.dumps(counts)}"
            for name, counts in own["checks"].items()
        ]
        checks = ",\n".join(rows)
        lines.append(
            f'  "{pages}": {{\n    "pages": {own["pages"]},\n'
            f'    "checks": {{\n{checks}\n    }}\n  }}'
        )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_verdicts() -> dict[Spot, bool]:
    """Return what readers said of findings."""
    found = {}
    for name in VERDICTS:
        for line in (Path(__file__).parent / name).read_text("utf-8").splitlines():
            entry = json.loads(line)
            spot = Spot(*(entry[field] for field in Spot._fields))
            found[spot] = entry["right"]
    return found


def spots_on_people() -> Iterator[Spot]:
    """Yield what is found on pages that people translated."""
    for language, locale in LOCALES.items():
        folder = SHARED / "human" / language
        yield from _spots(folder, {language: locale})


def spots_on_rules() -> Iterator[Spot]:
    """Yield what is found on published rule pages."""
    yield from _spots(SHARED / "corpus", LOCALES)


def told_on_rules() -> Iterator[Spot]:
    """Yield each place that a finding names on published rule pages, as a reader sees them."""
    for finding in all_said(findings_on(SHARED / "corpus", tuple(LOCALES.values()))):
        for one in finding.places:
            yield _spot(one)


class Recall(NamedTuple):
    """How many faults there are of which the readers were sure, and how many of them are found."""

    faults: int
    found: int
    by_its_kind: int
    """So many are found by a check that is about that kind of fault."""


def recall_on_rules() -> Recall:
    """Count the faults that a place which a finding names is on."""
    on_line: dict[tuple[str, str, int], list[Spot]] = defaultdict(list)
    for spot in told_on_rules():
        for number in range(spot.line, spot.end_line + 1):
            on_line[spot.locale, spot.page, number].append(spot)
    faults = found = by_its_kind = 0
    for (locale, page, line), labels in _Labels(
        SHARED / "corpus" / "labels"
    ).by_line.items():
        for label in labels:
            if not label["sure"]:
                continue
            checks = set()
            for spot in on_line[locale, page, line]:
                if _overlaps(spot, label, line):
                    checks.add(spot.check)
            faults += 1
            found += bool(checks)
            kind = label["kind"]
            by_its_kind += any(kind in ABOUT.get(name, "").split() for name in checks)
    return Recall(faults, found, by_its_kind)


def _spots(folder: Path, locales: Mapping[str, str]) -> Iterator[Spot]:
    """Yield each finding on the translations once; of what is told once a page, the first place."""
    every = findings_on(folder, tuple(locales.values()))
    yield from dict.fromkeys(_spot(finding) for finding in all_said(every))


@cache
def findings_on(folder: Path, locales: tuple[str, ...]) -> Sequence[Finding]:
    """Return what is told of the translations.

    Seconds go into it: it is looked up by all who ask in one process.
    """
    others = languages_of({locale: folder / locale for locale in locales})
    labels = read_labels(None, ("en", *(other.language for other in others)))
    # the day decides which dates are in the future, and of these no check of texts speaks
    context = Context(today=date(2026, 11, 21), profile_of_rule_pages="windows")
    pages = (english_locale(folder / "en-us"), *others)
    every: list[Finding] = list(
        audit(pages, labels, Selection.of(CHECKS), context).findings
    )
    return [one for one in every if one.locale in locales]


def _spot(finding: Finding) -> Spot:
    place = finding.place
    return Spot(
        check=finding.check,
        locale=finding.locale,
        page=Path(finding.file).name,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
    )


class _Labels:
    """The faults that readers found on published rule pages."""

    def __init__(self, folder: Path) -> None:
        self.by_line: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(
            list
        )
        for locale in LOCALES.values():
            for line in (folder / f"{locale}.jsonl").read_text("utf-8").splitlines():
                entry = json.loads(line)
                key = locale, entry["page"], entry["line"]
                self.by_line[key].append(entry)

    def has(self, spot: Spot) -> bool:
        """Tell whether a finding stands on a fault of a kind that its check is about."""
        kinds = ABOUT.get(spot.check, "").split()
        for number in range(spot.line, spot.end_line + 1):
            for label in self.by_line.get((spot.locale, spot.page, number), ()):
                if label["kind"] in kinds and _overlaps(spot, label, number):
                    return True
        return False


def _overlaps(spot: Spot, label: Mapping[str, Any], line: int) -> bool:
    start = spot.column if line == spot.line else 1
    end = spot.end_column if line == spot.end_line else 10**6
    first: int = label["column"]
    length: int = label["length"]
    return start < first + length and max(end, start + 1) > first
