"""Who wrote a text of a rule, when, and what it was: the history of one field, as git has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bpadocs.lint.history import History, TextsThen, texts_then
from bpadocs.rule.model import Rule, Stamp, Text
from bpadocs.system import git

_MOST_READ: Final = 300
"""So many versions of a file are looked at: each of them has to be read as a whole."""
_NOTHING: Final = TextsThen({}, {})
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
    found = list(islice(_committed(history, rule, language, field), _MOST_TOLD))
    names = git.authors(history.root, [one.commit for one in found])
    versions = []
    for one in found:
        version = TextVersion(
            text=one.text,
            stamp=one.stamp,
            commit=one.commit,
            time=one.time,
            author=names.get(one.commit, ""),
        )
        versions.append(version)
    return [*_not_committed(rule, language, field, versions), *versions]


def _committed(
    history: History, rule: Rule, language: str, field: str
) -> Iterator[TextVersion]:
    """Yield the versions that another text or another stamp came with, without their authors."""
    file = rule.source.path
    later: TextVersion | None = None
    for change in islice(history.versions(file), _MOST_READ):
        [content] = history.contents([change.after])
        then = texts_then(file, content or b"", [language]).get(language, _NOTHING)
        text, stamp = then.texts.get(field), then.stamps.get(field)
        if later and (later.text, later.stamp) != (text, stamp):
            yield later
        later = TextVersion(
            text=text,
            stamp=stamp,
            commit=change.commit,
            time=change.time,
            author="",
        )
    if later and later.text is not None:
        yield later


def _not_committed(
    rule: Rule, language: str, field: str, versions: Sequence[TextVersion]
) -> list[TextVersion]:
    """Return the text as it is in the file, if the last commit has another one."""
    translation = rule.text.get(language)
    text = rule.field(language, field)
    stamp = translation.stamps.get(field) if translation else None
    before = (versions[0].text, versions[0].stamp) if versions else (None, None)
    if (text, stamp) == before:
        return []
    now = TextVersion(
        text=text,
        stamp=stamp,
        commit="",
        time=0,
        author="",
    )
    return [now]
