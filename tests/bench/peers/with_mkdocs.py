"""MkDocs with mkdocs-static-i18n: one Markdown file a page and language."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Program
from bench.peers.peer import EDITED, LANGUAGES, Peer, must_contain, tool
from bench.peers.texts import Page, markdown
from bench.steps import edit

_DOES = (
    "HTML pages with navigation, without the search index it makes otherwise; every language is written as pages by "
    "hand. No texts in catalogs, so nothing that tells a translation from its source; no catalogs for a checker."
)
_SUBLIST = "    "
"""python-markdown wants four blanks before a list within a list."""


def mkdocs(pages: Mapping[str, Page], folder: Path) -> Peer:
    (folder / "docs/rules").mkdir(parents=True)
    languages = "\n".join(
        f"        - {{locale: {language}, name: {language}, build: true, default: {str(language == 'en').lower()}}}"
        for language in LANGUAGES
    )
    configuration = f"site_name: bench\nplugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n{languages}\n"
    (folder / "mkdocs.yml").write_text(configuration, "utf-8")
    (folder / "docs/index.md").write_text("# Rules\n", "utf-8")
    for name, page in pages.items():
        for language in LANGUAGES:
            suffix = ".md" if language == "en" else f".{language}.md"
            (folder / "docs/rules" / (name + suffix)).write_text(
                markdown(page[language], _SUBLIST), "utf-8"
            )
    first = next(iter(pages))
    site = folder / "site"

    def prove() -> None:
        paths = [
            site
            / ("" if language == "en" else language)
            / "rules"
            / first
            / "index.html"
            for language in LANGUAGES
        ]
        must_contain(paths, [pages[first][language][0].text for language in LANGUAGES])

    return Peer(
        "MkDocs with static-i18n",
        _DOES,
        Program([tool("mkdocs"), "build", "--quiet"], folder),
        lambda: shutil.rmtree(site, ignore_errors=True),
        edit(folder / f"docs/rules/{first}.md", *EDITED),
        after_edit=Program([tool("mkdocs"), "build", "--quiet", "--dirty"], folder),
        prove=prove,
    )
