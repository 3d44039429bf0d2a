"""The commands that write, and a project in which each of them has something to do."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.generate import generate


class Command(NamedTuple):
    """A command, and what makes work for it."""

    name: str
    prepare: Callable[[Path], object]
    """In a copy of the project; `Project.beside` is there too."""
    words: Callable[[Path], list[str]]
    """Of a command in the project's folder."""


class Project(NamedTuple):
    """The project that is copied for each trial; beside it what commands read that is no part of
    it.
    """

    root: Path
    beside: Path


BPA = [sys.executable, "-m", "bpadocs"]
_DATE = re.compile(rb'"(PO-Revision|POT-Creation)-Date:.*\n')
_FRENCH_ISSUE = re.compile(r"(\n  fr:\n(?:.*\n)*?    issue: \|-\n      )(\S+) (.*)")
_ENGLISH_TITLE = re.compile(r"(\n  en:\n    title: \|-\n      )")
_STAMPS = re.compile(r"\n    synced:\n(      .*\n)*")


def bpa(root: Path, *words: str) -> bytes:
    """What a command prints, in this project."""
    return subprocess.run(
        [*BPA, *words], cwd=root, check=True, capture_output=True
    ).stdout


def make(folder: Path, rules: int) -> Project:
    """A project, what a translator sent back, and pages to import."""
    root, beside = folder / "project", folder / "beside"
    generate(root, rules)
    beside.mkdir()
    bpa(root, "build")
    shutil.copytree(root / "build/docs", beside / "pages")
    shutil.rmtree(root / "build")
    po = bpa(root, "po", "export", "--locale", "fr", "--all").decode()
    (beside / "fr.po").write_text(
        re.sub(r'msgstr "([^"]+)\."', r'msgstr "\1 ici."', po), "utf-8"
    )
    xliff = bpa(root, "xliff", "export", "--locale", "it", "--all").decode()
    (beside / "it.xlf").write_text(
        re.sub(r"(<target[^>]*>[^<]+)\.</target>", r"\1 qui.</target>", xliff), "utf-8"
    )
    return Project(root, beside)


def rules_of(root: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted((root / "rules").glob("*/*.yaml"))
        if path.name != "product.yaml"
    )


def _without_stamps(root: Path) -> None:
    for path in rules_of(root):
        path.write_text(_STAMPS.sub("\n", path.read_text("utf-8")), "utf-8")


def _with_other_english(root: Path) -> None:
    for path in rules_of(root):
        english = _ENGLISH_TITLE.sub(r"\1Now: ", path.read_text("utf-8"), count=1)
        path.write_text(english, "utf-8")


def _with_two_blanks(root: Path) -> None:
    for path in rules_of(root):
        path.write_text(
            _FRENCH_ISSUE.sub(r"\1\2  \3", path.read_text("utf-8"), count=1), "utf-8"
        )


def _without_words(root: Path) -> None:
    for language in ("fr", "it", "ko"):
        (root / f"locales/{language}/LC_MESSAGES/bpadocs.po").unlink()


def commands(project: Project) -> list[Command]:
    """Each of them changes several files."""
    pages = project.beside / "pages"
    locales = [
        f"--locale={locale}={pages / locale / 'dns'}"
        for locale in ("fr-fr", "it-it", "es-es", "ko-kr")
    ]
    imported = [
        "import",
        str(pages / "en-us/dns"),
        *locales,
        "--product",
        "imported",
        "--out",
        "out",
    ]

    def nothing(_: Path) -> None:
        pass

    def plain(*words: str) -> Callable[[Path], list[str]]:
        return lambda _: list(words)

    return [
        Command("build", nothing, plain("build")),
        Command("stamp", _without_stamps, plain("stamp", "rules")),
        Command(
            "carry",
            _with_other_english,
            plain("carry", "rules", "--typo", "a slip", "--force"),
        ),
        Command(
            "po import", nothing, plain("po", "import", str(project.beside / "fr.po"))
        ),
        Command(
            "xliff import",
            nothing,
            plain("xliff", "import", str(project.beside / "it.xlf")),
        ),
        Command("po sync", nothing, plain("po", "sync")),
        Command("lint --fix", _with_two_blanks, plain("lint", "--fix")),
        Command("labels", _without_words, plain("labels")),
        Command("add-locale", nothing, plain("add-locale", "de")),
        Command("new", nothing, plain("new", "storage/free-space")),
        Command("mv", nothing, plain("mv", "dns", "name-service")),
        Command("rm", nothing, plain("rm", "dns")),
        Command("new-model", nothing, plain("new-model", "dns")),
        Command("import", nothing, plain(*imported)),
    ]


def state(root: Path) -> dict[str, bytes]:
    """Every file that a command makes or changes, without what says when; no caches, and nothing
    written aside.
    """
    found = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".cache"]
        for name in names:
            path = Path(folder, name)
            if not name.startswith(".tmp-"):
                found[path.relative_to(root).as_posix()] = _DATE.sub(
                    b"", path.read_bytes()
                )
    return found


def left_behind(root: Path) -> list[str]:
    """Files that were written aside and never moved."""
    return [path.relative_to(root).as_posix() for path in root.rglob(".tmp-*")]
