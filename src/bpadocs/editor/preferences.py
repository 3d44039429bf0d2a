"""What an editor is set to: which existing pages `bpa audit` looks at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.errors import UsageError

PAGES: Final = "pages"
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
        yield f"the setting “bpa.{PAGES}” names folders: {_EXAMPLE}"
        return
    for key in table:
        if key not in _KEYS:
            yield f"“bpa.{PAGES}” has no “{key}”; known are {', '.join(_KEYS)}"
    if not isinstance(table.get("english"), str) or not table["english"]:
        yield f"“bpa.{PAGES}” lacks “english”, the folder of the English pages: {_EXAMPLE}"
    locales = table.get("locales", {})
    is_table = isinstance(locales, Mapping)
    if not is_table or not all(isinstance(one, str) for one in locales.values()):
        yield f"“bpa.{PAGES}.locales” has a folder for each locale: {_EXAMPLE}"
    if not isinstance(table.get("project", ""), str):
        yield f"“bpa.{PAGES}.project” is a folder"
