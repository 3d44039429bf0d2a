"""Which CLDR a build was made with is noted beside it, and told where files differ."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.publish.basis import CLDR_NOTE, note_cldr, noted_cldr
from bpadocs.words import cldr


def test_a_build_notes_it_beside_what_it_makes(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", {"backups": RULE})
    assert noted_cldr(root / "build") == ""
    assert main(["build", "--project", str(root)]) == 0
    assert noted_cldr(root / "build") == cldr.version()
    assert (root / "build" / CLDR_NOTE).read_text() == f"{cldr.version()}\n"


@pytest.mark.parametrize(("before", "told"), [("1", True), (cldr.version(), False)])
def test_a_check_that_finds_files_out_of_date_names_another_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, told: bool
) -> None:
    root = write_project(tmp_path / "project", {"backups": RULE})
    assert main(["build", "--project", str(root)]) == 0
    note_cldr(root / "build", before)
    capsys.readouterr()
    assert main(["build", "--check", "--project", str(root)]) == 0
    assert "CLDR" not in capsys.readouterr().err
    (root / "build/messages/json/en.json").write_text("{}")
    assert main(["build", "--check", "--project", str(root)]) != 0
    error = capsys.readouterr().err
    assert ("were those of CLDR 1, and are those of CLDR" in error) is told
