"""mdpo: Markdown and PO files to Markdown in another language."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Program
from bench.peers.peer import (
    LANGUAGES,
    Message,
    Peer,
    inline,
    must_contain,
    tool,
    write_po,
)
from bench.peers.texts import Page, markdown

_DOES = (
    "Markdown pages, strings replaced out of one PO file a page; all pages in one process, which its command line does "
    "not. No table of contents, no index, no catalogs for a checker, no state: it always builds everything."
)


def mdpo(pages: Mapping[str, Page], folder: Path) -> Peer:
    (folder / "en").mkdir(parents=True)
    for name, page in pages.items():
        (folder / "en" / f"{name}.md").write_text(markdown(page["en"]), "utf-8")
        for language in LANGUAGES[1:]:
            messages = [
                Message(inline(one), inline(other))
                for one, other in zip(page["en"], page[language], strict=True)
                if one.kind != "code"
            ]
            write_po(folder / "po" / language / f"{name}.po", language, messages)
    first = next(iter(pages))
    built = folder / "built"

    def prove() -> None:
        paths = [built / language / f"{first}.md" for language in LANGUAGES]
        must_contain(paths, [pages[first][language][0].text for language in LANGUAGES])

    return Peer(
        "mdpo",
        _DOES,
        Program(
            [tool("python"), str(Path(__file__).with_name("run_mdpo.py")), str(folder)],
            folder,
        ),
        lambda: shutil.rmtree(built, ignore_errors=True),
        edit=None,
        prove=prove,
    )
