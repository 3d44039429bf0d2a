"""The pages of the manual, and by which names they are asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = "docs"
CONTENTS: Final = "README.md"
"""The page that has the contents; it is no topic."""

PARTS: Final[Mapping[str, str]] = {
    "start": "Start",
    "guides": "Guides",
    "reference": "Reference",
    "explanation": "Explanation",
    "": "More",
}
"""The folders of the manual, in the order in which they are listed, and what each is called."""


class Topic(NamedTuple):
    """One page of the manual."""

    name: str
    """What `bpa help` calls it: the name of the file, with its folder where two have the same."""
    path: str
    """Where it is below the folder of the manual: `guides/writers.md`."""
    title: str

    @property
    def part(self) -> str:
        """The folder that it is in; empty for the manual's own."""
        folder, _, _ = self.path.rpartition("/")
        return folder


def manual_folder() -> Path:
    """Return the folder of the manual: in the package, or in a clone beside src/."""
    package = Path(__file__).parents[1]
    installed = package / FOLDER
    if installed.is_dir():
        return installed
    return package.parents[1] / FOLDER


@cache
def topics() -> tuple[Topic, ...]:
    """Return every page, in the order of the parts and then of the names."""
    folder = manual_folder()
    titles = {}
    for file in folder.rglob("*.md"):
        path = file.relative_to(folder).as_posix()
        if path != CONTENTS:
            titles[path] = title_of(read(path))
    return ordered(titles)


def ordered(titles: Mapping[str, str]) -> tuple[Topic, ...]:
    """Return the topics of pages that are given with their titles, in order."""
    count = Counter(map(_stem, titles))
    found = []
    for path, title in titles.items():
        name = _stem(path)
        if count[name] > 1:
            name = path.removesuffix(".md")
        found.append(Topic(name, path, title))
    return tuple(sorted(found, key=_place))


def _place(topic: Topic) -> tuple[int, str]:
    """Return what topics are sorted by; a folder that is not known comes last."""
    parts = list(PARTS)
    if topic.part in parts:
        return parts.index(topic.part), topic.name
    return len(parts), topic.name


def _stem(path: str) -> str:
    """Return the name of a page without its folder."""
    _, _, name = path.rpartition("/")
    return name.removesuffix(".md")


def title_of(page: str) -> str:
    """Return the heading of a page without its marks; empty where it begins with none."""
    first, _, _ = page.partition("\n")
    if not first.startswith("# "):
        return ""
    return first.removeprefix("# ").replace("`", "")


def find(asked: str, known: Iterable[Topic]) -> Topic | None:
    """Return the topic that a word means: by its name or by its path, whatever the case."""
    word = asked.casefold().removesuffix(".md")
    for topic in known:
        path = topic.path.removesuffix(".md")
        names = (topic.name, path)
        if word in map(str.casefold, names):
            return topic
    return None


def read(path: str) -> str:
    """Return the Markdown of a page."""
    return (manual_folder() / path).read_text("utf-8")
