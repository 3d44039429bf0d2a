from pathlib import Path

import pytest
from lint_helpers import over_all
from provenance_helpers import FRENCH, stamps, subject

from bpadocs.lint import history
from bpadocs.lint.checks.provenance.stamped_without_change import CHECK
from bpadocs.lint.context import Context

STAMPS = stamps()
REASON = {**STAMPS, "issue": STAMPS["issue"]._replace(reason="typo in English")}
FILE = "rules/hyper-v/clocks.yaml"


@pytest.fixture
def _history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git says that the stamp of the issue moved alone."""
    issue = STAMPS["issue"]
    moved = frozenset({(FILE, "issue", issue.source, issue.target)})
    monkeypatch.setattr(history, "stamps_without_change", lambda root: moved)


@pytest.mark.usefixtures("_history")
def test_a_stamp_that_moved_alone_is_found() -> None:
    [hit] = over_all(CHECK, [subject(FRENCH, STAMPS)], Context(root=Path()))
    assert (hit.language, hit.field) == ("fr", "issue")
    assert (hit.hit.start, hit.hit.end) == (0, len(FRENCH["issue"]))


@pytest.mark.usefixtures("_history")
def test_a_stamp_with_a_reason_is_good() -> None:
    assert over_all(CHECK, [subject(FRENCH, REASON)], Context(root=Path())) == []


@pytest.mark.usefixtures("_history")
def test_a_stamp_that_has_been_renewed_since_is_good() -> None:
    rewritten = {**FRENCH, "issue": "L’horloge retarde beaucoup."}
    renewed = stamps(french=rewritten)
    assert over_all(CHECK, [subject(rewritten, renewed)], Context(root=Path())) == []


@pytest.mark.usefixtures("_history")
def test_pages_without_a_project_have_no_history_and_are_left_alone() -> None:
    assert over_all(CHECK, [subject(FRENCH, STAMPS)], Context(root=None)) == []
