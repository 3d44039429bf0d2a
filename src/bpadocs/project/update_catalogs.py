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

    languages = project.settings.with_catalogs
    by_file = {catalog_path(language): language for language in languages}

    def again(name: str, _: bytes) -> bytes:
        """Return a catalog in which somebody wrote meanwhile, from what it has become."""
        # The template belongs to no language, and is made with any.
        own = [by_file[name]] if name in by_file else []
        return _updated(project, own)[name]

    before = saving.snapshot(root, LOCALES)
    files = _updated(project, languages)
    changes = saving.since(before, files)
    saved = saving.save(root, changes, again)
    return saved, project


def _updated(project: Project, languages: Iterable[str]) -> dict[str, bytes]:
    source = project.settings.source_language
    every = words(project.products, project.rules, source)
    return catalogs.updated(every, project.root, languages, source_language=source)
