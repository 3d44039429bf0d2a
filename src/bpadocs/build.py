"""Everything that `bpa build` writes, by path below build/."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bpadocs.labels import Labels, read_labels
from bpadocs.messages import write_messages
from bpadocs.messages.catalog import catalogs
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.pages.index import index_page, toc
from bpadocs.pages.page import english_page, localized_page, page_hash
from bpadocs.project import Project

FOLDER = "build"
OWNED = ("docs", "messages")
"""The subfolders that hold nothing but what a build writes."""


def outputs(project: Project) -> dict[str, bytes]:
    """Every file of a build."""
    labels = read_labels(project.root, project.settings.languages)
    return {**dict(pages(project, labels)), **messages(project, labels)}


def pages(project: Project, labels: Mapping[str, Labels]) -> Iterator[tuple[str, bytes]]:
    """The documentation: a page a rule and locale, an index and a table of contents a locale."""
    locales = project.settings.locales
    for rule in project.rules:
        english = english_page(rule, labels[SOURCE_LANGUAGE])
        digest = page_hash(english)
        for language, locale in locales.items():
            text = (
                english
                if language == SOURCE_LANGUAGE
                else localized_page(rule, language, locale, labels[language], digest)
            )
            yield f"docs/{locale}/{rule.product.id}/{rule.page}.md", text.encode()
    for language, locale in locales.items():
        shared = project.rules, project.products, language, labels[language]
        yield f"docs/{locale}/index.md", index_page(*shared).encode()
        yield f"docs/{locale}/toc.yml", toc(*shared).encode()


def messages(project: Project, labels: Mapping[str, Labels]) -> dict[str, bytes]:
    """What a checker says: every language in every format."""
    files = write_messages(catalogs(project.rules, labels, project.settings))
    return {f"messages/{name}": content for name, content in files.items()}


def folder(project: Project) -> Path:
    """Where a build writes."""
    return project.root / FOLDER
