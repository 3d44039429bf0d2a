"""Who wrote a text of a rule, when, and what it was: the history of one field, as git has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bpadocs.lint.history import History, texts_then
from bpadocs.rule.model import Rule, Stamp, Text
from bpadocs.system import git
from bpadocs.system.git import FileChange

_MOST_READ: Final = 300
"""So many versions of a file are looked at: each of them has to be read as a whole."""
_MOST_TOLD: Final = 20
"""So many versions of a text are told."""


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A text as it was from one commit on, and what was said of it."""

    text: Text | None
    """None where it was taken out."""
    stamp: Stamp | None
    commit: str
    """Empty where it is not committed yet."""
    time: int
    """In seconds since 1970; 0 where it is not committed yet."""
    author: str


def versions_of(
    history: History, rule: Rule, language: str, field: str
) -> list[TextVersion]:
    """Return what a text was, the newest version first; empty where git knows nothing of it."""
    changes = [*history.versions(rule.source.path)]
    every = [*_at_each(changes[:_MOST_READ], history, rule, language, field)]
    told = [one for one, older in pairwise(every) if not _is_same(one, older)]
    # where the first versions are not here, nobody knows with which of them the text began
    if every and every[-1].text is not None and _is_whole(changes, history):
        told.append(every[-1])
    told = told[:_MOST_TOLD]
    names = git.authors(history.root, [one.commit for one in told])
    authored = [replace(one, author=names.get(one.commit, "")) for one in told]
    now = _as_it_is(rule, language, field)
    if not every or _is_same(now, every[0]):
        return authored
    return [now, *authored]


def _at_each(
    changes: Sequence[FileChange],
    history: History,
    rule: Rule,
    language: str,
    field: str,
) -> Iterator[TextVersion]:
    """Yield the text after each change of its file, without its author."""
    for change in changes:
        [content] = history.contents([change.after])
        then = texts_then(rule.source.path, content or b"", [language])
        if not then:
            # what was no YAML had been typed wrongly: no text was taken out by it
            continue
        own = then[language]
        yield TextVersion(
            text=own.texts.get(field),
            stamp=own.stamps.get(field),
            commit=change.commit,
            time=change.time,
            author="",
        )


def _as_it_is(rule: Rule, language: str, field: str) -> TextVersion:
    translation = rule.text.get(language)
    return TextVersion(
        text=rule.field(language, field),
        stamp=translation.stamps.get(field) if translation else None,
        commit="",
        time=0,
        author="",
    )


def _is_same(one: TextVersion, other: TextVersion) -> bool:
    return (one.text, one.stamp) == (other.text, other.stamp)


def _is_whole(changes: Sequence[FileChange], history: History) -> bool:
    """Tell whether these are all changes of a file, and all of them are looked at."""
    if len(changes) > _MOST_READ:
        return False
    return not changes[-1].is_first or not git.is_shallow(history.root)
