"""What an editor is set to: which existing pages `bpa audit` looks at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.errors import UsageError

PAGES: Final = "pages"
_NAME: Final = f"bpa.{PAGES}"
"""What the setting is called where those of others are too."""
_KEYS: Final = ("english", "locales", "project")
_EXAMPLE: Final = '{"english": "docs/en-us", "locales": {"fr-fr": "docs/fr-fr"}}'


class PageFolders(NamedTuple):
    """The folders of pages, as they are written in the settings of the editor."""

    english: str
    locales: Mapping[str, str]
    """By locale."""
    project: str = ""
    """Whose words, terms and settings hold."""

    def arguments(self) -> list[str]:
        """Return how `bpa audit` is asked for them."""
        words = ["audit"]
        for locale, folder in self.locales.items():
            words += ["--locale", f"{locale}={folder}"]
        if self.project:
            words += ["--project", self.project]
        # behind this nothing is an option, whatever the folder is called
        return [*words, "--", self.english]

    def have(self, file: Path, root: Path) -> bool:
        """Tell whether a file is a page in one of the folders, which are below this one."""
        if file.suffix.lower() not in (".md", ".mdx"):
            return False
        for folder in (self.english, *self.locales.values()):
            if file.is_relative_to((root / folder).resolve()):
                return True
        return False


def page_folders(settings: object) -> PageFolders | None:
    """Return the folders of pages in the settings of an editor; None where it names none.

    Raises UsageError with every mistake.
    """
    table = _table(settings).get(PAGES)
    if table is None or table == {}:
        return None
    mistakes = [*_mistakes(table)]
    if mistakes:
        raise UsageError(*mistakes)
    return PageFolders(
        english=table["english"],
        locales=table.get("locales", {}),
        project=table.get("project", ""),
    )


def _table(settings: object) -> Mapping[str, Any]:
    """Return the settings of bpa: they may stand below its name, with those of others."""
    if not isinstance(settings, Mapping):
        return {}
    own = settings.get("bpa", settings)
    return own if isinstance(own, Mapping) else {}


def _mistakes(table: object) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield f"the setting “{_NAME}” names folders: {_EXAMPLE}"
        return
    known = ", ".join(_KEYS)
    for key in table:
        if key not in _KEYS:
            yield f"“{_NAME}” has no “{key}”; known are {known}"
    english = table.get("english")
    if not isinstance(english, str) or not english:
        yield (
            f"“{_NAME}” lacks “english”, the folder of the English pages: {_EXAMPLE}"
        )
    locales = table.get("locales", {})
    if not _are_folders(locales):
        yield f"“{_NAME}.locales” has a folder for each locale: {_EXAMPLE}"
    project = table.get("project", "")
    if not isinstance(project, str):
        yield f"“{_NAME}.project” is a folder"


def _are_folders(locales: object) -> bool:
    if not isinstance(locales, Mapping):
        return False
    return all(isinstance(folder, str) for folder in locales.values())
