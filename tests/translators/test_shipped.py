"""The rules of this repository out to a translator and back, from nothing: the same again."""

from pathlib import Path

import pytest
from exchange_helpers import bpa, clear, exported, tree, whole_repository

from bpadocs.project.tree import read_project

TRANSLATIONS = ("fr", "ko")


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_all_exported_cleared_and_imported_is_the_same_again(
    tmp_path: Path, kind: str
) -> None:
    project = whole_repository(tmp_path / "project")
    shipped = [rule.text for rule in read_project(project).rules]
    for language in TRANSLATIONS:
        before = tree(project)
        file = exported(kind, project, "--all", locale=language)
        bpa(kind, "import", str(file), project=project)
        assert tree(project) == before
        from_nothing(kind, project, language, file)
    assert [rule.text for rule in read_project(project).rules] == shipped
    # people fold lines as they like; what has been written by the tool is written the same again
    before = tree(project)
    file = exported(kind, project, "--all", locale="ko")
    from_nothing(kind, project, "ko", file)
    assert tree(project) == before


def from_nothing(kind: str, project: Path, language: str, file: Path) -> None:
    """Take all of a language out of the project, and import it."""
    before = tree(project)
    clear(project, language)
    assert tree(project) != before
    assert bpa(kind, "import", str(file), project=project)[0] == 0
