"""What all rules of a build share: the settings, the labels, and the code that builds.

A rule's key is the digest of these and of the rule itself. Where it is that of the last build, so
is everything that the rule was made into.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import BrokenInputError
from bpadocs.project.settings import Settings, read_settings
from bpadocs.project.settings_file import read_table
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.cache import digest
from bpadocs.system.files import Owned, leads_out, read_file, write_file
from bpadocs.system.installed import PACKAGE, digest_of_code
from bpadocs.words.labels import Labels, read_labels

OWNED = ("docs", "messages")
"""The subfolders that a build fills."""


def folder(root: Path) -> Path:
    """Return where a project is built to, as its settings say.

    Raises BrokenInputError where they cannot be read, or where that leads out of the project.
    """
    settings = read_settings(root)
    out = settings.out
    # A link in the place of the folder itself is refused by whoever writes into it.
    above = out.rpartition("/")[0]
    if above and leads_out(root, above):
        message = f"out: “{above}” is a symbolic link that leads out of the project"
        raise BrokenInputError([read_table(root).problem(message, "out")])
    return root / out


def make_way(folder: Path) -> None:
    """Make the folders above a build folder that is named with several."""
    folder.parent.mkdir(parents=True, exist_ok=True)


def owned(folder: Path) -> Owned:
    """Return what a build has to itself of a build folder."""
    return Owned(folder, OWNED, ".bpadocs-files")


def page_path(locale: str, product: str, page: str) -> str:
    """Return the path of a rule's page in one language."""
    return f"docs/{locale}/{product}/{page}.md"


def contents_paths(locale: str) -> tuple[str, str]:
    """Return the paths of the index page and the table of contents of one language."""
    return f"docs/{locale}/index.md", f"docs/{locale}/toc.yml"


REDIRECTION_LIST = "docs/.openpublishing.redirection.json"
"""Above the pages of a language: a pipeline that has both, the list and a page, wants one only."""


def redirect_path(locale: str, page: str) -> str:
    """Return the path of a page that leads elsewhere."""
    return f"docs/{locale}/{page}.md"


def catalog_path(name: str) -> str:
    """Return the path of a catalog, which is named by its path among the messages."""
    return f"messages/{name}"


DEPENDENCIES = ("babel", "jinja2", "pyyaml")
"""Whose version may change what is built."""

_PARTS = (
    ".",
    "system",
    "formats",
    "formats/yaml",
    "inventory",
    "rule",
    "words",
    "project",
    "pages",
    "messages",
    "publish",
)
"""The folders of the package whose code, template or schema has a part in a build."""


class Basis(NamedTuple):
    """The project without its rules, and the code that builds it."""

    root: Path
    folder: Path
    """Where it is built to."""
    made_by: str
    """The digest of the code."""
    settings: Settings
    labels: Mapping[str, Labels]
    label_digests: Mapping[str, str]
    """Of each language's labels."""

    def key(self, product_text: str, rule: bytes) -> str:
        """Return the digest of what a rule is made from, its labels left out.

        They have digests of their own: when a language's labels change, only that language is made
        again.
        """
        locales = tuple(self.settings.locales.items())
        shared = (
            self.made_by,
            locales,
            self.settings.source_language,
            self.settings.help,
            self.settings.messages,
            self.settings.template,
            tuple(self.settings.categories.items()),
            tuple(self.settings.severities.items()),
            product_text,
        )
        return digest(repr(shared), rule)

    def page_path(self, language: str, rule: str, page: str) -> str:
        """Return where the page of a rule is, which is given by its id and the page's name."""
        product = rule.partition("/")[0]
        return page_path(self.settings.locales[language], product, page)


def read_basis(root: Path, folder: Path) -> Basis:
    """Read it. Raises BrokenInputError where settings or labels cannot be read."""
    settings = read_settings(root)
    labels = read_labels(root, settings.languages, settings.source_language)
    return Basis(
        root=root,
        folder=folder,
        made_by=code_digest(),
        settings=settings,
        labels=labels,
        label_digests=_label_digests(labels, settings.source_language),
    )


def _label_digests(labels: Mapping[str, Labels], source: str) -> dict[str, str]:
    """Return the digest of what pages and messages of each language have from labels."""
    digests: dict[str, str] = {}
    for language, found in labels.items():
        # Pages have what is borrowed, messages leave it to their readers.
        borrowed = repr(sorted(found.borrowed))
        digests[language] = digest(repr(sorted(found.words.items())), borrowed)
    if source == SOURCE_LANGUAGE:
        return digests
    # Headings answer to the names of the source too, and those are from a catalog then.
    return {language: digest(own, digests[source]) for language, own in digests.items()}


def code_digest() -> str:
    """Return a digest of everything but the project that may change an output.

    It is that of the code, its template, Python, and the versions of a build's dependencies.
    """
    return digest_of_code(DEPENDENCIES, sources(), sys.version)


def sources() -> Iterator[str]:
    """Yield the files of this package that have a part in a build."""
    for part in _PARTS:
        folder = f"{PACKAGE}/{part}"
        for name in sorted(os.listdir(folder)):
            if name.endswith((".py", ".j2", ".schema.json")):
                yield f"{folder}/{name}"


CLDR_NOTE = ".bpadocs-cldr"
"""The file that says which version of CLDR a build was made with.

It is beside what is built, not in it: what CLDR says of a language is the same in most versions,
and then so are the files.
"""


def note_cldr(folder: Path, version: str) -> None:
    """Note the version of CLDR that the catalogs of this build folder were made with."""
    write_file(folder / CLDR_NOTE, f"{version}\n".encode())


def noted_cldr(folder: Path) -> str:
    """Return the version that is noted; empty where none is."""
    content = read_file(folder / CLDR_NOTE, links=False) or b""
    return content.decode("ascii", "replace").strip()
