"""Lint on the published pages in ../shared/corpus, and what a reader said of a fixed sample of its
findings.

judgements.jsonl holds 200 findings, drawn evenly over checks and languages, each read beside its
English: page, check, span and verdict, and no text of the pages. A finding that was judged wrong
and is made no longer counts no more.
"""

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from finding_helpers import all_said

from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.registry import CHECKS
from bpadocs.published.audit import audit
from bpadocs.published.folder import english_locale, languages_of
from bpadocs.words.labels import read_labels

CORPUS = next(
    (
        parent / "shared" / "corpus"
        for parent in Path(__file__).parents
        if (parent / "shared" / "corpus").is_dir()
    ),
    None,
)
LOCALES = ("fr-fr", "it-it", "es-es", "ko-kr")


class Spot(NamedTuple):
    check: str
    locale: str
    page: str
    line: int
    column: int
    end_line: int
    end_column: int


@pytest.fixture(scope="module")
def found() -> list[Spot]:
    if CORPUS is None:
        pytest.skip(
            "../shared/corpus is not there: the precision of lint is not measured"
        )
    english = english_locale(CORPUS / "en-us")
    others = languages_of({locale: CORPUS / locale for locale in LOCALES})
    labels = read_labels(None, ("en", *(other.language for other in others)))
    selection = Selection.of(check for check in CHECKS if check.default)
    context = Context(today=date(2026, 11, 21), profile="windows")
    # each was judged by itself, also what is told beside another one
    findings = all_said(audit((english, *others), labels, selection, context).findings)
    return [
        Spot(
            finding.check,
            Path(finding.file).parent.name,
            Path(finding.file).name,
            *_place(finding.place),
        )
        for finding in findings
        if Path(finding.file).parent.name in LOCALES
    ]


def _place(place: object) -> tuple[int, int, int, int]:
    return tuple(
        getattr(place, name) for name in ("line", "column", "end_line", "end_column")
    )


def judgements() -> dict[Spot, bool]:
    text = (Path(__file__).parent / "judgements.jsonl").read_text("utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    return {
        Spot(*(entry[name] for name in Spot._fields)): entry["right"]
        for entry in entries
    }


def test_the_sample_is_whole() -> None:
    judged = judgements()
    assert len(judged) == 200
    assert {spot.locale for spot in judged} == set(LOCALES)
    assert len({spot.check for spot in judged}) >= 30


def test_findings_are_right(
    found: list[Spot], capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts: dict[str, list[bool]] = defaultdict(list)
    spots = set(found)
    for spot, right in judgements().items():
        if spot in spots:
            verdicts[spot.check].append(right)
    totals = Counter(spot.check for spot in found)
    with capsys.disabled():
        print(f"\n{'check':24}{'findings':>9}{'judged':>8}{'right':>7}{'share':>7}")
        for check, total in totals.most_common():
            own = verdicts.get(check, [])
            share = f"{sum(own) / len(own):7.0%}" if own else "      –"
            print(f"{check:24}{total:9}{len(own):8}{sum(own):7}{share}")
        every = [right for own in verdicts.values() for right in own]
        print(
            f"{'all':24}{len(found):9}{len(every):8}{sum(every):7}{sum(every) / len(every):7.0%}"
        )
    assert len(every) >= 180, "the findings have moved: draw and judge a new sample"
    assert sum(every) / len(every) >= 0.95
    assert all(sum(own) / len(own) >= 0.8 for own in verdicts.values() if len(own) >= 5)
