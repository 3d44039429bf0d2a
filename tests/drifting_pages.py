"""A repository of pages whose English changes after they were translated.

Every block knows its number and its version. So it is known of each translation which blocks of it
are stale, whatever the pages look like: nobody has to compare them.
"""

import random
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from page_helpers import sha1

from bpadocs.system.git import name_of

KINDS: Final = ("paragraph", "list item", "table row", "code block")
LANGUAGES: Final = ("fr", "it")
STEPS: Final = (
    "change",
    "move",
    "reformat",
    "add",
    "remove",
    "several",
    "translate",
    "touch",
    "rename",
)
WORDS: Final = 14
"""How many words a block has: enough that it is the same block after a few of them changed."""
LINE: Final = {"fr": "ligne", "it": "riga"}


@dataclass(frozen=True)
class Block:
    """A block of the English page, in one of its versions."""

    number: int
    kind: str
    version: int = 0

    def words(self, word: str) -> list[str]:
        """Words that no other block has; each version has one of its own more."""
        found = [f"{word}{self.number}x{place}" for place in range(WORDS)]
        for version in range(self.version):
            found[version * 3 % WORDS] = f"{word}{self.number}v{version}"
        return found


@dataclass
class Page:
    """An English page as it is now, and as it was when it was translated."""

    number: int
    sections: list[list[Block]]
    """Each begins with its heading."""
    name: str
    layout: int = 0
    translated: dict[str, list[list[Block]]] = field(default_factory=dict)
    stated: dict[str, str] = field(default_factory=dict)
    """What the translations say of their English."""
    touched: int = 0
    """How often a bot has touched the translations."""

    @property
    def key(self) -> str:
        """What the translations say it by; empty where history has to tell."""
        keys = ("ms.openlocfilehash", "source-commit", "l10n.sourceCommit", "")
        return keys[self.number % len(keys)]


def english(page: Page) -> str:
    """The English page of now."""
    head = f"---\ntitle: Page number {page.number} of many\n---\n"
    return head + body(page.sections, "word", page.layout)


def translation(page: Page, language: str) -> str:
    """A translation, with what it says of its English."""
    stamp = page.stated.get(language, "")
    front, _, inner = page.key.partition(".")
    if page.key.startswith("l10n"):
        stamp_line = f"{front}:\n  {inner}: {stamp}\n"
    else:
        stamp_line = f"{page.key}: {stamp}\n" if page.key else ""
    head = f"---\ntitle: {language} {page.number}\ntouched: {page.touched}\n{stamp_line}---\n"
    return head + body(page.translated[language], LINE[language], 1)


def body(sections: Sequence[Sequence[Block]], word: str, layout: int) -> str:
    """All sections, written in one of several ways."""
    parts = []
    for heading, *blocks in sections:
        title = " ".join(heading.words(word))
        parts.append(f"## {title} ##" if layout % 2 else f"## {title}")
        for kind in KINDS:
            own = [block for block in blocks if block.kind == kind]
            parts.extend(written(own, kind, word, layout))
    blank = "\n\n\n" if layout % 3 == 1 else "\n\n"
    return blank.join(parts) + "\n"


def written(
    blocks: Sequence[Block], kind: str, word: str, layout: int
) -> Iterator[str]:
    """The blocks of one kind."""
    mark = "_" if layout % 2 else "*"
    lines = []
    for block in blocks:
        first, *rest = block.words(word)
        if kind == "code block":
            fence = "~~~" if layout % 2 else "```"
            code = "\n".join([first, *rest])
            yield f"{fence}\n{code}\n{fence}"
            continue
        lines.append([f"{mark}{first}{mark}", *rest])
    if kind == "paragraph":
        for words in lines:
            yield "\n".join(wrapped(words, layout))
    elif kind == "list item" and lines:
        bullet = ("-", "*", "1.")[layout % 3]
        yield "\n".join(f"{bullet} {' '.join(words)}" for words in lines)
    elif kind == "table row":
        bar = " | " if layout % 2 else "|"
        rows = [f"|{bar.join(words)}|" for words in lines]
        header = "|" + "|".join(["-"] * WORDS) + "|"
        yield "\n".join(["|" + "|".join("N" * WORDS) + "|", header, *rows])


def wrapped(words: Sequence[str], layout: int) -> Iterator[str]:
    """The words on lines of some number of them."""
    width = (WORDS, 4, 7)[layout % 3]
    for start in range(0, len(words), width):
        yield " ".join(words[start : start + width])


class Repository:
    """A git repository that is written by one process, whatever the number of commits."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
        self.folder = folder
        self.files: dict[str, str] = {}
        self.commits = 0
        self._process = subprocess.Popen(
            ["git", "fast-import", "--quiet", "--cat-blob-fd=1", "--date-format=raw"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def commit(
        self, files: Mapping[str, str], removed: Sequence[str] = (), days: int = 1
    ) -> str:
        """Commit these files, and return the name of the commit."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.commits += 1
        time = 1_600_000_000 + self.commits * 86_400 * days
        lines = [
            b"commit refs/heads/main",
            b"mark :%d" % self.commits,
            b"committer T <t@example.com> %d +0000" % time,
            b"data 1\nx",
        ]
        if self.commits > 1:
            lines.append(b"from :%d" % (self.commits - 1))
        for name in removed:
            lines.append(f"D {name}".encode())
            del self.files[name]
        for name, text in files.items():
            data = text.encode()
            lines.append(f"M 100644 inline {name}\ndata {len(data)}".encode())
            lines.append(data)
        self.files |= files
        lines.append(b"\nget-mark :%d\n" % self.commits)
        self._process.stdin.write(b"\n".join(lines))
        self._process.stdin.flush()
        return self._process.stdout.readline().decode().strip()

    def close(self) -> None:
        """End git, and write the files of the last commit."""
        _, _ = self._process.communicate()
        assert self._process.returncode == 0
        subprocess.run(["git", "reset", "-q"], cwd=self.folder, check=True)
        for name, text in self.files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


class Drifting:
    """Pages in a repository, and what happens to them."""

    def __init__(self, folder: Path, pages: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.numbers = iter(range(10**9))
        self.repository = Repository(folder)
        self.pages = [self._page(number) for number in range(pages)]
        self.done: list[str] = []
        self.last = self._commit_english(self.pages)
        files: dict[str, str] = {}
        for page in self.pages:
            for language in LANGUAGES:
                files |= self._translated(page, language)
        self.last = self.repository.commit(files)

    def step(self) -> None:
        """Let one thing happen, and commit it."""
        kind = self.random.choice(STEPS)
        self.done.append(kind)
        page = self.random.choice(self.pages)
        if kind == "translate":
            language = self.random.choice(LANGUAGES)
            self.last = self.repository.commit(self._translated(page, language))
        elif kind == "touch":
            self._touch()
        elif kind == "rename":
            self._rename(page)
        else:
            # most commits change a few pages, each a little
            pages = self.random.sample(self.pages, min(6, len(self.pages)))
            for one in pages:
                self._edit(one, kind)
            self.last = self._commit_english(pages)

    def _edit(self, page: Page, kind: str) -> None:
        if kind == "several":
            for one in ("change", "move", "reformat", "add", "remove"):
                self._edit(page, one)
            return
        section = self.random.choice(page.sections)
        at = self.random.randrange(1, len(section)) if len(section) > 1 else 0
        match kind:
            case "change":
                at = self.random.randrange(len(section))
                if section[at].version < 4:
                    section[at] = replace(section[at], version=section[at].version + 1)
            case "move" if at:
                block = section.pop(at)
                self.random.choice(page.sections).insert(1, block)
            case "reformat":
                page.layout += 1
            case "add":
                kind = self.random.choice(KINDS)
                section.insert(at + 1, Block(next(self.numbers), kind))
            case "remove" if at:
                del section[at]

    def _page(self, number: int) -> Page:
        sections = []
        for _ in range(3):
            blocks = [Block(next(self.numbers), "heading")]
            for kind in KINDS:
                for _ in range(self.random.randrange(1, 4)):
                    blocks.append(Block(next(self.numbers), kind))
            sections.append(blocks)
        return Page(number=number, sections=sections, name=f"page-{number}.md")

    def _commit_english(self, pages: Sequence[Page]) -> str:
        files = {f"docs/en/{page.name}": english(page) for page in pages}
        return self.repository.commit(files)

    def _translated(self, page: Page, language: str) -> dict[str, str]:
        """Translate the page as it is now; it says so."""
        text = english(page)
        # every second page that names an object names the file, the others the commit
        blob = name_of(text.encode(), self.last)
        page.translated[language] = [list(section) for section in page.sections]
        if page.key == "ms.openlocfilehash":
            page.stated[language] = sha1(text)
        else:
            page.stated[language] = blob if page.number % 8 > 3 else self.last
        return {f"docs/{language}/{page.name}": translation(page, language)}

    def _touch(self) -> None:
        """Let a bot change the front matter of all translations."""
        files = {}
        for page in self.pages:
            page.touched += 1
            for language in LANGUAGES:
                files[f"docs/{language}/{page.name}"] = translation(page, language)
        self.last = self.repository.commit(files)

    def _rename(self, page: Page) -> None:
        """Give a page another name in all languages."""
        before = page.name
        page.name = f"renamed-{len(self.done)}-{page.number}.md"
        files = {}
        removed = []
        for folder in ("en", *LANGUAGES):
            old = f"docs/{folder}/{before}"
            files[f"docs/{folder}/{page.name}"] = self.repository.files[old]
            removed.append(old)
        self.last = self.repository.commit(files, removed)

    def expected(self) -> set[tuple[str, str, str]]:
        """What is stale: the page, what became of the block, and the first word of it.

        That is a word of the translation, or of the English where the block is new.
        """
        found = set()
        for page in self.pages:
            now = {block.number: block for block in _all(page.sections)}
            for language in LANGUAGES:
                file = f"docs/{language}/{page.name}"
                then = {one.number: one for one in _all(page.translated[language])}
                for number, block in then.items():
                    word = block.words(LINE[language])[1]
                    if number not in now:
                        found.add((file, "removed", word))
                    elif now[number].version != block.version:
                        found.add((file, "changed", word))
                for number, block in now.items():
                    if number not in then:
                        found.add((file, "added", block.words("word")[1]))
        return found


def _all(sections: Sequence[Sequence[Block]]) -> Iterator[Block]:
    for section in sections:
        yield from section
