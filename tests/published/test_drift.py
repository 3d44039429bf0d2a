"""Drift is told block by block: all that is stale, and nothing else."""

import re
from pathlib import Path

import pytest
from drifting_pages import LANGUAGES, Drifting

from bpadocs.lint.checks.pages import english_revision, stale_block
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.pages.drift import Change
from bpadocs.published.audit import Audit, audit
from bpadocs.published.folder import english_locale, languages_of
from bpadocs.words.labels import read_labels


def audited(root: Path) -> Audit:
    """What the checks of drift say of the pages in docs/."""
    folders = {language: root / "docs" / language for language in LANGUAGES}
    locales = (english_locale(root / "docs/en"), *languages_of(folders))
    labels = read_labels(None, ("en", *LANGUAGES))
    checks = Selection.of([stale_block.CHECK, english_revision.CHECK])
    return audit(locales, labels, checks, Context())


def told(root: Path, found: Audit) -> set[tuple[str, str, str]]:
    """The stale blocks: the page, what became of the block, and the second word of it."""
    every = set()
    for finding in found.findings:
        assert finding.check == "stale-block", finding
        block = found.blocks[finding]
        words = block.diff
        if block.change is not Change.ADDED:
            place = finding.place
            lines = found.text_of(finding.file).split("\n")
            lines = lines[place.line - 1 : place.end_line]
            lines[-1] = lines[-1][: place.end_column - 1]
            words = "\n".join(lines)[place.column - 1 :]
        second = re.findall(r"[a-z]+\d+[xv]\d+", words)[1]
        file = Path(finding.file).relative_to(root).as_posix()
        key = (file, block.change.value, second)
        assert key not in every, "told twice"
        every.add(key)
    return every


@pytest.mark.parametrize("seed", [1, 2])
def test_every_stale_block_and_no_other(tmp_path: Path, seed: int) -> None:
    """40 pages in two languages, and 60 commits after they were translated.

    A quarter of the pages each says by the hash of the file, by a commit or by a blob what it was
    made from, or nothing, so that history has to tell.
    """
    drifting = Drifting(tmp_path / "repository", pages=40, seed=seed)
    for _ in range(60):
        drifting.step()
    drifting.repository.close()
    root = drifting.repository.folder
    expected = drifting.expected()
    assert {kind for _, kind, _ in expected} == {"changed", "added", "removed"}
    assert {"move", "reformat", "touch", "rename", "translate"} <= set(drifting.done)
    answer = audited(root)
    found = told(root, answer)
    assert found - expected == set()
    assert expected - found == set()
    blocks = 0
    for one in answer.waiting:
        blocks += sum(one.blocks.values())
        assert one.missing.unknown.total() == 0
    assert blocks == len(expected) > 200
