"""Files that came back from translators, into the rule files of a project."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.project.own_languages import read_languages
from bpadocs.project.tree import Project
from bpadocs.system.files import EXCHANGE_LIMIT, read_given
from bpadocs.system.saving import Change, Saved, save
from bpadocs.translators import incoming
from bpadocs.translators.incoming import Incoming
from bpadocs.translators.returned import Returned, Terms
from bpadocs.translators.whole_file import refuse_whole

ReadTexts = Callable[[bytes, str, Mapping[str, str], Terms], tuple[str, list[Returned]]]
"""Returns the language and the texts of a file of this name, by the languages of the project."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One file that came back, and what became of its texts."""

    name: str
    incoming: Incoming


def take_back(
    project: Project, files: Iterable[Path], read_texts: ReadTexts, terms: Terms
) -> tuple[list[TakenFile], list[Problem]]:
    """Take every file into the rules, each into what those before it have made of them.

    Nothing is written. Raises BrokenInputError where no file can be taken; where some can, the
    mistakes of the others are returned.
    """
    taken: list[TakenFile] = []
    problems: list[Problem] = []
    now = project
    languages = read_languages(project.root)
    for file in files:
        name = str(file)
        try:
            content = read_given(file, EXCHANGE_LIMIT)
            language, returned = read_texts(
                content, name, project.settings.locales, terms
            )
            refuse_whole(
                now.rules,
                language,
                returned,
                name,
                force=terms.force,
                languages=languages,
            )
        except BrokenInputError as error:
            problems += error.problems
            continue
        one = incoming.take_in(now, language, returned, terms)
        taken.append(TakenFile(name, one))
        now = one.of(now)
    if not taken:
        raise BrokenInputError(problems)
    return taken, problems


def whole(taken: Sequence[TakenFile]) -> Incoming:
    """Return what all files together make of the rules."""
    return incoming.joined(one.incoming for one in taken)


def save_incoming(project: Project, taken: Incoming) -> Saved:
    """Write the rule files that change; those in which somebody wrote meanwhile are left."""
    changes = {
        path: Change(before.encode(), after.encode())
        for path, (before, after) in sorted(taken.files.items())
    }
    return save(project.root, changes)
