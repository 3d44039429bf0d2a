"""The rules of this repository out to a translator and back, from nothing: the same bytes."""

import shutil
from pathlib import Path

import pytest
from exchange_helpers import clear, tree

from bpadocs.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["po", "xliff"])
@pytest.mark.parametrize("language", ["fr", "it", "es", "ko"])
def test_all_exported_cleared_and_imported_are_the_same_bytes(
    tmp_path: Path, kind: str, language: str
) -> None:
    project = tmp_path / "project"
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pyproject.toml", project)
    before = tree(project)
    exported = str(tmp_path / "exported")
    options = ["--project", str(project)]
    assert (
        main([kind, "export", "--locale", language, "--all", "-o", exported, *options])
        == 0
    )
    clear(project, language)
    assert tree(project) != before
    assert main([kind, "import", exported, *options]) == 0
    assert tree(project) == before
