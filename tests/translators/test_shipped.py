"""The rules of this repository out to a translator and back, from nothing: the same again."""

import shutil
from pathlib import Path

import pytest
from exchange_helpers import clear, tree

from bpadocs.cli import main
from bpadocs.project.tree import read_project

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["po", "xliff"])
@pytest.mark.parametrize("language", ["fr", "it", "es", "ko"])
def test_all_exported_cleared_and_imported_is_the_same_again(
    tmp_path: Path, kind: str, language: str
) -> None:
    project = tmp_path / "project"
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pyproject.toml", project)
    shipped = [rule.text for rule in read_project(project).rules]
    there_and_back(project, kind, language, tmp_path / "once")
    assert [rule.text for rule in read_project(project).rules] == shipped
    # people fold lines as they like; what has been written by the tool is written the same again
    before = tree(project)
    there_and_back(project, kind, language, tmp_path / "twice")
    assert tree(project) == before


def there_and_back(project: Path, kind: str, language: str, exported: Path) -> None:
    """Export all, take it out of the project, and import it."""
    options = ["--project", str(project)]
    arguments = ["export", "--locale", language, "--all", "-o", str(exported)]
    assert main([kind, *arguments, *options]) == 0
    before = tree(project)
    clear(project, language)
    assert tree(project) != before
    assert main([kind, "import", str(exported), *options]) == 0
