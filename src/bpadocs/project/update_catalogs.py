"""Bring the catalogs in locales/ up to date with the words of the rules."""

from collections.abc import Iterable
from pathlib import Path

from bpadocs.project.tree import Project, read_project
from bpadocs.system import saving
from bpadocs.system.saving import Saved
from bpadocs.words import catalogs
from bpadocs.words.labels import LOCALES, catalog_path
from bpadocs.words.vocabulary import words


def update_catalogs(root: Path) -> tuple[Saved, Project]:
    """Write the template and every catalog, and return what was written and the project."""
    project = read_project(root)

    translations = project.settings.translations
    by_file = {catalog_path(language): language for language in translations}

    def again(name: str, _: bytes) -> bytes:
        """Return a catalog in which somebody wrote meanwhile, from what it has become."""
        # The template belongs to no language, and is made with any.
        languages = [by_file[name]] if name in by_file else []
        return _updated(project, languages)[name]

    before = saving.snapshot(root, LOCALES)
    files = _updated(project, translations)
    changes = saving.since(before, files)
    saved = saving.save(root, changes, again)
    return saved, project


def _updated(project: Project, languages: Iterable[str]) -> dict[str, bytes]:
    every = words(project.products, project.rules)
    return catalogs.updated(every, project.root, languages)
