"""Drift is told block by block: all that is stale, and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from drifting_pages import LANGUAGES, Drifting
from page_helpers import bpa


def audited(
    root: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> dict[str, Any]:
    """What `bpa audit` says of the pages in docs/."""
    words = ["audit", str(root / "docs/en")]
    for language in LANGUAGES:
        words += ["--locale", f"{language}={root / 'docs' / language}"]
    capsys.readouterr()
    bpa(*words, *more, "--format", "json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def told(root: Path, answer: dict[str, Any]) -> set[tuple[str, str, str]]:
    """The stale blocks: the page, what became of the block, and the second word of it."""
    found = set()
    for one in answer["findings"]:
        if one["check"] != "stale-block":
            continue
        file = Path(one["file"])
        message = one["message"]
        if "was added" in message:
            kind, words = "added", one["diff"]
        else:
            kind = "removed" if "was removed" in message else "changed"
            lines = file.read_text("utf-8").split("\n")
            lines = lines[one["line"] - 1 : one["end_line"]]
            lines[-1] = lines[-1][: one["end_column"] - 1]
            words = "\n".join(lines)[one["column"] - 1 :]
        second = re.findall(r"[a-z]+\d+[xv]\d+", words)[1]
        key = (file.relative_to(root).as_posix(), kind, second)
        assert key not in found, "told twice"
        found.add(key)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_every_stale_block_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
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
    answer = audited(root, capsys)
    found = told(root, answer)
    assert found - expected == set()
    assert expected - found == set()
    blocks = 0
    for one in answer["waiting"]:
        blocks += sum(one[kind]["blocks"] for kind in ("changed", "added", "removed"))
        assert one["unknown"] == []
    assert blocks == len(expected) > 200
