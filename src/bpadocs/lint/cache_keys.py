"""Digests of all that findings depend on, by which the cache knows them again."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bpadocs import __version__
from bpadocs.errors import BrokenInputError
from bpadocs.lint.registry import plugin_inputs
from bpadocs.project.settings import read_settings
from bpadocs.project.settings_file import FILES
from bpadocs.project.tree import RULES, Project
from bpadocs.rule.model import Rule
from bpadocs.system.cache import digest
from bpadocs.system.files import RULE_LIMIT, WORDS_LIMIT, leads_out, regular
from bpadocs.words.korean import identity
from bpadocs.words.labels import LOCALES, shipped_locales

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class CacheKeys:
    """The files of a project as they were at one moment, by their digests."""

    root: Path
    code: bytes
    """Of this package and of the plug-ins."""
    words: bytes
    """Of the settings, the shared words and the terms."""
    rules: Mapping[str, str]
    """Of each file below rules/."""

    def of_run(self, today: date) -> str:
        """Return the key of a run over the whole project.

        What is said of a date in the future is said on one day only, so the day is part of it.
        """
        files = [
            os.fsencode(f"{file} {content}") for file, content in self.rules.items()
        ]
        return digest(self.code, self.words, today.isoformat().encode(), *files)

    def of_rule(self, rule: Rule) -> str:
        """Return the key of one rule by itself, made of the very texts that were read."""
        pieces = []
        for source in (rule.product.source, rule.source):
            pieces += [source.path.encode(), source.text.encode()]
        return digest(self.code, self.words, *pieces)

    def have_words_of(self, project: Project) -> bool:
        """Tell whether settings and words are still the same, and those that the project has.

        They are read at several times, before and after the digests are made. Nothing may be kept
        under the digest of another text.
        """
        if _words(self.root) != self.words:
            return False
        try:
            return read_settings(self.root) == project.settings
        except BrokenInputError:
            return False

    def have_rules_of(self, project: Project) -> bool:
        """Tell whether the project was read from exactly these files below rules/."""
        sources = [product.source for product in project.products]
        sources += [rule.source for rule in project.rules]
        read = {source.path: digest(source.text.encode()) for source in sources}
        return read == self.rules


def cache_keys(root: Path) -> CacheKeys:
    """Return the digests of the files as they are now."""
    return CacheKeys(
        root=root, code=_code(), words=_words(root), rules=dict(_rules(root))
    )


def _code() -> bytes:
    """Return a digest of this package, with the words that it brings along, and of the plug-ins.

    The analyser of Korean is part of it: with another one, or with none, other things are found.
    """
    files = [path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".yaml")]
    files += shipped_locales().rglob("*.*")
    pieces = [__version__.encode(), identity().encode(), *plugin_inputs()]
    for path in sorted(files):
        # The package changes when it is installed anew, which size and time show; reading it all
        # would take longer than the rest of a run that finds nothing changed.
        status = path.stat()
        pieces.append(f"{path} {status.st_size} {status.st_mtime_ns}".encode())
    return digest(*pieces).encode()


def _words(root: Path) -> bytes:
    """Return a digest of the settings, the shared words and the terms of a project."""
    pieces = []
    settings = [root / name for name in FILES]
    for path in (*settings, *sorted((root / LOCALES).rglob("*"))):
        content = regular(path, WORDS_LIMIT)
        if content is not None:
            pieces += [os.fsencode(path), content]
    return digest(*pieces).encode()


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
            content = regular(file.path, RULE_LIMIT)
            yield f"{name}/{file.name}", "" if content is None else digest(content)


def _entries(folder: Path | str) -> list["os.DirEntry[str]"]:
    """Return what is in a folder, in order, without hidden entries."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []
    return [entry for entry in entries if not entry.name.startswith(".")]
