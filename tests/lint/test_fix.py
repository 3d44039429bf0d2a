"""Safe fixes change what they say, and not another byte."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.run import lint

FAULTY = RULE.replace(
    "puis sélectionnez **Démarrer**.",
    "puis **Démarrer** , \\<liste  > et [ici](b.md ) .",
)
MENDED = RULE.replace(
    "puis sélectionnez **Démarrer**.", "puis **Démarrer**, \\<liste> et [ici](b.md )."
)


def mend(root: Path) -> tuple[int, str]:
    code = main(["lint", "--fix", "--project", str(root)])
    return code, (root / "rules/hyper-v/backups.yaml").read_bytes().decode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fixes_are_applied_and_nothing_else_changes(
    tmp_path: Path, line_end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": FAULTY.replace("\n", line_end)})
    _, text = mend(root)
    assert text == MENDED.replace("\n", line_end)
    assert "3 findings mended" in capsys.readouterr().err


def test_a_file_without_fixes_is_not_touched(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    path = root / "rules/hyper-v/backups.yaml"
    before = path.stat().st_mtime_ns
    mend(root)
    assert path.stat().st_mtime_ns == before


def test_what_was_mended_is_not_found_again(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": FAULTY})
    mend(root)
    assert not [finding for finding in lint(root).findings if finding.fix]


def test_only_the_chosen_rules_are_mended(tmp_path: Path) -> None:
    root = write_project(
        tmp_path,
        {"backups": FAULTY, "other": FAULTY.replace("page: Backups", "page: Other")},
    )
    main(["lint", "--fix", "--project", str(root), "hyper-v/other"])
    assert (root / "rules/hyper-v/backups.yaml").read_text("utf-8") == FAULTY
    assert (root / "rules/hyper-v/other.yaml").read_text("utf-8") == MENDED.replace(
        "page: Backups", "page: Other"
    )
