"""The figures that `bpa explain` tells are those that are measured, where the pages are there."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
import snapshots

from bpadocs.lint import precision
from bpadocs.lint.precision import Precision, measured, told
from bpadocs.lint.registry import CHECKS
from bpadocs.words.korean import identity

from .measuring import OF_THE_ANALYSER, SHARED, measure, recall_on_rules, written

LEAST_FOUND = 0.955
LEAST_BY_ITS_KIND = 0.925
FILE = files("bpadocs.lint").joinpath(precision.FILE)
MANUAL = Path(__file__).parents[3] / "docs/explanation/what-lint-cannot-find.md"


def without_analyser(data: dict[str, dict[str, dict[str, list[int]]]]) -> object:
    """The figures, but for those of checks that find nothing without the analyser of Korean."""
    found = {}
    for pages, own in data.items():
        checks = own["checks"].items()
        found[pages] = {
            name: one for name, one in checks if name not in OF_THE_ANALYSER
        }
    return found


def test_the_figures_are_those_that_are_measured(
    request: pytest.FixtureRequest,
) -> None:
    if not (SHARED / "human").is_dir() or not (SHARED / "corpus").is_dir():
        pytest.skip("../shared is not there: the precision of checks is not measured")
    now = measure()
    if request.config.getoption(snapshots.OPTION):
        assert identity(), "the analyser of Korean is missing: make precision brings it"
        with open(str(FILE), "w", encoding="utf-8") as file:
            file.write(written(now))
    kept = json.loads(FILE.read_text("utf-8"))
    assert without_analyser(kept) == without_analyser(now), (
        "checks say something else now: read what is new, and run make precision"
    )
    if identity():
        assert kept == now


def test_hardly_a_fault_of_published_rule_pages_is_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Counted are all places that a finding names: of a habit it is told once a page."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("../shared/corpus is not there: recall is not measured on it")
    faults, found, by_its_kind = recall_on_rules()
    with capsys.disabled():
        print(
            f"\nrecall {found / faults:.1%} of {faults}, by its kind {by_its_kind / faults:.1%}"
        )
    assert faults > 600
    assert found >= LEAST_FOUND * faults
    assert by_its_kind >= LEAST_BY_ITS_KIND * faults
    told = " ".join(MANUAL.read_text("utf-8").split())
    assert f"Of {faults:,} faults of which they were sure, {found / faults:.1%}" in told


def test_every_figure_is_of_a_check_there_is() -> None:
    names = {check.name for check in CHECKS}
    for own in measured().values():
        assert own.checks.keys() <= names
        for one in own.checks.values():
            assert 0 <= one.right <= one.read <= one.findings


def test_most_findings_that_people_get_to_see_were_read() -> None:
    """Of each check at least 15, or all of them."""
    for pages, own in measured().items():
        for name, one in own.checks.items():
            assert one.read >= min(15, one.findings), (pages, name)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (None, "no finding"),
        (Precision(findings=1, read=1, right=0), "1 finding, all read, 0 right"),
        (Precision(findings=5, read=5, right=4), "5 findings, all read, 4 right"),
        (
            Precision(findings=1240, read=20, right=19),
            "1,240 findings, 20 of them read, 19 right",
        ),
        (Precision(findings=2, read=0, right=0), "2 findings, none of which was read"),
    ],
)
def test_the_figures_are_told_in_words(
    figures: Precision | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = {"terms": figures} if figures else {}
    own = {
        "people": precision.Measured(1840, checks),
        "rules": precision.Measured(1, {}),
    }
    monkeypatch.setattr(precision, "measured", lambda: own)
    people, rules = told("terms")
    assert people == f"on 1,840 pages people translated: {said}"
    assert rules == "on 1 published rule pages: no finding"
