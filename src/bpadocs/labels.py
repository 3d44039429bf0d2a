"""The shared words of one language, from the gettext catalogs in locales/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.inputs import WORDS_LIMIT, read_inside
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.placeholders import fill
from bpadocs.problems import BrokenInputError, Problem

DOMAIN = "bpadocs"
LOCALES = "locales"


@dataclass(frozen=True, slots=True)
class Labels:
    """What one language calls the words that every page shares."""

    language: str
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(context, English) to translation; no entry where there is none yet."""

    def word(self, context: str, english: str) -> str:
        """The word in this language; English where the catalog has none."""
        return self.words.get((context, english), english)

    def filled(self, context: str, english: str, **values: object) -> str:
        """The word with these values in place of its placeholders."""
        return fill(self.word(context, english), values)

    def has(self, context: str, english: str) -> bool:
        return self.language == SOURCE_LANGUAGE or (context, english) in self.words


def catalog_path(language: str) -> str:
    """The catalog of a language, relative to the project."""
    return f"{LOCALES}/{language}/LC_MESSAGES/{DOMAIN}.po"


def shipped_locales() -> Path:
    """The folder of the catalogs that bpadocs brings along, for projects that have not translated the words again."""
    package = Path(__file__).parent
    installed = package / LOCALES
    return installed if installed.is_dir() else package.parents[1] / LOCALES


def catalog_files(root: Path | None, languages: tuple[str, ...]) -> list[Path]:
    """Every catalog that these languages' labels come from, the later over the earlier."""
    shipped = shipped_locales()
    folders = [shipped] if root is None or (root / LOCALES) == shipped else [shipped, root / LOCALES]
    paths = [
        folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        for language in languages
        if language != SOURCE_LANGUAGE
        for folder in folders
    ]
    return [path for path in paths if path.exists()]


def read_labels(root: Path | None, languages: tuple[str, ...]) -> dict[str, Labels]:
    """The labels of each language: the project's own catalogs over the ones bpadocs brings along.

    Raises BrokenInputError with every mistake in every catalog.
    """
    words: dict[str, dict[tuple[str, str], str]] = {language: {} for language in languages}
    # Often a project's catalog is the one that bpadocs brings along, which need not be read twice.
    read: dict[bytes, dict[tuple[str, str], str]] = {}
    problems: list[Problem] = []
    for path in catalog_files(root, languages):
        language = path.parents[1].name
        content = read_catalog(root, path)
        if content not in read:
            try:
                read[content] = _words_in(content, language)
            except BrokenInputError as error:
                problems += error.problems
                continue
        words[language] |= read[content]
    if problems:
        raise BrokenInputError(problems)
    return {language: Labels(language, words[language]) for language in languages}


def read_catalog(root: Path | None, path: Path) -> bytes:
    """The bytes of one of these catalogs."""
    if root is None or not path.is_relative_to(root):
        return path.read_bytes()  # bpadocs brings it along
    return read_inside(root, path.relative_to(root).as_posix(), WORDS_LIMIT) or b""


def _words_in(content: bytes, language: str) -> dict[tuple[str, str], str]:
    from bpadocs import catalog_reader  # English alone needs none

    return {
        (entry.context or "", entry.id): entry.strings[0]
        for entry in catalog_reader.entries(content, catalog_path(language))
        if entry.strings[0] and not entry.fuzzy
    }
