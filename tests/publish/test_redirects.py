"""Pages that lead elsewhere are files of a build like all others."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.publish.outputs import outputs

LIST = "docs/.openpublishing.redirection.json"
OLD = "docs/fr-fr/hyper-v/Backups.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    other = RULE.replace("page: Backups", "page: Other")
    write_project(tmp_path, {"backup": RULE, "other": other})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(root: Path, folder: str = "build") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in ("docs", "messages"):
        for path in sorted((root / folder / part).rglob("*")):
            if path.is_file():
                name = path.relative_to(root / folder).as_posix()
                found[name] = path.read_bytes()
    return found


def test_a_page_becomes_one_that_leads_on_and_a_page_again(root: Path) -> None:
    assert main(["build"]) == 0
    before = built(root)
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert main(["build"]) == 0
    moved = built(root)
    assert b"](../storage/Backups.md)" in moved[OLD]
    assert LIST in moved
    assert moved == outputs(read_project(root))
    assert main(["build", "--check"]) == 0
    assert main(["rm", "storage/copies", "--to", "hyper-v/other"]) == 0
    (root / "rules/hyper-v/backup.yaml").write_text(RULE, "utf-8")
    other = root / "rules/hyper-v/other.yaml"
    text = other.read_text("utf-8")
    start, end = text.index("redirect_from:"), text.index("severity:")
    other.write_text(text[:start] + text[end:], "utf-8")
    assert main(["build"]) == 0
    after = built(root)
    assert after[OLD] == before[OLD]
    assert LIST not in after


def test_parts_of_a_build_join_to_the_same(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    for number in (1, 2):
        assert main(["build", "--shard", f"{number}/2"]) == 0
        (root / "build").rename(root / f"part{number}")
    assert main(["merge", "part1", "part2"]) == 0
    assert built(root) == outputs(read_project(root))


def test_the_json_catalog_says_what_a_rule_was_called(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert main(["build"]) == 0
    text = (root / "build/messages/json/fr.json").read_text("utf-8")
    assert '"aliases": {"hyper-v/backup": "storage/copies"}' in text
