"""Sphinx with gettext catalogs: the usual way to translate documentation in Python. One HTML build
a language.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from bench.measure import Program
from bench.peers.peer import (
    EDITED,
    LANGUAGES,
    Message,
    Peer,
    inline,
    must_contain,
    tool,
    write_po,
)
from bench.peers.texts import Page, Piece, markdown, rest
from bench.steps import edit

Source = Literal["Markdown", "reStructuredText"]
Spread = Literal["-j 2", "two languages at once"]

_DOES = (
    "HTML pages with navigation and search index; texts out of PO catalogs, which it compiles. "
    "No Markdown pages, no catalogs for a checker, no front matter, no hash of the English page."
)


def sphinx(
    pages: Mapping[str, Page], folder: Path, source: Source, spread: Spread
) -> Peer:
    """Every language from one source, the texts of the others out of locale/."""
    suffix = "md" if source == "Markdown" else "rst"
    write = _myst if source == "Markdown" else rest
    _configure(folder / "source", source)
    for name, page in pages.items():
        path = folder / "source/rules" / f"{name}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(page["en"]), "utf-8")
    _toc(folder / "source", suffix)
    for language in LANGUAGES[1:]:
        messages = [
            Message(_spelled(one, source), _spelled(other, source))
            for page in pages.values()
            for one, other in zip(page["en"], page[language], strict=True)
            if one.kind != "code"
        ]
        write_po(
            folder / f"source/locale/{language}/LC_MESSAGES/rules.po",
            language,
            messages,
        )
    built = folder / "html"

    def clean() -> None:
        shutil.rmtree(built, ignore_errors=True)
        for compiled in (folder / "source/locale").rglob("*.mo"):
            compiled.unlink()

    first = next(iter(pages))

    def prove() -> None:
        paths = [built / language / f"rules/{first}.html" for language in LANGUAGES]
        must_contain(paths, [pages[first][language][0].text for language in LANGUAGES])

    script = folder / "build.sh"
    script.write_text(_script(spread), "utf-8")
    return Peer(
        f"Sphinx, {source}, {spread}",
        _DOES,
        Program(["sh", str(script)], folder),
        clean,
        edit(folder / f"source/rules/{first}.{suffix}", *EDITED),
        prove=prove,
    )


def _script(spread: Spread) -> str:
    build = f"{tool('sphinx-build')} -q -b html -D language=$0 -d html/doctrees-$0 {{}} source html/$0"
    if spread == "-j 2":
        loop = "\n".join(
            build.format("-j 2").replace("$0", language) for language in LANGUAGES
        )
        return f"set -e\n{loop}\n"
    return f"printf '%s\\n' {' '.join(LANGUAGES)} | xargs -P 2 -n 1 sh -c '{build.format('')}'\n"


def _configure(folder: Path, source: Source) -> None:
    folder.mkdir(parents=True)
    extensions = ["myst_parser"] if source == "Markdown" else []
    lines = [
        'project = "bench"',
        f"extensions = {extensions}",
        'locale_dirs = ["locale"]',
        "html_copy_source = False",
    ]
    (folder / "conf.py").write_text("\n".join([*lines, ""]), "utf-8")


def _toc(folder: Path, suffix: str) -> None:
    toctree = (
        "```{toctree}\n:glob:\n\nrules/*\n```\n"
        if suffix == "md"
        else ".. toctree::\n   :glob:\n\n   rules/*\n"
    )
    heading = "# Rules\n\n" if suffix == "md" else "Rules\n=====\n\n"
    (folder / f"index.{suffix}").write_text(heading + toctree, "utf-8")


def _myst(pieces: Sequence[Piece]) -> str:
    return markdown(pieces, note="```{{note}}\n{}\n```")


def _spelled(piece: Piece, source: Source) -> str:
    text = inline(piece)
    return text if source == "Markdown" else text.replace("`", "``")
