"""Find out which English every translation was made from, with few questions to git.

A page may say so itself, by a key of its front matter: with the hash of the English file
(`ms.openlocfilehash`), or with a commit or a blob of its repository (`l10n.sourceCommit`). Where it
says nothing, the history of both can tell: it was made from the English as that was when a
translator last changed the page. A commit that changed no word of it, such as one by a bot that
renewed links or front matter in every language, does not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs import shown
from bpadocs.errors import BrokenInputError
from bpadocs.pages.drift import HISTORY
from bpadocs.pages.front_matter import HASH_KEY, page_hash
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import Span
from bpadocs.published.reader import MAX_BYTES
from bpadocs.system import git
from bpadocs.system.files import read_inside

NO_HISTORY: Final = "the English pages are in no git repository here"
SHALLOW: Final = "this clone is shallow: `git fetch --unshallow` brings the history"
NOT_THERE: Final = "it is not in the git history here"
REFUSED: Final = "git cannot read the history here; `git log --raw -M` says why"
"""The clone may be a partial one, or belong to somebody else, or be empty."""

_ID: Final = re.compile(r"[0-9a-f]{7,64}")
_FRONT_MATTER: Final = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?\n)\1", re.DOTALL)
_CODE: Final = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1|\Z)", re.DOTALL | re.M)
_NO_WORDS: Final = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\{[{%<][^{}]*\}|https?:\S+")
_WORD: Final = re.compile(r"\w+")

Files = Mapping[str, Path]
"""The files of a folder by their names below it."""
Key = tuple[str, str]
"""A locale, and the name of a page."""


class Stated(NamedTuple):
    """What a page says itself about the English it was made from."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Where git has the English that a translation was made from."""

    objects: tuple[str, ...] = ()
    """Names of objects: the first that is there is it."""
    when: str = ""
    """What messages say of the time when it was translated, where history tells."""
    reason: str = ""
    """Why nothing tells which English it was."""
    stated: Span | None = None
    """Where the page says so."""
    is_now: bool = False
    """It is the English of now."""


def origins(
    source: tuple[Locale, Files],
    translations: Sequence[tuple[Locale, Files]],
    made_from: Sequence[str],
) -> Mapping[Key, MadeFrom]:
    """Return for every translation of an English page which English it was made from.

    A page of which nothing tells is left out.
    """
    english = _English(*source)
    keys = [key for key in made_from if key != HISTORY]
    found: dict[Key, MadeFrom] = {}
    silent: dict[str, list[str]] = {}
    for name in english.files:
        for locale, files in translations:
            if name not in files:
                continue
            origin = _stated_origin(english, name, _told(locale, name, keys))
            if origin is None:
                silent.setdefault(locale.locale, []).append(name)
            else:
                found[locale.locale, name] = origin
    for locale, files in translations:
        origins_here = dict(_gone(english, files))
        if HISTORY in made_from:
            names = silent.get(locale.locale, ())
            origins_here.update(_from_history(english, locale.folder, names))
        for name, origin in origins_here.items():
            found[locale.locale, name] = origin
    return found


def _gone(english: "_English", files: Files) -> Iterator[tuple[str, MadeFrom]]:
    """Yield the pages that have no English page any more."""
    for name in files:
        if name not in english.files:
            yield name, MadeFrom(reason=english.gone(name))


def stated(text: str, key: str) -> Stated | None:
    """Return what this key of a page's front matter says; dots lead to keys inside of keys."""
    head = _FRONT_MATTER.match(text)
    found = _key(key).search(head[2]) if head else None
    if head is None or found is None:
        return None
    start = head.start(2) + found.start(1)
    value = found[1]
    return Stated(value.lower(), Span(start, start + len(value)))


@lru_cache(maxsize=64)
def _key(key: str) -> re.Pattern[str]:
    """Return the pattern of a key at the beginning of a line, and of its value."""
    # YAML has a colon, TOML an equals sign
    value = r"""[ \t]*[:=][ \t]*['"]?([^\s'"#]+)"""
    parts = [re.escape(part) for part in key.split(".")]
    # a key inside of another one stands further to the right, below it
    nested = r"[ \t]*:[ \t]*\n(?:[ \t].*\n)*?[ \t]+".join(parts)
    return re.compile(rf"^(?:{re.escape(key)}|{nested}){value}", re.M | re.I)


class _English:
    """The English pages, now and in the past."""

    def __init__(self, locale: Locale, files: Files) -> None:
        self.folder = locale.folder
        self.files = files
        self.top = git.top_of(locale.folder)
        # All translations of a page are looked at before those of the next one.
        self.now = lru_cache(maxsize=1)(partial(_bytes, self.folder))
        self.by_hash = lru_cache(maxsize=1)(self._by_hash)

    @cached_property
    def changes(self) -> Mapping[str, Sequence[git.FileChange]]:
        """The changes of every page, newest first, by its name of today."""
        return git.by_file(self._log or ())

    @cached_property
    def _log(self) -> Sequence[git.FileChange] | None:
        return git.log(self.folder, ".")

    @cached_property
    def missing(self) -> str:
        """Say why the repository does not have an English page of the past."""
        if self.top is None:
            return NO_HISTORY
        if self._log is None:
            return REFUSED
        if git.is_shallow(self.folder):
            return SHALLOW
        return NOT_THERE

    def at(self, commit: str, name: str) -> Iterator[str]:
        """Yield the names of the object that holds a page in a commit.

        There is one for every name that the page had in its history.
        """
        folder = self.folder.resolve()
        prefix = folder.relative_to(self.top or folder)
        names = {name: None}
        for change in self.changes.get(name, ()):
            names[change.path_before] = None
        for one in names:
            yield f"{commit}:{(prefix / one).as_posix()}"

    def as_of(self, time: int, name: str) -> git.FileChange | None:
        """Return the change that made a page what it was at a time."""
        for change in self.changes.get(name, ()):
            if change.time <= time:
                return change
        return None

    def gone(self, name: str) -> str:
        """Say what became of a page that is not there; empty where history does not tell."""
        now = self._renamed.get(name)
        if now is not None and now in self.files:
            return f"it is called {shown.name(now)} now"
        changes = self.changes.get(now or name, ())
        if changes and changes[0].status == "D":
            return f"it was removed{_when(changes[0])}"
        return ""

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """The names of today of the pages that had other ones."""
        found: dict[str, str] = {}
        for name, changes in self.changes.items():
            for change in changes:
                if change.status == "R":
                    found.setdefault(change.path_before, name)
        return found

    @cached_property
    def _objects(self) -> git.Objects:
        return git.Objects(self.folder)

    def _by_hash(self, name: str) -> Mapping[str, str]:
        """Return the objects of a page's past, by the hashes that the pipeline has of it."""
        changes = self.changes.get(name, ())
        blobs = [change.after for change in changes if change.after]
        found: dict[str, str] = {}
        contents = self._objects.read(blobs)
        for blob, content in zip(blobs, contents, strict=True):
            for one in _hashes(content or b""):
                found.setdefault(one, blob)
        return found


# What pages say themselves


def _told(locale: Locale, name: str, keys: Sequence[str]) -> dict[str, Stated]:
    """Return what a page says by these keys."""
    text = _text(_bytes(locale.folder, name))
    told: dict[str, Stated] = {}
    for key in keys:
        statement = stated(text, key)
        if statement is not None:
            told[key] = statement
    return told


def _stated_origin(
    english: _English, name: str, told: Mapping[str, Stated]
) -> MadeFrom | None:
    """Return the origin that a page states; the first of its statements that git knows counts."""
    if not told:
        return None
    [first, *_] = told.values()
    objects: list[str] = []
    for key, statement in told.items():
        value = statement.value
        if _is_now(english.now(name), value):
            return MadeFrom(is_now=True, stated=statement.span)
        if _ID.fullmatch(value) and english.top is not None:
            objects += _objects(english, name, key, value)
    return MadeFrom(objects=tuple(objects), reason=english.missing, stated=first.span)


def _objects(english: _English, name: str, key: str, value: str) -> Iterator[str]:
    """Yield the objects that the value of a key may mean."""
    if key == HASH_KEY:
        blob = english.by_hash(name).get(value)
        if blob is not None:
            yield blob
        return
    for change in english.changes.get(name, ()):
        if change.after and change.after.startswith(value):
            yield change.after
            return
    yield from english.at(value, name)


# What history says of the others


def _from_history(
    english: _English, folder: Path, names: Sequence[str]
) -> Iterator[tuple[str, MadeFrom]]:
    """Yield the origins of these pages, for which the history of both is asked."""
    top = git.top_of(folder) if names else None
    if top is None or english.top is None:
        return
    log = git.log(folder, ".")
    if log is None:
        yield from ((name, MadeFrom(reason=REFUSED)) for name in names)
        return
    changes = git.by_file(log)
    is_shallow = git.is_shallow(folder)
    wanted = {name: changes.get(name, ()) for name in names}
    for name, change in _last_translated(folder, wanted).items():
        if change.is_first and is_shallow:
            # all that is older looks as if it had been made then
            yield name, MadeFrom(reason=SHALLOW)
        else:
            yield name, _as_of(english, name, change, is_together=top == english.top)


def _as_of(
    english: _English, name: str, change: git.FileChange, *, is_together: bool
) -> MadeFrom:
    """Return the English as it was when a page was last translated."""
    if is_together:
        objects = tuple(english.at(change.commit, name))
    else:
        before = english.as_of(change.time, name)
        objects = (before.after,) if before and before.after else ()
    return MadeFrom(
        objects=objects,
        when=_when(change),
        reason=english.missing,
    )


def _when(change: git.FileChange) -> str:
    """Say when a change was committed."""
    day = git.when(change.time).date()
    return f" on {day} (commit {change.commit[:10]})"


def _last_translated(
    folder: Path, changes: Mapping[str, Sequence[git.FileChange]]
) -> Mapping[str, git.FileChange]:
    """Return for each page its newest change that changed words of it."""
    objects = git.Objects(folder)
    found: dict[str, git.FileChange] = {}
    older = {name: iter(every) for name, every in changes.items()}
    while older:
        # All pages go back by one change at a time, and git is asked for all of them at once.
        candidates: dict[str, git.FileChange] = {}
        for name, rest in older.items():
            change = next(rest, None)
            if change is not None and change.after:
                candidates[name] = change
        found |= _with_other_words(objects, candidates)
        older = {name: older[name] for name in candidates if name not in found}
    return found


def _with_other_words(
    objects: git.Objects, changes: Mapping[str, git.FileChange]
) -> Mapping[str, git.FileChange]:
    """Return those of these changes that changed words, or made the page."""
    names: list[str] = []
    for change in changes.values():
        names += (change.before, change.after)
    contents = objects.read(names)
    found: dict[str, git.FileChange] = {}
    for name, change in changes.items():
        before = next(contents)
        after = next(contents)
        if before is None or after is None or _words(before) != _words(after):
            found[name] = change
    return found


def _words(page: bytes) -> Sequence[str]:
    """Return the words of a page that a translator writes."""
    body = _FRONT_MATTER.sub("", _text(page), count=1)
    return _WORD.findall(_NO_WORDS.sub(" ", _CODE.sub(" ", body)))


def _hashes(page: bytes) -> set[str]:
    """Return the hashes that the pipeline may have of a page: of its bytes, and of its text."""
    text = page.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return {page_hash(one) for one in (page, text, b"\xef\xbb\xbf" + text)}


def _is_now(page: bytes, value: str) -> bool:
    """Tell whether a value names the bytes of this page: by its hash, or as git does."""
    if not _ID.fullmatch(value):
        return False
    return value in _hashes(page) or git.name_of(page, "0" * 40).startswith(value)


def _bytes(folder: Path, name: str) -> bytes:
    """Return the bytes of a page; none where it cannot be read, which is told elsewhere."""
    try:
        return read_inside(folder, name, MAX_BYTES, "folder") or b""
    except BrokenInputError:
        return b""


def _text(page: bytes) -> str:
    text = page.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
