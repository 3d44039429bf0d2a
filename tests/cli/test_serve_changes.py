"""What `bpa serve` takes for a change."""

import shutil
from pathlib import Path

from site_helpers import write_site_project

from bpadocs.cli.serve import _changes
from bpadocs.site.inputs import stamps


def test_a_change_before_the_watch_begins_is_noticed(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    seen = stamps(root)
    rule = next((root / "rules").rglob("*.yaml"))
    rule.write_text(rule.read_text("utf-8") + "\n", "utf-8")
    assert next(_changes(root, seen), "ended") is None  # or it would wait for ever


def test_stamps_are_of_files_wherever_they_stand_now(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    before = stamps(root)
    assert {Path(path).relative_to(root).as_posix() for path, _, _ in before} >= {"pyproject.toml"}
    rule = next((root / "rules").rglob("*.yaml"))
    rule.unlink()
    assert {path for path, _, _ in before - stamps(root)} == {str(rule)}
    shutil.rmtree(root / "rules")
    assert not any("/rules/" in path for path, _, _ in stamps(root))
