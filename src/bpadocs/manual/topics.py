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
        return self.path.rpartition("/")[0]


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
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*.md")]
    return ordered({path: title_of(read(path)) for path in paths if path != CONTENTS})


def ordered(titles: Mapping[str, str]) -> tuple[Topic, ...]:
    """Return the topics of pages that are given with their titles, in order."""
    count = Counter(_stem(path) for path in titles)
    found = []
    for path, title in titles.items():
        is_alone = count[_stem(path)] == 1
        name = _stem(path) if is_alone else path.removesuffix(".md")
        found.append(Topic(name, path, title))
    parts = list(PARTS)

    def place(topic: Topic) -> tuple[int, str]:
        known = topic.part in PARTS
        return parts.index(topic.part) if known else len(parts), topic.name

    return tuple(sorted(found, key=place))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def title_of(page: str) -> str:
    """Return the heading of a page without its marks; empty where it begins with none."""
    first = page.partition("\n")[0]
    return first.removeprefix("# ").replace("`", "") if first.startswith("# ") else ""


def find(asked: str, known: Iterable[Topic]) -> Topic | None:
    """Return the topic that a word means: by its name or by its path, whatever the case."""
    word = asked.casefold().removesuffix(".md")
    for topic in known:
        path = topic.path.removesuffix(".md")
        names = (topic.name, path, path.rpartition("/")[2])
        if word in map(str.casefold, names):
            return topic
    return None


def read(path: str) -> str:
    """Return the Markdown of a page."""
    return (manual_folder() / path).read_text("utf-8")
