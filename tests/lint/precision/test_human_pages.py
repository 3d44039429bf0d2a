"""Lint on pages that people translated well (../shared/human) stays quiet, and what it says is
mostly right.

human.jsonl holds 100 findings of level warning or above, drawn at random from all of them, each read
beside its English: check, page, span and verdict, and no text of the pages.
"""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.registry import CHECKS

from .measuring import LOCALES, SHARED, findings_on

HUMAN = SHARED / "human"
MOST_FLAGGED = 0.03
LEAST_RIGHT = 0.7

Lines = set[tuple[str, int]]
"""Page and number of a line."""


@pytest.fixture(scope="module")
def findings() -> dict[str, list[Finding]]:
    """By language, what is told of translations at the level of a warning or above."""
    if not HUMAN.is_dir():
        pytest.skip(
            "../shared/human is not there: pages that people translated are not audited"
        )
    by_default = {check.name for check in CHECKS if check.default}
    found = {}
    for language, locale in LOCALES.items():
        found[language] = [
            one
            for one in findings_on(HUMAN / language, (locale,))
            if one.check in by_default and one.severity is not Level.HINT
        ]
    return found


def prose(page: Path) -> Lines:
    """The lines of a page that have text and are no code and no front matter."""
    lines = page.read_text("utf-8-sig").split("\n")
    start = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    found = set()
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        mark = re.match(r"\s*(```+|~~~+)", line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
            continue
        if mark:
            fence = mark[1]
        elif line.strip():
            found.add((page.name, number))
    return found


@pytest.mark.parametrize("language", LOCALES)
def test_hardly_a_line_that_a_person_translated_is_flagged(
    language: str,
    findings: dict[str, list[Finding]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines: Lines = set()
    for page in (HUMAN / language / LOCALES[language]).glob("*.md"):
        lines |= prose(page)
    flagged: Lines = set()
    for one in findings[language]:
        for number in range(one.place.line, one.place.end_line + 1):
            flagged.add((Path(one.file).name, number))
    share = len(lines & flagged) / len(lines)
    with capsys.disabled():
        print(f"\n{language}: {share:.1%} of {len(lines)} lines of prose")
    assert len(lines) > 3000
    assert share <= MOST_FLAGGED


def test_most_of_what_is_told_is_right(findings: dict[str, list[Finding]]) -> None:
    made = set()
    for language in LOCALES:
        for one in findings[language]:
            place = one.place
            spot = (one.check, Path(one.file).name, place.line, place.column)
            made.add((LOCALES[language], *spot))
    text = (Path(__file__).parent / "human.jsonl").read_text("utf-8")
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for line in text.splitlines():
        entry = json.loads(line)
        names = ("locale", "check", "page", "line", "column")
        if tuple(entry[name] for name in names) in made:
            verdicts[entry["check"]].append(entry["right"])
    every = [right for rights in verdicts.values() for right in rights]
    assert len(every) >= 80, "the findings have moved: draw and judge a new sample"
    assert sum(every) >= LEAST_RIGHT * len(every)
