"""Digests of all that findings depend on, by which the cache knows them again.

They are the same on every machine: parts of a project may be looked at on several.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bpadocs import __version__
from bpadocs.lint.registry import plugin_inputs
from bpadocs.project.own_languages import LANGUAGES, language_files
from bpadocs.project.settings import Settings
from bpadocs.project.settings_file import FILES
from bpadocs.project.tree import RULES, ProductFolder
from bpadocs.system.cache import digest
from bpadocs.system.files import RULE_LIMIT, WORDS_LIMIT, leads_out, regular
from bpadocs.system.installed import PACKAGE, digest_of_code
from bpadocs.words.korean import identity
from bpadocs.words.labels import LOCALES, Labels, shipped_locales
from bpadocs.words.of_pages import SharedWord

_DEPENDENCIES = ("babel", "markdown_it_py", "pyyaml", "rapidfuzz")
"""Whose version may change what is found."""


@dataclass(frozen=True)
class CacheKeys:
    """The files of a project as they were at one moment, by their digests."""

    root: Path
    code: str
    """Of this package and of the plug-ins."""
    words: str
    """Of the settings, the shared words and the terms."""
    languages: str
    """Of the project's own files of languages."""
    rules: Mapping[str, str]
    """Of each file below rules/."""

    def of_run(self, today: date, part: str = "") -> str:
        """Return the key of a run over the whole project, or over a part of it.

        What is said of a date in the future is said on one day only, so the day is part of it.
        """
        files = [f"{file} {content}" for file, content in self.rules.items()]
        words = digest(self.words, self.languages)
        return digest(self.code, words, today.isoformat(), part, *files)

    def base(self, settings: Settings, profile: str) -> str:
        """Return the digest of what the findings of every rule depend on."""
        tables = (settings.locales, settings.categories, settings.severities)
        given = repr([[*table.items()] for table in tables])
        source = settings.source_language
        return digest(self.code, given, source, profile, self.languages)

    def have_words(self) -> bool:
        """Tell whether settings and words are still the same.

        They are read at several times, before and after the digests are made. Nothing may be kept
        under the digest of another text.
        """
        return (
            _words(self.root) == self.words
            and _digest_of(self.root, _own_languages(self.root)) == self.languages
        )

    def have_files(self, folders: Sequence[ProductFolder]) -> bool:
        """Tell whether these are the products, and all files, that the digests are of."""
        read: dict[str, str] = {}
        for folder in folders:
            read[folder.product.source.path] = digest(folder.text)
            for path in folder.rules:
                read[path] = self.rules.get(path, "")
        return read == self.rules


@dataclass(frozen=True)
class RuleKeys:
    """Makes the keys of rules by themselves."""

    base: str
    labels: Mapping[str, Labels]

    def of(
        self,
        folder: ProductFolder,
        path: str,
        content: str,
        shared: Sequence[SharedWord],
    ) -> str:
        """Return the key of one rule, of which this is the digest, and these are its words.

        What languages call its arguments stands in its texts.
        """
        called = []
        for word in shared:
            if word.context == "argument":
                for language, labels in self.labels.items():
                    if language != labels.source_language:
                        called.append(labels.word(word.context, word.english))
        pieces = [self.base, path, content, folder.product.source.path, folder.text]
        return digest(*pieces, *called)


def cache_keys(root: Path) -> CacheKeys:
    """Return the digests of the files as they are now."""
    return CacheKeys(
        root=root,
        code=code_digest(),
        words=_words(root),
        languages=_digest_of(root, _own_languages(root)),
        rules=dict(_rules(root)),
    )


def code_digest() -> str:
    """Return a digest of this package, with the words that it brings along, and of the plug-ins.

    The analyser of Korean is part of it: with another one, or with none, other things are found.
    """
    files = _own_files(PACKAGE, str(shipped_locales()))
    return digest_of_code(
        _DEPENDENCIES, files, __version__, identity(), *plugin_inputs()
    )


@cache
def _own_files(package: str, words: str) -> Sequence[str]:
    """Return the files in these folders; a process asks once what is in them."""
    # installed, the one folder is in the other
    return tuple(sorted({*_sources(package), *_sources(words)}))


def _sources(folder: str) -> Iterator[str]:
    """Yield the code and the data that findings depend on, in this folder and those below."""
    for path, folders, names in os.walk(folder):
        # what only the site shows
        if path == folder and "site" in folders:
            folders.remove("site")
        for name in names:
            if name.endswith((".py", ".yaml", ".po", ".schema.json")):
                yield os.path.join(path, name)


def _words(root: Path) -> str:
    """Return a digest of the settings, the shared words and the terms of a project."""
    settings = [root / name for name in FILES]
    return _digest_of(root, (*settings, *sorted((root / LOCALES).rglob("*"))))


def _own_languages(root: Path) -> list[Path]:
    """Return the project's own files of languages."""
    return [root / LANGUAGES / name for name in language_files(root)]


def _digest_of(root: Path, paths: Iterable[Path]) -> str:
    """Return a digest of those of these files that can be read."""
    pieces: list[str | bytes] = []
    for path in paths:
        content = regular(path, WORDS_LIMIT)
        if content is not None:
            pieces += [path.relative_to(root).as_posix(), content]
    return digest(*pieces)


def _rules(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file in the folders of products, with the digest of its bytes.

    What is no such file is a mistake, or hidden and not looked at. It has an empty digest, and a
    run that met a mistake is not remembered as a whole.
    """
    for folder in _entries(root / RULES):
        name = f"{RULES}/{folder.name}"
        if not folder.is_dir() or leads_out(root, name):
            yield name, ""
            continue
        for file in _entries(folder.path):
            path = f"{name}/{file.name}"
            content = None
            # such a link is a mistake, whatever is behind it
            if not file.is_symlink() or not leads_out(root, path):
                content = regular(file.path, RULE_LIMIT)
            yield path, "" if content is None else digest(content)


def _entries(folder: Path | str) -> list["os.DirEntry[str]"]:
    """Return what is in a folder, in order, without hidden entries."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    return [entry for entry in entries if not entry.name.startswith(".")]
