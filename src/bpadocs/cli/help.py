"""`bpa help`"""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import colour
from bpadocs.cli.commands import COMMANDS, columns_of_help, table
from bpadocs.errors import UsageError

if TYPE_CHECKING:
    from bpadocs.manual.topics import Topic


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the topic."""
    parser.add_argument(
        "topic",
        metavar="TOPIC",
        nargs="*",
        help="a page of the manual, such as rule-file, or a command (default: list the pages)",
    )


def run(options: argparse.Namespace) -> int:
    """Show the page, or list all pages."""
    from bpadocs.cli import pager
    from bpadocs.manual.topics import find, topics

    words: list[str] = options.topic
    known = topics()
    if not words:
        pager.show(list(_listed(known)), colour.manual)
        return 0
    topic = find("-".join(words), known)
    if topic:
        pager.show(list(_page(topic, known)), colour.manual)
        return 0
    if words[0] in COMMANDS:
        return _help_of(words)
    raise UsageError(_unknown(" ".join(words), known))


def _listed(topics: "Sequence[Topic]") -> Iterator[str]:
    """Yield the topics in their parts, each with its title."""
    from bpadocs.manual.topics import PARTS

    yield "“bpa help TOPIC” shows a page of the manual:"
    width = max(len(topic.name) for topic in topics)
    for part, title in PARTS.items():
        own = {topic.name: topic.title for topic in topics if topic.part == part}
        if own:
            yield ""
            yield title
            yield from table(own, columns_of_help(), width, indent=4)
    yield ""
    yield "“bpa help COMMAND” shows the options of a command, “bpa explain CHECK” a check."


def _page(topic: "Topic", known: "Sequence[Topic]") -> Iterator[str]:
    from bpadocs.manual.as_text import as_text
    from bpadocs.manual.topics import read

    names = {one.path: one.name for one in known}
    return as_text(
        read(topic.path),
        topic.path,
        columns_of_help(),
        lambda path: names.get(path, ""),
    )


def _help_of(words: Sequence[str]) -> int:
    """Print the help of a command, as its own option does; that ends the program."""
    from bpadocs.cli.parser import read_words

    read_words([*words, "--help"])
    return 0


def _unknown(word: str, topics: "Sequence[Topic]") -> str:
    """Return what to say of a topic that there is not."""
    from bpadocs.lint.registry import all_checks
    from bpadocs.project.mistakes import nearest

    if word in [check.name for check in all_checks()]:
        return f"“{word}” is a check: bpa explain {word}"
    names = [topic.name for topic in topics]
    hint = nearest(word, [*names, *COMMANDS]) or "."
    return f"{shown.name(word)}: no such topic{hint} `bpa help` lists them"
